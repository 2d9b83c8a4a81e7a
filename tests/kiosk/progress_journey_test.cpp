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

TEST(ProgressJourney, RandomWalksStaySound) {
    const std::vector<ProgressEvent> events{ours(),
                                            Scanned{{CodeKind::ticket, "OTHER"}},
                                            Scanned{{CodeKind::foreign, ""}},
                                            Scanned{{CodeKind::unreadable, ""}},
                                            Scanned{{CodeKind::case_record, token}},
                                            HubFound{token, found()},
                                            HubFound{"OTHER", found()},
                                            HubNotFound{token},
                                            HubAway{token},
                                            FoundHere{token, found()},
                                            NotHere{token},
                                            ScanAgain{},
                                            Done{},
                                            Back{},
                                            ScannerFault{},
                                            ScannerReady{},
                                            Tick{}};
    std::mt19937 random(11);
    for (int walk = 0; walk < 3000; ++walk) {
        auto state = begun();
        Steady now{};
        for (int i = 0; i < 60; ++i) {
            now += std::chrono::milliseconds(random() % 2000);
            const auto before = state;
            const auto after = then(before, events[random() % events.size()], now);
            EXPECT_FALSE(screen_name(after.state).empty());
            const bool left = before.life == ProgressLife::running && after.state.life == ProgressLife::over;
            EXPECT_EQ(
                count<progress_action::LeaveHome>(after.actions) + count<progress_action::EndSession>(after.actions),
                left ? 1U : 0U);
            EXPECT_EQ(count<progress_action::StopScanner>(after.actions), left ? 1U : 0U);
            EXPECT_TRUE(before.life == ProgressLife::running || after.actions.empty());
            EXPECT_LE(count<progress_action::AskHub>(after.actions), 1U);
            state = after.state;
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk
