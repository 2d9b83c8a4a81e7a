// Two kiosks of one hall see one another's people and never one another's numbers.
#include <gmock/gmock.h>

#include <set>

#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

class TwoKiosksTest : public HallTest {};

TEST_F(TwoKiosksTest, OneQueueTwoSeries) {
    ASSERT_OK(open());
    auto second = open_second_kiosk("k2", 2);
    ASSERT_TRUE(second) << second.error();
    Applicant at_second(**second);

    const auto first = person().take_and_leave("department.3");
    ASSERT_TRUE(first) << first.error();
    EXPECT_EQ(first->number, "C1001");

    ASSERT_OK(at_second.come());
    ASSERT_OK((*second)->tap("home.ticket"));
    ASSERT_OK((*second)->wait_screen("ticket.department"));
    ASSERT_OK(wait_value(**second, "department.3", "等候 1 人"));
    ASSERT_OK((*second)->tap("department.3"));
    ASSERT_OK((*second)->wait_screen("ticket.identify"));
    const auto other = at_second.without_identity();
    ASSERT_TRUE(other) << other.error();
    EXPECT_EQ(other->number, "C2001");
    EXPECT_EQ(other->ahead, 1);

    ASSERT_OK(person().come());
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    ASSERT_OK(wait_value(rig(), "department.3", "等候 2 人"));
    ASSERT_OK(rig().tap("department.3"));
    ASSERT_OK(rig().wait_screen("ticket.identify"));
    const auto third = person().without_identity();
    ASSERT_TRUE(third) << third.error();
    EXPECT_EQ(third->number, "C1002");
    EXPECT_EQ(third->ahead, 2) << "each person is counted once, whether by the hub or by the kiosk";

    // The ticket of the one is known to the other, and the phone's page says the same as both.
    ASSERT_OK(ticket_at_hub(third->number));
    ASSERT_OK((*second)->tap("frame.home"));
    ASSERT_OK((*second)->wait_screen("home"));
    ASSERT_OK(at_second.scan(third->address));
    ASSERT_OK((*second)->wait_screen("progress.case"));
    EXPECT_EQ((*second)->value("progress.number"), third->number);
    EXPECT_EQ((*second)->value("progress.ahead"), "2 人");
}

TEST_F(TwoKiosksTest, WithoutTheHubNumbersStillNeverClash) {
    ASSERT_OK(open());
    auto second = open_second_kiosk("k2", 2);
    ASSERT_TRUE(second) << second.error();
    Applicant at_second(**second);
    rig().kill_hub();
    std::set<std::string> numbers;
    for (int round = 0; round < 3; ++round) {
        const auto here = person().take_and_leave("department.3");
        ASSERT_TRUE(here) << here.error();
        const auto there = at_second.take_and_leave("department.3");
        ASSERT_TRUE(there) << there.error();
        numbers.insert({here->number, there->number});
    }
    EXPECT_THAT(numbers, ::testing::ElementsAre("C1001", "C1002", "C1003", "C2001", "C2002", "C2003"));
    ASSERT_OK(rig().start_hub());
    const auto all = rig().hub_tickets_until([](const json& view) { return view["tickets"].size() == 6; });
    ASSERT_TRUE(all) << all.error();
    const auto rejected = rig().hub_json("/v1/rejected");
    ASSERT_TRUE(rejected) << rejected.error();
    EXPECT_THAT(rejected->dump(), ::testing::Not(::testing::HasSubstr("number_taken")));
}

}  // namespace
}  // namespace bangnin::journeys
