// Is this terminal fit for service? Every part is asked by itself, with a time limit; nothing is changed.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/config.h"
#include "kiosk/hall_choice.h"
#include "sync/model/clock.h"
#include "ui/input/input_methods.h"
#include "ui/locale/completeness.h"
#include "ui/voice/speaker.h"

namespace bangnin::kiosk {

enum class Finding {
    good,
    not_configured,
    warning,  ///< fit for service, yet somebody should look
    trouble,
};

struct Check {
    /// store, settings, fonts, clock, printer, id_reader, scanner, link, writing.pinyin, writing.stroke, writing.rare,
    /// writing.handwriting, voice.audio, voice.synthesis, voice.recordings, words.zh, words.mn, words.en
    std::string part;
    Finding finding = Finding::trouble;
    std::string detail;
};

/// What the difference to the hub's clock means; none: the hub was not heard. Tickets carry the terminal's time and
/// count for its day: a minute is a warning, ten minutes are not fit for service.
[[nodiscard]] Check judge_clock(sync::Instant now, std::optional<std::chrono::milliseconds> ahead_of_hub);

/// The voice as it was probed. Without it the terminal is fit for service: everything said is also written.
[[nodiscard]] std::vector<Check> judge_voice(const voice::Probed& probed);

/// Each way of writing, tried: its dictionary opens and knows what everybody writes. Where one does not, the page
/// offers the others: a warning. `zinnia_model`: of the handwriting.
[[nodiscard]] std::vector<Check> examine_writing(const input::MethodOptions& options,
                                                 const std::filesystem::path& zinnia_model);

/// A language's words: strings that nobody translated, or that no native reader has passed, are a warning.
[[nodiscard]] Check judge_words(locale::Language language, const locale::Completeness& found);

/// Which settings of the hall it runs on: the hub's newest that it cannot use are a warning.
[[nodiscard]] Check judge_settings(const HallVersion& version);

/// Asks all parts; takes some seconds when one of them does not answer.
[[nodiscard]] std::vector<Check> examine(const Config& config, const std::filesystem::path& assets);

/// No part is in trouble.
[[nodiscard]] bool fit(const std::vector<Check>& checks);

/// One line a part, for people.
[[nodiscard]] std::string as_text(const std::vector<Check>& checks);
/// {"fit":true,"checks":[{"part","finding","detail"}]}.
[[nodiscard]] std::string as_json(const std::vector<Check>& checks);

}  // namespace bangnin::kiosk
