#include "kiosk/journeys/progress/progress_journey.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using namespace progress_event;

constexpr ProgressTimes times{};
constexpr auto token = "0123456789ABCDEFGHJKMNPQR4";

Moment at(std::chrono::milliseconds steady) { return {.steady = steady, .wall = {}}; }

ProgressStep then(const ProgressState& state, const ProgressEvent& event, std::chrono::milliseconds now = 0ms) {
    return step(state, event, at(now), times);
}

ProgressState begun() { return begin_progress(ScannerHealth::well).state; }

Scanned ours() { return {{CodeKind::ticket, token}}; }

TicketProgress found() {
    TicketProgress ticket;
    ticket.number = "A1023";
    ticket.standing = TicketStanding::waiting;
    ticket.ahead = 3;
    return ticket;
}

template <typename Action>
std::size_t count(const std::vector<ProgressAction>& actions) {
    std::size_t n = 0;
    for (const auto& action : actions) n += std::holds_alternative<Action>(action) ? 1 : 0;
    return n;
}

ScanProblem problem_of(const ProgressState& state) { return std::get<progress_stage::Scan>(state.stage).problem; }

TEST(ProgressJourney, TheHubKnows) {
    const auto asked = then(begun(), ours());
    EXPECT_EQ(count<progress_action::AskHub>(asked.actions), 1U);
    EXPECT_EQ(screen_name(asked.state), "progress.scan");
    const auto shown = then(asked.state, HubFound{token, found()}).state;
    ASSERT_EQ(screen_name(shown), "progress.case");
    EXPECT_EQ(std::get<progress_stage::Shown>(shown.stage).ticket.number, "A1023");
}

TEST(ProgressJourney, AScannerThatRepeatsAsksOnce) {
    const auto asked = then(begun(), ours()).state;
    EXPECT_TRUE(then(asked, ours()).actions.empty());
    EXPECT_TRUE(then(then(asked, HubAway{token}).state, ours()).actions.empty());
}

TEST(ProgressJourney, WithTheHubAwayTheOwnStoreAnswers) {
    const auto asked = then(begun(), ours()).state;
    const auto local = then(asked, HubAway{token});
    EXPECT_EQ(count<progress_action::AskStore>(local.actions), 1U);
    auto ticket = found();
    ticket.from = KnownFrom::this_terminal;
    EXPECT_EQ(screen_name(then(local.state, FoundHere{token, ticket}).state), "progress.case");
    EXPECT_EQ(problem_of(then(local.state, NotHere{token}).state), ScanProblem::hub_away);
}

TEST(ProgressJourney, UnknownEverywhereIsNotFound) {
    const auto local = then(then(begun(), ours()).state, HubNotFound{token});
    EXPECT_EQ(count<progress_action::AskStore>(local.actions), 1U) << "our newest tickets may not be there yet";
    EXPECT_EQ(problem_of(then(local.state, NotHere{token}).state), ScanProblem::not_found);
}

TEST(ProgressJourney, ASilentHubIsGivenUp) {
    const auto asked = then(begun(), ours(), 1s).state;
    EXPECT_EQ(next_deadline(asked), 6s);
    EXPECT_TRUE(then(asked, Tick{}, 5'999ms).actions.empty());
    const auto given_up = then(asked, Tick{}, 6s);
    EXPECT_EQ(count<progress_action::AskStore>(given_up.actions), 1U);
    EXPECT_EQ(next_deadline(given_up.state), std::nullopt);
    const auto late = then(given_up.state, HubFound{token, found()});
    EXPECT_EQ(screen_name(late.state), "progress.scan") << "a late answer must not overtake the other one";
}

TEST(ProgressJourney, AnswersToAnOlderScanAreIgnored) {
    auto state = then(begun(), ours()).state;
    state = then(state, Scanned{{CodeKind::ticket, "ZZZZ"}}).state;
    EXPECT_EQ(screen_name(then(state, HubFound{token, found()}).state), "progress.scan");
}

TEST(ProgressJourney, OtherCodesAreNamed) {
    EXPECT_EQ(problem_of(then(begun(), Scanned{{CodeKind::foreign, ""}}).state), ScanProblem::foreign);
    EXPECT_EQ(problem_of(then(begun(), Scanned{{CodeKind::unreadable, ""}}).state), ScanProblem::unreadable);
    EXPECT_EQ(problem_of(then(begun(), Scanned{{CodeKind::case_record, token}}).state), ScanProblem::case_code);
}

TEST(ProgressJourney, AScanThatLeadsNowhereTakesNoResultAway) {
    const auto shown = then(then(begun(), ours()).state, HubFound{token, found()}).state;
    for (const auto& [kind, problem] : {std::pair{CodeKind::unreadable, ScanProblem::unreadable},
                                        {CodeKind::foreign, ScanProblem::foreign},
                                        {CodeKind::case_record, ScanProblem::case_code}}) {
        const auto noisy = then(shown, Scanned{{kind, ""}}, 1s).state;
        ASSERT_EQ(screen_name(noisy), "progress.case");
        const auto& page = std::get<progress_stage::Shown>(noisy.stage);
        EXPECT_EQ(page.ticket, found());
        EXPECT_EQ(page.problem, problem);
        EXPECT_EQ(next_deadline(noisy), 7s);
        EXPECT_EQ(std::get<progress_stage::Shown>(then(noisy, Tick{}, 6'999ms).state.stage).problem, problem);
        const auto later = then(noisy, Tick{}, 7s).state;
        EXPECT_EQ(std::get<progress_stage::Shown>(later.stage).problem, ScanProblem::none);
        EXPECT_EQ(next_deadline(later), std::nullopt);
        EXPECT_EQ(count<progress_action::AskHub>(then(noisy, ours(), 2s).actions), 1U) << "another ticket is looked up";
    }
}

TEST(ProgressJourney, NoiseDoesNotEndALookUp) {
    const auto asked = then(begun(), ours()).state;
    const auto noisy = then(asked, Scanned{{CodeKind::unreadable, ""}}).state;
    EXPECT_EQ(screen_name(then(noisy, HubFound{token, found()}).state), "progress.case");
    EXPECT_EQ(problem_of(then(asked, Scanned{{CodeKind::foreign, ""}}).state), ScanProblem::foreign);
}

TEST(ProgressJourney, BackAndDone) {
    const auto shown = then(then(begun(), ours()).state, HubFound{token, found()}).state;
    const auto back = then(shown, Back{});
    EXPECT_EQ(screen_name(back.state), "progress.scan");
    EXPECT_EQ(count<progress_action::LeaveHome>(then(back.state, Back{}).actions), 1U);
    const auto done = then(shown, Done{});
    EXPECT_EQ(count<progress_action::EndSession>(done.actions), 1U);
    EXPECT_EQ(count<progress_action::StopScanner>(done.actions), 1U);
    EXPECT_TRUE(then(done.state, Done{}).actions.empty());
}

constexpr auto other = "ZZZZZZZZZZZZZZZZZZZZZZZZZZ";

std::vector<ProgressEvent> every_event() {
    return {ours(),
            Scanned{{CodeKind::ticket, other}},
            Scanned{{CodeKind::foreign, ""}},
            Scanned{{CodeKind::unreadable, ""}},
            Scanned{{CodeKind::case_record, token}},
            HubFound{token, found()},
            HubFound{other, found()},
            HubNotFound{token},
            HubNotFound{other},
            HubAway{token},
            HubAway{other},
            FoundHere{token, found()},
            FoundHere{other, found()},
            NotHere{token},
            NotHere{other},
            ScanAgain{},
            Done{},
            Back{},
            ScannerFault{},
            ScannerReady{},
            Tick{}};
}

std::vector<ProgressState> every_state() {
    using namespace progress_stage;
    std::vector<ProgressStage> stages = {LookingUp{.token = token, .give_up_at = 5s},
                                         LookingUp{.token = other, .give_up_at = 5s},
                                         LookingUpHere{.token = token, .hub = HubSaid::nothing},
                                         LookingUpHere{.token = token, .hub = HubSaid::not_found},
                                         LookingUpHere{.token = other, .hub = HubSaid::not_found}};
    for (const auto problem : {ScanProblem::none, ScanProblem::unreadable, ScanProblem::foreign, ScanProblem::case_code,
                               ScanProblem::not_found, ScanProblem::hub_away}) {
        stages.emplace_back(Scan{problem});
        stages.emplace_back(Shown{.ticket = found(), .problem = problem, .problem_until = 5s});
    }
    std::vector<ProgressState> states;
    for (const auto& stage : stages) {
        for (const auto scanner : {ScannerHealth::well, ScannerHealth::faulty}) {
            for (const auto life : {ProgressLife::running, ProgressLife::over}) {
                states.push_back({.stage = stage, .scanner = scanner, .life = life});
            }
        }
    }
    return states;
}

template <typename Stage>
const Stage* stage_of(const ProgressState& state) {
    return std::get_if<Stage>(&state.stage);
}

/// Whether the event is the answer that the state waits for, with a ticket to show.
bool answers(const ProgressState& state, const ProgressEvent& event) {
    const auto* hub = stage_of<progress_stage::LookingUp>(state);
    const auto* store = stage_of<progress_stage::LookingUpHere>(state);
    const auto* from_hub = std::get_if<HubFound>(&event);
    const auto* from_store = std::get_if<FoundHere>(&event);
    return (hub != nullptr && from_hub != nullptr && hub->token == from_hub->token) ||
           (store != nullptr && from_store != nullptr && store->token == from_store->token);
}

/// What must hold after every step, whatever it was.
void expect_sound(const ProgressState& before, const ProgressEvent& event, const ProgressStep& after) {
    using namespace progress_action;
    EXPECT_FALSE(screen_name(after.state).empty());
    EXPECT_TRUE(before.life == ProgressLife::running ||
                (after.actions.empty() && after.state.stage.index() == before.stage.index()));
    const bool left = before.life == ProgressLife::running && after.state.life == ProgressLife::over;
    EXPECT_EQ(count<LeaveHome>(after.actions) + count<EndSession>(after.actions), left ? 1U : 0U);
    EXPECT_EQ(count<StopScanner>(after.actions), left ? 1U : 0U);
    EXPECT_EQ(count<WatchScanner>(after.actions), 0U) << "it is watched from the beginning";
    // Waiting for an answer and having asked are the same moment, of the hub as of the store.
    const auto* asked = stage_of<progress_stage::LookingUp>(after.state);
    const auto* asked_before = stage_of<progress_stage::LookingUp>(before);
    const bool asks = asked != nullptr && (asked_before == nullptr || asked_before->token != asked->token);
    EXPECT_EQ(count<AskHub>(after.actions), asks ? 1U : 0U);
    EXPECT_EQ(count<Answer>(after.actions), asks ? 1U : 0U);
    const auto* local = stage_of<progress_stage::LookingUpHere>(after.state);
    const bool asks_store = local != nullptr && stage_of<progress_stage::LookingUpHere>(before) == nullptr;
    EXPECT_EQ(count<AskStore>(after.actions), asks_store ? 1U : 0U);
    EXPECT_TRUE(!asks_store || (asked_before != nullptr && asked_before->token == local->token));
    // A ticket is shown because somebody said so of the one that was scanned.
    const bool came =
        stage_of<progress_stage::Shown>(after.state) != nullptr && stage_of<progress_stage::Shown>(before) == nullptr;
    EXPECT_EQ(came, before.life == ProgressLife::running && answers(before, event));
    // Whoever waits, and whatever leaves by itself, has an end.
    const auto* shown = stage_of<progress_stage::Shown>(after.state);
    EXPECT_EQ(next_deadline(after.state).has_value(),
              asked != nullptr || (shown != nullptr && shown->problem != ScanProblem::none));
}

TEST(ProgressJourney, EveryEventHasAnAnswerInEveryState) {
    for (const auto& state : every_state()) {
        for (const auto& event : every_event()) {
            for (const auto now : {0ms, 4'999ms, 5'000ms, 1'000'000ms}) {
                SCOPED_TRACE(testing::Message() << "stage " << state.stage.index() << ", event " << event.index()
                                                << " at " << now.count() << " ms");
                expect_sound(state, event, then(state, event, now));
            }
        }
    }
}

TEST(ProgressJourney, NobodyIsStuck) {
    for (const auto& sample : every_state()) {
        const auto once = then(sample, Back{}).state;
        EXPECT_EQ(then(once, Back{}).state.life, ProgressLife::over);
        EXPECT_EQ(then(sample, Done{}).state.life, ProgressLife::over);
        // With nobody touching anything and nobody answering, the look-up at the hub ends.
        EXPECT_EQ(stage_of<progress_stage::LookingUp>(then(sample, Tick{}, 5s).state) != nullptr,
                  sample.life == ProgressLife::over && stage_of<progress_stage::LookingUp>(sample) != nullptr);
    }
}

TEST(ProgressJourney, RandomWalksStaySound) {
    const auto events = every_event();
    std::mt19937 random(11);
    for (int walk = 0; walk < 3000; ++walk) {
        auto state = begun();
        Steady now{};
        for (int i = 0; i < 60; ++i) {
            now += std::chrono::milliseconds(random() % 2000);
            const auto& event = events[random() % events.size()];
            const auto after = then(state, event, now);
            expect_sound(state, event, after);
            state = after.state;
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk
