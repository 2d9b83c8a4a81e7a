#include "sync/model/workdays.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "sync/model/asset_file.h"

namespace bangnin::sync {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_entries = 100;
constexpr std::int64_t longest_holiday = 31;
constexpr int earliest_year = 1971;
constexpr int latest_year = 9998;

std::chrono::sys_days days_of(LocalDay day) { return std::chrono::sys_days{std::chrono::days{day.number()}}; }

int year_of(LocalDay day) { return static_cast<int>(std::chrono::year_month_day{days_of(day)}.year()); }

LocalDay next(LocalDay day, std::int64_t steps = 1) { return LocalDay::from_number(day.number() + steps); }

DayKind by_weekday(LocalDay day) {
    const std::chrono::weekday weekday{days_of(day)};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday ? DayKind::off : DayKind::working;
}

// In the year, or in the December before it.
bool belongs(LocalDay day, int year) {
    const std::chrono::year_month_day date{days_of(day)};
    return year_of(day) == year || (year_of(day) == year - 1 && date.month() == std::chrono::December);
}

std::optional<LocalDay> day_of(const Json& value, int year) {
    const auto* text = value.get_ptr<const std::string*>();
    const auto day = text == nullptr ? std::nullopt : LocalDay::parse(*text);
    return day && belongs(*day, year) ? day : std::nullopt;
}

std::optional<LocalDay> day_member(const Json& object, const char* name, int year) {
    const auto found = object.find(name);
    return found == object.end() ? std::nullopt : day_of(*found, year);
}

const Json* list_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_array() && found->size() <= most_entries ? &*found : nullptr;
}

std::optional<CalendarError> add_holidays(const Json& holidays, CalendarYear& year) {
    for (const Json& holiday : holidays) {
        if (!holiday.is_object() || text_member(holiday, "name") == nullptr) return CalendarError::wrong_shape;
        const auto from = day_member(holiday, "from", year.year), to = day_member(holiday, "to", year.year);
        if (!from || !to || *to < *from || to->number() - from->number() >= longest_holiday) {
            return CalendarError::wrong_day;
        }
        for (LocalDay day = *from; day <= *to; day = next(day)) year.days_off.push_back(day);
    }
    return std::nullopt;
}

std::optional<CalendarError> add_working_weekends(const Json& days, CalendarYear& year) {
    for (const Json& entry : days) {
        const auto day = day_of(entry, year.year);
        if (!day || by_weekday(*day) == DayKind::working ||
            std::ranges::find(year.days_off, *day) != year.days_off.end()) {
            return CalendarError::wrong_day;
        }
        year.working_weekends.push_back(*day);
    }
    return std::nullopt;
}

std::expected<CalendarYear, CalendarError> load_year(const std::string& path) {
    const auto text = read_asset(path);
    if (text) return parse_calendar_year(*text);
    return std::unexpected(text.error() == AssetError::too_large ? CalendarError::too_large
                                                                 : CalendarError::unreadable);
}

}  // namespace

std::expected<CalendarYear, CalendarError> parse_calendar_year(std::string_view text) {
    if (text.size() > largest_asset) return std::unexpected(CalendarError::too_large);
    const Json json = parse_shallow(text);
    if (json.is_discarded()) return std::unexpected(CalendarError::not_json);
    if (!json.is_object()) return std::unexpected(CalendarError::wrong_shape);
    const auto number = json.find("year");
    const auto* source = text_member(json, "source");
    const auto* holidays = list_member(json, "holidays");
    const auto* working = list_member(json, "working_weekends");
    if (number == json.end() || !number->is_number_unsigned() || *number < earliest_year || *number > latest_year ||
        source == nullptr || source->empty() || holidays == nullptr || working == nullptr) {
        return std::unexpected(CalendarError::wrong_shape);
    }
    CalendarYear year{number->get<int>(), *source};
    if (const auto fault = add_holidays(*holidays, year)) return std::unexpected(*fault);
    if (const auto fault = add_working_weekends(*working, year)) return std::unexpected(*fault);
    return year;
}

std::expected<WorkCalendar, CalendarError> WorkCalendar::create(HallZone zone, const std::vector<CalendarYear>& years) {
    WorkCalendar calendar(zone);
    for (const CalendarYear& year : years) {
        if (!calendar.years_.insert(year.year).second) return std::unexpected(CalendarError::same_year_twice);
        for (const LocalDay day : year.days_off) calendar.announced_[day] = DayKind::off;
        for (const LocalDay day : year.working_weekends) calendar.announced_[day] = DayKind::working;
    }
    return calendar;
}

std::expected<WorkCalendar, CalendarError> WorkCalendar::load(HallZone zone, const std::string& folder) {
    std::vector<CalendarYear> years;
    std::error_code fault;
    for (std::filesystem::directory_iterator entry(folder, fault), end; !fault && entry != end;
         entry.increment(fault)) {
        if (entry->path().extension() != ".json") continue;
        auto year = load_year(entry->path().string());
        if (!year) return std::unexpected(year.error());
        years.push_back(std::move(*year));
    }
    if (fault) return std::unexpected(CalendarError::unreadable);
    return create(zone, years);
}

DayKind WorkCalendar::kind(LocalDay day) const {
    const auto found = announced_.find(day);
    return found == announced_.end() ? by_weekday(day) : found->second;
}

Certainty WorkCalendar::certainty(LocalDay one, LocalDay other) const {
    const int last = year_of(std::max(one, other));
    for (int year = year_of(std::min(one, other)); year <= last; ++year) {
        if (!years_.contains(year)) return Certainty::provisional;
    }
    return Certainty::announced;
}

LocalDay WorkCalendar::add_working_days(LocalDay from, std::uint32_t count) const {
    LocalDay day = from;
    for (std::uint32_t left = std::min(count, longest_period); left > 0;) {
        day = next(day);
        if (kind(day) == DayKind::working) --left;
    }
    while (kind(day) == DayKind::off) day = next(day);
    return day;
}

std::int64_t WorkCalendar::working_days_between(LocalDay from, LocalDay to) const {
    if (to < from) return -working_days_between(to, from);
    std::int64_t count = 0;
    for (LocalDay day = from; day < to && count < longest_period;) {
        day = next(day);
        if (kind(day) == DayKind::working) ++count;
    }
    return count;
}

DueIn WorkCalendar::due_in(LocalDay due, Instant now, std::uint32_t soon) const {
    const LocalDay day = today(now);
    const std::int64_t left = working_days_between(day, due);
    const DueState state = due < day ? DueState::overdue : left <= soon ? DueState::due_soon : DueState::due;
    return {state, left, certainty(day, due)};
}

}  // namespace bangnin::sync
