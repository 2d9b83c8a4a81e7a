// Is this terminal fit for service? Every part is asked by itself, with a time limit; nothing is changed.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/config.h"
#include "sync/model/clock.h"

namespace bangnin::kiosk {

enum class Finding {
    good,
    not_configured,
    warning,  ///< fit for service, yet somebody should look
    trouble,
};

struct Check {
    std::string part;  ///< store, fonts, clock, printer, id_reader, scanner, link
    Finding finding = Finding::trouble;
    std::string detail;
};

/// What the difference to the hub's clock means; none: the hub was not heard. Tickets carry the terminal's time and
/// count for its day: a minute is a warning, ten minutes are not fit for service.
[[nodiscard]] Check judge_clock(sync::Instant now, std::optional<std::chrono::milliseconds> ahead_of_hub);

/// Asks all parts; takes some seconds when one of them does not answer.
[[nodiscard]] std::vector<Check> examine(const Config& config, const std::filesystem::path& assets);

/// No part is in trouble.
[[nodiscard]] bool fit(const std::vector<Check>& checks);

/// One line a part, for people.
[[nodiscard]] std::string as_text(const std::vector<Check>& checks);
/// {"fit":true,"checks":[{"part","finding","detail"}]}.
[[nodiscard]] std::string as_json(const std::vector<Check>& checks);

}  // namespace bangnin::kiosk
