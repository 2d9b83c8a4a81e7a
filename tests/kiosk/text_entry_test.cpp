#include "kiosk/journeys/entry/text_entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using namespace entry_event;
using testing::IsEmpty;
using testing::SizeIs;

Moment at(std::chrono::milliseconds steady) { return {.steady = Steady(steady), .wall = {}}; }

input::Answer outcome(input::KeyOutcome told) {
    input::Answer answer;
    answer.outcome = told;
    return answer;
}

// A page with an engine behind it that answers as the test says.
class Entry {
  public:
    explicit Entry(std::string_view text = {}, EntryKind kind = EntryKind::text, std::size_t limit = 10)
        : state(begin_entry({.subject = EntrySubject::person_name, .kind = kind, .limit = limit, .text = Secret(text)},
                            Language::zh)) {}

    void tell(const EntryEvent& event, std::chrono::milliseconds when = 0ms) {
        auto next = step(state, event, at(when));
        state = std::move(next.state);
        actions = std::move(next.actions);
    }
    void answer(input::Answer said, input::KeyKind kind = input::KeyKind::character) {
        tell(MethodAnswered{.key = input::plain_key(kind), .answer = std::move(said)});
    }
    template <typename Action>
    [[nodiscard]] const Action* only() const {
        return actions.size() == 1 ? std::get_if<Action>(&actions.front()) : nullptr;
    }
    [[nodiscard]] std::string text() const { return state.field.text(); }
    void compose(const std::string& letters, const std::vector<std::string>& words) {
        input::Answer said;
        said.preedit = {letters, letters.size()};
        for (const auto& word : words) said.page.candidates.push_back({word, {}});
        answer(said);
    }
    void stroke(std::chrono::milliseconds when) {
        tell(Write{{{PenPhase::down, 10, 10, when}, {PenPhase::move, 60, 12, when}, {PenPhase::up, 110, 10, when}}},
             when);
    }

    EntryState state;
    std::vector<EntryAction> actions;
};

TEST(TextEntry, PinyinGoesThroughTheMethodAndItsWordsIntoTheField) {
    Entry entry;
    entry.tell(Type{"z"});
    ASSERT_NE(entry.only<entry_action::Press>(), nullptr);
    EXPECT_EQ(entry.only<entry_action::Press>()->key, input::character_key("z"));
    EXPECT_EQ(entry.text(), "");
    entry.compose("zhang'wei", {"张伟", "章伟"});
    EXPECT_EQ(entry.state.composing.all.size(), 2U);
    entry.tell(Choose{1});
    EXPECT_EQ(entry.only<entry_action::Press>()->key, input::choose_key(1));
    entry.answer({.committed = "章伟", .preedit = {}, .page = {}});
    EXPECT_EQ(entry.text(), "章伟");
    EXPECT_THAT(entry.state.composing.all, IsEmpty());
    EXPECT_EQ(entry.state.committed.text(), "章伟") << "is read out";
}

TEST(TextEntry, KeysThatMeanNothingToTheMethodAreTheFields) {
    Entry entry("王一");
    entry.answer(outcome(input::KeyOutcome::passed), input::KeyKind::backspace);
    EXPECT_EQ(entry.text(), "王");
    entry.answer(outcome(input::KeyOutcome::passed), input::KeyKind::space);
    EXPECT_EQ(entry.text(), "王 ");
    entry.answer(outcome(input::KeyOutcome::taken), input::KeyKind::backspace);
    EXPECT_EQ(entry.text(), "王 ");
}

TEST(TextEntry, DoneTakesFirstWhatIsBeingComposed) {
    Entry entry("王");
    entry.compose("wu", {"五"});
    entry.tell(Finish{});
    ASSERT_NE(entry.only<entry_action::Press>(), nullptr) << "the page stays";
    EXPECT_EQ(entry.only<entry_action::Press>()->key.kind, input::KeyKind::space);
    entry.answer({.committed = "五", .preedit = {}, .page = {}});
    entry.tell(Finish{});
    ASSERT_NE(entry.only<entry_action::Close>(), nullptr);
    EXPECT_EQ(entry.only<entry_action::Close>()->result,
              (EntryResult{EntrySubject::person_name, EntryEnd::done, Secret("王五")}));
}

TEST(TextEntry, LettersWithoutAWordGoInAsTheyAre) {
    Entry entry;
    entry.compose("vvv", {});
    entry.tell(Finish{});
    ASSERT_NE(entry.only<entry_action::Press>(), nullptr);
    EXPECT_EQ(entry.only<entry_action::Press>()->key.kind, input::KeyKind::enter);
}

TEST(TextEntry, ACodeThatMeansNothingDoesNotHoldThePage) {
    Entry entry("李");
    entry.tell(ChooseKeyboard{KeyboardKind::rare});
    entry.compose("U+", {});
    entry.tell(Finish{});
    ASSERT_THAT(entry.actions, SizeIs(2));
    EXPECT_TRUE(std::holds_alternative<entry_action::Forget>(entry.actions[0]));
    EXPECT_TRUE(std::holds_alternative<entry_action::Close>(entry.actions[1]));
}

TEST(TextEntry, BackKeepsWhatIsWritten) {
    Entry entry("李四");
    entry.tell(Back{});
    ASSERT_NE(entry.only<entry_action::Close>(), nullptr);
    EXPECT_EQ(entry.only<entry_action::Close>()->result.end, EntryEnd::left);
    EXPECT_EQ(entry.only<entry_action::Close>()->result.text.text(), "李四");
}

TEST(TextEntry, TheFieldEndsAtItsLimitAndSaysSo) {
    Entry entry("一二三四五六七八九", EntryKind::text, 10);
    entry.answer({.committed = "十百", .preedit = {}, .page = {}});
    EXPECT_EQ(entry.text(), "一二三四五六七八九十");
    EXPECT_EQ(entry.state.hint, EntryHint::full);
    entry.answer(outcome(input::KeyOutcome::passed), input::KeyKind::backspace);
    EXPECT_EQ(entry.state.hint, EntryHint::none);
}

TEST(TextEntry, ACodeThatStandsForNothingIsSaidUntilItIsAnother) {
    Entry entry("王");
    entry.tell(ChooseKeyboard{KeyboardKind::rare});
    input::Answer control;
    control.preedit = {"U+0007", 6};
    control.prospect = input::Prospect::none;
    entry.answer(control);
    EXPECT_EQ(entry.state.hint, EntryHint::no_character);
    EXPECT_EQ(entry.text(), "王");
    entry.compose("U+000", {});
    EXPECT_EQ(entry.state.hint, EntryHint::none);
}

TEST(TextEntry, EachKindHasItsKeyboardAndNoOther) {
    Entry phone("", EntryKind::phone, 11);
    EXPECT_EQ(phone.state.keyboard, KeyboardKind::digits);
    phone.tell(ChooseKeyboard{KeyboardKind::handwriting});
    EXPECT_EQ(phone.state.keyboard, KeyboardKind::digits);
    phone.tell(Type{"1"});
    phone.tell(Type{"x"});
    EXPECT_EQ(phone.text(), "1");
    EXPECT_EQ(phone.state.hint, EntryHint::not_allowed);
    Entry code("", EntryKind::code, 18);
    EXPECT_EQ(code.state.keyboard, KeyboardKind::latin);
    EXPECT_EQ(code.state.letters, Letters::capital);
}

TEST(TextEntry, AnotherKeyboardForgetsWhatWasBeingComposedAndKeepsTheText) {
    Entry entry("王");
    entry.compose("li", {"李"});
    entry.tell(ChooseKeyboard{KeyboardKind::handwriting});
    ASSERT_NE(entry.only<entry_action::Forget>(), nullptr);
    EXPECT_THAT(entry.state.composing.all, IsEmpty());
    EXPECT_EQ(entry.text(), "王");
}

TEST(TextEntry, AKeyboardThatCannotBeOpenedLeavesOneThatWrites) {
    Entry entry;
    entry.tell(MethodMissing{KeyboardKind::pinyin});
    EXPECT_EQ(entry.state.keyboard, KeyboardKind::handwriting);
    EXPECT_EQ(entry.state.hint, EntryHint::method_missing);
    entry.tell(MethodMissing{KeyboardKind::handwriting});
    EXPECT_EQ(entry.state.keyboard, KeyboardKind::latin);
    entry.tell(ChooseKeyboard{KeyboardKind::pinyin});
    EXPECT_EQ(entry.state.keyboard, KeyboardKind::latin);
}

TEST(TextEntry, ClearedTextComesBackUntilSomethingIsWritten) {
    Entry entry("李四");
    entry.tell(Clear{});
    EXPECT_EQ(entry.text(), "");
    entry.tell(Restore{});
    EXPECT_EQ(entry.text(), "李四");
    entry.tell(Clear{});
    entry.answer({.committed = "王", .preedit = {}, .page = {}});
    entry.tell(Clear{});
    entry.tell(Restore{});
    EXPECT_EQ(entry.text(), "王");
}

TEST(TextEntry, AFingerPlacesTheCaretAndSelects) {
    Entry entry("一二三");
    entry.tell(PlaceCaret{.from = 3, .to = 3});
    entry.answer({.committed = "零", .preedit = {}, .page = {}});
    EXPECT_EQ(entry.text(), "一零二三");
    entry.tell(PlaceCaret{.from = 0, .to = 3});
    entry.tell(PlaceCaret{.from = std::nullopt, .to = 6});
    EXPECT_EQ(entry.state.field.selected(), "一零");
    entry.answer({.committed = "壹", .preedit = {}, .page = {}});
    EXPECT_EQ(entry.text(), "壹二三");
}

using News = CaretTold::News;

// What was told, and where the caret is.
struct Told {
    News news;
    std::string character;
    std::size_t caret;
    friend bool operator==(const Told&, const Told&) = default;
    friend void PrintTo(const Told& told, std::ostream* out) {
        *out << static_cast<int>(told.news) << " '" << told.character << "' at " << told.caret;
    }
};
Told told(const Entry& entry) {
    return {entry.state.caret.news, std::string(entry.state.caret.character.text()), entry.state.field.caret_byte()};
}

TEST(TextEntry, TheCaretsKeysTellWhatItPasses) {
    const std::string accented = "e\u0301";  // two code points, and one character
    Entry entry("一" + accented + "三");
    entry.tell(MoveCaret{input::Move::left});
    EXPECT_EQ(told(entry), (Told{News::none, "", entry.text().size()})) << "not before its keys are there";
    entry.tell(OpenCaret{});
    EXPECT_EQ(entry.state.panel, EntryPanel::caret);
    EXPECT_EQ(told(entry), (Told{News::none, "", entry.text().size()}));
    entry.tell(MoveCaret{input::Move::left});
    EXPECT_EQ(told(entry), (Told{News::moved, "三", entry.text().size() - 3}));
    entry.tell(MoveCaret{input::Move::left});
    EXPECT_EQ(told(entry), (Told{News::moved, accented, 3}));
    entry.tell(MoveCaret{input::Move::left});
    EXPECT_EQ(told(entry), (Told{News::moved, "一", 0}));
    entry.tell(MoveCaret{input::Move::left});
    EXPECT_EQ(told(entry), (Told{News::at_start, "", 0}));
    entry.tell(MoveCaret{input::Move::right});
    EXPECT_EQ(told(entry), (Told{News::moved, "一", 3}));
    entry.tell(MoveCaret{input::Move::end});
    EXPECT_EQ(told(entry), (Told{News::moved, "", entry.text().size()}));
    entry.tell(MoveCaret{input::Move::right});
    EXPECT_EQ(told(entry), (Told{News::at_end, "", entry.text().size()}));
    entry.tell(MoveCaret{input::Move::start});
    EXPECT_EQ(told(entry), (Told{News::moved, "", 0}));
}

TEST(TextEntry, TheSameWordsAreNewsAgain) {
    Entry entry("妈");
    entry.tell(OpenCaret{});
    entry.tell(MoveCaret{input::Move::right});
    const auto once = entry.state.caret.times;
    entry.tell(MoveCaret{input::Move::right});
    EXPECT_GT(entry.state.caret.times, once);
}

TEST(TextEntry, DeleteAtTheCaretTakesTheCharacterBeforeItWhateverTheKeyboard) {
    for (const auto keyboard : {KeyboardKind::pinyin, KeyboardKind::handwriting, KeyboardKind::latin}) {
        Entry entry("一二三");
        entry.tell(ChooseKeyboard{keyboard});
        entry.tell(OpenCaret{});
        entry.tell(MoveCaret{input::Move::left});
        entry.tell(Backspace{});
        EXPECT_EQ(entry.text(), "一三");
        EXPECT_EQ(told(entry), (Told{News::deleted, "二", 3}));
        entry.tell(MoveCaret{input::Move::start});
        entry.tell(Backspace{});
        EXPECT_EQ(entry.text(), "一三");
        EXPECT_EQ(told(entry), (Told{News::at_start, "", 0}));
        entry.tell(CloseCaret{});
        EXPECT_EQ(entry.state.panel, EntryPanel::keyboard);
        EXPECT_EQ(entry.state.keyboard, keyboard);
        entry.answer({.committed = "零", .preedit = {}, .page = {}});
        EXPECT_EQ(entry.text(), "零一三") << "where the caret was left";
    }
}

TEST(TextEntry, WhatIsBeingComposedIsTakenBeforeTheCaretsKeysCome) {
    Entry entry("王");
    entry.compose("li", {"李"});
    entry.tell(OpenCaret{});
    ASSERT_NE(entry.only<entry_action::Press>(), nullptr);
    EXPECT_EQ(entry.only<entry_action::Press>()->key.kind, input::KeyKind::space);
    EXPECT_EQ(entry.state.panel, EntryPanel::keyboard);
    entry.answer({.committed = "李", .preedit = {}, .page = {}});
    entry.tell(OpenCaret{});
    EXPECT_EQ(entry.state.panel, EntryPanel::caret);
    EXPECT_EQ(entry.text(), "王李");
}

TEST(TextEntry, TheEnginesPagesAreTurnedOnlyWhereThereAreAny) {
    Entry entry;
    entry.compose("shi", {"是", "时", "事", "十", "使", "世", "市", "式", "士", "室"});
    entry.tell(NextCandidates{});
    EXPECT_THAT(entry.actions, IsEmpty());
    entry.tell(PreviousCandidates{});
    EXPECT_THAT(entry.actions, IsEmpty());
    entry.state.composing.after = input::More::yes;
    entry.tell(NextCandidates{});
    ASSERT_NE(entry.only<entry_action::Press>(), nullptr);
    EXPECT_EQ(entry.only<entry_action::Press>()->key.kind, input::KeyKind::page_next);
    entry.state.composing.before = input::More::yes;
    entry.tell(PreviousCandidates{});
    ASSERT_NE(entry.only<entry_action::Press>(), nullptr);
    EXPECT_EQ(entry.only<entry_action::Press>()->key.kind, input::KeyKind::page_previous);
}

// -- by hand --

TEST(TextEntry, CandidatesAreAskedForSixHundredMillisecondsAfterTheFingerLeft) {
    Entry entry;
    entry.tell(ChooseKeyboard{KeyboardKind::handwriting});
    entry.stroke(1000ms);
    EXPECT_EQ(next_deadline(entry.state), Steady(1600ms));
    entry.tell(Tick{}, 1599ms);
    EXPECT_THAT(entry.actions, IsEmpty());
    entry.tell(Tick{}, 1600ms);
    ASSERT_NE(entry.only<entry_action::Recognise>(), nullptr);
    EXPECT_THAT(entry.only<entry_action::Recognise>()->written.ink.strokes, SizeIs(1));
    const auto number = entry.only<entry_action::Recognise>()->number;
    entry.tell(Recognised{number, {{"一", {}}, {"丁", {}}}});
    entry.tell(Choose{0});
    EXPECT_EQ(entry.text(), "一");
    EXPECT_TRUE(entry.state.written.empty());
    EXPECT_EQ(next_deadline(entry.state), std::nullopt);
}

TEST(TextEntry, AnAnswerToWhatIsNoLongerWrittenIsTooLate) {
    Entry entry;
    entry.tell(ChooseKeyboard{KeyboardKind::handwriting});
    entry.stroke(0ms);
    entry.tell(Tick{}, 600ms);
    const auto number = entry.only<entry_action::Recognise>()->number;
    entry.stroke(700ms);
    entry.tell(Recognised{number, {{"一", {}}}}, 710ms);
    EXPECT_THAT(entry.state.composing.all, IsEmpty());
    entry.tell(Tick{}, 1300ms);
    ASSERT_NE(entry.only<entry_action::Recognise>(), nullptr);
    EXPECT_THAT(entry.only<entry_action::Recognise>()->written.ink.strokes, SizeIs(2));
    entry.tell(Rewrite{});
    entry.tell(Recognised{number + 2, {{"二", {}}}});
    EXPECT_THAT(entry.state.composing.all, IsEmpty());
}

TEST(TextEntry, AKeyThatNeedsSomethingWrittenSaysSoUntilSomethingIs) {
    Entry entry;
    entry.tell(ChooseKeyboard{KeyboardKind::handwriting});
    entry.tell(Refused{});
    EXPECT_EQ(entry.state.hint, EntryHint::nothing_yet);
    entry.stroke(0ms);
    EXPECT_EQ(entry.state.hint, EntryHint::none);
}

TEST(TextEntry, StrokesGoOneByOneAndUnreadableInkSaysSo) {
    Entry entry("王");
    entry.tell(ChooseKeyboard{KeyboardKind::handwriting});
    entry.stroke(0ms);
    entry.stroke(100ms);
    entry.tell(UndoStroke{}, 200ms);
    EXPECT_THAT(entry.state.written.ink.strokes, SizeIs(1));
    entry.tell(Tick{}, 200ms);
    ASSERT_NE(entry.only<entry_action::Recognise>(), nullptr) << "nobody is writing: at once";
    entry.tell(Recognised{entry.only<entry_action::Recognise>()->number, {}});
    EXPECT_EQ(entry.state.hint, EntryHint::unreadable);
    entry.tell(UndoStroke{}, 300ms);
    EXPECT_TRUE(entry.state.written.empty());
    entry.tell(Backspace{});
    EXPECT_EQ(entry.text(), "");
}

TEST(TextEntry, DoneReadsFirstWhatIsWritten) {
    Entry entry;
    entry.tell(ChooseKeyboard{KeyboardKind::handwriting});
    entry.stroke(0ms);
    entry.tell(Finish{}, 10ms);
    EXPECT_THAT(entry.actions, IsEmpty());
    entry.tell(Tick{}, 10ms);
    ASSERT_NE(entry.only<entry_action::Recognise>(), nullptr);
    entry.tell(Recognised{entry.only<entry_action::Recognise>()->number, {{"一", {}}}});
    entry.tell(Finish{});
    EXPECT_EQ(entry.text(), "一");
    EXPECT_EQ(entry.only<entry_action::Close>(), nullptr) << "the person sees first what was read";
    entry.tell(Finish{});
    EXPECT_NE(entry.only<entry_action::Close>(), nullptr);
}

TEST(TextEntry, InkHasAnEnd) {
    Entry entry;
    entry.tell(ChooseKeyboard{KeyboardKind::handwriting});
    Write endless{{{PenPhase::down, 0, 0, 0ms}}};
    for (int i = 0; i < 10'000; ++i) endless.samples.push_back({PenPhase::move, 1, 1, 1ms});
    entry.tell(endless);
    EXPECT_EQ(entry.state.written.points(), max_pen_points);
    for (int i = 0; i < 100; ++i) entry.stroke(1ms);
    EXPECT_EQ(entry.state.written.ink.strokes.size(), max_pen_strokes);
}

// -- every event in every state --

EntryEvent random_event(std::mt19937& random) {
    const auto below = [&random](std::size_t limit) { return random() % limit; };
    const auto letters = [&] { return std::string(1, static_cast<char>('a' + below(26))); };
    input::Answer said;
    if (below(2) == 0) said.committed = letters();
    if (below(2) == 0) said.preedit = {letters(), 1};
    if (below(2) == 0) said.page.candidates.push_back({"李", {}});
    if (below(3) == 0) said.outcome = input::KeyOutcome::passed;
    switch (below(24)) {
        case 0:
            return Type{letters()};
        case 1:
            return Backspace{};
        case 2:
            return Space{};
        case 3:
            return Choose{below(12)};
        case 4:
            return NextCandidates{};
        case 5:
            return PreviousCandidates{};
        case 6:
        case 7:
            return ChooseKeyboard{static_cast<KeyboardKind>(below(7))};
        case 8:
            return Shift{};
        case 9:
            return ShowRadicals{below(20), below(3)};
        case 10:
            return ShowRare{static_cast<RarePanel>(below(3))};
        case 11:
            return Clear{};
        case 12:
            return Restore{};
        case 13:
            return PlaceCaret{below(2) == 0 ? std::optional(below(40)) : std::nullopt, below(40)};
        case 14:
        case 15:
            return Write{{{static_cast<PenPhase>(below(3)), 1, 2, 3ms}, {static_cast<PenPhase>(below(3)), 1, 2, 3ms}}};
        case 16:
            return UndoStroke{};
        case 17:
            return Rewrite{};
        case 18:
            return Tick{};
        case 19:
            return MethodAnswered{input::plain_key(static_cast<input::KeyKind>(below(10))), said};
        case 20:
            return below(9) == 0 ? EntryEvent(MethodMissing{static_cast<KeyboardKind>(below(7))}) : EntryEvent(Tick{});
        case 21:
            return below(3) == 0 ? EntryEvent(CloseCaret{}) : EntryEvent(OpenCaret{});
        case 22:
            return MoveCaret{static_cast<input::Move>(below(4))};
        default:
            return Recognised{static_cast<std::uint32_t>(below(40)), {{"王", {}}}};
    }
}

TEST(TextEntry, WhateverHappensThePageCanBeLeftWithItsText) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        std::mt19937 random(seed);
        Entry entry("", static_cast<EntryKind>(seed % 4), 8);
        for (int i = 0; i < 400; ++i) {
            entry.tell(random_event(random), i * 100ms);
            ASSERT_LE(entry.state.field.characters(), 8U);
        }
        const std::string text = entry.text();
        entry.tell(Back{});
        ASSERT_NE(entry.only<entry_action::Close>(), nullptr);
        EXPECT_EQ(entry.only<entry_action::Close>()->result.text.text(), text);
    }
}

}  // namespace
}  // namespace bangnin::kiosk
