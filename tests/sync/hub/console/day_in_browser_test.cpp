// A clerk's, an agent's, a manager's and an admin's day in a real browser against the real hub, by the keyboard.
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

    // From the board by the keyboard, with a number that is put right; gives the case's number.
    static std::string file_case(WebBrowser& browser, const std::string& project) {
        EXPECT_TRUE(browser.click("nav a[href='/console/cases']"));
        EXPECT_TRUE(browser.wait_for("h1", "办件"));
        picture(browser, "cases-empty-1366");
        EXPECT_TRUE(browser.press("F4"));
        EXPECT_TRUE(browser.wait_for("h1", "登记代办帮办申请"));
        fits(browser);
        EXPECT_EQ(browser.script("return document.activeElement.id"), "unit_name");
        picture(browser, "filing-1366");
        for (const auto& [name, text] :
             {std::pair("unit_name", "兴安农产品公司"), std::pair("unit_head", "李小明"), std::pair("phone", "1381234"),
              std::pair("handler", "王小虎"), std::pair("project_code", "20261507231301123456"),
              std::pair("investment", "1200"), std::pair("purpose", "年加工大豆三万吨")}) {
            EXPECT_TRUE(browser.type("#" + std::string(name), text)) << name;
        }
        EXPECT_TRUE(browser.press("F3"));
        EXPECT_EQ(browser.script("return document.activeElement.id"), "project_name");
        EXPECT_TRUE(browser.type("#project_name", project));
        EXPECT_TRUE(browser.press("F4"));
        for (int row = 1; row < 7; ++row) EXPECT_TRUE(browser.press("ArrowDown"));
        EXPECT_EQ(browser.script("return document.activeElement.id"), "item-7");
        EXPECT_TRUE(browser.press("Space"));
        EXPECT_TRUE(browser.click("#item-30"));
        picture(browser, "filing-items-1366");
        EXPECT_TRUE(browser.press("F9"));
        EXPECT_TRUE(browser.wait_for("#saying", "有 1 处要改"));
        EXPECT_EQ(browser.script("return document.activeElement.id"), "phone") << "the fault is at its field";
        EXPECT_EQ(browser.script("return document.querySelectorAll('.tick :checked').length"), 2);
        fits(browser);
        picture(browser, "filing-wrong-1366");
        EXPECT_TRUE(browser.script("document.activeElement.value = '138 1234 5678'; return true"));
        EXPECT_TRUE(browser.press("F9"));
        EXPECT_TRUE(browser.wait_for("h1", project));
        return browser.text(".head .quiet span");
    }
    // Opens an act's form by its name and sends it.
    static void act(WebBrowser& browser, const std::string& id, const std::string& then) {
        ASSERT_TRUE(browser.click("#act-" + id + " > summary")) << id;
        ASSERT_TRUE(browser.click("#do-" + id)) << id;
        ASSERT_TRUE(browser.wait_for("body", then)) << id;
    }
    // Nothing is wider than the window.
    static void fits(WebBrowser& browser) {
        EXPECT_EQ(browser.script("return document.documentElement.scrollWidth <= innerWidth"), true);
        EXPECT_EQ(
            browser.script(
                "return [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea')].every("
                "one => one.textContent || one.labels?.length)"),
            true)
            << "each has a name";
    }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::uint64_t pushed_ = 0;
};

constexpr WebBrowser::Size small{1366, 768};

// From sign-in to statistics: an agent files a case, a clerk serves somebody and opens it, the agent brings it to its
// end; a manager sees all of it.
TEST_F(DayInBrowser, AClerksAndAnAgentsDay) {
    add_staff(hub_, "0601", "agent");
    std::string number;
    {
        WebBrowser agents = begin("0601", small);
        number = file_case(agents, "大杨树镇大豆精深加工投资项目");
        ASSERT_TRUE(number.starts_with("BB")) << number;
    }
    {
        WebBrowser clerks = begin("0527", small);
        ASSERT_TRUE(clerks.click(".windows a"));
        ASSERT_TRUE(clerks.wait_for(".present", "这个窗口现在没有人"));
        ASSERT_TRUE(clerks.click("#do-open"));
        ASSERT_TRUE(clerks.wait_for("#do-next", "叫下一位"));
        ASSERT_TRUE(clerks.press("F2"));
        ASSERT_TRUE(clerks.wait_for(".number", "A1001"));
        ASSERT_TRUE(clerks.press("F8"));
        ASSERT_TRUE(clerks.wait_for(".present .state", "正在办理"));
        ASSERT_TRUE(clerks.press("F10"));
        ASSERT_TRUE(clerks.type("#case", number));
        ASSERT_TRUE(clerks.press("Enter"));
        ASSERT_TRUE(clerks.wait_for(".hand", number));
        fits(clerks);
        picture(clerks, "window-case-1366");
        ASSERT_TRUE(clerks.click("#tab-log"));
        ASSERT_TRUE(clerks.wait_for(".hand .log", "已收到您的代办帮办申请"));
        ASSERT_TRUE(clerks.press("F9"));
        ASSERT_TRUE(clerks.wait_for(".present .state", "窗口现在没有人"));
    }
    {
        WebBrowser agents = begin("0601", small);
        ASSERT_TRUE(agents.click("nav a[href='/console/cases']"));
        ASSERT_TRUE(agents.wait_for("h1", "办件"));
        fits(agents);
        picture(agents, "cases-1366");
        ASSERT_TRUE(agents.press("ArrowDown"));
        EXPECT_EQ(agents.script("return document.activeElement.textContent"), number);
        ASSERT_TRUE(agents.press("F2"));
        ASSERT_TRUE(agents.type("#search", number));
        ASSERT_TRUE(agents.press("Enter"));
        ASSERT_TRUE(agents.wait_for("h1", "大豆精深加工"));
        ASSERT_TRUE(agents.press("F2"));
        EXPECT_EQ(agents.script("return document.activeElement.id"), "accept-0-missing");
        picture(agents, "case-submitted-1366");
        ASSERT_TRUE(agents.click("#do-accept"));
        ASSERT_TRUE(agents.wait_for("#act-entrust", "安排代办员"));
        act(agents, "entrust", "代办员 白音");
        ASSERT_TRUE(agents.click("#act-make_plan > summary"));
        ASSERT_TRUE(agents.type("#make_plan-0-plan", "先备案，后用地"));
        picture(agents, "case-plan-1366");
        ASSERT_TRUE(agents.click("#do-make_plan"));
        ASSERT_TRUE(agents.wait_for("#do-begin_filing", "开始申报"));
        ASSERT_TRUE(agents.click("#do-begin_filing"));
        ASSERT_TRUE(agents.wait_for("#do-file_item-7", "申报"));
        ASSERT_TRUE(agents.click("#do-file_item-7"));
        ASSERT_TRUE(agents.wait_for("#act-demand_more-7", "要求补充或整改"));
        ASSERT_TRUE(agents.click("#act-demand_more-7 > summary"));
        ASSERT_TRUE(agents.type("#demand_more-7-what", "营业执照副本"));
        ASSERT_TRUE(agents.click("#do-demand_more-7"));
        ASSERT_TRUE(agents.wait_for(".head .pill", "等申请人补材料"));
        fits(agents);
        picture(agents, "case-waiting-1366");
        ASSERT_TRUE(agents.click("#do-answer_demand-7"));
        ASSERT_TRUE(agents.wait_for("#act-accept_item-7", "受理"));
        act(agents, "accept_item-7", "发改委已受理");
        act(agents, "approve_item-7", "发改委已批准");
        ASSERT_TRUE(agents.click("#act-withdraw_item-30 > summary"));
        ASSERT_TRUE(agents.type("#withdraw_item-30-reason", "不占林地"));
        ASSERT_TRUE(agents.click("#do-withdraw_item-30"));
        ASSERT_TRUE(agents.wait_for(".head .pill", "已办结"));
        act(agents, "archive", "办件已归档");
        picture(agents, "case-archived-1366");
        ASSERT_TRUE(agents.type("#reason", "联系申请人"));
        ASSERT_TRUE(agents.click("#do-look"));
        ASSERT_TRUE(agents.wait_for(".opened", "13812345678"));
        picture(agents, "opened-1366");
        ASSERT_TRUE(agents.click("#back"));
        ASSERT_TRUE(agents.wait_for(".masks", "138****5678"));
    }
    WebBrowser managers = begin("boss", small);
    ASSERT_TRUE(managers.click("nav a[href='/console/statistics']"));
    ASSERT_TRUE(managers.wait_for("#cases", "办结 1"));
    EXPECT_TRUE(managers.wait_for("#cases", "要求补充或整改 1"));
    fits(managers);
    picture(managers, "statistics-1366");
    ASSERT_TRUE(managers.click("nav a[href='/console/audit']"));
    EXPECT_TRUE(managers.wait_for("tbody", "登记申请"));
    EXPECT_TRUE(managers.wait_for("tbody", "查看申请人信息"));
    EXPECT_TRUE(managers.wait_for("tbody", "要求补充或整改"));
}

TEST_F(DayInBrowser, AnAdminChangesTheHours) {
    add_staff(hub_, "it", "admin");
    WebBrowser admins = begin("it", small);
    ASSERT_TRUE(admins.click("nav a[href='/console/documents']"));
    ASSERT_TRUE(admins.wait_for("h1", "设置"));
    ASSERT_TRUE(admins.click(".windows a[href='/console/documents/hall']"));
    ASSERT_TRUE(admins.wait_for("h1", "大厅设置"));
    fits(admins);
    picture(admins, "document-1366");
    ASSERT_TRUE(admins.type("[id='hall.opening']", "每天"));
    ASSERT_TRUE(admins.press("F9"));
    ASSERT_TRUE(admins.wait_for("#wrong", "还不能发布"));
    EXPECT_EQ(admins.script("return document.activeElement.id"), "hall.opening") << "the fault is at its field";
    picture(admins, "document-wrong-1366");
    ASSERT_TRUE(admins.script("document.activeElement.value = 'mon-fri 08:30-12:00 14:30-17:30'; return true"));
    ASSERT_TRUE(admins.press("F9"));
    ASSERT_TRUE(admins.wait_for("#difference", "+ opening"));
    fits(admins);
    picture(admins, "document-preview-1366");
    ASSERT_TRUE(admins.type("#comment", "开放时间"));
    ASSERT_TRUE(admins.press("F9"));
    ASSERT_TRUE(admins.wait_for("#saying", "已经发布"));
    EXPECT_TRUE(admins.wait_for("tbody", "开放时间"));
    ASSERT_TRUE(admins.open(hub_.url() + "/console/documents/catalogue"));
    ASSERT_TRUE(admins.wait_for("h1", "事项目录"));
    fits(admins);
    picture(admins, "document-catalogue-1366");
}

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
    ASSERT_TRUE(browser.click("#do-pause-header"));
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
