// Instants, the hall's time zone and the hall's calendar day. Pure: nobody here asks what time it is.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bangnin::sync {

// UTC with millisecond precision. `now` is always passed in by the shell at the edge.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// The wall clock, truncated to milliseconds: for the shells at the edge only.
Instant wall_clock_now();

// "2026-11-23T08:16:00.123Z" (RFC 3339, always UTC, always milliseconds).
std::string to_text(Instant at);

// Any RFC 3339 date-time with a zone ("Z" or "+08:00") and 0–9 fraction digits, years 1970–9999; nothing else.
std::optional<Instant> parse_instant(std::string_view text);

// A zone without daylight saving, which is every zone a Chinese hall can stand in: a fixed distance from UTC.
class HallZone {
  public:
    // Asia/Shanghai.
    constexpr HallZone() = default;

    // "Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "UTC", or "+HH:MM" / "-HH:MM" up to 14 hours.
    static std::optional<HallZone> parse(std::string_view name);

    constexpr std::chrono::minutes offset() const { return offset_; }

  private:
    explicit constexpr HallZone(std::chrono::minutes offset) : offset_(offset) {}
    std::chrono::minutes offset_{480};
};

// A calendar day of the hall, from local midnight to local midnight.
class LocalDay {
  public:
    constexpr LocalDay() = default;
    explicit constexpr LocalDay(std::chrono::sys_days days) : days_(days) {}

    // "2026-11-23"; a real date in 1970–9999 or nothing.
    static std::optional<LocalDay> parse(std::string_view text);

    std::string text() const;
    // Days since 1970-01-01: how the store keeps a day.
    constexpr std::int64_t number() const { return days_.time_since_epoch().count(); }
    static constexpr LocalDay from_number(std::int64_t number) {
        return LocalDay{std::chrono::sys_days{std::chrono::days{number}}};
    }

    friend constexpr auto operator<=>(const LocalDay&, const LocalDay&) = default;

  private:
    std::chrono::sys_days days_{};
};

LocalDay local_day(Instant at, HallZone zone);

// The wall clock of the hall at that instant, "HH:MM": what is printed on a ticket.
std::string local_hour_minute(Instant at, HallZone zone);

// The next local midnight strictly after `at`.
Instant next_midnight(Instant at, HallZone zone);

}  // namespace bangnin::sync
