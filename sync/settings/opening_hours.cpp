#include "sync/settings/opening_hours.h"

#include <algorithm>
#include <cstdio>

namespace bangnin::sync {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr int days_looked_ahead = 366;

struct LocalMinute {
    sys_days date;
    int minute = 0;
};

LocalMinute local_minute(Instant now, int utc_offset_minutes) {
    const auto local = now + std::chrono::minutes(utc_offset_minutes);
    const auto date = std::chrono::floor<days>(local);
    return {date, static_cast<int>(std::chrono::floor<std::chrono::minutes>(local - date).count())};
}

const OpenDay& day_of(const OpeningHours& hours, sys_days date) {
    const auto exception = hours.dates.find(date);
    if (exception != hours.dates.end()) return exception->second;
    return (*hours.week)[std::chrono::weekday(date).c_encoding()];
}

std::optional<NextOpening> next_opening(const OpeningHours& hours, const LocalMinute& now) {
    for (int ahead = 0; ahead <= days_looked_ahead; ++ahead) {
        const sys_days date = now.date + days(ahead);
        for (const OpenPeriod& period : day_of(hours, date)) {
            if (ahead > 0 || period.begin > now.minute) return NextOpening{ahead, date, period.begin};
        }
    }
    return std::nullopt;
}

}  // namespace

HallOpening hall_opening(const OpeningHours& hours, Instant now, int utc_offset_minutes) {
    if (!hours.week) return {};
    const LocalMinute local = local_minute(now, utc_offset_minutes);
    const OpenDay& today = day_of(hours, local.date);
    const bool open = std::ranges::any_of(
        today, [&](const OpenPeriod& period) { return period.begin <= local.minute && local.minute < period.end; });
    if (open) return {.state = HallState::open, .until = today.back().end, .next = std::nullopt};
    return {.state = HallState::closed, .until = std::nullopt, .next = next_opening(hours, local)};
}

std::vector<SameHours> week_table(const OpeningHours& hours) {
    std::vector<SameHours> table;
    if (!hours.week) return table;
    for (int place = 1; place <= 7; ++place) {
        const int day = place % 7;
        const OpenDay& periods = (*hours.week)[static_cast<std::size_t>(day)];
        const auto same = std::ranges::find(table, periods, &SameHours::hours);
        if (same == table.end()) {
            table.push_back({{day}, periods});
        } else {
            same->days.push_back(day);
        }
    }
    return table;
}

std::optional<OpenDay> exception_of(const OpeningHours& hours, Instant now, int utc_offset_minutes) {
    const auto found = hours.dates.find(local_minute(now, utc_offset_minutes).date);
    return found == hours.dates.end() ? std::nullopt : std::optional(found->second);
}

std::string minute_text(int minute) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%d:%02d", minute / 60, minute % 60);
    return text.data();
}

namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char sign : text) {
        if (sign < '0' || sign > '9') return std::nullopt;
        value = value * 10 + (sign - '0');
    }
    return text.empty() ? std::nullopt : std::optional(value);
}

std::optional<sys_days> date_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

std::vector<std::string_view> pieces(std::string_view text, char at) {
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const auto end = std::min(text.find(at), text.size());
        if (end > 0) found.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

// 0 Sunday … 6 Saturday.
std::optional<int> weekday_of(std::string_view word) {
    constexpr std::array<std::string_view, 7> words{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    const auto found = std::ranges::find(words, word);
    return found == words.end() ? std::nullopt : std::optional(static_cast<int>(found - words.begin()));
}

// "mon-fri,sun": a range goes on over Saturday into Sunday.
std::expected<std::vector<int>, std::string> weekdays_of(std::string_view text) {
    std::vector<int> found;
    for (const std::string_view part : pieces(text, ',')) {
        const auto ends = pieces(part, '-');
        const auto first = ends.empty() ? std::nullopt : weekday_of(ends.front());
        const auto last = ends.empty() ? std::nullopt : weekday_of(ends.back());
        if (!first || !last || ends.size() > 2 || part.ends_with('-') || part.starts_with('-')) {
            return std::unexpected("\"" + std::string(part) + "\" is not a day; days are mon tue wed thu fri sat sun");
        }
        for (int day = *first;; day = (day + 1) % 7) {
            found.push_back(day);
            if (day == *last) break;
        }
    }
    if (found.empty()) return std::unexpected("names no day");
    return found;
}

std::expected<OpenDay, std::string> day_hours(const std::vector<std::string_view>& words) {
    OpenDay day;
    if (words.size() < 2) return std::unexpected("needs hours such as 08:30-12:00, or the word closed");
    if (words.size() == 2 && words[1] == "closed") return day;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto period = parse_period(words[i]);
        if (!period) {
            return std::unexpected("\"" + std::string(words[i]) + "\" must be hours such as 08:30-12:00, or closed");
        }
        day.push_back(*period);
    }
    std::ranges::sort(day, {}, &OpenPeriod::begin);
    for (std::size_t i = 1; i < day.size(); ++i) {
        if (day[i].begin <= day[i - 1].end) return std::unexpected("has hours that overlap or touch");
    }
    return day;
}

}  // namespace

std::optional<int> parse_minute(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = digits(text.substr(0, 2));
    const auto minute = digits(text.substr(3));
    if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 24 * 60) return std::nullopt;
    return *hour * 60 + *minute;
}

std::optional<OpenPeriod> parse_period(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const auto begin = parse_minute(text.substr(0, 5));
    const auto end = parse_minute(text.substr(6));
    return begin && end && *begin < *end ? std::optional(OpenPeriod{*begin, *end}) : std::nullopt;
}

std::expected<void, std::string> add_week_line(OpeningHours& hours, std::string_view line) {
    const auto words = pieces(line, ' ');
    if (words.empty()) return std::unexpected("names no day");
    const auto named = weekdays_of(words.front());
    if (!named) return std::unexpected(named.error());
    const auto day = day_hours(words);
    if (!day) return std::unexpected(day.error());
    if (!hours.week) hours.week.emplace();
    for (const int each : *named) {
        const auto place = static_cast<std::size_t>(each);
        if (hours.named.test(place)) return std::unexpected("names a day that has its hours already");
        hours.named.set(place);
        (*hours.week)[place] = *day;
    }
    return {};
}

std::expected<void, std::string> add_date_line(OpeningHours& hours, std::string_view line) {
    const auto words = pieces(line, ' ');
    const auto ends = words.empty() ? words : pieces(words.front(), '/');
    const auto first = ends.empty() ? std::nullopt : date_of(ends.front());
    const auto last = ends.empty() ? std::nullopt : date_of(ends.back());
    if (!first || !last || ends.size() > 2) {
        return std::unexpected("must begin with a date such as 2026-10-01, or two with / between them");
    }
    if (*last < *first) return std::unexpected("ends before it begins");
    if (*last - *first >= days(days_looked_ahead)) return std::unexpected("spans more than 366 days");
    const auto day = day_hours(words);
    if (!day) return std::unexpected(day.error());
    for (sys_days date = *first; date <= *last; date += days(1)) {
        if (!hours.dates.emplace(date, *day).second) return std::unexpected("names a date that has its hours already");
    }
    return {};
}

}  // namespace bangnin::sync
