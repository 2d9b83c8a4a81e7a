// The editor of documents over the wire.
#include <gtest/gtest.h>

#include "sync/hub/console/audit_log.h"
#include "sync/hub/documents.h"
#include "tests/sync/hub/console/console_rig.h"

namespace bangnin::hub::test {
namespace {

using namespace console;

class ConsoleDocuments : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        add_staff(hub_, "it", "admin");
        browser_.emplace(hub_);
        ASSERT_EQ(browser_->sign_in("it").status, 303);
        browser_->get(hall);
    }
    Reply post(const std::string& act, const std::string& body, int base, const std::string& comment = "") {
        return browser_->post(
            hall,
            {{"do", act}, {"as", "source"}, {"base", std::to_string(base)}, {"body", body}, {"comment", comment}});
    }
    std::optional<sync::wire::Document> newest() { return Documents(*hub_.database().open()).newest("hall").value(); }

    const std::string hall = "/console/documents/hall";
    HubRig hub_;
    std::optional<Browser> browser_;
};

const std::string first = "[hall]\nname = \"大厅\"\n";
const std::string second = "[hall]\nname = \"大厅\"\nopening = [\"mon-fri 08:30-17:30\"]\n";

TEST_F(ConsoleDocuments, ADraftIsLookedAtAndPublished) {
    EXPECT_TRUE(says(browser_->get("/console/documents"), "还没有发布过"));
    EXPECT_TRUE(says(browser_->get(hall), "value=\"帮您办窗口\"")) << "begins with the hub's own queues";
    ASSERT_EQ(location_of(post("publish", first, 0, "开始")), hall + "?said=published");
    const Reply preview = post("preview", second, 1);
    EXPECT_EQ(preview.status, 200);
    EXPECT_TRUE(says(preview, "<span class=\"added\">+ opening = [&quot;mon-fri 08:30-17:30&quot;]"));
    EXPECT_FALSE(says(preview, "class=\"removed\""));
    EXPECT_EQ(newest()->version, 1U) << "looked at only";
    ASSERT_EQ(post("publish", second, 1, "开放时间").status, 303);
    EXPECT_EQ(newest()->body, second);
    EXPECT_FALSE(newest()->signature.empty());
    const Reply page = browser_->get(hall);
    EXPECT_TRUE(says(page, "现行的是版本 2"));
    EXPECT_TRUE(says(page, "<td>it</td><td>开放时间</td>"));
    const auto rows = AuditLog(*hub_.database().open()).list({.staff = "it", .limit = 1}).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].entry.subject, "大厅设置 版本 2");
}

TEST_F(ConsoleDocuments, FieldsMakeTheSameDocument) {
    ASSERT_EQ(post("publish", first, 0).status, 303);
    const Reply preview = browser_->post(hall, {{"do", "preview"},
                                                {"as", "fields"},
                                                {"base", "1"},
                                                {"hall.name.zh", "大厅"},
                                                {"hall.opening", "mon-fri 08:30-17:30\r\n"},
                                                {"notice.0.text.zh", "<停电>"}});
    EXPECT_EQ(preview.status, 200) << preview.body;
    EXPECT_TRUE(says(preview, "+ [[notice]]"));
    EXPECT_TRUE(says(preview, "&lt;停电&gt;"));
    const Reply wrong = browser_->post(hall, {{"do", "preview"},
                                              {"as", "fields"},
                                              {"base", "1"},
                                              {"hall.name.zh", "大厅"},
                                              {"notice.3.text.zh", "停电"},
                                              {"notice.3.from", "明天"}});
    EXPECT_EQ(wrong.status, 400);
    EXPECT_TRUE(says(wrong, "name=\"notice.0.from\" value=\"明天\" autocomplete=\"off\" aria-invalid=\"true\""))
        << wrong.body;
    EXPECT_EQ(newest()->version, 1U);
}

TEST_F(ConsoleDocuments, WhatIsWrongIsNotPublished) {
    for (const char* body : {"[hall", "[hall]\nname = \"\"\n", "[hub]\nport = 1\n",
                             "[[service]]\nletter = \"Z\"\ndepartment = \"别处\"\n"}) {
        const Reply refused = post("publish", body, 0);
        EXPECT_EQ(refused.status, 400) << body;
        EXPECT_TRUE(says(refused, "id=\"wrong\"")) << body;
    }
    EXPECT_TRUE(says(post("preview", "[hall]\nname = \"大厅\"\nopening = [\"mon 8-12\"]\n", 0), "第 3 行"));
    EXPECT_FALSE(newest());
    EXPECT_EQ(browser_->get("/console/documents/passwords").status, 404);
    EXPECT_EQ(browser_->get(hall + "?version=7").status, 404);
    EXPECT_EQ(browser_->get(hall + "?version=x").status, 400);
}

TEST_F(ConsoleDocuments, AnotherEditIsNotOverwrittenUnseen) {
    ASSERT_EQ(post("publish", first, 0).status, 303);
    ASSERT_EQ(post("publish", second, 1).status, 303);
    const Reply late = post("publish", "[rating]\nmend_days = 9\n", 1);
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(says(late, "有人发布了版本 2"));
    EXPECT_TRUE(says(late, "mend_days = 9")) << "the draft is still there";
    EXPECT_EQ(newest()->body, second);
}

TEST_F(ConsoleDocuments, AnOlderVersionComesBackAsANewOne) {
    ASSERT_EQ(post("publish", first, 0).status, 303);
    ASSERT_EQ(post("publish", second, 1).status, 303);
    const Reply older = browser_->get(hall + "?version=1&as=source");
    EXPECT_TRUE(says(older, "这是版本 1；现行的是版本 2"));
    EXPECT_FALSE(says(older, "opening"));
    ASSERT_EQ(post("publish", first, 2, "恢复").status, 303);
    EXPECT_EQ(newest()->version, 3U);
    EXPECT_EQ(newest()->body, first);
    EXPECT_EQ(location_of(post("publish", first, 3)), hall + "?said=same");
}

TEST_F(ConsoleDocuments, TheCatalogueBeginsWithThePlans) {
    const Reply page = browser_->get("/console/documents/catalogue");
    EXPECT_TRUE(says(page, "value=\"建设项目使用林地审批\""));
    EXPECT_TRUE(says(page, "name=\"item.34.name\"")) << "with room for more";
}

}  // namespace
}  // namespace bangnin::hub::test
