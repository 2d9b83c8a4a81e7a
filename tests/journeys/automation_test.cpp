// The automation port keeps to what a finger could do, and answers for what it could not.
#include <gmock/gmock.h>

#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

using ::testing::HasSubstr;

class AutomationTest : public HallTest {
  protected:
    std::string refusal(const json& request) {
        const auto answer = rig().kiosk(request);
        return answer ? "taken: " + answer->dump() : answer.error();
    }
};

TEST_F(AutomationTest, TapsOnlyWhatAFingerCouldTap) {
    ASSERT_OK(open_at_home());
    EXPECT_THAT(refusal({{"do", "tap"}, {"id", "home.nothing"}}), HasSubstr("absent"));
    EXPECT_THAT(refusal({{"do", "tap"}, {"id", "home.guide"}}), HasSubstr("disabled"));
    EXPECT_THAT(refusal({{"do", "tap"}, {"id", "page.title"}}), HasSubstr("not a control"));
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 102}}));
    ASSERT_OK(rig().wait_id("dialog.confirm"));
    EXPECT_THAT(refusal({{"do", "tap"}, {"id", "department.1"}}), HasSubstr("covered"));
    EXPECT_EQ((*rig().tree())["screen"], "ticket.department");
    ASSERT_OK(rig().tap("dialog.confirm"));
    ASSERT_OK(rig().tap("department.1"));
    ASSERT_OK(rig().wait_screen("ticket.identify"));
}

TEST_F(AutomationTest, WaitThatIsInVainSaysSo) {
    ASSERT_OK(open_at_home());
    EXPECT_THAT(refusal({{"do", "wait"}, {"screen", "ticket.issued"}, {"ms", 100}}), HasSubstr("the screen is home"));
    EXPECT_THAT(refusal({{"do", "wait"}, {"id", "dialog.confirm"}, {"ms", 100}}), HasSubstr("\"ok\":false"));
    EXPECT_THAT(refusal({{"do", "wait"}, {"label", "没有这句话"}, {"ms", 100}}), HasSubstr("\"ok\":false"));
}

TEST_F(AutomationTest, RequestsThatMakeNoSenseAreAnswered) {
    ASSERT_OK(open_at_home());
    for (const json& request : {json::object(), json{{"do", "fly"}}, json{{"do", "tap"}}, json{{"do", 7}},
                                json{{"do", "wait"}, {"screen", "home"}, {"ms", -5}}, json::array(), json("text")}) {
        EXPECT_THAT(refusal(request), HasSubstr("\"ok\":false")) << request.dump();
    }
    EXPECT_EQ((*rig().tree())["screen"], "home") << "the same connection still works";
}

TEST_F(AutomationTest, ManyClientsAtOnce) {
    ASSERT_OK(open_at_home());
    auto other = harness::LineClient::connect(rig().automation_socket(), harness::patience);
    ASSERT_TRUE(other) << other.error();
    const auto tree = other->tell({{"do", "tree"}});
    ASSERT_TRUE(tree) << tree.error();
    EXPECT_EQ((*tree)["screen"], "home");
    ASSERT_OK(rig().tap("home.ticket"));
    EXPECT_TRUE(other->tell({{"do", "wait"}, {"screen", "ticket.department"}, {"ms", 5000}}));
}

TEST_F(AutomationTest, SocketBelongsToItsOwnerAlone) {
    ASSERT_OK(open_at_home());
    const auto status = std::filesystem::status(rig().automation_socket());
    EXPECT_EQ(status.type(), std::filesystem::file_type::socket);
    EXPECT_EQ(status.permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(AutomationTest, StatsAndOrderlyEnd) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(rig().tap("home.ticket"));
    const auto stats = rig().kiosk({{"do", "stats"}});
    ASSERT_TRUE(stats) << stats.error();
    EXPECT_GT(stats->value("frames_drawn", 0), 0) << stats->dump();
    ASSERT_TRUE(rig().kiosk({{"do", "quit"}}));
    EXPECT_EQ(rig().kiosk_process()->wait_exit(harness::patience), 0);
}

}  // namespace
}  // namespace bangnin::journeys
