// The hall's figures: how they are summed, what a spreadsheet gets, and what the records say of a day.
#include "sync/hub/console/statistics.h"

#include <gtest/gtest.h>

#include "sync/hub/console/statistics_page.h"
#include "sync/hub/console/statistics_table.h"
#include "sync/hub/intake.h"
#include "sync/hub/queue_desk.h"
#include "tests/sync/hub/hub_rig.h"
#include "tests/sync/hub/records.h"

namespace bangnin::hub::test {
namespace {

using namespace console;
using namespace std::chrono_literals;
using namespace sync::call_command;
using sync::QueuedState;

TEST(StatisticsSums, CountMeansAndTheNinetieth) {
    std::vector<TicketStory> stories;
    for (int minutes = 1; minutes <= 10; ++minutes) {
        stories.push_back({.service = 'A',
                           .window = "1",
                           .state = QueuedState::done,
                           .hour = minutes <= 5 ? 9 : 10,
                           .waited = std::chrono::minutes(minutes),
                           .served = std::chrono::minutes(2 * minutes)});
    }
    stories.push_back({.service = 'B', .window = "", .state = QueuedState::waiting, .hour = 10});
    const sync::LocalDay day = *sync::LocalDay::parse("2026-11-27");
    const Statistics statistics = statistics_of(stories, day, day);
    EXPECT_EQ(statistics.all.issued, 11U);
    EXPECT_EQ(statistics.all.called, 10U);
    EXPECT_EQ(statistics.all.done, 10U);
    EXPECT_DOUBLE_EQ(statistics.all.waited_mean, 5.5);
    EXPECT_DOUBLE_EQ(statistics.all.waited_p90, 9.0);
    EXPECT_DOUBLE_EQ(statistics.all.served_mean, 11.0);
    EXPECT_EQ(statistics.by_service.at('B'), (Sum{.issued = 1}));
    EXPECT_EQ(statistics.by_window.size(), 1U) << "who was never called was at none";
    EXPECT_EQ(statistics.by_hour.at(9).issued, 5U);
    EXPECT_EQ(statistics.by_hour.at(10).issued, 6U);
    EXPECT_EQ(statistics_of({}, day, day).all, Sum{});
}

TEST(StatisticsTable, IsTextToASpreadsheet) {
    EXPECT_EQ(csv_line({"a", "b \"c\"", ""}), "\"a\",\"b \"\"c\"\"\",\"\"\r\n");
    for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"}) {
        EXPECT_EQ(csv_line({formula}), "\"'" + std::string(formula) + "\"\r\n");
    }
    Config config;
    config.hall_name = "=cmd|' /C calc'!A0";
    Statistics statistics;
    statistics.hall.name = config.hall_name;
    const std::string table = statistics_csv(config, statistics);
    EXPECT_TRUE(table.starts_with("\xEF\xBB\xBF\"'=cmd|")) << table;
}

class StatisticsTest : public testing::Test {
  protected:
    void SetUp() override {
        config_ = parse_config(configuration(rig_.folder() / "state", 0, rig_.database().text()), "test").value();
        database_ = Database::open(config_.database).value();
    }
    HubRig rig_;  // for its folder and its database
    Config config_;
    std::unique_ptr<Database> database_;
};

TEST_F(StatisticsTest, ADayOfTheRecords) {
    auto events = tickets('A', 1, 1, 3);
    const auto rate = [&](std::uint8_t name, sync::Grade grade, std::uint32_t of) {
        sync::Rating rating;
        rating.id = sync::Token(sync::Token::Bytes{0xAA, name});
        rating.ticket = token_of('A', 1, of);
        rating.grade = grade;
        rating.at = events[0].at + std::chrono::minutes(name);
        events.push_back({events.size() + 1, sync::event_type::rating_given, rating.at, sync::wire::encode(rating)});
    };
    rate(1, sync::Grade::very_satisfied, 1);
    rate(2, sync::Grade::dissatisfied, 2);
    rate(3, sync::Grade::satisfied, 2);  // the person's last word
    const sync::Instant issued = events[0].at;
    ASSERT_TRUE(taken(*database_, {"k1", "e", events}, issued));
    QueueDesk desk(*database_, config_);
    ASSERT_TRUE(desk.set_window({.name = "1", .state = sync::WindowState::open, .clerk = "0527"}, issued).value());
    const auto tell = [&](const sync::CallCommand& command, std::chrono::minutes after) {
        return desk.tell(command, {.name = "0527", .window = "1"}, issued + after).value().has_value();
    };
    ASSERT_TRUE(tell(Next{}, 10min));
    ASSERT_TRUE(tell(Again{}, 11min));
    ASSERT_TRUE(tell(Start{}, 12min));
    ASSERT_TRUE(tell(Finish{}, 17min));
    ASSERT_TRUE(tell(Next{}, 20min));
    StatisticsReader reader(*database_, config_);
    const Statistics today = reader.read(test::today(), test::today()).value();
    EXPECT_EQ(today.all.issued, 3U);
    EXPECT_EQ(today.all.called, 2U);
    EXPECT_EQ(today.all.done, 1U);
    EXPECT_NEAR(today.all.waited_mean, 15.0, 0.01) << "until the first call";
    EXPECT_NEAR(today.all.served_mean, 5.0, 0.01);
    EXPECT_EQ(today.by_window.at("1").done, 1U);
    EXPECT_EQ(today.by_hour.begin()->first, 12) << "the hall's clock";
    EXPECT_EQ(today.grades, (Grades{0, 0, 0, 1, 1}));
    EXPECT_EQ(today.wished, 1U);
    const auto before = sync::LocalDay::from_number(test::today().number() - 1);
    EXPECT_EQ(reader.read(before, before).value().all.issued, 0U);
    EXPECT_EQ(reader.read(before, before).value().grades, Grades{});
}

}  // namespace
}  // namespace bangnin::hub::test
