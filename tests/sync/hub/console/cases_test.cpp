// Cases at the console over the wire, as a browser without scripts works on them.
#include <gtest/gtest.h>

#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/html.h"
#include "sync/seal/seal.h"
#include "tests/sync/hub/case_samples.h"
#include "tests/sync/hub/console/console_rig.h"

namespace bangnin::hub::test {
namespace {

using namespace console;
namespace wire = sync::wire;

class ConsoleCases : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        counter_ = hub_.client(hub_.enrol("counter", "operator"));
        submit(1, "大豆加工");
        add_staff(hub_, "0601", "agent");
        agent_.emplace(hub_);
        ASSERT_EQ(agent_->sign_in("0601").status, 303);
    }
    void submit(std::uint8_t number, const std::string& project) {
        wire::CaseRequest request{
            .token = case_token(number), .by = applicant, .project_name = project, .items = {7, 30}};
        request.details = sync::ApplicantDetails{
            .unit_name = "兴安农产品公司", .unit_head = "李小明", .phone = "13812345678", .handler = "王小虎"};
        ASSERT_EQ(counter_->post("/v1/cases", encode(request)).status, 201);
    }
    static std::string path(std::uint8_t number) { return "/console/cases/" + case_token(number).text(); }
    wire::CaseView view(std::uint8_t number) {
        return wire::decode_case_view(counter_->get("/v1/cases/" + case_token(number).text()).body).value();
    }
    // Presses what the page of the case as it is now offers.
    Reply act(const std::string& what, Fields more = {}) {
        more.emplace("do", what);
        more.emplace("version", std::to_string(view(1).now.events));
        return agent_->post(path(1), more);
    }
    std::vector<AuditEntry> audit() {
        std::vector<AuditEntry> entries;
        const auto database = hub_.database().open();
        const auto rows = AuditLog(*database).list({.staff = {}, .limit = 50}).value();
        for (const AuditLog::Row& row : rows) {
            entries.push_back(row.entry);
        }
        return entries;
    }

    HubRig hub_;
    std::unique_ptr<Client> counter_;
    std::optional<Browser> agent_;
};

TEST_F(ConsoleCases, TheBoardFindsThem) {
    submit(2, "太阳能<b>项目");
    const Reply board = agent_->get("/console/cases");
    EXPECT_EQ(board.status, 200);
    EXPECT_TRUE(says(board, path(1)));
    EXPECT_TRUE(says(board, "太阳能&lt;b&gt;项目"));
    EXPECT_TRUE(says(board, "data-key=\"F2\""));
    EXPECT_FALSE(says(agent_->get("/console/cases?search=" + url_part("太阳能")), path(1)));
    EXPECT_TRUE(says(agent_->get("/console/cases?search=" + url_part("太阳能")), path(2)));
    EXPECT_TRUE(says(agent_->get("/console/cases?search=%25"), "没有这样的办件")) << "no pattern of theirs";
    EXPECT_FALSE(says(agent_->get("/console/cases?state=archived"), path(1)));
    EXPECT_TRUE(says(agent_->get("/console/cases?department=" + url_part("林草局")), path(1)));
    EXPECT_TRUE(says(agent_->get("/console/cases?due=overdue"), "没有这样的办件"));
    EXPECT_EQ(agent_->get("/console/cases?state=dead").status, 400);
    std::string number = view(1).number;
    EXPECT_EQ(location_of(agent_->get("/console/cases?search=" + number)), path(1));
    number[0] = number[1] = 'b';
    EXPECT_EQ(location_of(agent_->get("/console/cases?search=" + number)), path(1)) << "however it is typed";
    const std::string scanned = hub_.url() + "/c/" + case_token(1).text();
    EXPECT_EQ(location_of(agent_->get("/console/cases?search=" + url_part(scanned))), path(1));
}

TEST_F(ConsoleCases, AnAgentWorksThroughACase) {
    const Reply page = agent_->get(path(1));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "id=\"do-accept\""));
    EXPECT_FALSE(says(page, "id=\"do-archive\"")) << "only what may be done now";
    EXPECT_TRUE(says(page, "办件已提交，不能归档。")) << "and why not the rest";
    EXPECT_EQ(location_of(act("accept")), path(1));
    EXPECT_EQ(act("entrust", {{"agent", "白音"}}).status, 303);
    const std::string day = basis().calendar.add_working_days(today(), 2).text();
    const Reply planned = act("make_plan", {{"plan", "先备案"}, {"day-7", day}, {"day-30", day}});
    EXPECT_EQ(planned.status, 303) << planned.body;
    EXPECT_EQ(act("begin_filing").status, 303);
    EXPECT_EQ(act("file_item", {{"item", "7"}}).status, 303);
    const Reply demanded =
        act("demand_more", {{"item", "7"}, {"kind", "supplement"}, {"what", "营业执照\n章程"}, {"by", day}});
    EXPECT_EQ(demanded.status, 303);
    const Reply waiting = agent_->get(path(1));
    EXPECT_TRUE(says(waiting, "等申请人补材料"));
    EXPECT_TRUE(says(waiting, "<li>章程</li>"));
    EXPECT_TRUE(says(waiting, "还剩 2 个工作日"));
    const auto last = view(1).log.back();
    EXPECT_EQ(last.by, (sync::Actor{sync::ActorRole::agent, "白音"})) << "the account, from no machine of a counter's";
    const auto entries = audit();
    EXPECT_EQ(entries[0].act, "case_demand_more");
    EXPECT_EQ(entries[0].staff, "0601");
    EXPECT_EQ(entries[0].subject, view(1).number);
    EXPECT_EQ(entries[5].act, "case_accept");
}

TEST_F(ConsoleCases, TheActorIsWhoIsSignedInWhateverIsPosted) {
    act("accept", {{"actor", "赵大官"}, {"role", "manager"}});
    EXPECT_EQ(view(1).log.back().by, (sync::Actor{sync::ActorRole::agent, "白音"}));
}

TEST_F(ConsoleCases, WhoComesLateIsShownTheNewest) {
    const Fields late{{"do", "decline"}, {"version", "1"}, {"reason", "不在目录里"}};
    agent_->get(path(1));
    ASSERT_EQ(act("accept").status, 303);
    const Reply refused = agent_->post(path(1), late);
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(says(refused, "办件刚刚有人改过"));
    EXPECT_TRUE(says(refused, "已受理"));
    EXPECT_EQ(view(1).now.state, sync::CaseState::accepted);
    const Fields again{{"do", "terminate"}, {"version", "1"}, {"side", "hall"}, {"reason", "重复的<申请"}};
    EXPECT_TRUE(says(agent_->post(path(1), again), "重复的&lt;申请</textarea>")) << "nothing typed is lost";
    ASSERT_EQ(act("accept", {{"version", "1"}}).status, 303) << "the same pressed twice is done once";
    EXPECT_EQ(view(1).log.size(), 2U);
    EXPECT_EQ(std::ranges::count(audit(), "case_accept", &AuditEntry::act), 1);
}

TEST_F(ConsoleCases, WhatIsNotFilledInIsSaidAtItsForm) {
    const Reply none = act("decline", {{"reason", ""}});
    EXPECT_EQ(none.status, 409);
    EXPECT_TRUE(says(none, "<details class=\"act\" id=\"act-decline\" open>"));
    EXPECT_TRUE(says(none, "有内容没有填写"));
    EXPECT_EQ(act("accept", {{"missing", "执照"}, {"by", ""}}).status, 400);
    EXPECT_EQ(act("accept", {{"missing", "执照"}, {"by", "2020-01-01"}}).status, 409);
    EXPECT_EQ(act("dance").status, 400);
    EXPECT_EQ(act("accept", {{"version", "x"}}).status, 400);
    EXPECT_EQ(agent_->post(path(9), {{"do", "accept"}, {"version", "1"}}).status, 404);
    EXPECT_EQ(agent_->get("/console/cases/garbage").status, 404);
}

TEST_F(ConsoleCases, AClerkReadsAndDoesWhatTheirDepartmentNeeds) {
    ASSERT_TRUE(
        staff_command(hub_, {"add", "--login", "0527", "--name", "张林", "--role", "clerk", "--department", "林草局"}));
    for (const auto& [what, more] : std::vector<std::pair<std::string, Fields>>{
             {"accept", {}},
             {"entrust", {{"agent", "白音"}}},
             {"make_plan",
              {{"plan", "先备案"},
               {"day-7", basis().calendar.add_working_days(today(), 1).text()},
               {"day-30", basis().calendar.add_working_days(today(), 1).text()}}},
             {"begin_filing", {}},
             {"file_item", {{"item", "7"}}},
             {"file_item", {{"item", "30"}}}}) {
        ASSERT_EQ(act(what, more).status, 303) << what;
    }
    Browser reader(hub_);
    ASSERT_EQ(reader.sign_in("0527").status, 303);
    const Reply page = reader.get(path(1));
    EXPECT_TRUE(says(page, "id=\"do-accept_item-30\""));
    EXPECT_FALSE(says(page, "id=\"do-accept_item-7\""));
    EXPECT_TRUE(says(page, "由该事项的部门或代办员办理。"));
    const std::string version = std::to_string(view(1).now.events);
    const Reply refused = reader.post(path(1), {{"do", "accept_item"}, {"item", "7"}, {"version", version}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(reader.post(path(1), {{"do", "accept_item"}, {"item", "30"}, {"version", version}}).status, 303);
    EXPECT_EQ(view(1).log.back().by, (sync::Actor{sync::ActorRole::clerk, "张林"}));
}

TEST_F(ConsoleCases, ALookNeedsAReasonAndIsOnRecordFirst) {
    const Reply page = agent_->get(path(1));
    EXPECT_TRUE(says(page, "王*虎"));
    EXPECT_TRUE(says(page, "138****5678"));
    for (const char* hidden : {"13812345678", "王小虎", "李小明", "兴安农产品公司"})
        EXPECT_FALSE(says(page, hidden)) << hidden;
    EXPECT_EQ(location_of(agent_->post(path(1) + "/look", {{"reason", "x"}})), path(1) + "?said=reason");
    EXPECT_EQ(location_of(agent_->post(path(1) + "/forms/4.pdf", {{"reason", ""}})), path(1) + "?said=reason");
    EXPECT_EQ(location_of(agent_->get(path(1) + "/forms/3.pdf")), path(1) + "?said=reason") << "a form is a look, too";
    const std::size_t before = audit().size();
    const Reply opened = agent_->post(path(1) + "/look", {{"reason", "联系申请人 13812345678"}});
    EXPECT_EQ(opened.status, 200);
    EXPECT_TRUE(says(opened, "<dd>13812345678</dd>"));
    EXPECT_TRUE(says(opened, "<dd>王小虎</dd>"));
    EXPECT_NE(opened.headers.find("Cache-Control: no-store"), std::string::npos);
    const auto entries = audit();
    ASSERT_EQ(entries.size(), before + 1);
    EXPECT_EQ(entries[0].act, "look_case");
    EXPECT_EQ(entries[0].staff, "0601");
    EXPECT_EQ(entries[0].subject, view(1).number + " 查看申请人，原因：联系申请人 138****5678");
    EXPECT_FALSE(AuditLog(*hub_.database().open()).first_broken().value());
    const Reply form = agent_->post(path(1) + "/forms/3.pdf", {{"reason", "打印申请表"}});
    EXPECT_EQ(form.type, "application/pdf");
    EXPECT_EQ(audit()[0].subject, view(1).number + " 附件3，原因：打印申请表");
    int looks = 0;
    hub_.database().open()->session() << "SELECT COUNT(*) FROM case_looks WHERE who = '0601'", soci::into(looks);
    EXPECT_EQ(looks, 2);
    // Without a trace nothing is told.
    hub_.database().open()->session() << "ALTER TABLE audit_log RENAME TO gone";
    const Reply untraced = agent_->post(path(1) + "/look", {{"reason", "联系申请人"}});
    EXPECT_EQ(untraced.status, 503);
    EXPECT_FALSE(says(untraced, "13812345678"));
    hub_.database().open()->session() << "ALTER TABLE gone RENAME TO audit_log";
}

TEST_F(ConsoleCases, FormsAreMade) {
    EXPECT_EQ(agent_->get(path(1) + "/forms/6.pdf").status, 409);
    EXPECT_EQ(agent_->get(path(1) + "/forms/9.pdf").status, 404);
    ASSERT_EQ(act("terminate", {{"side", "hall"}, {"reason", "项目取消"}}).status, 303);
    const Reply form = agent_->get(path(1) + "/forms/8.pdf");
    EXPECT_EQ(form.status, 200);
    EXPECT_EQ(form.type, "application/pdf");
    EXPECT_TRUE(form.body.starts_with("%PDF"));
}

}  // namespace
}  // namespace bangnin::hub::test
