// Thousands of cases driven by random commands: what always holds, and that everything is reached.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/sync/model/case_fixture.h"

namespace bangnin::sync {
namespace {

// Well formed more often than not, so that cases come to their ends.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(random_() % end); }
    bool seldom() { return below(12) == 0; }

    Command command(const Case& of) {
        const std::uint32_t item = seldom() ? below(9) : of.items[below(of.items.size())].item.number;
        switch (below(16)) {
            case 0:
                return Accept{missing()};
            case 1:
                return below(4) == 0 ? Command{Decline{reason()}} : Command{Accept{}};
            case 2:
                return Entrust{seldom() ? "" : "代办员"};
            case 3:
                return seldom() ? Command{MakePlan{"方案"}} : plan_for(of);
            case 4:
                return BeginFiling{};
            case 5:
                return CloseGap{below(4)};
            case 6:
                return Archive{};
            case 7:
                return Rate{static_cast<Grade>(1 + below(5))};
            case 8:
                return below(10) == 0 ? Command{Terminate{static_cast<Side>(below(2)), reason()}}
                                      : Command{FileItem{item}};
            case 9:
                return FileItem{item};
            case 10:
                return AcceptItem{item, missing()};
            case 11:
                return DemandMore{item, static_cast<DemandKind>(below(2)), what(), by(), seldom() ? "" : reason()};
            case 12:
                return AnswerDemand{item};
            case 13:
                return ApproveItem{item};
            case 14:
                return RejectItem{item, reason()};
            default:
                return WithdrawItem{item, reason()};
        }
    }

  private:
    std::string reason() { return seldom() ? "" : "原因"; }
    LocalDay by() { return LocalDay::from_number(day("2026-11-23").number() + (seldom() ? 5 : 1 + below(4))); }
    std::vector<std::string> what() { return std::vector<std::string>(seldom() ? 0 : 1 + below(3), "材料"); }
    std::vector<Missing> missing() {
        return below(3) == 0 ? std::vector<Missing>{{"材料", by()}} : std::vector<Missing>{};
    }

    std::mt19937_64 random_;
};

bool over(CaseState state) {
    return state == CaseState::declined || state == CaseState::rated || state == CaseState::terminated;
}

bool completed_or_later(CaseState state) {
    return state == CaseState::completed || state == CaseState::archived || state == CaseState::rated;
}

// Along the chain states only grow; the two ways out of it come from anywhere before completed.
void expect_step(const Case& before, const Case& after) {
    if (after.state == CaseState::terminated || after.state == CaseState::declined) {
        ASSERT_FALSE(completed_or_later(before.state));
        return;
    }
    ASSERT_GE(after.state, before.state);
}

void expect_sound(const Case& of) {
    const auto count = [&](auto... states) {
        return std::ranges::count_if(of.items, [=](const CaseItem& item) { return ((item.state == states) || ...); });
    };
    const auto all = static_cast<std::ptrdiff_t>(of.items.size());
    const bool settled = count(ItemState::approved, ItemState::withdrawn) == all;
    ASSERT_GE(all - count(ItemState::withdrawn), 1);
    if (of.state != CaseState::terminated) {
        ASSERT_EQ(completed_or_later(of.state), settled);
    }
    ASSERT_EQ(of.completed_at.has_value(), completed_or_later(of.state));
    ASSERT_EQ(of.grade.has_value(), of.state == CaseState::rated);
    ASSERT_EQ(of.reason.empty(), of.state != CaseState::declined && of.state != CaseState::terminated);
    for (const CaseItem& item : of.items) {
        const bool wanted =
            item.state == ItemState::supplement_required || item.state == ItemState::rectification_required;
        ASSERT_EQ(item.demand.has_value(), wanted);
        ASSERT_EQ(item.reason.empty(), item.state != ItemState::rejected && item.state != ItemState::withdrawn);
    }
    if (over(of.state) || completed_or_later(of.state)) {
        ASSERT_TRUE(deadlines(of).empty());
    }
}

TEST(CaseRandomTest, WhatAlwaysHolds) {
    Dice dice(31);
    std::map<CaseState, int> states;
    std::set<ItemState> items;
    std::set<RefusalCode> refusals;
    for (int round = 0; round < 3000; ++round) {
        std::vector<std::uint32_t> numbers{1, 2, 3, 4, 5, 6};
        numbers.resize(1 + dice.below(4));
        Story story(numbers);
        for (int step = 0; step < 150; ++step) {
            const Command command = dice.command(story.now_is);
            const auto decision = change_case(story.now_is, command, clerk, now, weekends_only());
            if (!decision) {
                refusals.insert(decision.error().code);
                ASSERT_FALSE(decision.error().words.empty());
                continue;
            }
            ASSERT_FALSE(over(story.now_is.state)) << name_of(command);
            ASSERT_FALSE(decision->events.empty());
            ASSERT_FALSE(decision->events.front().words.empty());
            expect_step(story.now_is, decision->after);
            expect_sound(decision->after);
            story.now_is = decision->after;
            story.log.insert(story.log.end(), decision->events.begin(), decision->events.end());
            for (const CaseItem& item : story.now_is.items) items.insert(item.state);
        }
        ASSERT_EQ(replay(story.log), story.now_is);
        ++states[story.now_is.state];
    }
    EXPECT_EQ(items.size(), item_states);
    for (const CaseState end : {CaseState::declined, CaseState::rated, CaseState::terminated}) {
        EXPECT_GT(states[end], 100) << to_text(end);
    }
    // Every one but no_items, which only an application meets.
    EXPECT_EQ(refusals.size(), 11U);
}

}  // namespace
}  // namespace bangnin::sync
