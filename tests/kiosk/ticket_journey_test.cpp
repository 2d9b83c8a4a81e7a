#include "kiosk/journeys/ticket/ticket_journey.h"

#include <gtest/gtest.h>

#include "tests/kiosk/ticket_samples.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using namespace ticket_event;
using samples::at;
using samples::count;
using samples::offer;
using samples::times;

TicketStep then(const TicketState& state, const TicketEvent& event, std::chrono::milliseconds now = 0ms) {
    return step(state, event, at(now), offer(), times);
}

TicketState begun() { return begin_ticket("seed", offer(), CardPresence::absent, ReaderHealth::well).state; }

TicketState identifying() { return then(begun(), ChooseDepartment{0}).state; }

TicketState issued() { return then(then(identifying(), WithoutIdentity{}).state, Committed{samples::ticket()}).state; }

TEST(TicketJourney, OneQueueGoesStraightToIdentify) {
    const auto chosen = then(begun(), ChooseDepartment{0});
    EXPECT_EQ(screen_name(chosen.state), "ticket.identify");
    EXPECT_EQ(count<ticket_action::WatchForCard>(chosen.actions), 1U);
    EXPECT_EQ(count<ticket_action::Answer>(chosen.actions), 1U);
}

TEST(TicketJourney, SeveralQueuesAreAskedFor) {
    auto state = then(begun(), ChooseDepartment{1}).state;
    EXPECT_EQ(screen_name(state), "ticket.service");
    EXPECT_EQ(screen_name(then(state, ChooseService{0}).state), "ticket.service") << "a queue of another department";
    state = then(state, ChooseService{2}).state;
    ASSERT_EQ(screen_name(state), "ticket.identify");
    EXPECT_EQ(std::get<ticket_stage::Identify>(state.stage).queue, 2U);
    state = then(state, Back{}).state;
    EXPECT_EQ(screen_name(state), "ticket.service");
    EXPECT_EQ(screen_name(then(state, Back{}).state), "ticket.department");
}

TEST(TicketJourney, AHallWithOneQueueAsksNothing) {
    const TicketOffer single{.departments = {{0}}, .queue_open = {true}};
    const auto start = begin_ticket("seed", single, CardPresence::absent, ReaderHealth::faulty);
    EXPECT_EQ(screen_name(start.state), "ticket.identify");
    EXPECT_EQ(std::get<ticket_stage::Identify>(start.state.stage).reading, Reading::reader_fault);
    EXPECT_EQ(count<ticket_action::WatchForCard>(start.actions), 1U);
    EXPECT_EQ(count<ticket_action::LeaveHome>(step(start.state, Back{}, at(0ms), single, times).actions), 1U);
}

TEST(TicketJourney, AClosedQueueSaysSoAndStays) {
    const auto closed = then(begun(), ChooseDepartment{2});
    EXPECT_EQ(screen_name(closed.state), "ticket.department");
    EXPECT_EQ(count<ticket_action::QueueClosed>(closed.actions), 1U);
}

TEST(TicketJourney, PagesStayInRange) {
    auto state = begun();
    state = then(state, ShowPage{1}).state;
    EXPECT_EQ(std::get<ticket_stage::Department>(state.stage).page, 1U);
    state = then(state, ShowPage{99}).state;
    EXPECT_LT(std::get<ticket_stage::Department>(state.stage).page, 99U) << "no more pages than departments";
    state = then(state, ShowPage{0}).state;
    EXPECT_EQ(std::get<ticket_stage::Department>(state.stage).page, 0U);
}

TEST(TicketJourney, CardLeadsToATicketWithoutATap) {
    auto state = then(identifying(), CardPlaced{}).state;
    EXPECT_EQ(std::get<ticket_stage::Identify>(state.stage).reading, Reading::reading);
    auto read = then(state, CardRead{samples::person()});
    ASSERT_EQ(count<ticket_action::Commit>(read.actions), 1U);
    EXPECT_EQ(count<ticket_action::StopWatching>(read.actions), 1U);
    const auto done = then(read.state, Committed{samples::ticket()});
    ASSERT_EQ(screen_name(done.state), "ticket.issued");
    const auto& shown = std::get<ticket_stage::Issued>(done.state.stage);
    EXPECT_EQ(shown.masked_name, "李*明");
    EXPECT_EQ(shown.print, PrintState::printing);
    EXPECT_EQ(count<ticket_action::Print>(done.actions), 1U);
    EXPECT_EQ(done.state.card, CardPresence::present) << "it must be asked for at the end";
    EXPECT_EQ(then(done.state, CardRemoved{}).state.card, CardPresence::absent);
}

TEST(TicketJourney, AFailedReadKeepsEverythingAndCounts) {
    auto state = then(then(identifying(), CardPlaced{}).state, CardFailed{}).state;
    state = then(then(state, CardRemoved{}).state, CardPlaced{}).state;
    state = then(state, CardRemoved{}).state;
    const auto& asked = std::get<ticket_stage::Identify>(state.stage);
    EXPECT_EQ(asked.reading, Reading::failed);
    EXPECT_EQ(asked.failures, 2);
    EXPECT_EQ(asked.queue, 0U);
}

TEST(TicketJourney, ACardThatLiesThereAlreadyMustBeLiftedFirst) {
    const auto reading = [](const TicketState& state) { return std::get<ticket_stage::Identify>(state.stage).reading; };
    const auto start = begin_ticket("seed", offer(), CardPresence::present, ReaderHealth::well).state;
    auto state = then(start, ChooseDepartment{0}).state;
    EXPECT_EQ(reading(state), Reading::lift_first);
    EXPECT_EQ(reading(then(state, ReaderFault{}).state), Reading::reader_fault);
    EXPECT_EQ(reading(then(then(state, ReaderFault{}).state, ReaderReady{}).state), Reading::waiting)
        << "after a fault nothing is known of the card";
    state = then(state, CardRemoved{}).state;
    EXPECT_EQ(reading(state), Reading::waiting);
    EXPECT_EQ(std::get<ticket_stage::Identify>(state.stage).failures, 0) << "nothing has failed";
    state = then(state, CardPlaced{}).state;
    EXPECT_EQ(reading(state), Reading::reading);
    EXPECT_EQ(count<ticket_action::Commit>(then(state, CardRead{samples::person()}).actions), 1U);
}

TEST(TicketJourney, AnotherTicketWithTheCardStillThereAsksToLiftIt) {
    auto state = then(then(then(identifying(), CardPlaced{}).state, CardRead{samples::person()}).state,
                      Committed{samples::ticket()})
                     .state;
    state = then(then(state, TakeAnother{}).state, ChooseDepartment{0}).state;
    EXPECT_EQ(std::get<ticket_stage::Identify>(state.stage).reading, Reading::lift_first);
    state = then(then(state, EnterPhone{}).state, CardRemoved{}).state;
    state = then(state, Back{}).state;
    EXPECT_EQ(std::get<ticket_stage::Identify>(state.stage).reading, Reading::waiting) << "lifted while typing";
}

TEST(TicketJourney, AnExistingTicketIsPrintedAsACopy) {
    const auto shown = then(then(identifying(), WithoutIdentity{}).state, Committed{samples::existing_ticket()});
    ASSERT_EQ(count<ticket_action::Print>(shown.actions), 1U);
    EXPECT_EQ(std::get<ticket_action::Print>(shown.actions.front()).copy, ticket_action::Copy::reprint);
    const auto fresh = then(then(identifying(), WithoutIdentity{}).state, Committed{samples::ticket()});
    EXPECT_EQ(std::get<ticket_action::Print>(fresh.actions.front()).copy, ticket_action::Copy::original);
}

TEST(TicketJourney, ABrokenReaderComesAndGoes) {
    auto state = then(identifying(), ReaderFault{}).state;
    EXPECT_EQ(std::get<ticket_stage::Identify>(state.stage).reading, Reading::reader_fault);
    EXPECT_EQ(count<ticket_action::Commit>(then(state, WithoutIdentity{}).actions), 1U);
    state = then(state, ReaderReady{}).state;
    EXPECT_EQ(std::get<ticket_stage::Identify>(state.stage).reading, Reading::waiting);
}

TEST(TicketJourney, PhoneIsChecked) {
    auto state = then(identifying(), EnterPhone{}).state;
    EXPECT_EQ(screen_name(state), "ticket.phone");
    EXPECT_FALSE(has_typed(state));
    for (const char digit : std::string("138123456")) state = then(state, Digit{digit}).state;
    EXPECT_TRUE(has_typed(state));
    auto refused = then(state, ConfirmPhone{});
    EXPECT_EQ(count<ticket_action::Commit>(refused.actions), 0U);
    EXPECT_EQ(std::get<ticket_stage::Phone>(refused.state.stage).problem, PhoneProblem::too_short);
    state = then(refused.state, Digit{'7'}).state;
    EXPECT_EQ(std::get<ticket_stage::Phone>(state.stage).problem, PhoneProblem::none);
    for (const char digit : std::string("89999")) state = then(state, Digit{digit}).state;
    EXPECT_EQ(std::get<ticket_stage::Phone>(state.stage).digits.text(), "13812345678");
    const auto committed = then(state, ConfirmPhone{});
    ASSERT_EQ(count<ticket_action::Commit>(committed.actions), 1U);
    EXPECT_EQ(screen_name(committed.state), "ticket.phone");
}

TEST(TicketJourney, PhoneNumbersOfNobody) {
    EXPECT_EQ(check_phone("13812345678"), PhoneProblem::none);
    EXPECT_EQ(check_phone("1381234567"), PhoneProblem::too_short);
    EXPECT_EQ(check_phone("23812345678"), PhoneProblem::not_a_mobile);
    EXPECT_EQ(check_phone("10812345678"), PhoneProblem::not_a_mobile);
    EXPECT_EQ(check_phone("138123456789"), PhoneProblem::not_a_mobile);
}

TEST(TicketJourney, BackFromTheKeypadForgetsTheDigits) {
    auto state = then(then(identifying(), EnterPhone{}).state, Digit{'1'}).state;
    state = then(then(state, Back{}).state, EnterPhone{}).state;
    EXPECT_FALSE(has_typed(state));
}

TEST(TicketJourney, IssuedLeavesByItself) {
    auto state = then(issued(), Printed{"A1023"}, 2s).state;
    EXPECT_EQ(time_left(state, at(2s)), 15s);
    EXPECT_EQ(count<ticket_action::EndSession>(then(state, Tick{}, 16'999ms).actions), 0U);
    state = then(state, Touch{}, 10s).state;
    EXPECT_EQ(count<ticket_action::EndSession>(then(state, Tick{}, 24'999ms).actions), 0U);
    const auto left = then(state, Tick{}, 25s);
    EXPECT_EQ(count<ticket_action::EndSession>(left.actions), 1U);
    EXPECT_TRUE(then(left.state, Tick{}, 26s).actions.empty());
}

TEST(TicketJourney, WithoutPaperTheNumberStaysLonger) {
    const auto state = then(issued(), PrintFailed{"A1023", NotPrinted::paper_out}, 1s).state;
    const auto& shown = std::get<ticket_stage::Issued>(state.stage);
    EXPECT_EQ(shown.print, PrintState::not_printed);
    EXPECT_EQ(shown.reason, NotPrinted::paper_out);
    EXPECT_TRUE(shown.staff_told_at.has_value());
    EXPECT_EQ(count<ticket_action::EndSession>(then(state, Tick{}, 40'999ms).actions), 0U);
    EXPECT_EQ(count<ticket_action::EndSession>(then(state, Tick{}, 41s).actions), 1U);
}

TEST(TicketJourney, RefilledPaperGivesTheSameTicketOnce) {
    auto state = then(issued(), PrintFailed{"A1023", NotPrinted::paper_out}).state;
    EXPECT_TRUE(then(state, Reprint{}).actions.empty()) << "not before the printer is well";
    state = then(state, PrinterReady{}).state;
    const auto again = then(state, Reprint{});
    ASSERT_EQ(count<ticket_action::Print>(again.actions), 1U);
    const auto& print = std::get<ticket_action::Print>(again.actions.front());
    EXPECT_EQ(print.ticket.number, "A1023");
    EXPECT_EQ(print.copy, ticket_action::Copy::reprint);
    EXPECT_TRUE(then(again.state, Reprint{}).actions.empty());
    EXPECT_EQ(std::get<ticket_stage::Issued>(again.state.stage).copies, 2);
}

TEST(TicketJourney, AnotherTicketsOutcomeIsNotThisOnes) {
    const auto state = then(issued(), Printed{"B1001"}).state;
    EXPECT_EQ(std::get<ticket_stage::Issued>(state.stage).print, PrintState::printing);
}

TEST(TicketJourney, AFailedCommitShowsNoNumberAndKeepsItsRequest) {
    const auto first = then(identifying(), WithoutIdentity{});
    const auto failed = then(first.state, CommitFailed{CommitTrouble::full});
    EXPECT_EQ(screen_name(failed.state), "ticket.not_committed");
    const auto retried = then(failed.state, Retry{});
    ASSERT_EQ(count<ticket_action::Commit>(retried.actions), 1U);
    const auto request = [](const std::vector<TicketAction>& actions) {
        for (const auto& action : actions) {
            if (const auto* commit = std::get_if<ticket_action::Commit>(&action)) return commit->request;
        }
        return std::string{};
    };
    EXPECT_EQ(request(retried.actions), request(first.actions));
    EXPECT_TRUE(then(retried.state, Retry{}).actions.empty());
}

TEST(TicketJourney, AnotherTicketIsAnotherRequest) {
    const auto first = then(identifying(), WithoutIdentity{}).state;
    auto state = then(then(first, Committed{samples::ticket()}).state, TakeAnother{}).state;
    ASSERT_EQ(screen_name(state), "ticket.department");
    state = then(then(state, ChooseDepartment{0}).state, WithoutIdentity{}).state;
    EXPECT_NE(request_id(state), request_id(first));
}

TEST(TicketJourney, ACommittedTicketCannotBeTakenBack) {
    EXPECT_FALSE(can_go_back(issued()));
    EXPECT_EQ(screen_name(then(issued(), Back{}).state), "ticket.issued");
    EXPECT_FALSE(can_go_back(then(identifying(), WithoutIdentity{}).state));
}

}  // namespace
}  // namespace bangnin::kiosk
