#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/journeys/staff/staff.h"
#include "tests/kiosk/staff_samples.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using namespace staff_event;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr StaffTimes times{};

Moment at(Steady steady) { return {.steady = steady, .wall = {}}; }

StaffState begun() { return begin_staff({.pin = PinSetUp::yes}, at(0ms)); }

StaffStep then(const StaffState& state, const StaffEvent& event, Steady now = 1s) {
    return step(state, event, at(now), times);
}

StaffState typed(StaffState state, std::string_view digits, Steady now = 1s) {
    for (const char digit : digits) state = then(state, Digit{digit}, now).state;
    return then(state, ConfirmPin{}, now).state;
}

StaffState at_desk() { return then(typed(begun(), "123456"), PinRight{}).state; }

StaffAnswer answer_of(const StaffState& state) { return std::get<staff_stage::Desk>(state.stage).answer; }

// ---- the PIN

TEST(Staff, APinIsHandedOverOnceAndNotKept) {
    StaffState state = begun();
    for (const char digit : {'1', '2', '3', '4', '5', '6'}) state = then(state, Digit{digit}).state;
    const auto handed = then(state, ConfirmPin{});
    ASSERT_EQ(handed.actions.size(), 1U);
    EXPECT_EQ(std::get<staff_action::CheckPin>(handed.actions[0]).pin.text(), "123456");
    EXPECT_TRUE(std::holds_alternative<staff_stage::Checking>(handed.state.stage));
    EXPECT_THAT(then(handed.state, ConfirmPin{}).actions, IsEmpty());
    EXPECT_EQ(screen_name(handed.state), "staff.pin");
    EXPECT_EQ(screen_name(then(handed.state, PinRight{}).state), "staff.home");
}

TEST(Staff, AShortPinIsNotEvenTried) {
    const auto state = typed(begun(), "12345");
    EXPECT_EQ(std::get<staff_stage::Pin>(state.stage).problem, PinProblem::too_short);
    EXPECT_EQ(std::get<staff_stage::Pin>(state.stage).digits.text(), "12345");
    EXPECT_EQ(std::get<staff_stage::Pin>(then(state, Digit{'6'}).state.stage).problem, PinProblem::none);
}

TEST(Staff, NoMoreDigitsThanAPinCanHave) {
    StaffState state = begun();
    for (int i = 0; i < 20; ++i) state = then(state, Digit{'7'}).state;
    EXPECT_EQ(std::get<staff_stage::Pin>(state.stage).digits.text().size(), longest_pin);
    EXPECT_EQ(std::get<staff_stage::Pin>(then(state, DeleteDigit{}).state.stage).digits.text().size(), longest_pin - 1);
    EXPECT_TRUE(std::get<staff_stage::Pin>(then(state, ClearDigits{}).state.stage).digits.empty());
}

TEST(Staff, PausesAfterWrongPinsGrowAndEnd) {
    EXPECT_EQ(pause_after(0), 0s);
    EXPECT_EQ(pause_after(2), 0s);
    EXPECT_EQ(pause_after(3), 30s);
    EXPECT_EQ(pause_after(4), 60s);
    EXPECT_EQ(pause_after(5), 120s);
    EXPECT_EQ(pause_after(8), 15min);
    EXPECT_EQ(pause_after(1'000'000'000), 15min);
}

TEST(Staff, TheThirdWrongPinShutsThePageForAWhile) {
    StaffState state = begun();
    for (std::size_t i = 1; i <= 2; ++i) {
        const auto wrong = then(typed(state, "999999"), PinWrong{});
        EXPECT_EQ(std::get<staff_stage::Pin>(wrong.state.stage).problem, PinProblem::wrong);
        ASSERT_EQ(wrong.actions.size(), 1U);
        EXPECT_EQ(std::get<staff_action::KeepGuard>(wrong.actions[0]).guard.wrong, i);
        state = wrong.state;
    }
    state = then(typed(state, "999999"), PinWrong{}, 1s).state;
    ASSERT_TRUE(std::holds_alternative<staff_stage::Shut>(state.stage));
    EXPECT_EQ(state.guard.shut_until, 31s);
    EXPECT_TRUE(std::holds_alternative<staff_stage::Shut>(typed(state, "123456").stage)) << "not even the right one";
    EXPECT_TRUE(std::holds_alternative<staff_stage::Shut>(then(state, Tick{}, 30s).state.stage));
    EXPECT_EQ(next_deadline(state, times), 31s);
    EXPECT_TRUE(std::holds_alternative<staff_stage::Pin>(then(state, Tick{}, 31s).state.stage));
}

TEST(Staff, ThePauseOutlivesThePage) {
    const PinGuard guard{.wrong = 4, .shut_until = 90s};
    const auto again = begin_staff({.pin = PinSetUp::yes, .guard = guard}, at(80s));
    EXPECT_TRUE(std::holds_alternative<staff_stage::Shut>(again.stage));
    const auto later = begin_staff({.pin = PinSetUp::yes, .guard = guard}, at(91s));
    EXPECT_TRUE(std::holds_alternative<staff_stage::Pin>(later.stage));
    EXPECT_EQ(then(typed(later, "999999", 91s), PinWrong{}, 91s).state.guard.shut_until, 91s + pause_after(5));
}

TEST(Staff, TheRightPinForgivesTheWrongOnes) {
    auto state = begun();
    state.guard.wrong = 2;
    const auto right = then(typed(state, "123456"), PinRight{});
    ASSERT_EQ(right.actions.size(), 1U);
    EXPECT_EQ(std::get<staff_action::KeepGuard>(right.actions[0]).guard, PinGuard{});
}

TEST(Staff, WithoutAPinThereIsNothingToDoButLeave) {
    const auto state = begin_staff({}, at(0ms));
    EXPECT_TRUE(std::holds_alternative<staff_stage::NotSetUp>(typed(state, "123456").stage));
    EXPECT_EQ(then(state, Leave{}).state.life, StaffLife::over);
}

// ---- what a part said

TEST(Staff, APartIsOpenedFromThePageAndClosedByEitherWayBack) {
    EXPECT_FALSE(then(begun(), OpenPart{StaffPart::hub}).state.part) << "before the PIN there is nothing to see";
    auto desk = at_desk();
    desk.keys_page = 1;
    const auto opened = then(desk, OpenPart{StaffPart::hub}).state;
    EXPECT_EQ(opened.part, StaffPart::hub);
    EXPECT_EQ(opened.keys_page, 0U) << "of other keys";
    EXPECT_EQ(screen_name(opened), "staff.part");
    EXPECT_TRUE(can_go_back(opened));
    for (const StaffEvent& way : {StaffEvent{ClosePart{}}, StaffEvent{Back{}}}) {
        const auto closed = then(opened, way);
        EXPECT_FALSE(closed.state.part);
        EXPECT_EQ(screen_name(closed.state), "staff.home");
        EXPECT_THAT(closed.actions, IsEmpty());
        EXPECT_EQ(closed.state.life, StaffLife::running);
    }
    EXPECT_FALSE(can_go_back(at_desk()));
}

TEST(Staff, WhatWasAskedForAtAPartIsAnsweredThere) {
    const auto printing = then(then(at_desk(), OpenPart{StaffPart::printer}).state, PrintTest{});
    ASSERT_EQ(printing.actions.size(), 1U);
    const auto printed = then(printing.state, TestPrinted{}).state;
    EXPECT_EQ(printed.part, StaffPart::printer);
    EXPECT_EQ(answer_of(printed), StaffAnswer::test_printed);
}

TEST(PartDiary, AStateIsNewsOnceAndTellsSinceWhen) {
    PartDiary diary;
    EXPECT_FALSE(diary.since(StaffPart::scanner));
    diary.note(StaffPart::scanner, PartNews::well, Wall(1s));
    diary.note(StaffPart::scanner, PartNews::code_read, Wall(2s));
    diary.note(StaffPart::scanner, PartNews::well, Wall(3s));
    EXPECT_EQ(diary.since(StaffPart::scanner), Wall(1s));
    diary.note(StaffPart::scanner, PartNews::no_answer, Wall(4s));
    EXPECT_EQ(diary.since(StaffPart::scanner), Wall(4s));
    EXPECT_THAT(diary.of(StaffPart::scanner),
                ElementsAre(PartEntry{PartNews::no_answer, Wall(4s)}, PartEntry{PartNews::code_read, Wall(2s)},
                            PartEntry{PartNews::well, Wall(1s)}));
    EXPECT_THAT(diary.of(StaffPart::printer), IsEmpty());
}

TEST(PartDiary, WhatHappensInARowIsCounted) {
    PartDiary diary;
    for (int i = 1; i <= 3; ++i) diary.note(StaffPart::printer, PartNews::printed, Wall(std::chrono::seconds(i)));
    diary.note(StaffPart::printer, PartNews::not_printed, Wall(4s));
    diary.note(StaffPart::printer, PartNews::printed, Wall(5s));
    EXPECT_THAT(diary.of(StaffPart::printer),
                ElementsAre(PartEntry{PartNews::printed, Wall(5s)}, PartEntry{PartNews::not_printed, Wall(4s)},
                            PartEntry{PartNews::printed, Wall(3s), 3}));
}

TEST(PartDiary, TheOldestIsForgotten) {
    PartDiary diary;
    for (int i = 0; i < 30; ++i) {
        diary.note(StaffPart::hub, i % 2 == 0 ? PartNews::unreachable : PartNews::well, Wall(std::chrono::seconds(i)));
    }
    EXPECT_EQ(diary.of(StaffPart::hub).size(), PartDiary::most_entries);
    EXPECT_EQ(diary.of(StaffPart::hub).front().at, Wall(29s));
}

// ---- the page

TEST(Staff, OnePaperAfterTheOther) {
    const auto test = then(at_desk(), PrintTest{});
    EXPECT_EQ(answer_of(test.state), StaffAnswer::test_printing);
    EXPECT_THAT(then(test.state, PrintTest{}).actions, IsEmpty());
    EXPECT_THAT(then(test.state, ReprintLast{}).actions, IsEmpty());
    EXPECT_EQ(answer_of(then(test.state, TestPrinted{}).state), StaffAnswer::test_printed);
    const auto failed = then(test.state, TestFailed{NotPrinted::paper_out}).state;
    EXPECT_EQ(answer_of(failed), StaffAnswer::test_failed);
    EXPECT_EQ(std::get<staff_stage::Desk>(failed.stage).reason, NotPrinted::paper_out);
}

TEST(Staff, AReprintIsTheOneThatWasAskedFor) {
    auto state = then(at_desk(), ReprintLast{}).state;
    state = then(state, Reprinting{"A1002"}).state;
    EXPECT_EQ(answer_of(then(state, Reprinted{"A1001"}).state), StaffAnswer::reprinting) << "somebody's first copy";
    const auto done = then(state, Reprinted{"A1002"}).state;
    EXPECT_EQ(answer_of(done), StaffAnswer::reprinted);
    EXPECT_EQ(std::get<staff_stage::Desk>(done.stage).number, "A1002");
    const auto none = then(then(at_desk(), ReprintLast{}).state, NothingToReprint{}).state;
    EXPECT_EQ(answer_of(none), StaffAnswer::nothing_to_reprint);
}

TEST(Staff, SyncingEndsByItselfWhenTheHubIsSilent) {
    const auto asked = then(at_desk(), SyncNow{}, 5s);
    EXPECT_EQ(answer_of(then(asked.state, Tick{}, 14s).state), StaffAnswer::syncing);
    EXPECT_EQ(next_deadline(asked.state, times), 15s);
    EXPECT_EQ(answer_of(then(asked.state, Tick{}, 15s).state), StaffAnswer::not_synced);
    EXPECT_EQ(answer_of(then(asked.state, Synced{}, 6s).state), StaffAnswer::synced);
}

TEST(Staff, PauseAndResumeAreTheSameKey) {
    const auto asked = then(at_desk(), TogglePause{});
    ASSERT_EQ(asked.actions.size(), 1U);
    EXPECT_EQ(std::get<staff_action::SetService>(asked.actions[0]).service, ServiceState::paused);
    EXPECT_EQ(asked.state.service, ServiceState::open) << "not before it is done";
    const auto paused = then(asked.state, ServiceSet{ServiceState::paused}).state;
    EXPECT_EQ(answer_of(paused), StaffAnswer::paused);
    const auto resumed = then(paused, TogglePause{});
    EXPECT_EQ(std::get<staff_action::SetService>(resumed.actions[0]).service, ServiceState::open);
    EXPECT_EQ(answer_of(then(paused, ServiceSet{ServiceState::open, Kept::no}).state), StaffAnswer::not_kept);
}

TEST(Staff, LeavesByItselfAfterAMinuteWithoutATouch) {
    const auto state = at_desk();  // last touched at 1 s
    EXPECT_EQ(time_left(state, at(31s), times), 30s);
    EXPECT_EQ(then(state, Tick{}, 60s).state.life, StaffLife::running);
    const auto over = then(state, Tick{}, 61s);
    EXPECT_EQ(over.state.life, StaffLife::over);
    ASSERT_EQ(over.actions.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<staff_action::EndSession>(over.actions[0]));
    EXPECT_EQ(then(then(state, Touch{}, 50s).state, Tick{}, 61s).state.life, StaffLife::running);
    const auto told = then(then(state, TestPrinted{}, 50s).state, Tick{}, 61s);
    EXPECT_EQ(told.state.life, StaffLife::over) << "a printer is no finger";
}

// ---- all pairs

std::vector<std::pair<std::string, StaffEvent>> every_event() {
    return {{"Digit", Digit{'1'}},
            {"DeleteDigit", DeleteDigit{}},
            {"ClearDigits", ClearDigits{}},
            {"ConfirmPin", ConfirmPin{}},
            {"PrintTest", PrintTest{}},
            {"ReprintLast", ReprintLast{}},
            {"PaperChanged", PaperChanged{}},
            {"SyncNow", SyncNow{}},
            {"TogglePause", TogglePause{}},
            {"TryTouch", TryTouch{}},
            {"ShowPage", ShowPage{1}},
            {"ShowKeys", ShowKeys{1}},
            {"OpenPart", OpenPart{StaffPart::hub}},
            {"ClosePart", ClosePart{}},
            {"ShowNews", ShowNews{1}},
            {"Leave", Leave{}},
            {"Back", Back{}},
            {"Touch", Touch{}},
            {"PinRight", PinRight{}},
            {"PinWrong", PinWrong{}},
            {"TestPrinted", TestPrinted{}},
            {"TestFailed", TestFailed{NotPrinted::cutter}},
            {"Reprinting", Reprinting{"A1023"}},
            {"Reprinted", Reprinted{"A1023"}},
            {"ReprintFailed", ReprintFailed{"A1023", NotPrinted::cutter}},
            {"NothingToReprint", NothingToReprint{}},
            {"PaperCounted", PaperCounted{}},
            {"Synced", Synced{}},
            {"NoHub", NoHub{}},
            {"ServiceSet", ServiceSet{ServiceState::paused}},
            {"TouchTried", TouchTried{}},
            {"Tick", Tick{}}};
}

std::string name_of(const StaffAction& action) {
    return std::visit(Overloaded{
                          [](const staff_action::CheckPin&) { return "check"; },
                          [](const staff_action::KeepGuard&) { return "guard"; },
                          [](const staff_action::PrintTest&) { return "test"; },
                          [](const staff_action::ReprintLast&) { return "reprint"; },
                          [](const staff_action::CountPaper&) { return "paper"; },
                          [](const staff_action::SyncNow&) { return "sync"; },
                          [](const staff_action::SetService&) { return "service"; },
                          [](const staff_action::OrderSignature&) { return "signature"; },
                          [](const staff_action::EndSession&) { return "end"; },
                      },
                      action);
}

std::string told(const StaffStep& next) {
    constexpr std::array stages{"NotSetUp", "Pin", "Checking", "Shut", "Desk"};
    std::string answer = next.state.life == StaffLife::over ? "over" : stages.at(next.state.stage.index());
    if (const auto* desk = std::get_if<staff_stage::Desk>(&next.state.stage)) {
        answer += " " + std::to_string(static_cast<int>(desk->answer));
    }
    for (const auto& action : next.actions) answer += " " + name_of(action);
    return answer;
}

std::string desk_says(StaffAnswer answer, const std::string& action = {}) {
    return "Desk " + std::to_string(static_cast<int>(answer)) + (action.empty() ? "" : " " + action);
}

using Answers = std::map<std::string, std::string>;

// What differs from "stays as it is, and asks for nothing".
Answers answers_of(const std::string& name, const StaffState& state) {
    using enum StaffAnswer;
    if (name == "not-set-up" || name == "shut") return {{"Leave", "over end"}, {"Back", "over end"}};
    if (name == "checking") {
        return {{"Leave", "over end"},
                {"Back", "over end"},
                {"PinRight", desk_says(none, "guard")},
                {"PinWrong", "Pin guard"}};
    }
    if (name.starts_with("pin")) {
        Answers answers{{"Leave", "over end"}, {"Back", "over end"}};
        if (name == "pin-full") answers["ConfirmPin"] = "Checking check";
        return answers;
    }
    const StaffAnswer shown = answer_of(state);
    const std::string same = desk_says(shown);
    Answers answers{{"PrintTest", desk_says(test_printing, "test")},
                    {"ReprintLast", desk_says(reprinting, "reprint")},
                    {"PaperChanged", same + " paper"},
                    {"SyncNow", desk_says(syncing, "sync")},
                    {"TogglePause", same + " service"},
                    {"TryTouch", same + " signature"},
                    {"Leave", "over " + std::to_string(static_cast<int>(shown)) + " end"},
                    {"PaperCounted", desk_says(paper_counted)},
                    {"ServiceSet", desk_says(paused)},
                    {"TouchTried", desk_says(touch_tried)}};
    // What came of a key is told where it was touched.
    if (shown != test_printing && shown != reprinting && shown != syncing) {
        answers["OpenPart"] = desk_says(none);
        if (state.part) answers["ClosePart"] = answers["Back"] = desk_says(none);
    }
    if (shown == test_printing) {
        answers["PrintTest"] = answers["ReprintLast"] = same;
        answers["TestPrinted"] = desk_says(test_printed);
        answers["TestFailed"] = desk_says(test_failed);
    }
    if (shown == reprinting) {
        answers["PrintTest"] = answers["ReprintLast"] = same;
        answers["Reprinted"] = desk_says(reprinted);
        answers["ReprintFailed"] = desk_says(reprint_failed);
    }
    if (shown == syncing) {
        answers["Synced"] = desk_says(synced);
        answers["NoHub"] = desk_says(no_hub);
    }
    return answers;
}

TEST(Staff, EveryEventHasItsAnswerInEveryState) {
    std::set<std::size_t> stages;
    for (const auto& [name, state] : staff_samples::states(at(0ms))) {
        stages.insert(state.stage.index());
        const auto expected = answers_of(name, state);
        const auto same = told({.state = state, .actions = {}});
        for (const auto& [what, event] : every_event()) {
            SCOPED_TRACE(std::string(name).append(" + ").append(what));
            const auto line = expected.find(what);
            EXPECT_EQ(told(then(state, event)), line != expected.end() ? line->second : same);
        }
    }
    EXPECT_EQ(stages.size(), std::variant_size_v<StaffStage>);
    std::set<std::size_t> events;
    for (const auto& [what, event] : every_event()) events.insert(event.index());
    EXPECT_EQ(events.size(), std::variant_size_v<StaffEvent>);
}

TEST(Staff, AJourneyThatIsOverAnswersNothing) {
    auto over = at_desk();
    over.life = StaffLife::over;
    for (const auto& [what, event] : every_event()) {
        EXPECT_THAT(then(over, event).actions, IsEmpty()) << what;
    }
}

// Nobody comes to the page's keys but by a right PIN.
TEST(Staff, ManyRandomWalksKeepTheDoorShut) {
    std::mt19937 random(20260312);
    auto events = every_event();
    std::erase_if(events, [](const auto& one) { return one.first == "PinRight"; });
    for (int walk = 0; walk < 200; ++walk) {
        StaffState state = begun();
        for (int i = 0; i < 100; ++i) {
            const auto next = then(state, events[random() % events.size()].second, std::chrono::seconds{i});
            EXPECT_FALSE(std::holds_alternative<staff_stage::Desk>(next.state.stage));
            for (const auto& action : next.actions) {
                EXPECT_TRUE(std::holds_alternative<staff_action::CheckPin>(action) ||
                            std::holds_alternative<staff_action::KeepGuard>(action) ||
                            std::holds_alternative<staff_action::EndSession>(action));
            }
            state = next.state;
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk
