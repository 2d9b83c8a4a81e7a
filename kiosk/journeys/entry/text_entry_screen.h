// The text-entry page: the question and its field, what the letters may become, and the keyboard or the pad for
// writing by hand (pages 08 and 09 of the design).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/journeys/entry/text_entry.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

inline constexpr std::string_view entry_screen_name = "entry.text";

std::optional<EntryEvent> draw_entry(screen::Ui& ui, const EntryState& state, const View& view);

/// Who gets to know: who stands before the screen or wears headphones, or all who are in the hall.
enum class CaptionFor { person, hall };

/// What the page says: the question and how to answer it, then each word that was chosen or what the caret passed.
[[nodiscard]] std::string entry_caption(const EntryState& state, const View& view,
                                        CaptionFor listener = CaptionFor::person);

}  // namespace bangnin::kiosk
