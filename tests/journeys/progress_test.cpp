// What the kiosk says to codes that are held under its scanner.
#include <gmock/gmock.h>

#include "sync/model/token.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

class ProgressTest : public HallTest {
  protected:
    Result<void> scan_again(const std::string& code) {
        return person().device({{"device", "scanner"}, {"do", "scan"}, {"text", code}})();
    }
};

TEST_F(ProgressTest, CodesThatAreNoTicketOfThisHall) {
    ASSERT_OK(open_at_home());
    const std::string token = sync::Token::random().text();
    ASSERT_OK(person().scan("https://evil.example/t/" + token));
    ASSERT_OK(wait_notice("这不是本大厅小票上的二维码。"));
    ASSERT_OK(scan_again("\x01\x02\x7f garbage"));
    ASSERT_OK(wait_notice("二维码没有读清。"));
    ASSERT_OK(scan_again("https://weixin.example/pay?x=1"));
    ASSERT_OK(wait_notice("这不是本大厅小票上的二维码。"));
    ASSERT_OK(scan_again(rig().hub_url() + "/c/" + token));
    ASSERT_OK(wait_notice("这是办件的二维码"));
    ASSERT_OK(scan_again(std::string(3000, 'A')));
    ASSERT_OK(wait_notice("二维码没有读清。"));
    ASSERT_OK(scan_again(rig().hub_url() + "/t/" + token.substr(1)));
    ASSERT_OK(wait_notice("这不是本大厅小票上的二维码。"));
    ASSERT_OK(rig().wait_screen("progress.scan"));
}

TEST_F(ProgressTest, TicketThatNobodyIssued) {
    ASSERT_OK(open_at_home());
    const std::string token = sync::Token::random().text();
    ASSERT_OK(person().scan(rig().hub_url() + "/t/" + token));
    ASSERT_OK(wait_notice("没有查到这张小票的号码。"));
    const auto page = rig().phone("/t/" + token);
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->status, 404);
    EXPECT_THAT(page->body, ::testing::HasSubstr("没有找到这个号"));
}

TEST_F(ProgressTest, OwnTicketIsKnownWithoutTheHub) {
    ASSERT_OK(open());
    const auto ticket = person().take_and_leave("department.3");
    ASSERT_TRUE(ticket) << ticket.error();
    rig().kill_hub();
    ASSERT_OK(person().come());
    ASSERT_OK(person().scan(ticket->address));
    ASSERT_OK(rig().wait_screen("progress.case"));
    EXPECT_EQ(rig().value("progress.number"), ticket->number);
    ASSERT_OK(wait_notice("这是 "));
    ASSERT_OK(rig().tap("progress.again"));
    ASSERT_OK(rig().wait_screen("progress.scan"));
    ASSERT_OK(scan_again(rig().hub_url() + "/t/" + sync::Token::random().text()));
    ASSERT_OK(wait_notice("网络暂时断开"));
}

TEST_F(ProgressTest, NoiseLeavesTheResultOnTheScreen) {
    ASSERT_OK(open());
    const auto ticket = person().take_and_leave("department.3");
    ASSERT_TRUE(ticket) << ticket.error();
    ASSERT_OK(person().come());
    ASSERT_OK(person().scan(ticket->address));
    ASSERT_OK(rig().wait_screen("progress.case"));
    ASSERT_OK(scan_again("\x01\x02\x7f garbage"));
    ASSERT_OK(wait_notice("二维码没有读清。"));
    EXPECT_EQ(rig().value("progress.number"), ticket->number);
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 7}}));
    ASSERT_OK(wait_notice("现在不用您做什么。"));
    ASSERT_OK(rig().wait_screen("progress.case"));
}

TEST_F(ProgressTest, ScannerThatIsPulledOutAndPutBack) {
    ASSERT_OK(open());
    const auto ticket = person().take_and_leave("department.3");
    ASSERT_TRUE(ticket) << ticket.error();
    ASSERT_OK(ticket_at_hub(ticket->number));
    ASSERT_OK(person().come());
    ASSERT_OK(rig().tap("home.progress"));
    ASSERT_OK(rig().wait_screen("progress.scan"));
    ASSERT_OK(person().device({{"device", "scanner"}, {"do", "unplug"}})());
    ASSERT_OK(wait_notice("扫码器正在检修。"));
    ASSERT_OK(person().device({{"device", "scanner"}, {"do", "plug"}})());
    ASSERT_OK(rig().wait_id("progress.drawing"));
    ASSERT_OK(scan_again(ticket->address));
    ASSERT_OK(rig().wait_screen("progress.case"));
}

}  // namespace
}  // namespace bangnin::journeys
