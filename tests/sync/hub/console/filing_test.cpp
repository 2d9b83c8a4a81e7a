// A case filed at the console over the wire, as a browser without scripts files it.
#include <gtest/gtest.h>

#include <regex>

#include "sync/hub/console/audit_log.h"
#include "tests/sync/hub/case_samples.h"
#include "tests/sync/hub/console/console_rig.h"
#include "tests/sync/hub/hall_samples.h"

namespace bangnin::hub::test {
namespace {

using namespace console;
namespace wire = sync::wire;

const std::string address = "/console/cases/new";

// The token of the case that a page's form will file.
std::string named(const Reply& page, const std::string& name) {
    std::smatch found;
    const std::regex shape("name=\"" + name + "\" value=\"([0-9A-Z]{26})\"");
    return std::regex_search(page.body, found, shape) ? found[1].str() : std::string();
}
std::string token_on(const Reply& page) { return named(page, "token"); }
std::string another_on(const Reply& page) { return named(page, "another"); }

class ConsoleFiling : public testing::Test {
  protected:
    void SetUp() override {
        hub_.configure_also(north_queues);
        hub_.start();
        hub_.add_hall(north, north_name);
        counter_ = hub_.client(hub_.enrol("counter", "operator"));
        add_staff(hub_, "0601", "agent");
        agent_.emplace(hub_);
        ASSERT_EQ(agent_->sign_in("0601").status, 303);
        form_ = {{"token", token_on(agent_->get(address))},
                 {"unit_name", "兴安农产品公司"},
                 {"unit_head", "李小明"},
                 {"phone", "138 1234 5678"},
                 {"handler", "王小虎"},
                 {"project_name", "大豆加工"},
                 {"project_code", "2026-150723-13-01-123456"},
                 {"investment", "1200"},
                 {"key_project", "no"},
                 {"item-30", "1"},
                 {"item-7", "1"}};
    }
    Fields with(const std::string& name, const std::string& value) const {
        Fields fields = form_;
        fields[name] = value;
        return fields;
    }
    std::string path() const { return "/console/cases/" + form_.at("token"); }
    wire::CaseView view() {
        return wire::decode_case_view(counter_->get("/v1/cases/" + form_.at("token")).body).value();
    }
    std::vector<AuditEntry> filings() {
        std::vector<AuditEntry> entries;
        const auto database = hub_.database().open();
        const auto rows = AuditLog(*database).list({.staff = {}, .limit = 50}).value();
        for (const AuditLog::Row& row : rows) {
            if (row.entry.act == "case_submit") entries.push_back(row.entry);
        }
        return entries;
    }
    int cases() {
        int count = 0;
        hub_.database().open()->session() << "SELECT COUNT(*) FROM case_files", soci::into(count);
        return count;
    }

    HubRig hub_;
    std::unique_ptr<Client> counter_;
    std::optional<Browser> agent_;
    Fields form_;
};

TEST_F(ConsoleFiling, LeadsFromTheBoardToTheCase) {
    EXPECT_TRUE(says(agent_->get("/console/cases"), "href=\"" + address + "\""));
    ASSERT_EQ(location_of(agent_->post(address, form_)), path());
    const Reply page = agent_->get(path());
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page, "大豆加工"));
    EXPECT_TRUE(says(page, "王*虎"));
    const wire::CaseView filed = view();
    EXPECT_EQ(filed.now.state, sync::CaseState::submitted);
    EXPECT_EQ(filed.now.project_code, "2026-150723-13-01-123456");
    EXPECT_EQ(filed.now.items.size(), 2U);
    EXPECT_EQ(filed.log.front().by, (sync::Actor{sync::ActorRole::agent, "白音"}));
    ASSERT_EQ(filings().size(), 1U);
    EXPECT_EQ(filings()[0].staff, "0601");
    EXPECT_EQ(filings()[0].subject, filed.number);
    EXPECT_EQ(filings()[0].outcome, outcome_done);
    EXPECT_FALSE(AuditLog(*hub_.database().open()).first_broken().value());
}

TEST_F(ConsoleFiling, OfTheApplicantOnlyWhatIsSealedIsKept) {
    ASSERT_EQ(agent_->post(address, form_).status, 303);
    std::string sealed;
    std::string log;
    const auto database = hub_.database().open();
    database->session() << "SELECT sealed FROM case_files", soci::into(sealed);
    database->session() << "SELECT body FROM case_events", soci::into(log);
    EXPECT_FALSE(sealed.empty());
    ASSERT_NE(log.find("大豆加工"), std::string::npos);
    for (const char* hidden : {"13812345678", "138 1234 5678", "138+1234+5678", "王小虎", "李小明", "兴安农产品公司"}) {
        EXPECT_EQ(sealed.find(hidden), std::string::npos);
        EXPECT_EQ(log.find(hidden), std::string::npos) << hidden;
        EXPECT_EQ(hub_.log().find(hidden), std::string::npos) << hidden;
        EXPECT_FALSE(says(agent_->get(path()), hidden)) << hidden;
    }
    const Reply opened = agent_->post(path() + "/look", {{"reason", "联系申请人"}});
    for (const char* told : {"<dd>13812345678</dd>", "<dd>王小虎</dd>", "<dd>1200.00万元</dd>", "<dd>否</dd>"}) {
        EXPECT_TRUE(says(opened, told)) << told;
    }
    EXPECT_EQ(agent_->post(path() + "/forms/3.pdf", {{"reason", "打印申请表"}}).type, "application/pdf");
}

TEST_F(ConsoleFiling, SentTwiceItIsFiledOnce) {
    ASSERT_EQ(location_of(agent_->post(address, form_)), path());
    EXPECT_EQ(location_of(agent_->post(address, form_)), path());
    const Fields accept{{"do", "accept"}, {"version", "1"}};
    ASSERT_EQ(agent_->post(path(), accept).status, 303);
    EXPECT_EQ(location_of(agent_->post(address, form_)), path()) << "however late the second comes";
    EXPECT_EQ(cases(), 1);
    EXPECT_EQ(filings().size(), 1U);
    EXPECT_EQ(view().log.size(), 2U);
}

TEST_F(ConsoleFiling, WhatWasPutRightMeanwhileIsNotLostUnseen) {
    ASSERT_EQ(agent_->post(address, form_).status, 303);
    for (const Fields& other : {with("phone", "13900000000"), with("project_name", "大豆<油>")}) {
        const Reply refused = agent_->post(address, other);
        EXPECT_EQ(refused.status, 409);
        EXPECT_TRUE(says(refused, "这张表已经登记过一件"));
        EXPECT_TRUE(says(refused, "id=\"filed-before\" href=\"" + path() + "\""));
        EXPECT_EQ(token_on(refused), form_.at("token")) << "sent once more it is the same";
    }
    EXPECT_EQ(cases(), 1);
    Fields another = with("phone", "13900000000");
    another["another"] = another_on(agent_->post(address, another));
    for (int press = 0; press < 2; ++press) {
        EXPECT_EQ(location_of(agent_->post(address, another)), "/console/cases/" + another.at("another"));
    }
    EXPECT_EQ(cases(), 2) << "when that is what was wanted, and once";
}

TEST_F(ConsoleFiling, FaultsKeepWhatWasTyped) {
    Fields wrong = with("phone", "138<1>");
    wrong.erase("item-7");
    wrong.erase("item-30");
    const Reply again = agent_->post(address, wrong);
    EXPECT_EQ(again.status, 400);
    EXPECT_TRUE(says(again, "有 2 处要改"));
    EXPECT_TRUE(says(again, "value=\"138&lt;1&gt;\""));
    EXPECT_TRUE(says(again, "value=\"兴安农产品公司\""));
    EXPECT_TRUE(says(again, "请至少选择一项。"));
    EXPECT_EQ(token_on(again), form_.at("token"));
    EXPECT_NE(again.headers.find("Cache-Control: no-store"), std::string::npos);
    EXPECT_EQ(hub_.log().find("138<1>"), std::string::npos);
    const Reply no_token = agent_->post(address, with("token", "garbage"));
    EXPECT_EQ(no_token.status, 400);
    EXPECT_TRUE(says(no_token, "value=\"兴安农产品公司\""));
    EXPECT_FALSE(token_on(no_token).empty());
    EXPECT_EQ(cases(), 0);
    EXPECT_TRUE(filings().empty());
}

TEST_F(ConsoleFiling, OnlyByAFormOfOurs) {
    const Reply forged = agent_->post(address, with("form", std::string(64, '0')));
    EXPECT_EQ(forged.status, 403);
    EXPECT_FALSE(says(forged, "兴安农产品公司"));
    Browser nobody(hub_);
    EXPECT_TRUE(location_of(nobody.get(address)).starts_with("/console/sign-in"));
    EXPECT_EQ(location_of(nobody.post(address, form_)), "/console/sign-in");
    EXPECT_EQ(agent_->post(address, with("purpose", std::string(40'000, 'a'))).status, 415);
    EXPECT_EQ(cases(), 0);
}

TEST_F(ConsoleFiling, EveryoneOfTheHallFilesAsWhoTheyAre) {
    const std::vector<std::pair<std::string, sync::ActorRole>> staff{
        {"clerk", sync::ActorRole::clerk}, {"manager", sync::ActorRole::manager}, {"admin", sync::ActorRole::manager}};
    for (const auto& [role, as] : staff) {
        add_staff(hub_, role, role);
        Browser browser(hub_);
        ASSERT_EQ(browser.sign_in(role).status, 303);
        form_["token"] = token_on(browser.get(address));
        Fields posted = form_;
        posted.insert({{"actor", "赵大官"}, {"role", "manager"}});
        ASSERT_EQ(location_of(browser.post(address, posted)), path()) << role;
        EXPECT_EQ(view().log.front().by, (sync::Actor{as, "白音"})) << role;
        EXPECT_EQ(browser.get(path()).status, 200);
    }
}

TEST_F(ConsoleFiling, ACaseIsOfTheHallWhereItWasFiled) {
    ASSERT_EQ(agent_->post(address, form_).status, 303);
    add_staff(hub_, "0701", "agent", {}, north);
    Browser theirs(hub_);
    ASSERT_EQ(theirs.sign_in("0701").status, 303);
    theirs.get(address);
    const Reply taken = theirs.post(address, form_);
    EXPECT_EQ(taken.status, 409) << "with the token of another hall's case";
    EXPECT_EQ(theirs.get(path()).status, 404);
    EXPECT_FALSE(says(taken, view().number));
    EXPECT_EQ(cases(), 1);
    Fields own = form_;
    own["token"] = another_on(taken);
    ASSERT_EQ(theirs.post(address, own).status, 303);
    EXPECT_TRUE(says(theirs.get("/console/cases"), own.at("token")));
    EXPECT_FALSE(says(agent_->get("/console/cases"), own.at("token")));
    EXPECT_EQ(agent_->get("/console/cases/" + own.at("token")).status, 404);
    ASSERT_EQ(filings().size(), 2U);
    EXPECT_EQ(filings()[0].hall, north);
}

TEST_F(ConsoleFiling, FromAWindowItLiesOpenThere) {
    const auto kiosk = hub_.client(hub_.enrol("k1", "kiosk"));
    ASSERT_EQ(kiosk->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 2))).status, 200);
    add_staff(hub_, "0527", "clerk", {"1"});
    Browser clerk(hub_);
    ASSERT_EQ(clerk.sign_in("0527").status, 303);
    const auto press = [&](const Fields& fields) {
        clerk.get("/console/window/1");
        EXPECT_EQ(clerk.post("/console/desk/1", fields).status, 303);
    };
    press({{"do", "open"}, {"expected", ""}});
    press({{"do", "next"}, {"expected", ""}});
    EXPECT_TRUE(says(clerk.get("/console/window/1"), "href=\"" + address + "?window=1\""));
    const Reply page = clerk.get(address + "?window=1");
    const std::string first = token_of('A', 1, 1).text();
    EXPECT_TRUE(says(page, "name=\"ticket\" value=\"" + first + "\""));
    EXPECT_TRUE(says(page, "href=\"/console/window/1\""));
    form_.insert({{"window", "1"}, {"ticket", first}});
    Fields wrong = with("phone", "1");
    EXPECT_TRUE(says(clerk.post(address, wrong), "name=\"ticket\" value=\"" + first + "\"")) << "kept, too";
    ASSERT_EQ(location_of(clerk.post(address, form_)), "/console/window/1");
    EXPECT_TRUE(says(clerk.get("/console/window/1"), "大豆加工"));
    EXPECT_EQ(clerk.post(path() + "/look", {{"reason", "联系申请人"}}).status, 200) << "whom they serve";
    // Somebody else is there by then: it is not laid before them.
    press({{"do", "start"}, {"expected", first}});
    press({{"do", "finish"}, {"expected", first}});
    press({{"do", "next"}, {"expected", first}});
    form_["token"] = token_on(clerk.get(address + "?window=1"));
    EXPECT_EQ(location_of(clerk.post(address, form_)), path());
    EXPECT_TRUE(says(clerk.get("/console/window/1"), "还没有打开办件"));
    // Nor at a window that is not theirs.
    EXPECT_FALSE(says(clerk.get(address + "?window=2"), "value=\"2\""));
    form_["window"] = "2";
    form_["token"] = token_on(clerk.get(address));
    EXPECT_EQ(location_of(clerk.post(address, form_)), path());
    EXPECT_EQ(cases(), 3);
}

// Either both or neither, and the form may be sent again.
TEST_F(ConsoleFiling, WithoutAnEntryInTheLogNothingIsFiled) {
    const auto database = hub_.database().open();
    database->session() << "ALTER TABLE audit_log RENAME TO gone";
    const Reply failed = agent_->post(address, form_);
    EXPECT_EQ(failed.status, 503);
    EXPECT_TRUE(says(failed, "value=\"兴安农产品公司\""));
    EXPECT_EQ(token_on(failed), form_.at("token"));
    database->session() << "ALTER TABLE gone RENAME TO audit_log";
    EXPECT_EQ(cases(), 0);
    EXPECT_EQ(agent_->post(address, form_).status, 303);
    EXPECT_EQ(cases(), 1);
    EXPECT_EQ(filings().size(), 1U);
}

}  // namespace
}  // namespace bangnin::hub::test
