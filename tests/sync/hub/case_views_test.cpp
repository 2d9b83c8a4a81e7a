// What is told of a case: everything to the hall but who gave which grade, no person's name or number to the applicant.
#include "sync/hub/case_views.h"

#include <gtest/gtest.h>

#include "sync/model/masked.h"
#include "tests/sync/hub/case_samples.h"

namespace bangnin::hub::test {
namespace {

using sync::wire::CaseView;

const sync::Instant now = instant_of("2026-09-23T02:00:00Z");

class Story {
  public:
    Story() {
        file_.number = "BB260921001";
        keep(sync::submit_case(basis().catalogue, filing(1).application, {sync::ActorRole::applicant, "李*明"}, now));
    }
    Story& then(const sync::Command& command, const sync::Actor& by = clerk) {
        keep(sync::change_case(file_.now, command, by, now, basis().calendar));
        return *this;
    }
    const CaseFile& file() const { return file_; }

  private:
    void keep(sync::CaseDecision decision) {
        ASSERT_TRUE(decision) << decision.error().words;
        file_.now = decision->after;
        std::ranges::move(decision->events, std::back_inserter(file_.log));
    }
    CaseFile file_;
};

Story demanded() {
    Story story;
    story.then(sync::Accept{{{"法人身份证（150722198001011234）", day_of("2026-09-30")}}});
    story.then(sync::Entrust{agent.name});
    story.then(plan_for(story.file().now, day_of("2026-09-24")), agent).then(sync::BeginFiling{}, agent);
    story.then(sync::FileItem{7}, agent);
    story.then(sync::DemandMore{7, sync::DemandKind::supplement, {"请联系王小虎13812345678"}, day_of("2026-09-24")},
               office);
    return story;
}

TEST(CaseViews, TheHallSeesAllButTheGrade) {
    Story story = demanded();
    const CaseView view = case_view(story.file(), basis().calendar, CaseAudience::hall, now);
    EXPECT_EQ(view.now.agent, agent.name);
    EXPECT_EQ(view.now.plan, "先备案，后用地");
    ASSERT_EQ(view.log.size(), 7U);
    EXPECT_EQ(view.log[5].what, "file_item");
    EXPECT_EQ(view.log[5].item, 7U);
    story.then(sync::AnswerDemand{7}).then(sync::AcceptItem{7}).then(sync::CloseGap{1}).then(sync::ApproveItem{7});
    story.then(sync::WithdrawItem{16, "不办了"}).then(sync::WithdrawItem{30, "不办了"});
    story.then(sync::Archive{}).then(sync::Rate{sync::Grade::dissatisfied}, applicant);
    EXPECT_FALSE(case_view(story.file(), basis().calendar, CaseAudience::hall, now).now.grade);
    EXPECT_EQ(case_view(story.file(), basis().calendar, CaseAudience::applicant, now).now.grade,
              sync::Grade::dissatisfied);
    EXPECT_EQ(encode(case_view(story.file(), basis().calendar, CaseAudience::hall, now)).find("grade"),
              std::string::npos);
}

TEST(CaseViews, TheApplicantSeesNobodysNameOrNumber) {
    const CaseView view = case_view(demanded().file(), basis().calendar, CaseAudience::applicant, now);
    const std::string told = encode(view);
    for (const char* hidden : {"王小虎", "张三丰", "李小明", "150722198001011234", "13812345678", "先备案"}) {
        EXPECT_EQ(told.find(hidden), std::string::npos) << hidden;
    }
    for (const char* shown : {"王*虎", "1507**********1234", "138****5678", "发改委", "企业投资项目备案"}) {
        EXPECT_NE(told.find(shown), std::string::npos) << shown;
    }
    EXPECT_EQ(view.log.back().by.name, "发改委") << "an office is no person";
    EXPECT_EQ(view.log.back().words.find("王小虎"), std::string::npos);
}

TEST(CaseViews, DeadlinesSayHowManyWorkingDaysAreLeft) {
    const CaseView view = case_view(demanded().file(), basis().calendar, CaseAudience::applicant, now);
    ASSERT_EQ(view.due.size(), 4U);
    EXPECT_EQ(view.due[0].due.working_days, 1);
    EXPECT_EQ(view.due[0].due.state, sync::DueState::due_soon);
    // Mid-autumn's holiday, 25 to 27 September, lies between.
    EXPECT_EQ(view.due[3].what.by, day_of("2026-09-30"));
    EXPECT_EQ(view.due[3].due.working_days, 4);
    EXPECT_EQ(view.due[3].due.state, sync::DueState::due);
    const CaseView later =
        case_view(demanded().file(), basis().calendar, CaseAudience::applicant, now + std::chrono::days(5));
    EXPECT_EQ(later.due[0].due.state, sync::DueState::overdue);
    EXPECT_EQ(later.due[0].due.working_days, -1);
}

TEST(CaseViews, OfALongLogTheLatestIsTold) {
    Story story;
    story.then(sync::Accept{});
    for (std::size_t change = 0; change < most_told_entries; ++change) {
        story.then(sync::Entrust{"代办员" + std::to_string(change)});
    }
    const CaseView view = case_view(story.file(), basis().calendar, CaseAudience::hall, now);
    ASSERT_EQ(view.log.size(), most_told_entries);
    EXPECT_EQ(view.log.back().number, view.now.events);
}

TEST(MaskedNumbers, OnlyLongOnesAreHidden) {
    EXPECT_EQ(sync::masked_numbers("电话13812345678，码2026-150723-13-01-123456，12800.50万元"),
              "电话138****5678，码2026-150723-13-01-123456，12800.50万元");
    EXPECT_EQ(sync::masked_numbers("15072219800101123X"), "1507**********123X");
    EXPECT_EQ(sync::masked_numbers("卡6222021234567890123"), "卡6222***********0123");
    EXPECT_EQ(sync::masked_numbers(""), "");
}

}  // namespace
}  // namespace bangnin::hub::test
