// Cases over the wire: who may do what, what is refused and how, and that nothing personal is kept or told.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "sync/hub/console/audit_log.h"
#include "sync/seal/seal.h"
#include "tests/sync/hub/case_samples.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;
using nlohmann::json;

class CaseCalls : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        counter_ = hub_.client(hub_.enrol("counter", "operator"));
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
    }
    static wire::CaseRequest request(std::uint8_t number) {
        wire::CaseRequest request{
            .token = case_token(number), .by = applicant, .project_name = "大豆加工", .items = {7, 16}};
        request.details =
            sync::ApplicantDetails{.unit_name = "兴安农产品公司", .unit_head = "李小明", .phone = "13812345678"};
        return request;
    }
    Reply submit(std::uint8_t number) { return counter_->post("/v1/cases", encode(request(number))); }
    static std::string path(std::uint8_t number) { return "/v1/cases/" + case_token(number).text(); }
    Reply tell(std::uint8_t number, std::uint32_t version, const sync::Command& command) {
        return counter_->post(path(number) + "/commands", encode(wire::CaseOrder{version, clerk, command}));
    }
    json list(const std::string& query) {
        const Reply reply = counter_->get("/v1/cases" + query);
        EXPECT_EQ(reply.status, 200) << query << reply.body;
        return json::parse(reply.body)["cases"];
    }

    HubRig hub_;
    std::unique_ptr<Client> counter_;
    std::unique_ptr<Client> kiosk_;
};

TEST_F(CaseCalls, ACaseIsSubmittedAndChanged) {
    const Reply made = submit(1);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_NE(made.headers.find("Location: " + path(1)), std::string::npos);
    const auto view = wire::decode_case_view(made.body);
    ASSERT_TRUE(view) << to_text(view.error());
    EXPECT_EQ(view->now.events, 1U);
    EXPECT_EQ(view->number.substr(0, 2), "BB");
    const Reply changed = tell(1, 1, sync::Accept{});
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(wire::decode_case_view(changed.body)->now.state, sync::CaseState::accepted);
    EXPECT_EQ(counter_->get(path(1)).status, 200);
    EXPECT_EQ(submit(1).status, 201) << "sent again";
    EXPECT_EQ(list("").size(), 1U);
    const auto feed = wire::decode_changes_response(counter_->get("/v1/changes").body);
    ASSERT_TRUE(feed);
    const auto told = std::ranges::find_if(
        feed->changes, [](const auto& change) { return std::holds_alternative<wire::CaseChange>(change); });
    ASSERT_NE(told, feed->changes.end());
    EXPECT_EQ(std::get<wire::CaseChange>(*told).version, 2U);
}

TEST_F(CaseCalls, RefusalsAreProblemsThatSayWhy) {
    ASSERT_EQ(submit(1).status, 201);
    ASSERT_EQ(tell(1, 1, sync::Accept{}).status, 200);
    const Reply late = tell(1, 1, sync::Decline{"不在目录"});
    EXPECT_EQ(late.status, 409);
    const auto problem = wire::decode_problem(late.body);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->code, "other_version");
    EXPECT_EQ(problem->version, 2U);
    const Reply refused = tell(1, 2, sync::Archive{});
    EXPECT_EQ(refused.problem_code(), "refused");
    EXPECT_EQ(wire::decode_problem(refused.body)->detail, "办件已受理，不能归档。");
    EXPECT_EQ(tell(2, 1, sync::Accept{}).problem_code(), "unknown_case");
    EXPECT_EQ(counter_->get(path(2)).problem_code(), "unknown_case");
    EXPECT_EQ(counter_->get("/v1/cases/garbage").problem_code(), "unknown_case");
    EXPECT_EQ(counter_->get(path(2) + "/forms/3.pdf").problem_code(), "unknown_case");
    EXPECT_EQ(counter_->get(path(1) + "/forms/9.pdf").problem_code(), "unknown_form");
    EXPECT_EQ(counter_->get(path(1) + "/forms/3.doc").problem_code(), "no_such_address");
    EXPECT_EQ(counter_->get(path(1) + "/forms/6.pdf").problem_code(), "not_completed");
    EXPECT_EQ(counter_->get(path(1) + "/forms/8.pdf").problem_code(), "not_terminated");
    EXPECT_EQ(counter_->post("/v1/cases", "{}").problem_code(), "bad_request");
    EXPECT_EQ(counter_->post("/v1/cases", encode(request(3)), "text/plain").problem_code(), "not_json");
    EXPECT_EQ(counter_->post(path(1) + "/commands", "{}").problem_code(), "bad_request");
    wire::CaseRequest none = request(3);
    none.items = {99};
    EXPECT_EQ(counter_->post("/v1/cases", encode(none)).problem_code(), "refused");
    EXPECT_EQ(counter_->post("/v1/cases", std::string(wire::max_case_bytes + 1, ' ')).problem_code(), "bad_request");
    for (const char* query : {"?state=dead", "?due=soon", "?due=-1", "?due=251", "?colour=red"}) {
        EXPECT_EQ(counter_->get(std::string("/v1/cases") + query).problem_code(), "bad_query") << query;
    }
}

TEST_F(CaseCalls, OnlyOperatorsWorkOnCasesAndKiosksSeeThemMasked) {
    ASSERT_EQ(submit(1).status, 201);
    ASSERT_EQ(tell(1, 1, sync::Accept{}).status, 200);
    ASSERT_EQ(tell(1, 2, sync::Entrust{agent.name}).status, 200);
    const auto stranger = hub_.client(hub_.stranger());
    for (const std::string& address : {std::string("/v1/cases"), path(1) + "/forms/3.pdf"}) {
        EXPECT_EQ(kiosk_->get(address).problem_code(), "wrong_role") << address;
        EXPECT_EQ(stranger->get(address).problem_code(), "no_certificate") << address;
    }
    EXPECT_EQ(kiosk_->post("/v1/cases", encode(request(2))).problem_code(), "wrong_role");
    EXPECT_EQ(kiosk_->post(path(1) + "/commands", "{}").problem_code(), "wrong_role");
    EXPECT_EQ(stranger->get(path(1)).problem_code(), "no_certificate");
    const Reply masked = kiosk_->get(path(1));
    ASSERT_EQ(masked.status, 200);
    EXPECT_EQ(wire::decode_case_view(masked.body)->now.agent, "王*虎");
    for (const char* hidden : {"王小虎", "张三丰", "李小明", "13812345678", "兴安"}) {
        EXPECT_EQ(masked.body.find(hidden), std::string::npos) << hidden;
    }
    EXPECT_EQ(wire::decode_case_view(counter_->get(path(1)).body)->now.agent, "王小虎");
}

// A body names whom it likes: the log says which machine's certificate it came with.
TEST_F(CaseCalls, WhoActsIsTiedToTheCertificate) {
    wire::CaseRequest asked = request(1);
    asked.by = {sync::ActorRole::manager, "赵大官", "k1"};
    ASSERT_EQ(counter_->post("/v1/cases", encode(asked)).status, 201);
    const wire::CaseOrder order{1, {sync::ActorRole::manager, "赵大官", "another"}, sync::Accept{}};
    ASSERT_EQ(counter_->post(path(1) + "/commands", encode(order)).status, 200);
    ASSERT_EQ(counter_->post(path(1) + "/commands", encode(order)).status, 200) << "sent again";
    const auto view = wire::decode_case_view(counter_->get(path(1)).body);
    ASSERT_TRUE(view);
    ASSERT_EQ(view->log.size(), 2U);
    for (const wire::CaseEntry& entry : view->log) EXPECT_EQ(entry.by.device, "counter");
    const auto other = hub_.client(hub_.enrol("counter2", "operator"));
    EXPECT_EQ(other->post(path(1) + "/commands", encode(order)).problem_code(), "other_version")
        << "not another machine's order";
    EXPECT_EQ(kiosk_->get(path(1)).body.find("counter"), std::string::npos);
}

TEST_F(CaseCalls, ListsAreNarrowedByTheQuery) {
    ASSERT_EQ(submit(1).status, 201);
    ASSERT_EQ(submit(2).status, 201);
    const sync::LocalDay today = basis().calendar.today(sync::wall_clock_now());
    const sync::LocalDay soon = basis().calendar.add_working_days(today, 2);
    ASSERT_EQ(tell(2, 1, sync::Accept{{{"营业执照", soon}}}).status, 200);
    EXPECT_EQ(list("").size(), 2U);
    EXPECT_EQ(list("?state=accepted").size(), 1U);
    EXPECT_EQ(list("?department=%E5%8F%91%E6%94%B9%E5%A7%94").size(), 2U);
    EXPECT_EQ(list("?department=nobody").size(), 0U);
    EXPECT_EQ(list("?agent=nobody").size(), 0U);
    EXPECT_EQ(list("?due=1").size(), 0U);
    EXPECT_EQ(list("?due=overdue").size(), 0U);
    const json due = list("?due=2");
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0]["due"], soon.text());
    EXPECT_EQ(due[0]["working_days"], 2);
    EXPECT_EQ(due[0]["overdue"], false);
    hub_.database().open()->session() << "UPDATE cases SET due_day = due_day - 30 WHERE due_day > 0";
    const json late = list("?due=overdue&state=accepted");
    ASSERT_EQ(late.size(), 1U);
    EXPECT_EQ(late[0]["overdue"], true);
}

TEST_F(CaseCalls, WhatTheApplicantEnteredIsKeptSealedAndLookedAtOnRecord) {
    ASSERT_EQ(submit(1).status, 201);
    const auto database = hub_.database().open();
    std::string sealed;
    database->session() << "SELECT sealed FROM case_files", soci::into(sealed);
    const auto der = sync::base64_decode(sealed);
    ASSERT_TRUE(der);
    const auto file = [&](const char* name) {
        std::ifstream stream(hub_.folder() / "state" / name);
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    const auto opened = sync::unseal(*der, file("sealing.pem"), file("sealing.key"));
    ASSERT_TRUE(opened);
    EXPECT_EQ(wire::decode_applicant_details(opened->view())->phone, "13812345678");
    // As a kiosk would send it.
    wire::CaseRequest other = request(2);
    other.details.reset();
    other.sealed = sealed;
    EXPECT_EQ(counter_->post("/v1/cases", encode(other)).status, 201);
    other.token = case_token(3);
    other.sealed = "AAAA";
    EXPECT_EQ(counter_->post("/v1/cases", encode(other)).problem_code(), "bad_seal");
    wire::CaseRequest long_one = request(4);
    long_one.details->purpose = long_one.details->progress = long_one.details->land = std::string(8000, 'a');
    EXPECT_EQ(counter_->post("/v1/cases", encode(long_one)).status, 413);
    EXPECT_EQ(counter_->get(path(2) + "/forms/3.pdf").status, 200);
    int looks = 0;
    database->session() << "SELECT COUNT(*) FROM case_looks WHERE who = 'counter' AND what = 'form 3' AND token = '" +
                               case_token(2).text() + "'",
        soci::into(looks);
    EXPECT_EQ(looks, 1);
    const auto audited = console::AuditLog(*database).list({.staff = {}, .limit = 1}).value();
    ASSERT_EQ(audited.size(), 1U);
    EXPECT_EQ(audited[0].entry.act, "look_case");
    EXPECT_NE(audited[0].entry.subject.find("form 3，设备 counter"), std::string::npos) << audited[0].entry.subject;
    EXPECT_EQ(hub_.log().find("13812345678"), std::string::npos);
}

TEST_F(CaseCalls, TheCheckCommandComparesRowsWithLogs) {
    ASSERT_EQ(submit(1).status, 201);
    hub_.database().open()->session() << "UPDATE cases SET state = 'completed'";
    const auto check = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{hub_program(), "check", "--json", "--config", hub_.config().string()};
        std::ranges::move(more, std::back_inserter(arguments));
        return harness::run_program(arguments, harness::Milliseconds(20000));
    };
    EXPECT_FALSE(check({})) << "its exit status says that something is wrong";
    const auto mended = check({"--rebuild"});
    ASSERT_TRUE(mended) << mended.error();
    EXPECT_EQ(json::parse(*mended)["cases"], (json{{"checked", 1}, {"differing", 1}, {"damaged", 0}}));
    EXPECT_TRUE(check({}));
    EXPECT_EQ(list("?state=submitted").size(), 1U);
}

}  // namespace
}  // namespace bangnin::hub::test
