// What the terminal says of its own accord: the words of the page, of the notice that answers a touch and of a warning,
// as utterances. Pure.
#pragma once

#include <optional>

#include "kiosk/announcement.h"
#include "kiosk/journeys/view.h"
#include "kiosk/roles/kiosk_pages.h"
#include "ui/voice/utterance.h"

namespace bangnin::kiosk {

/// The page's own words, or those of the question over it. The idle screen speaks into headphones only, the staff page
/// and the page on which one signs not at all.
[[nodiscard]] std::optional<voice::Utterance> page_words(const Stage& stage, const View& view, Earshot earshot);

/// The answer to the last touch, while it is shown.
[[nodiscard]] std::optional<voice::Utterance> notice_words(const Stage& stage, const View& view);

/// That the network is away, while people are told so. To be said once in a session.
[[nodiscard]] std::optional<voice::Utterance> offline_words(const Stage& stage, const View& view);

/// Why no number can be had here, when somebody has touched a terminal that gives out none: heard by everybody.
[[nodiscard]] std::optional<voice::Utterance> closed_words(const Stage& stage, const View& view);

/// What must not be missed, with the chime before it: heard by everybody.
[[nodiscard]] std::optional<voice::Utterance> warning_words(const Stage& stage, const View& view);

/// The words of the page that asks for a forgotten card, with the chime.
[[nodiscard]] voice::Utterance card_words(const Stage& stage, const View& view);
/// That page is shown: it says its words at its own times.
[[nodiscard]] bool leaves_card(const Stage& stage);

}  // namespace bangnin::kiosk
