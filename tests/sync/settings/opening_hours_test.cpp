#include "sync/settings/opening_hours.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::sync {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

constexpr int east_eight = 480;

OpeningHours hall() {
    OpeningHours hours;
    EXPECT_TRUE(add_week_line(hours, "mon-fri 08:30-12:00 14:30-17:30"));
    EXPECT_TRUE(add_week_line(hours, "sat 09:00-12:00"));
    EXPECT_TRUE(add_date_line(hours, "2026-10-01/2026-10-07 closed"));
    EXPECT_TRUE(add_date_line(hours, "2026-10-10 08:30-17:30"));
    return hours;
}

// A local time of the hall.
Instant local(year_month_day date, int hour, int minute) {
    return sys_days(date) + hours(hour) + minutes(minute) - minutes(east_eight);
}

HallOpening at(year_month_day date, int hour, int minute) {
    return hall_opening(hall(), local(date, hour, minute), east_eight);
}

TEST(OpeningHours, TableOfMoments) {
    struct Row {
        year_month_day date;
        int hour, minute;
        HallState state;
        int until;       // -1: closed
        int days_ahead;  // -1: open
        int next;
    };
    constexpr auto open = HallState::open;
    constexpr auto closed = HallState::closed;
    const auto thursday = 2026y / March / 12;
    const Row rows[] = {
        {thursday, 0, 0, closed, -1, 0, 510},
        {thursday, 8, 29, closed, -1, 0, 510},
        {thursday, 8, 30, open, 1050, -1, 0},
        {thursday, 11, 59, open, 1050, -1, 0},
        {thursday, 12, 0, closed, -1, 0, 870},
        {thursday, 14, 30, open, 1050, -1, 0},
        {thursday, 17, 30, closed, -1, 1, 510},
        {2026y / March / 13, 23, 59, closed, -1, 1, 540},
        {2026y / March / 14, 9, 0, open, 720, -1, 0},
        {2026y / March / 14, 12, 0, closed, -1, 2, 510},
        {2026y / March / 15, 10, 0, closed, -1, 1, 510},
        {2026y / September / 30, 18, 0, closed, -1, 8, 510},
        {2026y / October / 1, 10, 0, closed, -1, 7, 510},
        {2026y / October / 10, 13, 0, open, 1050, -1, 0},
    };
    for (const Row& row : rows) {
        const auto opening = at(row.date, row.hour, row.minute);
        SCOPED_TRACE(std::to_string(unsigned(row.date.month())) + "/" + std::to_string(unsigned(row.date.day())) + " " +
                     std::to_string(row.hour) + ":" + std::to_string(row.minute));
        EXPECT_EQ(opening.state, row.state);
        EXPECT_EQ(opening.until.value_or(-1), row.until);
        EXPECT_EQ(opening.next.has_value(), row.days_ahead >= 0);
        if (opening.next && row.days_ahead >= 0) {
            EXPECT_EQ(opening.next->days_ahead, row.days_ahead);
            EXPECT_EQ(opening.next->minute, row.next);
            EXPECT_EQ(opening.next->date, sys_days(row.date) + days(row.days_ahead));
        }
    }
}

TEST(OpeningHours, WithoutHoursTheHallIsAlwaysOpen) {
    EXPECT_EQ(hall_opening({}, local(2026y / March / 15, 3, 0), east_eight), HallOpening{});
}

TEST(OpeningHours, AHallThatNeverOpensKnowsNoNextTime) {
    OpeningHours never;
    ASSERT_TRUE(add_week_line(never, "mon-sun closed"));
    const auto opening = hall_opening(never, local(2026y / March / 12, 10, 0), east_eight);
    EXPECT_EQ(opening.state, HallState::closed);
    EXPECT_FALSE(opening.next);
}

TEST(OpeningHours, WhatIsSaidOfTheNextOpeningComesTrue) {
    std::mt19937 random(7);
    const auto hours_of_hall = hall();
    for (int i = 0; i < 20'000; ++i) {
        const Instant now = sys_days(2026y / January / 1) + minutes(random() % (400 * 24 * 60));
        const auto opening = hall_opening(hours_of_hall, now, east_eight);
        if (!opening.next) continue;
        const Instant then = opening.next->date + minutes(opening.next->minute) - minutes(east_eight);
        ASSERT_GT(then, now);
        ASSERT_EQ(hall_opening(hours_of_hall, then, east_eight).state, HallState::open);
        ASSERT_EQ(hall_opening(hours_of_hall, then - 1min, east_eight).state, HallState::closed);
        const Instant between = now + minutes(random() % duration_cast<minutes>(then - now).count());
        ASSERT_EQ(hall_opening(hours_of_hall, between, east_eight).state, HallState::closed);
    }
}

TEST(OpeningHours, TheWeekIsToldMondayFirst) {
    const auto table = week_table(hall());
    ASSERT_EQ(table.size(), 3U);
    EXPECT_EQ(table[0].days, (std::vector<int>{1, 2, 3, 4, 5}));
    EXPECT_EQ(table[1].days, std::vector<int>{6});
    EXPECT_EQ(table[2].days, std::vector<int>{0});
    EXPECT_TRUE(table[2].hours.empty());
    EXPECT_EQ(minute_text(510), "8:30");
}

TEST(OpeningHours, WrongLinesAreRefusedWithTheReason) {
    for (const char* line :
         {"", " ", "mon", "monday 08:30-12:00", "mon- 08:30-12:00", "mon-tue-wed closed", "mon 8:30-12:00",
          "mon 12:00-08:30", "mon 08:30-12:00 11:00-13:00", "mon 08:30-12:00 12:00-13:00", "mon 08:30-24:01",
          "mon 08:60-12:00", "mon closed 08:30-12:00", "mon,mon 08:30-12:00", "mon-sun,sat 08:30-12:00"}) {
        OpeningHours hours;
        const auto added = add_week_line(hours, line);
        ASSERT_FALSE(added) << line;
        EXPECT_FALSE(added.error().empty());
    }
    OpeningHours twice = hall();
    EXPECT_FALSE(add_week_line(twice, "fri 08:30-12:00"));
    for (const char* line : {"", "2026-10-01", "2026-02-30 closed", "2026-13-01 closed", "26-10-01 closed",
                             "2026-10-07/2026-10-01 closed", "2026-01-01/2027-06-01 closed", "2026-10-10 closed",
                             "2026-10-01/2026-10-02/2026-10-03 closed", "2026-12-24 morning"}) {
        OpeningHours hours = hall();
        EXPECT_FALSE(add_date_line(hours, line)) << line;
    }
}

TEST(OpeningHours, ADayIsNamedOnceEvenWhereItIsClosed) {
    for (const auto& [first, second] :
         {std::pair("sat closed", "sat 09:00-12:00"), std::pair("sat closed", "sat closed"),
          std::pair("sat 09:00-12:00", "sat,sun closed")}) {
        OpeningHours hours;
        ASSERT_TRUE(add_week_line(hours, first));
        const auto again = add_week_line(hours, second);
        ASSERT_FALSE(again) << first << ", " << second;
        EXPECT_EQ(again.error(), "names a day that has its hours already");
    }
    OpeningHours hours;
    EXPECT_FALSE(add_week_line(hours, "sat,sat closed"));
}

TEST(OpeningHours, AnyBytesAreAnsweredAndWhatIsAcceptedIsInOrder) {
    std::mt19937 random(11);
    constexpr std::string_view signs = "monsatufriweh0123456789:-,/ closed";
    for (int i = 0; i < 20'000; ++i) {
        std::string line;
        for (auto left = random() % 40; left > 0; --left) line += signs[random() % signs.size()];
        OpeningHours hours;
        (void)add_week_line(hours, line);
        (void)add_date_line(hours, line);
        if (!hours.week) continue;
        for (const OpenDay& day : *hours.week) {
            for (std::size_t k = 0; k < day.size(); ++k) {
                ASSERT_LT(day[k].begin, day[k].end);
                ASSERT_TRUE(k == 0 || day[k - 1].end < day[k].begin);
            }
        }
    }
}

}  // namespace
}  // namespace bangnin::sync
