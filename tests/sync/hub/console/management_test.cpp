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
    const Reply workbook = browser_->get("/console/statistics.xlsx?from=" + day + "&to=" + day);
    EXPECT_EQ(workbook.type, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    EXPECT_TRUE(workbook.body.starts_with("PK")) << "it is a ZIP file";
    EXPECT_EQ(browser_->get("/console/statistics?from=2026-13-01").status, 400);
    EXPECT_EQ(browser_->get("/console/statistics?from=2020-01-01&to=2026-01-01").status, 400);
    EXPECT_EQ(browser_->get("/console/statistics?from=2026-01-02&to=2026-01-01").status, 400);
    const auto database = hub_.database().open();
    const auto rows = console::AuditLog(*database).list({.staff = "boss", .limit = 2}).value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].entry.act, "export");
    EXPECT_EQ(rows[1].entry.act, "export");
}

TEST_F(ConsoleManagement, ABadRatingIsAnsweredStepByStep) {
    auto events = tickets('A', 1, 1, 1);
    sync::Rating rating;
    rating.id = sync::Token(sync::Token::Bytes{0xAA});
    rating.ticket = token_of('A', 1, 1);
    rating.grade = sync::Grade::dissatisfied;
    rating.comment = "<i>太慢";
    rating.at = events[0].at;
    events.push_back({2, sync::event_type::rating_given, rating.at, sync::wire::encode(rating)});
    ASSERT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", events)).status, 200);
    const std::string path = "/console/follow-ups/" + rating.id.text();
    EXPECT_TRUE(says(browser_->get("/console/follow-ups"), path));
    const Reply page = browser_->get(path);
    EXPECT_TRUE(says(page, "&lt;i&gt;太慢"));
    EXPECT_TRUE(says(page, "编号 A1001"));
    EXPECT_TRUE(says(page, "还剩 15 个工作日") || says(page, "还剩 14 个工作日")) << page.body;
    const Reply early = browser_->post(path, {{"step", "reply"}, {"words", "好"}});
    EXPECT_TRUE(location_of(early).ends_with("said=step"));
    const Reply empty = browser_->post(path, {{"step", "contact"}, {"words", ""}});
    EXPECT_TRUE(says(browser_->get(location_of(empty)), "请写几句话"));
    for (const char* step : {"contact", "mend", "reply"}) {
        const Reply taken = browser_->post(path, {{"step", step}, {"words", "说过了"}});
        EXPECT_EQ(location_of(taken), path) << step;
    }
    EXPECT_TRUE(says(browser_->get(path), "已经答复"));
    EXPECT_EQ(browser_->get("/console/follow-ups/nothing").status, 404);
    add_staff(hub_, "0527", "clerk");
    Browser clerk(hub_);
    ASSERT_EQ(clerk.sign_in("0527").status, 303);
    EXPECT_EQ(clerk.get(path).status, 403) << "clerks never see who gave which grade";
}

}  // namespace
}  // namespace bangnin::hub::test
