// What managers see, over the wire.
#include <gtest/gtest.h>

#include "sync/hub/console/audit_log.h"
#include "tests/sync/hub/console/console_rig.h"

namespace bangnin::hub::test {
namespace {

class ConsoleManagement : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        add_staff(hub_, "boss", "manager");
        browser_.emplace(hub_);
        ASSERT_EQ(browser_->sign_in("boss").status, 303);
    }
    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::optional<Browser> browser_;
};

TEST_F(ConsoleManagement, DevicesSayHowTheyAre) {
    auto events = tickets('A', 1, 1, 1);
    events.push_back({2, sync::event_type::device_health, events[0].at,
                      R"({"printer":"paper_out","scanner":"ok","<new>":"<state>"})"});
    ASSERT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", events)).status, 200);
    const Reply page = browser_->get("/console/devices");
    EXPECT_EQ(page.status, 200);
    for (const char* words : {"k1", "自助机", "小票打印机 缺纸", "扫码器 正常", "&lt;new&gt; &lt;state&gt;"}) {
        EXPECT_TRUE(says(page, words)) << words;
    }
}

TEST_F(ConsoleManagement, TheAuditLogByPerson) {
    Browser(hub_).sign_in("0999", "wrong password");
    const Reply all = browser_->get("/console/audit");
    EXPECT_TRUE(says(all, "密码不对"));
    EXPECT_TRUE(says(all, "添加人员"));
    const Reply one = browser_->get("/console/audit?staff=boss");
    EXPECT_TRUE(says(one, "登录"));
    EXPECT_FALSE(says(one, "密码不对"));
    EXPECT_TRUE(says(browser_->get("/console/audit?before=1"), "没有记录"));
    EXPECT_EQ(browser_->get("/console/audit?before=x").status, 400);
}

TEST_F(ConsoleManagement, FiguresAsAPageAndAsATable) {
    ASSERT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 2))).status, 200);
    const Reply page = browser_->get("/console/statistics");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "A 帮您办窗口"));
    const std::string day = today().text();
    const Reply table = browser_->get("/console/statistics.csv?from=" + day + "&to=" + day);
    EXPECT_EQ(table.type, "text/csv; charset=utf-8");
    EXPECT_TRUE(says(table, "\"队列\",\"A 帮您办窗口\",\"2\""));
    EXPECT_NE(table.headers.find("filename=\"statistics_" + day), std::string::npos);
    EXPECT_EQ(browser_->get("/console/statistics?from=2026-13-01").status, 400);
    EXPECT_EQ(browser_->get("/console/statistics?from=2020-01-01&to=2026-01-01").status, 400);
    EXPECT_EQ(browser_->get("/console/statistics?from=2026-01-02&to=2026-01-01").status, 400);
    const auto database = hub_.database().open();
    const auto rows = console::AuditLog(*database).list({.staff = "boss", .limit = 1}).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].entry.act, "export");
}

}  // namespace
}  // namespace bangnin::hub::test
