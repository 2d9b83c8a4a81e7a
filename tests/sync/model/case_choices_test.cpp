// What is offered is what change_case() would do, in every state.
#include "sync/model/case_choices.h"

#include <algorithm>

#include "tests/sync/model/case_fixture.h"

namespace bangnin::sync {
namespace {

const CaseChoice& choice(const std::vector<CaseChoice>& choices, std::string_view name) {
    return *std::ranges::find(choices, name, &CaseChoice::name);
}
std::vector<std::string_view> allowed(const std::vector<CaseChoice>& choices) {
    std::vector<std::string_view> names;
    for (const CaseChoice& one : choices) {
        if (one.allowed()) names.push_back(one.name);
    }
    return names;
}
using Names = std::vector<std::string_view>;

TEST(CaseChoices, FollowTheCase) {
    const LocalDay today = day("2026-11-23");
    const auto of_case = [&](const Case& of) { return case_choices(of, today, weekends_only()); };
    Story story({1, 2});
    EXPECT_EQ(allowed(of_case(story.now_is)), (Names{"accept", "decline", "terminate"}));
    EXPECT_EQ(choice(of_case(story.now_is), "archive").why_not, "办件已提交，不能归档。");
    story.then(Accept{{{"授权委托书原件", day("2026-11-27")}}});
    EXPECT_EQ(allowed(of_case(story.now_is)), (Names{"entrust", "close_gap", "terminate"}));
    story.then(CloseGap{1});
    EXPECT_EQ(choice(of_case(story.now_is), "close_gap").why_not, "没有这项待补交的材料，或已经补交。");
    story.then(Entrust{"李代办"});
    EXPECT_EQ(allowed(of_case(story.now_is)), (Names{"entrust", "make_plan", "terminate"}));
    // On a day off the plan begins with the next working day.
    EXPECT_TRUE(choice(case_choices(story.now_is, day("2026-11-28"), weekends_only()), "make_plan").allowed());
}

TEST(CaseChoices, OfAnItem) {
    const LocalDay today = day("2026-11-23");
    Story story = under_review({1, 2});
    const auto of_item = [&](std::uint32_t item) { return item_choices(story.now_is, item, today, weekends_only()); };
    EXPECT_EQ(allowed(of_item(1)), (Names{"accept_item", "demand_more", "reject_item", "withdraw_item"}));
    EXPECT_EQ(allowed(of_item(2)), (Names{"file_item", "withdraw_item"}));
    EXPECT_EQ(allowed(of_item(3)), Names{}) << "no item of the case";
    story.then(supplement_of(1));
    EXPECT_EQ(allowed(of_item(1)), (Names{"answer_demand", "reject_item", "withdraw_item"}));
    story.then(AnswerDemand{1});
    EXPECT_TRUE(choice(of_item(1), "demand_more").allowed()) << "a second time, with a reason";
    story.then(AcceptItem{1, {{"原件", day("2026-11-27")}}});
    EXPECT_EQ(choice(of_item(1), "approve_item").why_not, "还有材料没有补交，不能批准。");
    EXPECT_EQ(choice(of_item(1), "approve_item").item, 1U);
    story.then(WithdrawItem{2, "不需要了"});
    EXPECT_FALSE(choice(of_item(1), "withdraw_item").allowed()) << "the last one";
}

}  // namespace
}  // namespace bangnin::sync
