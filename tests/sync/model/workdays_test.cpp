#include "sync/model/workdays.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

namespace bangnin::sync {
namespace {

LocalDay day(std::string_view text) { return LocalDay::parse(text).value(); }
Instant at(std::string_view text) { return parse_instant(text).value(); }

std::string calendar_folder() {
    const char* root = std::getenv("BANGNIN_SOURCE_DIR");
    return std::string(root == nullptr ? "." : root) + "/assets/calendar";
}

const WorkCalendar& shipped() {
    static const WorkCalendar calendar = WorkCalendar::load({}, calendar_folder()).value();
    return calendar;
}

const WorkCalendar& unknown_years() {
    static const WorkCalendar calendar = WorkCalendar::create({}, {}).value();
    return calendar;
}

std::int64_t working_days_of(const WorkCalendar& calendar, const std::string& year) {
    return calendar.working_days_between(LocalDay::from_number(day(year + "-01-01").number() - 1),
                                         day(year + "-12-31"));
}

TEST(WorkdaysTest, TheNoticesDaysOff) {
    for (const char* off : {"2025-01-01", "2025-01-28", "2025-02-04", "2025-04-04", "2025-05-05", "2025-06-02",
                            "2025-10-01", "2025-10-08", "2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06",
                            "2026-05-05", "2026-06-19", "2026-09-25", "2026-10-07", "2026-11-28"}) {
        EXPECT_EQ(shipped().kind(day(off)), DayKind::off) << off;
    }
}

TEST(WorkdaysTest, TheNoticesWorkingWeekends) {
    for (const char* working : {"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
                                "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}) {
        EXPECT_EQ(shipped().kind(day(working)), DayKind::working) << working;
        EXPECT_EQ(unknown_years().kind(day(working)), DayKind::off) << working;
    }
}

// Since 2025 the law gives thirteen public holidays a year; bridges and working weekends move days and add none. In
// these years no holiday is lost to a weekend, so the sum proves that no day of the notice was left out.
TEST(WorkdaysTest, AYearHasItsDaysLessWeekendsAndThirteenHolidays) {
    EXPECT_EQ(working_days_of(shipped(), "2025"), 365 - 104 - 13);
    EXPECT_EQ(working_days_of(shipped(), "2026"), 365 - 104 - 13);
}

TEST(WorkdaysTest, PeriodsDoNotCountTheirFirstDayAndSkipHolidays) {
    EXPECT_EQ(shipped().add_working_days(day("2026-11-23"), 5).text(), "2026-11-30");
    EXPECT_EQ(shipped().add_working_days(day("2026-09-30"), 1).text(), "2026-10-08");
    EXPECT_EQ(shipped().add_working_days(day("2026-10-08"), 2).text(), "2026-10-10");  // a Saturday that is worked
    EXPECT_EQ(shipped().add_working_days(day("2026-02-13"), 2).text(), "2026-02-24");
    EXPECT_EQ(shipped().add_working_days(day("2026-10-03"), 1).text(), "2026-10-08");
    EXPECT_EQ(shipped().add_working_days(day("2026-10-03"), 0).text(), "2026-10-08");
    EXPECT_EQ(shipped().add_working_days(day("2026-11-23"), 0).text(), "2026-11-23");
}

TEST(WorkdaysTest, DaysBetween) {
    EXPECT_EQ(shipped().working_days_between(day("2026-11-27"), day("2026-11-30")), 1);
    EXPECT_EQ(shipped().working_days_between(day("2026-11-30"), day("2026-11-27")), -1);
    EXPECT_EQ(shipped().working_days_between(day("2026-11-27"), day("2026-11-29")), 0);
    EXPECT_EQ(shipped().working_days_between(day("2026-11-27"), day("2026-11-27")), 0);
    EXPECT_EQ(shipped().working_days_between(day("2000-01-01"), day("9000-01-01")), WorkCalendar::longest_period);
}

TEST(WorkdaysTest, PeriodsAndDistancesAgree) {
    std::mt19937_64 random(21);
    for (int round = 0; round < 5000; ++round) {
        const LocalDay from = LocalDay::from_number(day("2024-06-01").number() + static_cast<int>(random() % 900));
        const auto count = static_cast<std::uint32_t>(1 + random() % 60);
        const LocalDay end = shipped().add_working_days(from, count);
        ASSERT_EQ(shipped().kind(end), DayKind::working);
        ASSERT_EQ(shipped().working_days_between(from, end), count);
        ASSERT_EQ(shipped().working_days_between(from, LocalDay::from_number(end.number() - 1)), count - 1);
    }
}

TEST(WorkdaysTest, WhatNobodyAnnouncedIsProvisional) {
    EXPECT_EQ(shipped().certainty(day("2025-01-01"), day("2026-12-31")), Certainty::announced);
    EXPECT_EQ(shipped().certainty(day("2026-12-31"), day("2027-01-01")), Certainty::provisional);
    EXPECT_EQ(shipped().certainty(day("2026-01-01"), day("2024-12-31")), Certainty::provisional);
    EXPECT_EQ(shipped().kind(day("2027-10-01")), DayKind::working);  // a Friday of a year without data
    EXPECT_EQ(shipped().due_in(day("2027-01-08"), at("2026-12-30T02:00:00Z"), 2).certainty, Certainty::provisional);
    EXPECT_EQ(unknown_years().certainty(day("2026-01-01"), day("2026-01-01")), Certainty::provisional);
}

TEST(WorkdaysTest, DueByTheHallsDay) {
    const LocalDay due = day("2026-11-30");  // a Monday
    EXPECT_EQ(shipped().due_in(due, at("2026-11-24T02:00:00Z"), 2), (DueIn{DueState::due, 4}));
    EXPECT_EQ(shipped().due_in(due, at("2026-11-26T02:00:00Z"), 2), (DueIn{DueState::due_soon, 2}));
    EXPECT_EQ(shipped().due_in(due, at("2026-11-30T15:59:59Z"), 2), (DueIn{DueState::due_soon, 0}));
    EXPECT_EQ(shipped().due_in(due, at("2026-11-30T16:00:00Z"), 2), (DueIn{DueState::overdue, -1}));
    EXPECT_EQ(shipped().due_in(day("2026-11-27"), at("2026-11-28T02:00:00Z"), 2), (DueIn{DueState::overdue, 0}));
    EXPECT_EQ(shipped().due_in(due, at("2026-11-30T02:00:00Z"), 0).state, DueState::due_soon);
}

std::string year_of(std::string_view holidays, std::string_view working) {
    return R"({"year":2026,"source":"s","holidays":[)" + std::string(holidays) + R"(],"working_weekends":[)" +
           std::string(working) + "]}";
}

TEST(WorkdaysTest, WrongFilesAreErrors) {
    EXPECT_EQ(WorkCalendar::load({}, "/nonexistent").error(), CalendarError::unreadable);
    EXPECT_EQ(parse_calendar_year("{").error(), CalendarError::not_json);
    EXPECT_EQ(parse_calendar_year("[]").error(), CalendarError::wrong_shape);
    EXPECT_EQ(parse_calendar_year(R"({"year":2026,"holidays":[],"working_weekends":[]})").error(),
              CalendarError::wrong_shape);
    EXPECT_EQ(parse_calendar_year(R"({"year":"2026","source":"s","holidays":[],"working_weekends":[]})").error(),
              CalendarError::wrong_shape);
    EXPECT_EQ(parse_calendar_year(std::string(1024 * 1024 + 1, ' ')).error(), CalendarError::too_large);
    EXPECT_FALSE(parse_calendar_year(std::string(100'000, '[')));

    EXPECT_TRUE(parse_calendar_year(year_of("", "")));
    // A bridge from the year before; a day of another year; an end before its beginning; a month and more.
    EXPECT_TRUE(parse_calendar_year(year_of(R"({"name":"n","from":"2025-12-30","to":"2026-01-01"})", "")));
    for (const char* wrong : {R"({"name":"n","from":"2025-11-30","to":"2026-01-01"})",
                              R"({"name":"n","from":"2026-12-30","to":"2027-01-01"})",
                              R"({"name":"n","from":"2026-05-03","to":"2026-05-01"})",
                              R"({"name":"n","from":"2026-05-01","to":"2026-06-01"})",
                              R"({"name":"n","from":"2026-02-30","to":"2026-03-01"})", R"({"name":"n"})"}) {
        EXPECT_EQ(parse_calendar_year(year_of(wrong, "")).error(), CalendarError::wrong_day) << wrong;
    }
    // A weekday needs no word to be worked, and no day is both.
    EXPECT_EQ(parse_calendar_year(year_of("", R"("2026-05-04")")).error(), CalendarError::wrong_day);
    EXPECT_EQ(parse_calendar_year(year_of(R"({"name":"n","from":"2026-05-01","to":"2026-05-05"})", R"("2026-05-02")"))
                  .error(),
              CalendarError::wrong_day);

    const CalendarYear year{2026, "s"};
    EXPECT_EQ(WorkCalendar::create({}, {year, year}).error(), CalendarError::same_year_twice);
}

TEST(WorkdaysTest, OneWrongFileOfAFolderIsAnError) {
    const auto folder = std::filesystem::temp_directory_path() / ("bangnin-calendar-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    EXPECT_TRUE(WorkCalendar::load({}, folder.string()));
    std::ofstream(folder / "notes.txt") << "{";
    EXPECT_TRUE(WorkCalendar::load({}, folder.string()));
    std::ofstream(folder / "2026.json") << "{";
    EXPECT_EQ(WorkCalendar::load({}, folder.string()).error(), CalendarError::not_json);
    std::filesystem::remove_all(folder);
}

TEST(WorkdaysTest, AnyBytesAreReadWithoutHarm) {
    std::mt19937_64 random(22);
    const std::string good = year_of(R"({"name":"n","from":"2026-01-01","to":"2026-01-03"})", R"("2026-01-04")");
    ASSERT_TRUE(parse_calendar_year(good));
    for (int round = 0; round < 20'000; ++round) {
        std::string text = good;
        for (int change = 0; change < 3; ++change) text[random() % text.size()] = static_cast<char>(random());
        (void)parse_calendar_year(text);
    }
}

}  // namespace
}  // namespace bangnin::sync
