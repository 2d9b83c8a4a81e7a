// Cases at the database: what is kept of each command, what two who work on one case see, and what follows from the
// log.
#include "sync/hub/case_desk.h"

#include <gtest/gtest.h>

#include <future>

#include "sync/hub/changes.h"
#include "tests/sync/hub/case_samples.h"
#include "tests/sync/hub/heard_changes.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using namespace std::chrono_literals;
using sync::CaseState;
using sync::wire::CaseOrder;

class CaseDeskTest : public testing::Test {
  protected:
    void SetUp() override {
        database_ = rig_.database().open();
        desk_.emplace(*database_);
    }
    CaseFile submit(std::uint8_t number, std::vector<std::uint32_t> items = {7, 16, 30}) {
        return desk_->submit(filing(number, std::move(items)), basis(), now_).value().value();
    }
    std::expected<CaseFile, CaseError> tell(std::uint8_t number, std::uint32_t version, const sync::Command& command,
                                            const sync::Actor& by = clerk) {
        return desk_->change(case_token(number), CaseOrder{version, by, command}, basis(), now_).value();
    }
    // At the case's own version.
    CaseFile then(std::uint8_t number, const sync::Command& command, const sync::Actor& by = clerk) {
        const auto before = desk_->find(case_token(number)).value().value();
        const auto after = tell(number, before.now.events, command, by);
        EXPECT_TRUE(after) << sync::name_of(command) << ": " << after.error().words;
        return after.value_or(before);
    }
    CaseFile review(std::uint8_t number) {
        CaseFile file = submit(number);
        then(number, sync::Accept{});
        file = then(number, sync::Entrust{agent.name});
        then(number, plan_for(file.now, day_of("2026-09-22")), agent);
        then(number, sync::BeginFiling{}, agent);
        return then(number, sync::FileItem{7}, agent);
    }
    std::vector<std::string> numbers(const CaseFilter& filter) {
        std::vector<std::string> numbers;
        const auto rows = desk_->list(filter, 100).value();
        for (const CaseRow& row : rows) numbers.push_back(row.number);
        return numbers;
    }
    int count(const std::string& rows) {
        int counted = -1;
        database_->session() << "SELECT COUNT(*) FROM " + rows, soci::into(counted);
        return counted;
    }

    HubRig rig_;  // for its folder and its database
    std::unique_ptr<Database> database_;
    std::optional<CaseDesk> desk_;
    sync::Instant now_ = instant_of("2026-09-21T02:00:00Z");  // a Monday
};

TEST_F(CaseDeskTest, TheLogGivesTheCaseAgain) {
    const CaseFile told = review(1);
    const CaseFile found = desk_->find(case_token(1)).value().value();
    EXPECT_EQ(found.now, told.now);
    EXPECT_EQ(found.log, told.log);
    EXPECT_EQ(found.number, "BB260921001");
    EXPECT_EQ(found.now.state, CaseState::under_review);
    EXPECT_EQ(found.now.events, 6U);
    EXPECT_EQ(desk_->find(case_token(9)).value().error().fault, CaseFault::unknown_case);
}

TEST_F(CaseDeskTest, NumbersCountTheDaysCases) {
    EXPECT_EQ(submit(1).number, "BB260921001");
    EXPECT_EQ(submit(2).number, "BB260921002");
    now_ += 14h;  // midnight in the hall
    EXPECT_EQ(submit(3).number, "BB260922001");
}

TEST_F(CaseDeskTest, TheSameFilingAgainIsTheSameCase) {
    const CaseFile first = submit(1);
    now_ += 1h;
    EXPECT_EQ(submit(1).number, first.number);
    EXPECT_EQ(count("case_events"), 1);
    CaseFiling other = filing(1);
    other.application.project_name = "另一个项目";
    EXPECT_EQ(desk_->submit(other, basis(), now_).value().error().fault, CaseFault::token_taken);
    EXPECT_EQ(desk_->submit(filing(2, {}), basis(), now_).value().error().fault, CaseFault::refused);
    EXPECT_EQ(count("case_files"), 1);
    EXPECT_EQ(submit(3).number, "BB260921002") << "what was refused takes no number";
}

TEST_F(CaseDeskTest, WhoDecidedFromAnOlderCaseIsToldSo) {
    submit(1);
    ASSERT_TRUE(tell(1, 1, sync::Accept{}));
    const auto late = tell(1, 1, sync::Decline{"材料不全"}, agent);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().fault, CaseFault::other_version);
    EXPECT_EQ(late.error().version, 2U);
    EXPECT_EQ(tell(1, 7, sync::Entrust{agent.name}).error().fault, CaseFault::other_version);
    EXPECT_EQ(count("case_events"), 2);
}

TEST_F(CaseDeskTest, AnOrderSentAgainIsCarriedOutOnce) {
    submit(1);
    const auto first = tell(1, 1, sync::Accept{});
    now_ += 5s;
    const auto again = tell(1, 1, sync::Accept{});
    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->now, first->now);
    EXPECT_EQ(tell(1, 1, sync::Accept{}, agent).error().fault, CaseFault::other_version) << "somebody else's";
    EXPECT_EQ(count("case_events"), 2);
}

TEST_F(CaseDeskTest, TheRulesRefusalChangesNothingAndSaysWhy) {
    submit(1);
    const auto refused = tell(1, 1, sync::ApproveItem{7});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, CaseFault::refused);
    EXPECT_EQ(refused.error().words, "办件已提交，不能批准。");
    EXPECT_EQ(desk_->find(case_token(1)).value().value().now.events, 1U);
}

TEST_F(CaseDeskTest, OfTwoWhoDecideAtOnceOneIsFirst) {
    submit(1);
    auto decide = [&](const sync::Command& command) {
        return std::async(std::launch::async, [&, command] {
            const auto own = rig_.database().open();
            return CaseDesk(*own).change(case_token(1), CaseOrder{1, clerk, command}, basis(), now_).value();
        });
    };
    auto accepted = decide(sync::Accept{});
    auto declined = decide(sync::Decline{"材料不全"});
    const auto one = accepted.get();
    const auto other = declined.get();
    EXPECT_NE(one.has_value(), other.has_value());
    EXPECT_EQ((one ? other : one).error().fault, CaseFault::other_version);
    EXPECT_EQ(count("case_events"), 2);
}

TEST_F(CaseDeskTest, ListsFollowTheCases) {
    review(1);
    submit(2, {1});
    then(2, sync::Accept{{{"营业执照", day_of("2026-09-23")}}});
    submit(3, {7});
    EXPECT_EQ(numbers({}), (std::vector<std::string>{"BB260921001", "BB260921002", "BB260921003"}))
        << "what is due first, then what is not";
    EXPECT_EQ(numbers({.state = CaseState::accepted}), std::vector<std::string>{"BB260921002"});
    EXPECT_EQ(numbers({.agent = agent.name}), std::vector<std::string>{"BB260921001"});
    EXPECT_EQ(numbers({.department = "自然资源局"}), std::vector<std::string>{"BB260921002"});
    EXPECT_EQ(numbers({.department = "发改委"}), (std::vector<std::string>{"BB260921001", "BB260921003"}));
    EXPECT_EQ(numbers({.due_until = day_of("2026-09-22")}), std::vector<std::string>{"BB260921001"});
    EXPECT_EQ(numbers({.due_from = day_of("2026-09-23"), .due_until = day_of("2026-09-30")}),
              std::vector<std::string>{"BB260921002"});
    EXPECT_EQ(desk_->list({}, 2).value().size(), 2U);
    const CaseRow row = desk_->list({.agent = agent.name}, 9).value().at(0);
    EXPECT_EQ(row.due, day_of("2026-09-22")) << "16 and 30 are still to be filed";
    EXPECT_EQ(row.version, 6U);
    then(1, sync::Terminate{sync::Side::applicant, "选址调整"});
    EXPECT_TRUE(numbers({.due_until = day_of("2026-09-22")}).empty()) << "nothing is due in a case that is over";
}

TEST_F(CaseDeskTest, NoNameOfAnApplicantIsKept) {
    submit(1);
    then(1, sync::Accept{});
    then(1, sync::Terminate{sync::Side::applicant, "选址调整"}, applicant);
    std::string all;
    std::string body;
    soci::statement rows =
        (database_->session().prepare << "SELECT body FROM case_events ORDER BY number", soci::into(body));
    rows.execute();
    while (rows.fetch()) all += body;
    EXPECT_EQ(all.find("李小明"), std::string::npos);
    EXPECT_NE(all.find("李*明"), std::string::npos);
}

TEST_F(CaseDeskTest, EveryLookAtWhatIsSealedIsOnRecord) {
    submit(1);
    EXPECT_EQ(desk_->look(case_token(1), {.who = "op", .what = "form 3", .at = now_}).value(), "AAAA");
    EXPECT_EQ(desk_->look(case_token(1), {.who = "op", .what = "form 4", .at = now_}).value(), "AAAA");
    EXPECT_EQ(desk_->look(case_token(8), {.who = "op", .what = "form 3", .at = now_}).value(), "");
    EXPECT_EQ(count("case_looks WHERE who = 'op'"), 2);
}

TEST_F(CaseDeskTest, RowsThatDoNotFollowFromTheLogAreFoundAndMadeAnew) {
    review(1);
    submit(2);
    auto audit = desk_->audit(RowRepair::none).value();
    EXPECT_EQ(audit.cases, 2U);
    EXPECT_EQ(audit.differing, 0U);
    const auto before = desk_->list({}, 9).value();
    database_->session() << "UPDATE cases SET state = 'completed', due_day = 0 WHERE agent <> ''";
    database_->session() << "DELETE FROM cases WHERE agent = ''";
    database_->session() << "DELETE FROM case_departments";
    EXPECT_EQ(desk_->audit(RowRepair::none).value().differing, 2U);
    EXPECT_EQ(desk_->audit(RowRepair::rebuild).value().differing, 2U);
    EXPECT_EQ(desk_->audit(RowRepair::none).value().differing, 0U);
    const auto after = desk_->list({}, 9).value();
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t row = 0; row < after.size(); ++row) {
        EXPECT_EQ(after[row].number, before[row].number);
        EXPECT_EQ(after[row].state, before[row].state);
        EXPECT_EQ(after[row].due, before[row].due);
    }
    database_->session() << "UPDATE case_events SET body = '{}' WHERE number = 1 AND token = '" + case_token(2).text() +
                                "'";
    audit = desk_->audit(RowRepair::rebuild).value();
    EXPECT_EQ(audit.damaged, 1U);
    EXPECT_EQ(desk_->find(case_token(2)).value().error().fault, CaseFault::damaged);
}

TEST_F(CaseDeskTest, ItsDeviceAndTheOperatorsHearOfAChange) {
    const Config config = parse_config(configuration(rig_.folder(), 0, rig_.database().text()), "test").value();
    Changes changes(*database_, config);
    submit(1);
    const auto heard = [&](std::uint64_t since, const std::string& device) {
        std::vector<sync::wire::CaseChange> cases;
        const Role role = device == "op" ? Role::operator_ : Role::kiosk;
        const auto news = heard_changes(changes, since, {device, role}, now_);
        for (const auto& change : news.changes) {
            if (const auto* one = std::get_if<sync::wire::CaseChange>(&change)) cases.push_back(*one);
        }
        return cases;
    };
    const std::uint64_t cursor = heard_changes(changes, 0, {"k1", Role::kiosk}, now_).cursor;
    EXPECT_EQ(heard(0, "k1").size(), 1U);
    EXPECT_TRUE(heard(cursor, "k1").empty());
    then(1, sync::Accept{});
    for (const char* device : {"k1", "op"}) {
        const auto news = heard(cursor, device);
        ASSERT_EQ(news.size(), 1U) << device;
        EXPECT_EQ(news[0].token, case_token(1).text());
        EXPECT_EQ(news[0].number, "BB260921001");
        EXPECT_EQ(news[0].state, CaseState::accepted);
        EXPECT_EQ(news[0].version, 2U);
    }
    EXPECT_TRUE(heard(0, "k2").empty()) << "a token is nobody else's";
}

}  // namespace
}  // namespace bangnin::hub::test
