// A clerk's and a manager's day in a real browser against the real hub, by the keyboard.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/harness/browser.h"
#include "tests/sync/hub/console/console_rig.h"

namespace bangnin::hub::test {
namespace {

using harness::WebBrowser;

// Where pictures are wanted: a folder that BANGNIN_SCREENSHOTS names.
void picture(WebBrowser& browser, const std::string& name) {
    const char* folder = std::getenv("BANGNIN_SCREENSHOTS");
    if (folder == nullptr) return;
    EXPECT_TRUE(browser.screenshot(std::filesystem::path(folder) / (name + ".png")));
}

class DayInBrowser : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        add_staff(hub_, "0527", "clerk", {"1"});
        add_staff(hub_, "boss", "manager");
        issue('A', 1, 4);
        issue('B', 1, 2);
    }
    void issue(char service, std::uint32_t first, std::uint32_t last) {
        auto events = tickets(service, 1, first, last);
        for (sync::Event& event : events) event.seq = ++pushed_;
        ASSERT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", std::move(events))).status, 200);
    }
    WebBrowser begin(const std::string& login, WebBrowser::Size size = {}) {
        auto browser = WebBrowser::start(hub_.folder(), size);
        EXPECT_TRUE(browser) << browser.error();
        EXPECT_TRUE(browser->open(hub_.url() + "/console"));
        EXPECT_TRUE(browser->wait_for("h1", "政务服务大厅"));
        picture(*browser, "sign-in-" + login);
        EXPECT_TRUE(browser->type("#login", login));
        EXPECT_TRUE(browser->type("#password", good_password));
        EXPECT_TRUE(browser->press("Enter"));
        EXPECT_TRUE(browser->wait_for("h1", "您在哪个窗口"));
        return std::move(*browser);
    }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::uint64_t pushed_ = 0;
};

TEST_F(DayInBrowser, AClerkServesByTheKeyboard) {
    WebBrowser browser = begin("0527");
    picture(browser, "windows");
    ASSERT_TRUE(browser.click(".windows a"));
    ASSERT_TRUE(browser.wait_for(".present", "这个窗口现在没有人"));
    ASSERT_TRUE(browser.click("#do-open"));
    ASSERT_TRUE(browser.wait_for("#do-next", "叫下一位"));
    picture(browser, "window-empty");
    ASSERT_TRUE(browser.press("F2"));
    ASSERT_TRUE(browser.wait_for(".number", "A1001"));
    picture(browser, "window-called");
    ASSERT_TRUE(browser.press("F3"));
    EXPECT_TRUE(browser.wait_for("#saying", "刚刚叫过"));
    EXPECT_EQ(browser.address(), hub_.url() + "/console/window/1") << "said once";
    ASSERT_TRUE(browser.press("F4"));
    EXPECT_TRUE(browser.wait_for("#saying", "还没有叫满次数"));
    picture(browser, "window-refused");
    ASSERT_TRUE(browser.press("F8"));
    ASSERT_TRUE(browser.wait_for(".present .state", "正在办理"));
    EXPECT_TRUE(browser.wait_for(".present .state", "秒")) << "the time runs";

    // News come by themselves, and the focus stays where it was.
    ASSERT_TRUE(browser.script("document.getElementById('do-finish').focus(); return true"));
    issue('A', 5, 5);
    ASSERT_TRUE(browser.wait_for(".waiting", "A1005"));
    EXPECT_EQ(browser.script("return document.activeElement.id"), "do-finish");
    EXPECT_TRUE(browser.wait_for("#sync", "已同步"));
    picture(browser, "window-serving");

    ASSERT_TRUE(browser.press("F7"));
    ASSERT_TRUE(browser.wait_for(".more", "继续办理"));
    ASSERT_TRUE(browser.press("F2"));
    ASSERT_TRUE(browser.wait_for(".number", "A1002"));
    ASSERT_TRUE(browser.press("F6"));
    EXPECT_EQ(browser.script("return document.activeElement.id"), "queue");
    ASSERT_TRUE(browser.press("Tab"));
    ASSERT_TRUE(browser.press("Enter"));
    ASSERT_TRUE(browser.wait_for(".waiting", "A1002")) << "in the other queue";
    ASSERT_TRUE(browser.press("F2"));
    ASSERT_TRUE(browser.wait_for(".number", "A1003"));
    ASSERT_TRUE(browser.press("F9"));
    ASSERT_TRUE(browser.wait_for(".present .state", "窗口现在没有人"));
    ASSERT_TRUE(browser.click("#do-pause"));
    ASSERT_TRUE(browser.wait_for(".present", "已暂停服务"));
    picture(browser, "window-paused");
    ASSERT_TRUE(browser.click("#sign-out"));
    ASSERT_TRUE(browser.wait_for("#sign-in", "登录"));
}

TEST_F(DayInBrowser, AnOpenPageIsOverWhenItsAccountIs) {
    WebBrowser browser = begin("0527");
    ASSERT_TRUE(browser.click(".windows a"));
    ASSERT_TRUE(browser.wait_for("#sync", "已同步"));
    ASSERT_TRUE(staff_command(hub_, {"disable", "--login", "0527"}));
    EXPECT_TRUE(browser.wait_for("#sign-in", "登录")) << "at its next heartbeat";
}

TEST_F(DayInBrowser, ALostHubIsSaidAndFoundAgain) {
    WebBrowser browser = begin("0527");
    ASSERT_TRUE(browser.click(".windows a"));
    ASSERT_TRUE(browser.wait_for("#sync", "已同步"));
    hub_.stop();
    EXPECT_TRUE(browser.wait_for("#sync", "离线，截至"));
    picture(browser, "window-offline");
}

// On the smallest screen that an office still has: nothing of it beside the window, every key within it.
TEST_F(DayInBrowser, FitsASmallScreen) {
    WebBrowser browser = begin("0527", {1366, 768});
    ASSERT_TRUE(browser.click(".windows a"));
    ASSERT_TRUE(browser.wait_for(".present", "这个窗口现在没有人"));
    ASSERT_TRUE(browser.click("#do-open"));
    ASSERT_TRUE(browser.wait_for("#do-next", "叫下一位"));
    ASSERT_TRUE(browser.press("F2"));
    ASSERT_TRUE(browser.wait_for(".number", "A1001"));
    picture(browser, "window-1366");
    EXPECT_EQ(browser.script("return innerWidth"), 1366);
    EXPECT_EQ(browser.script("return document.documentElement.scrollWidth <= innerWidth"), true);
    EXPECT_EQ(
        browser.script("return [...document.querySelectorAll('[data-key]')].every(key => {"
                       "const place = key.getBoundingClientRect();"
                       "return place.right <= innerWidth && place.bottom <= innerHeight && place.height >= 38 })"),
        true);
    EXPECT_EQ(browser.script("return [...document.querySelectorAll('button, input:not([type=hidden]), select')].every("
                             "one => one.innerText || one.labels?.length)"),
              true)
        << "each has a name";
    EXPECT_EQ(browser.script("return document.querySelectorAll('.primary').length"), 1) << "one next step";
}

TEST_F(DayInBrowser, AManagerSeesTheDay) {
    WebBrowser browser = begin("boss");
    for (const auto& [page, words] :
         {std::pair("statistics", "统计"), std::pair("devices", "设备"), std::pair("audit", "操作记录")}) {
        ASSERT_TRUE(browser.click(std::string("nav a[href='/console/") + page + "']"));
        EXPECT_TRUE(browser.wait_for("h1", words));
        picture(browser, page);
    }
    EXPECT_TRUE(browser.wait_for("tbody", "登录"));
}

}  // namespace
}  // namespace bangnin::hub::test
