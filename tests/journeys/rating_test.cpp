// 评价服务 on the real programs: what is touched is at the hub, once, whatever happens in between.
#include <gmock/gmock.h>

#include "tests/harness/hub_events.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

using harness::HubRating;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class RatingTest : public HallTest {
  protected:
    // A ticket in somebody's hand, the kiosk idle again.
    ShownTicket ticket() {
        const auto taken = person().take_and_leave("department.3");
        EXPECT_TRUE(taken) << taken.error();
        return taken.value_or(ShownTicket{});
    }
    // From the idle screen to the page that the ticket's code leads to.
    Result<void> scan(const ShownTicket& ticket, const std::string& page = "rating.grade") {
        if (auto here = person().come(); !here) return here;
        return harness::in_turn({person().tap("home.rate"), person().screen("rating.scan"),
                                 person().device({{"device", "scanner"}, {"do", "scan"}, {"text", ticket.address}}),
                                 person().screen(page)});
    }
    // The ticket's ratings at the hub, once there are so many.
    std::vector<HubRating> at_hub(const ShownTicket& ticket, std::size_t count) {
        std::vector<HubRating> ratings;
        EXPECT_TRUE(harness::eventually([&] {
            ratings = harness::hub_ratings(rig().hub_state(), ticket.token).value_or(std::vector<HubRating>{});
            return ratings.size() >= count;
        })) << ratings.size()
            << " ratings at the hub";
        return ratings;
    }
};

TEST_F(RatingTest, AGradeWithReasonsWordsAndANumber) {
    ASSERT_OK(open_at_home());
    const auto mine = ticket();
    ASSERT_OK(scan(mine));
    EXPECT_THAT(rig().value("rating.service").value_or(""), HasSubstr(mine.number));
    ASSERT_OK(rig().tap("rating.grade.2"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    ASSERT_EQ(at_hub(mine, 1).front().grade, 2) << "before anything else is said";
    ASSERT_OK(rig().tap("rating.reason.slow"));
    ASSERT_OK(rig().tap("rating.reason.attitude"));
    ASSERT_OK(rig().tap("rating.comment"));
    ASSERT_OK(rig().wait_screen("entry.text"));
    ASSERT_TRUE(rig().kiosk({{"do", "enter"}, {"id", "entry.field"}, {"text", "跑了三趟，每趟都缺一张表。"}}));
    ASSERT_OK(rig().tap("entry.done"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    EXPECT_THAT(rig().value("rating.comment").value_or(""), HasSubstr("13"));
    ASSERT_OK(rig().tap("rating.anonymous"));
    ASSERT_OK(rig().wait_screen("rating.phone"));
    for (const char digit : std::string("13812345678")) ASSERT_OK(rig().tap(std::string("keypad.") + digit));
    ASSERT_OK(rig().tap("rating.phone.confirm"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    EXPECT_THAT(rig().value("rating.anonymous").value_or(""), HasSubstr("138****5678"));
    ASSERT_OK(rig().tap("rating.submit"));
    ASSERT_OK(rig().wait_screen("rating.thanks"));
    EXPECT_FALSE(rig().value("page.notice").has_value()) << "the hub is there";
    ASSERT_OK(rig().tap("rating.done"));
    ASSERT_OK(rig().wait_screen("attract"));

    const auto ratings = at_hub(mine, 2);
    ASSERT_EQ(ratings.size(), 2U);
    EXPECT_TRUE(ratings[0].anonymous);
    EXPECT_THAT(ratings[0].revises, IsEmpty());
    EXPECT_FALSE(ratings[0].in_force);
    EXPECT_EQ(ratings[1].grade, 2);
    EXPECT_EQ(ratings[1].reasons, "slow attitude");
    EXPECT_EQ(ratings[1].comment, "跑了三趟，每趟都缺一张表。");
    EXPECT_FALSE(ratings[1].anonymous);
    EXPECT_THAT(ratings[1].sealed, Not(IsEmpty()));
    EXPECT_THAT(ratings[1].sealed, Not(HasSubstr("13812345678")));
    EXPECT_THAT(ratings[1].revises, Not(IsEmpty())) << "one rating, and its last word";
    EXPECT_TRUE(ratings[1].in_force);
}

TEST_F(RatingTest, IsAskedOnceAndChangedWithinADay) {
    ASSERT_OK(open_at_home());
    const auto mine = ticket();
    ASSERT_OK(scan(mine));
    ASSERT_OK(rig().tap("rating.grade.4"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    ASSERT_OK(rig().tap("frame.home"));
    ASSERT_OK(rig().wait_screen("home"));
    ASSERT_OK(scan(mine, "rating.given"));
    EXPECT_THAT(rig().value("page.title").value_or(""), HasSubstr("评价过：满意"));
    ASSERT_OK(rig().tap("rating.change"));
    ASSERT_OK(rig().wait_screen("rating.grade"));
    ASSERT_OK(rig().tap("rating.grade.1"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    ASSERT_OK(rig().tap("rating.submit"));
    ASSERT_OK(rig().wait_screen("rating.thanks"));
    ASSERT_OK(rig().tap("rating.done"));
    const auto ratings = at_hub(mine, 2);
    EXPECT_EQ(ratings.back().grade, 1);
    EXPECT_TRUE(ratings.back().in_force);
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 24 * 3600 + 60}}));
    ASSERT_OK(scan(mine, "rating.given"));
    EXPECT_FALSE(rig().value("rating.change").has_value()) << "a day is over";
}

TEST_F(RatingTest, WithoutTheHubItIsKeptAndSaidSo) {
    ASSERT_OK(open_at_home());
    const auto mine = ticket();
    ASSERT_TRUE(ticket_at_hub(mine.number)) << "before the hub goes";
    rig().kill_hub();
    ASSERT_TRUE(harness::eventually([this] {
        const auto told = rig().kiosk({{"do", "stats"}});
        return told && (*told)["health"].value("link", "") != "ok";
    }));
    ASSERT_OK(scan(mine));
    ASSERT_OK(rig().tap("rating.grade.5"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    ASSERT_OK(rig().tap("rating.submit"));
    ASSERT_OK(rig().wait_screen("rating.thanks"));
    ASSERT_OK(wait_notice("网络暂时断开，评价已经存在这台机器上"));
    ASSERT_OK(rig().tap("rating.done"));
    ASSERT_OK(rig().start_hub());
    const auto ratings = at_hub(mine, 1);
    ASSERT_EQ(ratings.size(), 1U);
    EXPECT_EQ(ratings[0].grade, 5);
    EXPECT_TRUE(ratings[0].in_force);
}

TEST_F(RatingTest, APowerCutAfterTheTouchLosesNothing) {
    ASSERT_OK(open_at_home());
    const auto mine = ticket();
    ASSERT_OK(scan(mine));
    rig().kill_hub();
    ASSERT_OK(rig().tap("rating.grade.3"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    rig().kill_kiosk();
    ASSERT_OK(rig().start_hub());
    ASSERT_OK(rig().start_kiosk());
    const auto ratings = at_hub(mine, 1);
    ASSERT_EQ(ratings.size(), 1U);
    EXPECT_EQ(ratings[0].grade, 3);
    ASSERT_OK(scan(mine, "rating.given"));
}

TEST_F(RatingTest, TheTicketOfThisSessionNeedsNoScan) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(person().choose("department.3"));
    const auto mine = person().without_identity();
    ASSERT_TRUE(mine) << mine.error();
    ASSERT_OK(
        harness::in_turn({person().tap("frame.home"), person().screen("home"), person().tap("home.rate"),
                          person().screen("rating.scan"), person().tap("rating.taken"), person().screen("rating.grade"),
                          person().tap("rating.skip"), person().screen("attract")}));
    ASSERT_OK(person().come());
    ASSERT_OK(rig().tap("home.rate"));
    ASSERT_OK(rig().wait_screen("rating.scan"));
    EXPECT_FALSE(rig().value("rating.taken").has_value()) << "it was somebody else's";
}

TEST_F(RatingTest, AStrangeCodeIsNamed) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(rig().tap("home.rate"));
    ASSERT_OK(rig().wait_screen("rating.scan"));
    ASSERT_OK(person().device({{"device", "scanner"}, {"do", "scan"}, {"text", "https://example.com/"}})());
    ASSERT_OK(wait_notice("这不是本大厅小票上的二维码。"));
}

}  // namespace
}  // namespace bangnin::journeys
