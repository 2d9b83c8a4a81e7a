#include <gmock/gmock.h>

#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

TEST_F(StoreTest, NumbersCountUpForEachServiceAndKiosk) {
    Store store = open();
    EXPECT_EQ(store.issue_ticket(request("1"), morning)->number, "A1001");
    EXPECT_EQ(store.issue_ticket(request("2"), morning)->number, "A1002");
    EXPECT_EQ(store.issue_ticket(request("3", 'B'), morning)->number, "B1001");
    IssueRequest other = request("4");
    other.kiosk = 92;
    EXPECT_EQ(store.issue_ticket(other, morning)->number, "A92003");
}

TEST_F(StoreTest, TheNextSequenceIsForecastAndNotReserved) {
    Store store = open();
    EXPECT_EQ(store.next_sequence('A', morning), 1U);
    EXPECT_EQ(store.next_sequence('A', morning), 1U);
    EXPECT_EQ(store.issue_ticket(request("1"), morning)->sequence, 1U);
    EXPECT_EQ(store.next_sequence('A', morning), 2U);
    EXPECT_EQ(store.next_sequence('B', morning), 1U);
    EXPECT_FALSE(store.next_sequence('a', morning));
}

TEST_F(StoreTest, ATokenGivenIsTheTicketsAndServesOnce) {
    Store store = open();
    IssueRequest asked = request("1");
    asked.token = Token::random();
    const auto ticket = store.issue_ticket(asked, morning);
    ASSERT_TRUE(ticket);
    EXPECT_EQ(ticket->token, *asked.token);
    EXPECT_EQ(store.ticket_by_token(*asked.token)->number, "A1001");
    asked.request = "2";
    EXPECT_FALSE(store.issue_ticket(asked, morning)) << "another ticket has that token";
    EXPECT_EQ(store.issue_ticket(request("3"), morning)->number, "A1002") << "the refused one used no number";
}

TEST_F(StoreTest, TheLastTicketIsTheLastOfTheDay) {
    Store store = open();
    EXPECT_EQ(store.tickets_of_day(morning), 0U);
    EXPECT_FALSE(store.latest_ticket(morning).value().has_value());
    ASSERT_TRUE(store.issue_ticket(request("1"), morning));
    ASSERT_TRUE(store.issue_ticket(request("2", 'B'), morning + minutes{1}));
    EXPECT_EQ(store.tickets_of_day(morning), 2U);
    EXPECT_EQ(store.latest_ticket(morning).value()->number, "B1001");
    const auto tomorrow = morning + hours{24};
    EXPECT_EQ(store.tickets_of_day(tomorrow), 0U);
    EXPECT_FALSE(store.latest_ticket(tomorrow).value().has_value());
}

TEST_F(StoreTest, TheSameRequestGivesTheSameTicket) {
    Store store = open();
    const auto first = store.issue_ticket(request("confirm"), morning);
    const auto again = store.issue_ticket(request("confirm"), morning + minutes{1});
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->token, again->token);
    EXPECT_EQ(first->number, again->number);
    EXPECT_EQ(store.ticket_count(), 1U);
    EXPECT_EQ(store.pending_count(), 1U);
}

TEST_F(StoreTest, ATicketSurvivesReopening) {
    IssueRequest asked = request("1");
    asked.identity = Identity::phone;
    asked.language = "mn";
    asked.ahead = 4;
    asked.estimate = Estimate{5, 20, morning};
    const Ticket issued = open().issue_ticket(asked, morning).value();
    Store store = open();
    const auto found = store.ticket_by_token(issued.token);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->number, issued.number);
    EXPECT_EQ(found->department, "发改委");
    EXPECT_EQ(found->identity, Identity::phone);
    EXPECT_EQ(found->language, "mn");
    EXPECT_EQ(found->ahead, 4U);
    EXPECT_EQ(found->estimate, asked.estimate);
    EXPECT_EQ(found->issued_at, morning);
    EXPECT_EQ(found->day.text(), "2026-11-23");
    EXPECT_EQ(store.ticket_by_token(Token::random()).error(), StoreError::not_found);
}

TEST_F(StoreTest, NumbersRestartAtTheHallsMidnight) {
    Store store = open();
    const Instant before = at("2026-11-23T15:59:59.999Z");
    EXPECT_EQ(store.issue_ticket(request("1"), before)->number, "A1001");
    const auto next_day = store.issue_ticket(request("2"), before + std::chrono::milliseconds{1});
    EXPECT_EQ(next_day->number, "A1001");
    EXPECT_EQ(next_day->day.text(), "2026-11-24");
}

TEST_F(StoreTest, AClockSetBackRepeatsNoNumber) {
    Store store = open();
    std::set<std::string> shown;
    for (int index = 0; index < 30; ++index) {
        shown.insert(store.issue_ticket(request("a" + std::to_string(index)), morning)->number);
    }
    // A day back, then a year back: the people of the morning are still in the hall.
    int name = 0;
    for (const Instant clock : {morning - hours{24}, morning - hours{24 * 365}}) {
        for (int index = 0; index < 5; ++index) {
            const auto ticket = store.issue_ticket(request("b" + std::to_string(name++)), clock);
            ASSERT_TRUE(ticket);
            EXPECT_TRUE(shown.insert(ticket->number).second) << ticket->number;
        }
    }
    EXPECT_EQ(store.issue_ticket(request("home again"), morning)->number, "A1031");
}

TEST_F(StoreTest, AfterAClockFarInTheFutureNumbersOfTheDayStayUnique) {
    Store store = open();
    std::set<std::pair<LocalDay, std::string>> given;
    int name = 0;
    for (const Instant clock : {morning, morning + hours{24 * 365 * 20}, morning, morning + hours{24}, morning}) {
        for (int index = 0; index < 25; ++index) {
            const auto ticket = store.issue_ticket(request(std::to_string(name++)), clock);
            ASSERT_TRUE(ticket);
            EXPECT_EQ(ticket->day, local_day(clock, HallZone{}));
            EXPECT_TRUE(given.insert({ticket->day, ticket->number}).second) << ticket->number;
        }
        ASSERT_TRUE(store.purge(1, clock));
    }
}

TEST_F(StoreTest, OneOpenTicketOfAPersonIsFoundOnItsDayOnly) {
    Store store = open();
    IssueRequest asked = request("1");
    asked.person = std::string(64, 'a');
    const auto issued = store.issue_ticket(asked, morning);
    EXPECT_EQ(store.find_open_ticket(asked.person, 'A', morning).value()->token, issued->token);
    EXPECT_FALSE(store.find_open_ticket(asked.person, 'B', morning).value());
    EXPECT_FALSE(store.find_open_ticket(std::string(64, 'b'), 'A', morning).value());
    EXPECT_FALSE(store.find_open_ticket("", 'A', morning).value());
    EXPECT_FALSE(store.find_open_ticket(asked.person, 'A', morning + hours{24}).value());
    const wire::TicketChange done{issued->token.text(), TicketState::done, 0, "3"};
    ASSERT_TRUE(store.apply_changes(1, {done}, morning));
    EXPECT_FALSE(store.find_open_ticket(asked.person, 'A', morning).value());
}

TEST_F(StoreTest, PrintStatesMoveOnlyAlongTheirArrows) {
    Store store = open();
    const Token token = store.issue_ticket(request("1"), morning)->token;
    EXPECT_EQ(store.set_print_state(token, PrintState::printed, "", morning).error(), StoreError::misuse);
    EXPECT_EQ(store.set_print_state(token, PrintState::printing, "", morning)->copy, 1U);
    EXPECT_EQ(store.set_print_state(token, PrintState::printing, "", morning).error(), StoreError::misuse);
    EXPECT_EQ(store.set_print_state(token, PrintState::not_printed, "paper_out", morning)->print_reason, "paper_out");
    EXPECT_EQ(store.set_print_state(token, PrintState::printing, "", morning)->copy, 2U);
    const auto printed = store.set_print_state(token, PrintState::printed, "", morning);
    EXPECT_EQ(printed->print_reason, "");
    EXPECT_EQ(printed->number, "A1001");
    // The issue and the four steps that were allowed.
    EXPECT_EQ(store.pending_count(), 5U);
    EXPECT_EQ(store.set_print_state(Token::random(), PrintState::printing, "", morning).error(), StoreError::not_found);
}

TEST_F(StoreTest, ATicketThatGoesToPaperAtOnceIsOneWriteAndTwoEvents) {
    Store store = open();
    IssueRequest asked = request("1");
    asked.print_state = PrintState::printing;
    const auto issued = store.issue_ticket(asked, morning);
    ASSERT_TRUE(issued);
    EXPECT_EQ(issued->print_state, PrintState::printing);
    EXPECT_EQ(issued->copy, 1U);
    const auto kept = store.ticket_by_token(issued->token);
    EXPECT_EQ(kept->print_state, PrintState::printing);
    EXPECT_EQ(kept->copy, 1U);
    const auto batch = store.pending(10);
    ASSERT_EQ(batch->events.size(), 2U);
    EXPECT_EQ(batch->events[0].type, event_type::ticket_issued);
    EXPECT_EQ(batch->events[1].type, event_type::ticket_print);
    EXPECT_EQ(store.issue_ticket(asked, morning)->copy, 1U) << "the same request again";
    EXPECT_EQ(store.pending_count(), 2U);
    EXPECT_EQ(store.set_print_state(issued->token, PrintState::printed, "", morning)->copy, 1U);
    asked.request = "2";
    asked.print_state = PrintState::printed;
    EXPECT_EQ(store.issue_ticket(asked, morning).error(), StoreError::misuse);
}

TEST_F(StoreTest, WhatWasPrintingWhenThePowerWentIsUnknown) {
    Token token = Token::random();
    {
        Store store = open();
        token = store.issue_ticket(request("1"), morning)->token;
        ASSERT_TRUE(store.issue_ticket(request("2"), morning));
        ASSERT_TRUE(store.set_print_state(token, PrintState::printing, "", morning));
    }
    Store store = open();
    EXPECT_EQ(store.recover_at_start(morning), 1U);
    const auto ticket = store.ticket_by_token(token);
    EXPECT_EQ(ticket->print_state, PrintState::not_printed);
    EXPECT_EQ(ticket->print_reason, "unknown");
    EXPECT_EQ(store.recover_at_start(morning), 0U);
    const auto events = store.pending(10)->events;
    const auto last = wire::decode_ticket_print(events.back().body);
    ASSERT_TRUE(last);
    EXPECT_EQ(last->outcome, PrintState::not_printed);
    EXPECT_EQ(last->copy, 1U);
}

TEST_F(StoreTest, RequestsOutOfRangeAreRefusedAndChangeNothing) {
    Store store = open();
    const auto refused = [&](const IssueRequest& wrong) {
        return store.issue_ticket(wrong, morning).error() == StoreError::misuse;
    };
    IssueRequest wrong = request("");
    EXPECT_TRUE(refused(wrong));
    wrong = request("1", 'a');
    EXPECT_TRUE(refused(wrong));
    wrong = request("1");
    wrong.kiosk = 9;
    EXPECT_TRUE(refused(wrong));
    wrong = request("1");
    wrong.sealed = std::string(25 * 1024, 's');
    EXPECT_TRUE(refused(wrong));
    EXPECT_EQ(store.ticket_count(), 0U);
    EXPECT_EQ(store.pending_count(), 0U);
    EXPECT_EQ(store.issue_ticket(request("1"), morning)->number, "A1001");
}

TEST_F(StoreTest, PurgeKeepsWhatTheHubHasNotDecided) {
    Store store = open();
    for (int day = 0; day < 5; ++day) {
        IssueRequest asked = request(std::to_string(day));
        asked.person = std::string(64, 'p');
        ASSERT_TRUE(store.issue_ticket(asked, morning + hours{24 * day}));
    }
    const Instant today = morning + hours{24 * 4};
    const auto epoch = store.epoch().value();
    // Day 0 and 1 decided, the first of them rejected.
    ASSERT_TRUE(store.acknowledge(epoch, 2, {{1, "bad_body", "why"}}, today));
    ASSERT_TRUE(store.purge(2, today));
    EXPECT_EQ(store.ticket_count(), 4U);
    EXPECT_EQ(store.pending_count(), 3U);
    EXPECT_EQ(store.pending(10)->events.size(), 3U);
    EXPECT_EQ(store.rejected(10)->size(), 1U);
    EXPECT_TRUE(store.find_open_ticket(std::string(64, 'p'), 'A', today).value());
    EXPECT_FALSE(store.find_open_ticket(std::string(64, 'p'), 'A', today - hours{24}).value());
}

}  // namespace
}  // namespace bangnin::sync
