#include "sync/model/clock.h"

#include <array>
#include <cstdio>
#include <utility>

namespace bangnin::sync {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Exactly `count` digits from `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return std::nullopt;
    int value = 0;
    for (std::size_t index = at; index < at + count; ++index) {
        const char digit = text[index];
        if (digit < '0' || digit > '9') return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    return value;
}

std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (!year || !month || !day || *year < 1970) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

std::optional<seconds> parse_time_of_day(std::string_view text) {
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
    const auto hour = digits(text, 0, 2), minute = digits(text, 3, 2), second = digits(text, 6, 2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    return hours{*hour} + minutes{*minute} + seconds{*second};
}

// "+08:00" or "-05:30", up to fourteen hours.
std::optional<minutes> parse_distance(std::string_view text) {
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const auto hour = digits(text, 1, 2), minute = digits(text, 4, 2);
    if (!hour || !minute || *minute > 59) return std::nullopt;
    const minutes distance = hours{*hour} + minutes{*minute};
    if (distance > hours{14}) return std::nullopt;
    return text[0] == '-' ? -distance : distance;
}

// ".1" to ".123456789"; `used` is how many bytes it took.
std::optional<milliseconds> parse_fraction(std::string_view text, std::size_t& used) {
    used = 0;
    if (text.empty() || text[0] != '.') return milliseconds{0};
    int value = 0;
    int kept = 0;
    std::size_t index = 1;
    for (; index < text.size() && text[index] >= '0' && text[index] <= '9'; ++index) {
        if (kept < 3) {
            value = value * 10 + (text[index] - '0');
            ++kept;
        }
    }
    if (index == 1 || index > 10) return std::nullopt;
    for (; kept < 3; ++kept) value *= 10;
    used = index;
    return milliseconds{value};
}

}  // namespace

Instant wall_clock_now() { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }

std::string to_text(Instant at) {
    const auto day = std::chrono::floor<days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return buffer.data();
}

std::optional<Instant> parse_instant(std::string_view text) {
    if (text.size() < 20 || text.size() > 35 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
    const auto date = parse_date(text.substr(0, 10));
    const auto time = parse_time_of_day(text.substr(11, 8));
    if (!date || !time) return std::nullopt;
    std::size_t used = 0;
    const auto fraction = parse_fraction(text.substr(19), used);
    if (!fraction) return std::nullopt;
    const std::string_view zone = text.substr(19 + used);
    if (zone == "Z" || zone == "z") return Instant{*date} + *time + *fraction;
    const auto distance = parse_distance(zone);
    if (!distance) return std::nullopt;
    const Instant at = Instant{*date} + *time + *fraction - *distance;
    // A zone can push the first and the last day over the edge of the years we can write down again.
    static const Instant last{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31} + days{1}};
    if (at < Instant{} || at >= last) return std::nullopt;
    return at;
}

std::optional<HallZone> HallZone::parse(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, int>, 5> known{
        {{"Asia/Shanghai", 480}, {"Asia/Urumqi", 360}, {"Asia/Hong_Kong", 480}, {"Asia/Macau", 480}, {"UTC", 0}}};
    for (const auto& [zone, offset] : known) {
        if (zone == name) return HallZone{minutes{offset}};
    }
    const auto distance = parse_distance(name);
    if (!distance) return std::nullopt;
    return HallZone{*distance};
}

std::optional<LocalDay> LocalDay::parse(std::string_view text) {
    const auto date = parse_date(text);
    if (!date) return std::nullopt;
    return LocalDay{*date};
}

std::string LocalDay::text() const {
    const std::chrono::year_month_day date{days_};
    std::array<char, 24> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer.data();
}

LocalDay local_day(Instant at, HallZone zone) { return LocalDay{std::chrono::floor<days>(at + zone.offset())}; }

std::string local_hour_minute(Instant at, HallZone zone) {
    const auto local = at + zone.offset();
    const std::chrono::hh_mm_ss time{local - std::chrono::floor<days>(local)};
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()));
    return buffer.data();
}

Instant next_midnight(Instant at, HallZone zone) {
    const auto today = std::chrono::floor<days>(at + zone.offset());
    return Instant{today + days{1}} - zone.offset();
}

}  // namespace bangnin::sync
