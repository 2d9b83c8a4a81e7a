#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "kiosk/journeys/overloaded.h"
#include "tests/kiosk/rating_samples.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using namespace rating_event;
using rating_samples::ticket;
using rating_samples::token;
using sync::Grade;
using testing::ElementsAre;
using testing::IsEmpty;

const RatingTerms& terms() {
    static const RatingTerms value = usual_rating_terms();
    return value;
}

Moment at(std::chrono::milliseconds steady) {
    using namespace std::chrono;
    return {.steady = steady, .wall = Wall(sys_days(year(2026) / March / 12) + 2h + 42min) + steady};
}

RatingStep then(const RatingState& state, const RatingEvent& event, std::chrono::milliseconds now = 0ms) {
    return step(state, event, at(now), terms());
}

RatingState after(RatingState state, const std::vector<RatingEvent>& events) {
    for (const auto& event : events) state = then(state, event).state;
    return state;
}

Scanned ours() { return {{CodeKind::ticket, token}}; }
HubFound found() { return {.token = token, .ticket = ticket(at(0ms).wall - 10min)}; }
GivenRating given(Grade grade, std::chrono::minutes ago) {
    return {.grade = grade, .at = at(0ms).wall - ago, .first_at = at(0ms).wall - ago};
}

RatingState begun() { return begin_rating({.request_seed = "seed"}).state; }
RatingState at_grades() { return after(begun(), {ours(), found(), StoreSaid{.token = token}}); }
RatingState at_reasons(Grade grade) { return after(at_grades(), {ChooseGrade{grade}, Recorded{}}); }

template <typename Stage>
const Stage& in(const RatingState& state) {
    return std::get<Stage>(state.stage);
}

// The actions in a word each.
std::vector<std::string> names(const std::vector<RatingAction>& actions) {
    using namespace rating_action;
    std::vector<std::string> list;
    list.reserve(actions.size());
    for (const auto& action : actions) {
        list.emplace_back(std::visit(Overloaded{
                                         [](const AskHub&) { return "ask hub"; },
                                         [](const AskStore&) { return "ask store"; },
                                         [](const Record&) { return "record"; },
                                         [](const OpenEntry&) { return "entry"; },
                                         [](const WatchScanner&) { return "watch"; },
                                         [](const StopScanner&) { return "stop"; },
                                         [](const Answer&) { return "answer"; },
                                         [](const LeaveHome&) { return "home"; },
                                         [](const EndSession&) { return "end"; },
                                     },
                                     action));
    }
    return list;
}

const rating_action::Record& record_in(const RatingStep& step) {
    for (const auto& action : step.actions) {
        if (const auto* record = std::get_if<rating_action::Record>(&action)) return *record;
    }
    throw std::logic_error("no record");
}

TEST(Rating, TheGradeIsRecordedAtOnce) {
    EXPECT_EQ(screen_name(at_grades()), "rating.grade");
    const auto chosen = then(at_grades(), ChooseGrade{Grade::dissatisfied});
    EXPECT_THAT(names(chosen.actions), ElementsAre("answer", "record"));
    EXPECT_EQ(record_in(chosen).request, "seed.1");
    EXPECT_EQ(record_in(chosen).words.grade, Grade::dissatisfied);
    EXPECT_EQ(record_in(chosen).words.ticket.token, token);
    EXPECT_EQ(record_in(chosen).words.anonymity, sync::Anonymity::anonymous);
    const auto reasons = then(chosen.state, Recorded{});
    EXPECT_EQ(screen_name(reasons.state), "rating.reasons");
    EXPECT_THAT(reasons.actions, IsEmpty());
}

TEST(Rating, ASecondTouchOfAGradeIsNoSecondRating) {
    const auto chosen = then(at_grades(), ChooseGrade{Grade::satisfied}).state;
    EXPECT_THAT(then(chosen, ChooseGrade{Grade::dissatisfied}).actions, IsEmpty());
}

TEST(Rating, WhoSaysNothingMoreIsThankedWithoutAnotherRecord) {
    const auto thanked = then(at_reasons(Grade::satisfied), Submit{}, 3s);
    EXPECT_EQ(screen_name(thanked.state), "rating.thanks");
    EXPECT_THAT(names(thanked.actions), ElementsAre("answer"));
    EXPECT_EQ(next_deadline(thanked.state), 11s);
    EXPECT_THAT(then(thanked.state, Tick{}, 10'999ms).actions, IsEmpty());
    EXPECT_THAT(names(then(thanked.state, Tick{}, 11s).actions), ElementsAre("stop", "end"));
    const auto touched = then(thanked.state, Touch{}, 10s).state;
    EXPECT_EQ(next_deadline(touched), 18s);
}

TEST(Rating, ReasonsWordsAndPhoneAreRecordedTogether) {
    auto state =
        after(at_reasons(Grade::dissatisfied), {ToggleReason{"slow"}, ToggleReason{"machines"}, ToggleReason{"slow"}});
    const auto wants = then(state, WriteComment{});
    ASSERT_THAT(names(wants.actions), ElementsAre("entry"));
    EXPECT_EQ(std::get<rating_action::OpenEntry>(wants.actions[0]).order.subject, EntrySubject::rating_comment);
    state = then(wants.state, Written{{EntrySubject::rating_comment, EntryEnd::done, Secret("等了很久")}}).state;
    state = then(state, ToggleAnonymous{}).state;
    ASSERT_EQ(screen_name(state), "rating.phone");
    for (const char digit : std::string("138123456789")) state = then(state, Digit{digit}).state;
    state = then(state, ConfirmPhone{}).state;
    ASSERT_EQ(screen_name(state), "rating.reasons");
    const auto sent = then(state, Submit{});
    const RatingWords& words = record_in(sent).words;
    EXPECT_EQ(record_in(sent).request, "seed.2");
    EXPECT_EQ(words.grade, Grade::dissatisfied);
    EXPECT_THAT(words.reasons, ElementsAre("machines"));
    EXPECT_EQ(words.comment.text(), "等了很久");
    EXPECT_EQ(words.anonymity, sync::Anonymity::named);
    EXPECT_EQ(words.phone.text(), "13812345678");
    EXPECT_EQ(screen_name(then(sent.state, Recorded{}).state), "rating.thanks");
}

TEST(Rating, AnonymousAgainForgetsTheNumber) {
    auto state = after(at_reasons(Grade::satisfied), {ToggleAnonymous{}});
    for (const char digit : std::string("13812345678")) state = then(state, Digit{digit}).state;
    state = after(state, {ConfirmPhone{}, ToggleAnonymous{}});
    EXPECT_EQ(in<rating_stage::Reasons>(state).words.anonymity, sync::Anonymity::anonymous);
    EXPECT_TRUE(in<rating_stage::Reasons>(state).words.phone.empty());
}

TEST(Rating, AWrongNumberIsNotTaken) {
    auto state = after(at_reasons(Grade::satisfied), {ToggleAnonymous{}, Digit{'1'}, Digit{'x'}, ConfirmPhone{}});
    EXPECT_EQ(in<rating_stage::Phone>(state).problem, PhoneProblem::too_short);
    EXPECT_EQ(in<rating_stage::Phone>(state).digits.text(), "1");
    state = then(state, DeleteDigit{}).state;
    EXPECT_EQ(in<rating_stage::Phone>(state).problem, PhoneProblem::none);
    state = after(state, {Digit{'1'}, Digit{'2'}, ClearDigits{}});
    EXPECT_TRUE(in<rating_stage::Phone>(state).digits.empty());
    state = then(state, Back{}).state;
    EXPECT_EQ(in<rating_stage::Reasons>(state).words.anonymity, sync::Anonymity::anonymous);
}

TEST(Rating, NobodyIsAskedForANumberThatCannotBeSealed) {
    auto state = at_reasons(Grade::satisfied);
    state.start.call_back = CallBack::impossible;
    EXPECT_EQ(screen_name(then(state, ToggleAnonymous{}).state), "rating.reasons");
}

TEST(Rating, ReasonsAreThoseOfTheGradeAndNotMoreThanTheWireTakes) {
    const auto reasons_of = [](const RatingState& state) { return in<rating_stage::Reasons>(state).words.reasons; };
    EXPECT_THAT(reasons_of(then(at_reasons(Grade::satisfied), ToggleReason{"slow"}).state), IsEmpty());
    EXPECT_THAT(reasons_of(then(at_reasons(Grade::satisfied), ToggleReason{"warm"}).state), ElementsAre("warm"));
    EXPECT_THAT(reasons_of(then(at_reasons(Grade::satisfied), ToggleReason{"no such"}).state), IsEmpty());
    auto state = at_reasons(Grade::very_dissatisfied);
    for (const auto& reason : reasons_for(terms(), Grade::very_dissatisfied)) {
        state = then(state, ToggleReason{reason.code}).state;
    }
    EXPECT_EQ(reasons_of(state).size(), sync::most_reasons);
    EXPECT_TRUE(sync::reasons_valid(reasons_of(state)));
}

TEST(Rating, TheUsualReasonsAreGoodOnes) {
    std::set<std::string> codes;
    for (const auto& reason : terms().reasons) {
        EXPECT_TRUE(sync::reason_code_valid(reason.code)) << reason.code;
        EXPECT_TRUE(codes.insert(reason.code).second) << reason.code << " twice";
        EXPECT_FALSE(reason.words.zh.empty());
        EXPECT_FALSE(reason.words.en.empty());
    }
    EXPECT_EQ(reasons_for(terms(), Grade::dissatisfied).size(), 9U);
    EXPECT_EQ(reasons_for(terms(), Grade::basically_satisfied).size(), 6U);
}

TEST(Rating, AnotherGradeIsAChangeAndHasItsOwnReasons) {
    auto state = after(
        at_reasons(Grade::dissatisfied),
        {ToggleReason{"slow"}, Written{{EntrySubject::rating_comment, EntryEnd::left, Secret("慢")}}, ChangeGrade{}});
    ASSERT_EQ(screen_name(state), "rating.grade");
    EXPECT_EQ(screen_name(then(state, Skip{}).state), "rating.reasons") << "the grade that was given stays";
    const auto same = then(state, ChooseGrade{Grade::dissatisfied});
    EXPECT_THAT(names(same.actions), ElementsAre("answer")) << "recorded already";
    EXPECT_THAT(in<rating_stage::Reasons>(same.state).words.reasons, ElementsAre("slow"));
    const auto other = then(state, ChooseGrade{Grade::basically_satisfied});
    EXPECT_EQ(record_in(other).request, "seed.2");
    EXPECT_THAT(record_in(other).words.reasons, IsEmpty());
    EXPECT_EQ(record_in(other).words.comment.text(), "慢");
}

TEST(Rating, AnEarlierRatingIsShownAndChangedWithinADay) {
    const auto asked = after(begun(), {ours(), found()});
    const auto shown =
        then(asked, StoreSaid{.token = token, .ticket = {}, .given = given(Grade::satisfied, 23h + 59min)});
    ASSERT_EQ(screen_name(shown.state), "rating.given");
    EXPECT_TRUE(changeable(in<rating_stage::Given>(shown.state), at(0ms).wall));
    auto changing = then(shown.state, Change{}).state;
    ASSERT_EQ(screen_name(changing), "rating.grade");
    EXPECT_EQ(screen_name(then(changing, Back{}).state), "rating.given");
    EXPECT_THAT(names(then(changing, ChooseGrade{Grade::satisfied}).actions), ElementsAre("answer", "record"));
    const auto late = then(asked, StoreSaid{.token = token, .ticket = {}, .given = given(Grade::satisfied, 24h)}).state;
    EXPECT_EQ(screen_name(then(late, Change{}).state), "rating.given") << "a day is over";
    EXPECT_THAT(names(then(late, Done{}).actions), ElementsAre("stop", "end"));
}

TEST(Rating, WhatAnotherTerminalTookIsNotChangedHere) {
    auto answer = found();
    answer.given = given(Grade::dissatisfied, 5min);
    const auto shown = after(begun(), {ours(), answer, StoreSaid{.token = token}});
    ASSERT_EQ(screen_name(shown), "rating.given");
    EXPECT_EQ(in<rating_stage::Given>(shown).where, GivenWhere::elsewhere);
    EXPECT_EQ(screen_name(then(shown, Change{}).state), "rating.given");
    // Changed elsewhere since.
    const auto both = after(
        begun(), {ours(), answer, StoreSaid{.token = token, .ticket = {}, .given = given(Grade::satisfied, 10min)}});
    EXPECT_EQ(in<rating_stage::Given>(both).rating.grade, Grade::dissatisfied);
}

TEST(Rating, WithTheHubAwayEveryTicketIsRated) {
    const auto asked = then(begun(), ours()).state;
    const auto away = then(asked, HubAway{token});
    EXPECT_THAT(names(away.actions), ElementsAre("ask store"));
    const auto own = then(away.state, StoreSaid{.token = token, .ticket = ticket(at(0ms).wall), .given = {}}).state;
    EXPECT_EQ(in<rating_stage::Grade>(own).words.ticket.number, "A1023");
    const auto strange = then(away.state, StoreSaid{.token = token}).state;
    ASSERT_EQ(screen_name(strange), "rating.grade");
    EXPECT_EQ(in<rating_stage::Grade>(strange).words.ticket.token, token);
    const auto unknown = after(asked, {HubNotFound{token}, StoreSaid{.token = token}});
    EXPECT_EQ(in<rating_stage::Scan>(unknown).problem, RatingProblem::not_found);
}

TEST(Rating, ASilentHubIsGivenUpAndLateAnswersAreNobodys) {
    const auto asked = then(begun(), ours(), 1s).state;
    EXPECT_EQ(next_deadline(asked), 6s);
    const auto given_up = then(asked, Tick{}, 6s);
    EXPECT_THAT(names(given_up.actions), ElementsAre("ask store"));
    EXPECT_THAT(then(given_up.state, found()).actions, IsEmpty());
    EXPECT_EQ(screen_name(then(given_up.state, StoreSaid{.token = "other"}).state), "rating.scan");
}

TEST(Rating, AnOldTicketIsNotRated) {
    auto answer = found();
    answer.ticket.issued_at = at(0ms).wall - std::chrono::days{7} - 1min;
    EXPECT_EQ(in<rating_stage::Scan>(after(begun(), {ours(), answer, StoreSaid{.token = token}})).problem,
              RatingProblem::too_old);
}

TEST(Rating, TheTicketOfThisSessionNeedsNoScan) {
    EXPECT_THAT(then(begun(), RateTaken{}).actions, IsEmpty());
    const auto state = begin_rating({.request_seed = "seed", .taken = ticket(at(0ms).wall)}).state;
    EXPECT_THAT(names(then(state, RateTaken{}).actions), ElementsAre("answer", "ask hub"));
}

TEST(Rating, WhatWasSaidIsNotTakenAwayByAScan) {
    const Scanned other{{CodeKind::ticket, "ZZZZZZZZZZZZZZZZZZZZZZZZZZ"}};
    EXPECT_EQ(screen_name(then(at_reasons(Grade::satisfied), other).state), "rating.reasons");
    EXPECT_EQ(screen_name(then(at_grades(), other).state), "rating.scan") << "nothing was said yet";
    EXPECT_EQ(screen_name(then(at_grades(), ours()).state), "rating.grade") << "the same ticket still lies there";
    EXPECT_EQ(screen_name(then(at_grades(), Scanned{{CodeKind::foreign, ""}}).state), "rating.grade");
    EXPECT_EQ(in<rating_stage::Scan>(then(begun(), Scanned{{CodeKind::case_record, token}}).state).problem,
              RatingProblem::case_code);
}

TEST(Rating, AStoreThatFailsIsSaidAndTriedUnderTheSameName) {
    const auto chosen = then(at_grades(), ChooseGrade{Grade::satisfied}).state;
    const auto failed = then(chosen, rating_event::NotRecorded{RatingTrouble::store}).state;
    ASSERT_EQ(screen_name(failed), "rating.not_recorded");
    EXPECT_EQ(record_in(then(failed, Retry{})).request, "seed.1");
    EXPECT_EQ(screen_name(then(failed, Back{}).state), "rating.grade");
    EXPECT_THAT(names(then(failed, Done{}).actions), ElementsAre("stop", "home"));
    const auto late = then(chosen, rating_event::NotRecorded{RatingTrouble::too_late}).state;
    EXPECT_THAT(then(late, Retry{}).actions, IsEmpty());
    const auto details = then(then(then(at_reasons(Grade::satisfied), ToggleReason{"warm"}).state, Submit{}).state,
                              rating_event::NotRecorded{RatingTrouble::store})
                             .state;
    EXPECT_EQ(screen_name(then(details, Back{}).state), "rating.reasons");
}

TEST(Rating, SkippedWithoutAWord) {
    EXPECT_THAT(names(then(at_grades(), Skip{}).actions), ElementsAre("stop", "end"));
    EXPECT_THAT(names(then(begun(), Leave{}).actions), ElementsAre("stop", "home"));
    EXPECT_THAT(names(then(then(begun(), ours()).state, Leave{}).actions), ElementsAre("stop", "home"));
    EXPECT_EQ(screen_name(then(at_grades(), Back{}).state), "rating.scan");
}

TEST(Rating, LeavingAsksOnlyWhereSomethingWouldBeLost) {
    EXPECT_FALSE(has_typed(at_grades()));
    EXPECT_FALSE(has_typed(at_reasons(Grade::satisfied))) << "the grade is recorded";
    EXPECT_TRUE(has_typed(then(at_reasons(Grade::satisfied), ToggleReason{"warm"}).state));
    EXPECT_TRUE(has_typed(after(at_reasons(Grade::satisfied), {ToggleAnonymous{}, Digit{'1'}})));
}

// -- every (state, event) --

std::vector<std::pair<std::string, RatingEvent>> every_event() {
    return {{"RateTaken", RateTaken{}},
            {"ChooseGrade", ChooseGrade{Grade::satisfied}},
            {"Leave", Leave{}},
            {"Skip", Skip{}},
            {"Change", Change{}},
            {"ChangeGrade", ChangeGrade{}},
            {"ToggleReason", ToggleReason{"attitude"}},
            {"ShowPage", ShowPage{1}},
            {"WriteComment", WriteComment{}},
            {"ToggleAnonymous", ToggleAnonymous{}},
            {"Digit", Digit{'7'}},
            {"DeleteDigit", DeleteDigit{}},
            {"ClearDigits", ClearDigits{}},
            {"ConfirmPhone", ConfirmPhone{}},
            {"Submit", Submit{}},
            {"Retry", Retry{}},
            {"Done", Done{}},
            {"Back", Back{}},
            {"Touch", Touch{}},
            {"Scanned", Scanned{{CodeKind::ticket, "ZZZZZZZZZZZZZZZZZZZZZZZZZZ"}}},
            {"Noise", Scanned{{CodeKind::unreadable, ""}}},
            {"ScannerFault", ScannerFault{}},
            {"ScannerReady", ScannerReady{}},
            {"HubFound", found()},
            {"HubNotFound", HubNotFound{token}},
            {"HubAway", HubAway{token}},
            {"StoreSaid", StoreSaid{.token = token}},
            {"Recorded", Recorded{}},
            {"NotRecorded", rating_event::NotRecorded{}},
            {"Written", Written{{EntrySubject::rating_comment, EntryEnd::done, Secret("话")}}},
            {"Tick", Tick{}}};
}

// Where each event leads and what is done, for each stage; what is not named changes neither stage nor asks for
// anything.
const std::map<std::string, std::map<std::string, std::string>>& answers() {
    static const std::map<std::string, std::string> scan{
        {"Leave", "over stop home"}, {"Back", "over stop home"}, {"Scanned", "LookingUp answer ask hub"}};
    static const std::map<std::string, std::string> given{
        {"Done", "over stop end"}, {"Back", "Scan"}, {"Scanned", "LookingUp answer ask hub"}};
    static const std::map<std::string, std::string> reasons{{"ChangeGrade", "Grade"},
                                                            {"Back", "Grade"},
                                                            {"WriteComment", "Reasons entry"},
                                                            {"ToggleAnonymous", "Phone"},
                                                            {"Submit", "Thanks answer"}};
    static const std::map<std::string, std::string> phone{{"Back", "Reasons"}};
    static const auto with = [](std::map<std::string, std::string> base, const std::string& event,
                                const std::string& answer) {
        base[event] = answer;
        return base;
    };
    static const std::map<std::string, std::map<std::string, std::string>> value{
        {"scan", scan},
        {"scan-taken", with(scan, "RateTaken", "LookingUp answer ask hub")},
        {"scan-fault", scan},
        {"scan-unreadable", scan},
        {"scan-foreign", scan},
        {"scan-case", scan},
        {"scan-not-found", scan},
        {"scan-too-old", scan},
        {"looking",
         {{"Leave", "over stop home"},
          {"Back", "Scan"},
          {"Scanned", "LookingUp answer ask hub"},
          {"HubFound", "LookingUpHere ask store"},
          {"HubNotFound", "LookingUpHere ask store"},
          {"HubAway", "LookingUpHere ask store"}}},
        {"looking-here",
         {{"Leave", "over stop home"},
          {"Back", "Scan"},
          {"Scanned", "LookingUp answer ask hub"},
          {"StoreSaid", "Grade"}}},
        {"given", with(given, "Change", "Grade answer")},
        {"given-old", given},
        {"given-elsewhere", given},
        {"grade",
         {{"ChooseGrade", "Recording answer record"},
          {"Skip", "over stop end"},
          {"Back", "Scan"},
          {"Scanned", "LookingUp answer ask hub"}}},
        {"grade-token-only",
         {{"ChooseGrade", "Recording answer record"},
          {"Skip", "over stop end"},
          {"Back", "Scan"},
          {"Scanned", "LookingUp answer ask hub"}}},
        {"grade-before",
         {{"ChooseGrade", "Recording answer record"},
          {"Skip", "Given"},
          {"Back", "Given"},
          {"Scanned", "LookingUp answer ask hub"}}},
        {"grade-again", {{"ChooseGrade", "Recording answer record"}, {"Skip", "Reasons"}, {"Back", "Reasons"}}},
        {"recording", {{"Recorded", "Reasons"}, {"NotRecorded", "NotRecorded"}}},
        {"recording-details", {{"Recorded", "Thanks"}, {"NotRecorded", "NotRecorded"}}},
        {"not-recorded", {{"Retry", "Recording record"}, {"Done", "over stop home"}, {"Back", "Grade"}}},
        {"not-recorded-details", {{"Retry", "Recording record"}, {"Done", "over stop home"}, {"Back", "Reasons"}}},
        {"not-recorded-late", {{"Done", "over stop home"}, {"Back", "Grade"}}},
        {"reasons", reasons},
        {"reasons-very-bad", reasons},
        {"reasons-good", reasons},
        {"reasons-fair", reasons},
        {"reasons-full", with(with(reasons, "Submit", "Recording answer record"), "ToggleAnonymous", "Reasons")},
        {"reasons-no-call-back", with(reasons, "ToggleAnonymous", "Reasons")},
        {"phone", phone},
        {"phone-short", phone},
        {"thanks", {{"Done", "over stop end"}}},
    };
    return value;
}

std::string stage_of(const RatingState& state) {
    constexpr std::array stages{"Scan",      "LookingUp",   "LookingUpHere", "Given", "Grade",
                                "Recording", "NotRecorded", "Reasons",       "Phone", "Thanks"};
    return state.life == RatingLife::over ? "over" : stages.at(state.stage.index());
}

std::string answer_of(const RatingStep& next) {
    std::string answer = stage_of(next.state);
    for (const auto& name : names(next.actions)) answer += " " + name;
    return answer;
}

TEST(Rating, EveryEventHasItsAnswerInEveryState) {
    std::set<std::size_t> stages;
    for (const auto& [name, state] : rating_samples::states(at(0ms))) {
        stages.insert(state.stage.index());
        ASSERT_TRUE(answers().contains(name)) << name;
        const auto& expected = answers().at(name);
        for (const auto& [what, event] : every_event()) {
            SCOPED_TRACE(std::string(name).append(" + ").append(what));
            const auto line = expected.find(what);
            EXPECT_EQ(answer_of(then(state, event)), line != expected.end() ? line->second : stage_of(state));
        }
    }
    EXPECT_EQ(stages.size(), std::variant_size_v<RatingStage>);
    std::set<std::size_t> events;
    for (const auto& [what, event] : every_event()) events.insert(event.index());
    EXPECT_EQ(events.size(), std::variant_size_v<RatingEvent>);
}

TEST(Rating, AJourneyThatIsOverAnswersNothing) {
    auto over = begun();
    over.life = RatingLife::over;
    for (const auto& [what, event] : every_event()) {
        EXPECT_THAT(then(over, event).actions, IsEmpty()) << what;
    }
}

// What holds after any number of any events: one record asked for at a time, each under its own name, never one more
// after the last page, and nobody named without a number.
TEST(Rating, ManyRandomWalksKeepThePromises) {
    std::mt19937 random(20260312);
    const auto events = every_event();
    for (int walk = 0; walk < 300; ++walk) {
        RatingState state = begun();
        state.start.taken = ticket(at(0ms).wall);
        std::set<std::string> requests;
        for (int i = 0; i < 120 && state.life == RatingLife::running; ++i) {
            const auto before = state;
            const auto next = then(state, events[random() % events.size()].second, std::chrono::seconds{i});
            const auto done = names(next.actions);
            ASSERT_LE(std::ranges::count(done, "record"), 1);
            for (const auto& action : next.actions) {
                const auto* record = std::get_if<rating_action::Record>(&action);
                if (record == nullptr) continue;
                const bool again = std::holds_alternative<rating_stage::NotRecorded>(before.stage);
                EXPECT_EQ(requests.insert(record->request).second, !again);
                EXPECT_EQ(record->words.anonymity == sync::Anonymity::named, !record->words.phone.empty());
                EXPECT_TRUE(sync::reasons_valid(record->words.reasons));
            }
            state = next.state;
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk
