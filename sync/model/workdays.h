// Which days the hall works: Monday to Friday, but for the public holidays and the weekends worked in their stead
// (调休) as the State Council announces them year by year. The years are data (assets/calendar). Pure: `now` is passed
// in.
//
// A period in working days counts as 行政许可法 §82 and 民法典 §201 and §203 have it: the day something happens is not
// counted, holidays are not, and so a period always ends on a working day.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/clock.h"

namespace bangnin::sync {

// What one year's notice says. A notice may begin with the last days of the year before (a New Year's bridge).
struct CalendarYear {
    int year = 0;
    std::string source;  // the notice: name and number
    std::vector<LocalDay> days_off{};
    std::vector<LocalDay> working_weekends{};  // Saturdays and Sundays only
};

enum class CalendarError { unreadable, too_large, not_json, wrong_shape, wrong_day, same_year_twice };

// {"year": 2026, "source": "…", "holidays": [{"name": "元旦", "from": "2026-01-01", "to": "2026-01-03"}],
//  "working_weekends": ["2026-01-04"]}. Total: any bytes give a year or an error.
std::expected<CalendarYear, CalendarError> parse_calendar_year(std::string_view json);

enum class DayKind { working, off };

// provisional: nobody has announced one of the years concerned yet, only its weekends are known.
enum class Certainty { announced, provisional };

enum class DueState { due, due_soon, overdue };

struct DueIn {
    DueState state = DueState::due;
    std::int64_t working_days = 0;  // left after today; below zero: so many too late
    Certainty certainty = Certainty::announced;

    friend bool operator==(const DueIn&, const DueIn&) = default;
};

class WorkCalendar {
  public:
    // Longer periods are cut to this; ten years' worth.
    static constexpr std::uint32_t longest_period = 2500;

    // Every year once. No years at all is a calendar too: provisional throughout.
    static std::expected<WorkCalendar, CalendarError> create(HallZone zone, const std::vector<CalendarYear>& years);
    // Every *.json of the folder. An empty folder is a calendar too, a missing one an error.
    static std::expected<WorkCalendar, CalendarError> load(HallZone zone, const std::string& folder);

    HallZone zone() const { return zone_; }
    LocalDay today(Instant now) const { return local_day(now, zone_); }
    DayKind kind(LocalDay day) const;
    // Of a period, both ends included, in either order.
    Certainty certainty(LocalDay one, LocalDay other) const;

    // The last day of a period of `count` working days that begins with what happened on `from`; of none at all the
    // first working day from `from` on.
    LocalDay add_working_days(LocalDay from, std::uint32_t count) const;
    // Working days after `from` up to and including `to`; below zero where `to` is the earlier one. At most
    // longest_period either way.
    std::int64_t working_days_between(LocalDay from, LocalDay to) const;

    // due_soon: `soon` working days are left or fewer. The due day itself is not over yet.
    DueIn due_in(LocalDay due, Instant now, std::uint32_t soon) const;

  private:
    explicit WorkCalendar(HallZone zone) : zone_(zone) {}

    HallZone zone_;
    std::map<LocalDay, DayKind> announced_;  // only the days that differ from what their weekday says
    std::set<int> years_;
};

}  // namespace bangnin::sync
