// Every command in every state.
#include <array>

#include "tests/sync/model/case_fixture.h"

namespace bangnin::sync {
namespace {

// Two items, the first of which every item command is about: in the state it needs, as far as the case's state lets it.
Story story_in(CaseState state) {
    Story story({1, 2});
    if (state == CaseState::submitted) return story;
    if (state == CaseState::declined) return story.then(Decline{"不在范围"});
    if (state == CaseState::terminated) return story.then(Terminate{Side::applicant, "项目取消"});
    story.then(Accept{{{"授权委托书原件", day("2026-11-27")}}});
    if (state == CaseState::accepted) return story;
    story.then(Entrust{"李代办"});
    if (state == CaseState::entrusted) return story;
    story.then(plan_for(story.now_is));
    if (state == CaseState::planned) return story;
    story.then(BeginFiling{});
    if (state == CaseState::filing) return story;
    story.then(FileItem{2});
    if (state == CaseState::under_review) return story;
    story.then(CloseGap{1}).then(AcceptItem{2}).then(ApproveItem{2}).then(WithdrawItem{1, "不再需要"});
    if (state == CaseState::completed) return story;
    story.then(Archive{});
    if (state == CaseState::archived) return story;
    return story.then(Rate{Grade::satisfied});
}

Command whole_plan(const Case& of) {
    MakePlan plan{"方案"};
    for (const CaseItem& item : of.items) {
        if (item.state == ItemState::not_filed) plan.schedule.push_back({item.item.number, day("2026-12-01")});
    }
    return plan;
}

struct Row {
    std::string_view name;
    std::string_view allowed;  // one sign a state, in CaseState's order; + allowed, . refused for the state
};

//    submitted accepted declined entrusted planned filing under_review completed archived rated terminated
constexpr std::array<Row, 9> case_rows{{
    {"accept", "+.........."},
    {"decline", "+.........."},
    {"entrust", ".+.++++...."},
    {"make_plan", "...++++...."},
    {"begin_filing", "....+......"},
    {"close_gap", ".+.++++...."},
    {"archive", ".......+..."},
    {"rate", "........+.."},
    {"terminate", "++.++++...."},
}};
constexpr std::array<Row, 7> item_rows{{
    {"file_item", ".....++...."},
    {"accept_item", "......+...."},
    {"demand_more", "......+...."},
    {"answer_demand", "......+...."},
    {"approve_item", "......+...."},
    {"reject_item", "......+...."},
    {"withdraw_item", ".+.++++...."},
}};

std::vector<Command> case_commands(const Case& of) {
    return {Accept{},
            Decline{"不在范围"},
            Entrust{"王代办"},
            whole_plan(of),
            BeginFiling{},
            CloseGap{1},
            Archive{},
            Rate{},
            Terminate{Side::hall, "材料不实"}};
}

std::vector<Command> item_commands(std::uint32_t item) {
    return {FileItem{item},    AcceptItem{item},           supplement_of(item),           AnswerDemand{item},
            ApproveItem{item}, RejectItem{item, "不符合"}, WithdrawItem{item, "不再需要"}};
}

TEST(CaseTableTest, EveryCommandToTheCaseInEveryState) {
    for (std::size_t column = 0; column < case_states; ++column) {
        const auto state = static_cast<CaseState>(column);
        const Case before = story_in(state).now_is;
        ASSERT_EQ(before.state, state);
        const auto commands = case_commands(before);
        ASSERT_EQ(commands.size(), case_rows.size());
        for (std::size_t row = 0; row < commands.size(); ++row) {
            ASSERT_EQ(name_of(commands[row]), case_rows[row].name);
            const auto decision = change_case(before, commands[row], clerk, now, weekends_only());
            const bool allowed = case_rows[row].allowed[column] == '+';
            EXPECT_EQ(decision.has_value(), allowed) << case_rows[row].name << " in " << to_text(state);
            if (!decision) {
                EXPECT_EQ(decision.error().code, RefusalCode::wrong_state);
                EXPECT_NE(decision.error().words.find(words_of(state)), std::string::npos) << decision.error().words;
            }
        }
    }
}

TEST(CaseTableTest, EveryCommandToAnItemInEveryStateOfTheCase) {
    for (std::size_t column = 0; column < case_states; ++column) {
        const Case before = story_in(static_cast<CaseState>(column)).now_is;
        const auto commands = item_commands(1);
        for (std::size_t row = 0; row < commands.size(); ++row) {
            ASSERT_EQ(name_of(commands[row]), item_rows[row].name);
            const auto decision = change_case(before, commands[row], clerk, now, weekends_only());
            const bool refused_for_state = !decision && decision.error().code == RefusalCode::wrong_state;
            EXPECT_EQ(!refused_for_state, item_rows[row].allowed[column] == '+')
                << item_rows[row].name << " in " << to_text(before.state);
        }
    }
}

// not_filed filed accepted supplement_required rectification_required approved rejected withdrawn
constexpr std::array<Row, 7> review_rows{{
    {"file_item", "+.....+."},
    {"accept_item", ".+......"},
    {"demand_more", ".++....."},
    {"answer_demand", "...++..."},
    {"approve_item", "..+....."},
    {"reject_item", ".++++..."},
    {"withdraw_item", "+++++.+."},
}};

Story item_in(ItemState state) {
    Story story = under_review({1, 2, 3});
    story.then(FileItem{3});
    if (state == ItemState::not_filed) return story;
    story.then(FileItem{2});
    if (state == ItemState::filed) return story;
    if (state == ItemState::supplement_required) return story.then(supplement_of(2));
    if (state == ItemState::withdrawn) return story.then(WithdrawItem{2, "不再需要"});
    if (state == ItemState::rejected) return story.then(RejectItem{2, "不符合"});
    story.then(AcceptItem{2});
    if (state == ItemState::accepted) return story;
    if (state == ItemState::approved) return story.then(ApproveItem{2});
    return story.then(DemandMore{2, DemandKind::rectification, {"消防通道"}, day("2026-12-04")});
}

TEST(CaseTableTest, EveryCommandToAnItemInEveryStateOfTheItem) {
    for (std::size_t column = 0; column < item_states; ++column) {
        const auto state = static_cast<ItemState>(column);
        const Case before = item_in(state).now_is;
        ASSERT_EQ(before.items[1].state, state) << to_text(state);
        const auto commands = item_commands(2);
        for (std::size_t row = 0; row < commands.size(); ++row) {
            const auto decision = change_case(before, commands[row], clerk, now, weekends_only());
            EXPECT_EQ(decision.has_value(), review_rows[row].allowed[column] == '+')
                << review_rows[row].name << " in " << to_text(state);
            if (!decision) {
                EXPECT_EQ(decision.error().code, RefusalCode::wrong_item_state);
                EXPECT_NE(decision.error().words.find(words_of(state)), std::string::npos) << decision.error().words;
            }
        }
    }
}

TEST(CaseTableTest, StatesHaveNamesOfTheirOwn) {
    for (std::size_t index = 0; index < case_states; ++index) {
        const auto state = static_cast<CaseState>(index);
        EXPECT_EQ(parse_case_state(to_text(state)), state);
        EXPECT_FALSE(words_of(state).empty());
    }
    for (std::size_t index = 0; index < item_states; ++index) {
        const auto state = static_cast<ItemState>(index);
        EXPECT_EQ(parse_item_state(to_text(state)), state);
        EXPECT_FALSE(words_of(state).empty());
    }
    EXPECT_FALSE(parse_case_state("gone"));
    EXPECT_FALSE(parse_item_state(""));
}

}  // namespace
}  // namespace bangnin::sync
