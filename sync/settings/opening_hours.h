// When the hall serves people: several periods a day, by day of the week, with dates that differ (holidays, make-up
// days). Pure: the moment is given.
#pragma once

#include <array>
#include <bitset>
#include <chrono>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/clock.h"

namespace bangnin::sync {

/// Minutes since local midnight, 0 ≤ begin < end ≤ 24 × 60.
struct OpenPeriod {
    int begin = 0;
    int end = 0;
    friend bool operator==(const OpenPeriod&, const OpenPeriod&) = default;
};

/// The periods of one day, in their order, none overlapping or touching another; empty: closed all day.
using OpenDay = std::vector<OpenPeriod>;

struct OpeningHours {
    /// 0 is Sunday. None: the hall says nothing of its hours and is always open.
    std::optional<std::array<OpenDay, 7>> week;
    std::bitset<7> named;                            ///< days of the week that a line spoke of, be it to close them
    std::map<std::chrono::sys_days, OpenDay> dates;  ///< instead of the week's
    friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

enum class HallState : std::uint8_t { open, closed };

/// The next beginning of service.
struct NextOpening {
    int days_ahead = 0;          ///< 0 today, 1 tomorrow …
    std::chrono::sys_days date;  ///< local
    int minute = 0;              ///< of that day
    friend bool operator==(const NextOpening&, const NextOpening&) = default;
};

struct HallOpening {
    HallState state = HallState::open;
    std::optional<int> until;  ///< open: the minute of today when the last period of today ends; none: always open
    std::optional<NextOpening> next;  ///< closed: none when nothing is known within a year
    friend bool operator==(const HallOpening&, const HallOpening&) = default;
};

/// A period holds its first minute and not its last: 12:00 sharp is after "08:30-12:00".
[[nodiscard]] HallOpening hall_opening(const OpeningHours& hours, Instant now, int utc_offset_minutes);

/// Days of the week that have the same hours, Monday first.
struct SameHours {
    std::vector<int> days;  ///< 1 Monday … 6 Saturday, 0 Sunday; in this order, each once
    OpenDay hours;
    friend bool operator==(const SameHours&, const SameHours&) = default;
};
[[nodiscard]] std::vector<SameHours> week_table(const OpeningHours& hours);

/// Today's hours where a date differs from its week day.
[[nodiscard]] std::optional<OpenDay> exception_of(const OpeningHours& hours, Instant now, int utc_offset_minutes);

/// "8:30" of a minute of the day.
[[nodiscard]] std::string minute_text(int minute);

// -- how a configuration writes them; errors are what is wrong, for the operator --

/// Minutes since midnight of "08:30"; "24:00" is the end of the day.
[[nodiscard]] std::optional<int> parse_minute(std::string_view text);

/// "08:30-12:00".
[[nodiscard]] std::optional<OpenPeriod> parse_period(std::string_view text);

/// Adds "mon-fri 08:30-12:00 14:30-17:30", "sat,sun closed". A day may be named only once in all lines.
[[nodiscard]] std::expected<void, std::string> add_week_line(OpeningHours& hours, std::string_view line);

/// Adds "2026-10-10 08:30-12:00" or "2026-10-01/2026-10-07 closed" (both ends included, at most 366 days).
[[nodiscard]] std::expected<void, std::string> add_date_line(OpeningHours& hours, std::string_view line);

}  // namespace bangnin::sync
