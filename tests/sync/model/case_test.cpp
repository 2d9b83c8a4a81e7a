#include "sync/model/case.h"

#include <cstdlib>

#include "tests/sync/model/case_fixture.h"

namespace bangnin::sync {
namespace {

RefusalCode refusal(const Case& before, const Command& command) {
    const auto decision = change_case(before, command, clerk, now, weekends_only());
    EXPECT_FALSE(decision);
    if (decision) return RefusalCode::wrong_state;
    EXPECT_FALSE(decision.error().words.empty());
    return decision.error().code;
}

TEST(CaseTest, ItemsAreTheCataloguesInItsOrder) {
    const char* root = std::getenv("BANGNIN_SOURCE_DIR");
    const auto catalogue =
        load_catalogue(std::string(root == nullptr ? "." : root) + "/assets/catalogue/catalogue.json").value();
    const auto submitted = submit_case(catalogue, {Token::random(), "项目", "", {33, 7}}, applicant, now).value().after;
    EXPECT_EQ(submitted.catalogue_version, catalogue.version);
    ASSERT_EQ(submitted.items.size(), 2U);
    EXPECT_EQ(submitted.items[0].item, catalogue.items[6]);
    EXPECT_EQ(submitted.items[1].item.departments, (std::vector<std::string>{"消防大队", "住建局（人防办）"}));
}

TEST(CaseTest, AnApplicationAsksForSomethingInTheCatalogue) {
    const auto code_for = [](std::vector<std::uint32_t> items, std::string name = "项目") {
        return submit_case(small_catalogue(), {Token::random(), std::move(name), "", std::move(items)}, applicant, now)
            .error()
            .code;
    };
    EXPECT_EQ(code_for({}), RefusalCode::no_items);
    EXPECT_EQ(code_for({0}), RefusalCode::no_items);
    EXPECT_EQ(code_for({7}), RefusalCode::no_items);
    EXPECT_EQ(code_for({2, 1, 2}), RefusalCode::no_items);
    EXPECT_EQ(code_for({1}, ""), RefusalCode::bad_text);
    EXPECT_EQ(code_for({1}, "两行\n项目"), RefusalCode::bad_text);
}

TEST(CaseTest, FromTheApplicationToTheRating) {
    Story story = under_review({1, 3});
    EXPECT_EQ(story.now_is.state, CaseState::under_review);
    EXPECT_EQ(story.now_is.items[1].state, ItemState::not_filed);
    story.then(AcceptItem{1}).then(ApproveItem{1}).then(FileItem{3}).then(AcceptItem{3});
    EXPECT_EQ(story.now_is.state, CaseState::under_review);
    story.then(ApproveItem{3});
    EXPECT_EQ(story.now_is.state, CaseState::completed);
    EXPECT_EQ(story.now_is.completed_at, now);
    EXPECT_TRUE(std::holds_alternative<Completion>(story.log.back().fact));
    story.then(Archive{}).then(Rate{Grade::dissatisfied});
    EXPECT_EQ(story.now_is.state, CaseState::rated);
    EXPECT_EQ(story.now_is.grade, Grade::dissatisfied);
    EXPECT_EQ(replay(story.log), story.now_is);
}

TEST(CaseTest, EveryEventSaysWhoWhenAndWhatTheApplicantIsTold) {
    Story story = under_review({1});
    story.then(supplement_of(1));
    for (std::size_t index = 0; index < story.log.size(); ++index) {
        EXPECT_EQ(story.log[index].number, index + 1);
        EXPECT_EQ(story.log[index].by, index == 0 ? applicant : clerk);
        EXPECT_EQ(story.log[index].at, now);
    }
    EXPECT_EQ(story.log[0].words, "已收到您的代办帮办申请，共1项。");
    EXPECT_EQ(story.log[2].words, "已为您安排代办员：李代办。");
    EXPECT_EQ(story.log[5].words, "“事项1”已向部门1申报。");
    EXPECT_EQ(story.log[6].words, "“事项1”需要补充材料：营业执照复印件。请在2026年11月30日前完成。");
    EXPECT_EQ(change_case(story.now_is, Archive{}, clerk, now, weekends_only()).error().words,
              "办件审批中，不能归档。");
    EXPECT_EQ(change_case(story.now_is, ApproveItem{1}, clerk, now, weekends_only()).error().words,
              "“事项1”待补充材料，不能批准。");
    EXPECT_EQ(
        change_case(story.now_is, AnswerDemand{1}, Actor{ActorRole::clerk, ""}, now, weekends_only()).error().code,
        RefusalCode::bad_text);
}

TEST(CaseTest, AgentAndPlanMayChange) {
    Story story = under_review({1, 2});
    story.then(Entrust{"王代办"});
    EXPECT_EQ(story.now_is.state, CaseState::under_review);
    EXPECT_EQ(story.now_is.agent, "王代办");
    EXPECT_EQ(story.log.back().words, "代办员已更换为：王代办。");
    story.then(MakePlan{"改为并联", {{2, day("2026-12-01")}}});
    EXPECT_EQ(story.now_is.state, CaseState::under_review);
    EXPECT_EQ(story.now_is.plan, "改为并联");
}

TEST(CaseTest, APlanHasEveryItemThatIsNotFiledOnWorkingDaysToCome) {
    const Case before = Story({1, 2}).then(Accept{}).then(Entrust{"李代办"}).now_is;
    const LocalDay good = day("2026-11-23");
    using Schedule = std::vector<ScheduledFiling>;
    for (const Schedule& schedule :
         {Schedule{}, Schedule{{1, good}}, Schedule{{1, good}, {1, good}}, Schedule{{1, good}, {2, good}, {3, good}},
          Schedule{{1, good}, {2, day("2026-11-20")}}, Schedule{{1, good}, {2, day("2026-11-28")}}}) {
        EXPECT_EQ(refusal(before, MakePlan{"方案", schedule}), RefusalCode::bad_schedule);
    }
    EXPECT_EQ(refusal(before, MakePlan{"", {{1, good}, {2, good}}}), RefusalCode::bad_text);
    EXPECT_TRUE(change_case(before, MakePlan{"方案", {{2, good}, {1, good}}}, clerk, now, weekends_only()));
}

TEST(CaseTest, ASecondDemandOfAKindCarriesItsReason) {
    Story story = under_review({1});
    story.then(supplement_of(1)).then(AnswerDemand{1});
    EXPECT_EQ(story.now_is.items[0].state, ItemState::filed);
    EXPECT_EQ(refusal(story.now_is, supplement_of(1)), RefusalCode::again_without_reason);
    // Another kind is another matter.
    story.then(AcceptItem{1}).then(DemandMore{1, DemandKind::rectification, {"围挡"}, day("2026-11-25")});
    story.then(AnswerDemand{1});
    EXPECT_EQ(story.now_is.items[0].state, ItemState::accepted);
    DemandMore again = supplement_of(1);
    again.again_because = "地址有变更";
    story.then(again);
    EXPECT_EQ(story.now_is.items[0].demands_made, (std::array<std::uint32_t, 2>{2, 1}));
    EXPECT_NE(story.log.back().words.find("再次通知的原因：地址有变更"), std::string::npos);
    // Nor does a rejection make it forgotten.
    story.then(RejectItem{1, "逾期未补"}).then(FileItem{1});
    EXPECT_EQ(refusal(story.now_is, supplement_of(1)), RefusalCode::again_without_reason);
}

TEST(CaseTest, DemandsNameWhatAndAWorkingDayToCome) {
    const Case before = under_review({1}).now_is;
    const auto code_for = [&](std::vector<std::string> what, const char* by) {
        return refusal(before, DemandMore{1, DemandKind::supplement, std::move(what), day(by)});
    };
    EXPECT_EQ(code_for({}, "2026-11-30"), RefusalCode::bad_list);
    EXPECT_EQ(code_for(std::vector<std::string>(most_entries + 1, "材料"), "2026-11-30"), RefusalCode::bad_list);
    EXPECT_EQ(code_for({"材料", ""}, "2026-11-30"), RefusalCode::bad_text);
    EXPECT_EQ(code_for({"\xff"}, "2026-11-30"), RefusalCode::bad_text);
    EXPECT_EQ(code_for({"材料"}, "2026-11-23"), RefusalCode::bad_deadline);
    EXPECT_EQ(code_for({"材料"}, "2026-11-20"), RefusalCode::bad_deadline);
    EXPECT_EQ(code_for({"材料"}, "2026-11-29"), RefusalCode::bad_deadline);
}

TEST(CaseTest, TheHallsDayAndHolidaysCount) {
    const auto calendar = WorkCalendar::create({}, {{2026, "通知", {day("2026-11-25")}, {day("2026-11-28")}}}).value();
    const Case before = under_review({1}).now_is;
    const auto allowed = [&](const char* by, const char* when) {
        const DemandMore demand{1, DemandKind::supplement, {"材料"}, day(by)};
        return change_case(before, demand, clerk, at(when), calendar).has_value();
    };
    EXPECT_FALSE(allowed("2026-11-25", "2026-11-23T02:00:00Z"));  // a Wednesday off
    EXPECT_TRUE(allowed("2026-11-28", "2026-11-23T02:00:00Z"));   // a Saturday that is worked
    EXPECT_TRUE(allowed("2026-11-24", "2026-11-23T15:59:00Z"));
    EXPECT_FALSE(allowed("2026-11-24", "2026-11-23T16:01:00Z"));  // past the hall's midnight
}

TEST(CaseTest, WithGapsOpenNothingIsApproved) {
    Story story({1, 2});
    story.then(Accept{{{"公章", day("2026-11-27")}}}).then(Entrust{"李代办"}).then(plan_for(story.now_is));
    EXPECT_EQ(story.log[1].words, "您的申请已受理。以下材料可以稍后补交：公章（2026年11月27日前）。");
    story.then(BeginFiling{}).then(FileItem{1}).then(FileItem{2}).then(AcceptItem{1});
    story.then(AcceptItem{2, {{"验资报告", day("2026-12-01")}}});
    EXPECT_EQ(refusal(story.now_is, ApproveItem{1}), RefusalCode::gap_open);
    story.then(CloseGap{1});
    EXPECT_EQ(refusal(story.now_is, CloseGap{1}), RefusalCode::unknown_gap);
    EXPECT_EQ(refusal(story.now_is, CloseGap{3}), RefusalCode::unknown_gap);
    EXPECT_EQ(refusal(story.now_is, ApproveItem{2}), RefusalCode::gap_open);
    story.then(ApproveItem{1}).then(CloseGap{2}).then(ApproveItem{2});
    EXPECT_EQ(story.now_is.state, CaseState::completed);
    EXPECT_EQ(refusal(Story({1}).now_is, Accept{{{"公章", day("2026-11-28")}}}), RefusalCode::bad_deadline);
    EXPECT_EQ(refusal(Story({1}).now_is, Accept{{{"", day("2026-11-27")}}}), RefusalCode::bad_text);
}

TEST(CaseTest, ARejectedItemHoldsTheCaseUntilItIsFiledAgainOrWithdrawn) {
    Story story = under_review({1, 2});
    story.then(AcceptItem{1}).then(ApproveItem{1}).then(FileItem{2}).then(RejectItem{2, "选址不符"});
    EXPECT_EQ(story.now_is.state, CaseState::under_review);
    EXPECT_EQ(story.now_is.items[1].reason, "选址不符");
    Story withdrawn = story;
    EXPECT_EQ(withdrawn.then(WithdrawItem{2, "另行选址"}).now_is.state, CaseState::completed);
    story.then(FileItem{2});
    EXPECT_EQ(story.log.back().words, "“事项2”已重新向部门2申报。");
    EXPECT_TRUE(story.now_is.items[1].reason.empty());
    EXPECT_EQ(story.then(Terminate{Side::applicant, "项目取消"}).now_is.state, CaseState::terminated);
    EXPECT_EQ(story.now_is.terminated_by, Side::applicant);
}

TEST(CaseTest, TheLastItemIsNotWithdrawnButTheCaseTerminated) {
    Story story = under_review({1, 2});
    story.then(WithdrawItem{2, "不再需要"});
    EXPECT_EQ(refusal(story.now_is, WithdrawItem{1, "不再需要"}), RefusalCode::last_item);
    EXPECT_EQ(refusal(Story({1}).then(Accept{}).now_is, WithdrawItem{1, "x"}), RefusalCode::last_item);
    EXPECT_EQ(refusal(story.now_is, Terminate{Side::hall, ""}), RefusalCode::bad_text);
    EXPECT_EQ(refusal(story.now_is, ApproveItem{9}), RefusalCode::unknown_item);
}

TEST(CaseTest, DeadlinesAreWhatSomebodyStillHasToBring) {
    Story story({1, 2});
    story.then(Accept{{{"公章", day("2026-11-27")}}}).then(Entrust{"李代办"});
    story.then(MakePlan{"方案", {{1, day("2026-11-24")}, {2, day("2026-12-01")}}}).then(BeginFiling{});
    story.then(FileItem{1}).then(supplement_of(1));
    EXPECT_EQ(deadlines(story.now_is), (std::vector<Deadline>{{DeadlineKind::gap, 0, day("2026-11-27")},
                                                              {DeadlineKind::supplement, 1, day("2026-11-30")},
                                                              {DeadlineKind::filing, 2, day("2026-12-01")}}));
    story.then(CloseGap{1}).then(AnswerDemand{1}).then(FileItem{2});
    EXPECT_TRUE(deadlines(story.now_is).empty());
    story.then(AcceptItem{1, {{"验资报告", day("2026-12-01")}}});
    EXPECT_EQ(deadlines(story.now_is).size(), 1U);
    Story over = story;
    EXPECT_TRUE(deadlines(over.then(Terminate{Side::hall, "材料不实"}).now_is).empty());
    EXPECT_TRUE(deadlines(story.then(WithdrawItem{1, "不再需要"}).now_is).empty());
}

TEST(CaseTest, ALogBeginsWithTheApplicationAndHasNoHoles) {
    const auto log = under_review({1}).log;
    EXPECT_FALSE(replay({}));
    EXPECT_FALSE(replay(std::span(log).subspan(1)));
    auto hole = log;
    hole.erase(hole.begin() + 2);
    EXPECT_FALSE(replay(hole));
    auto strange = log;
    strange.push_back({7, clerk, now, "x", Command{ApproveItem{99}}});
    EXPECT_EQ(replay(strange)->items, replay(log)->items);
}

}  // namespace
}  // namespace bangnin::sync
