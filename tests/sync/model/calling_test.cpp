#include "sync/model/calling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

namespace bangnin::sync {
namespace {

using namespace std::chrono_literals;
using namespace call_command;

const Instant nine = parse_instant("2026-03-12T01:00:00.000Z").value();

QueuedTicket ticket(const std::string& number, std::chrono::minutes after,
                    PriorityClass priority = PriorityClass::ordinary) {
    QueuedTicket made;
    made.token = "T" + number;
    made.number = number;
    made.service = number[0];
    made.priority = priority;
    made.issued_at = nine + after;
    made.place_at = made.issued_at;
    return made;
}

// A day at the hall: carries commands out and keeps what comes of them.
class Day {
  public:
    std::vector<QueuedTicket> tickets;
    std::vector<CallEntry> log;
    Window window{"3", {'A', 'B'}, WindowState::open};
    CallRules rules;
    Instant now = nine + 1h;

    std::expected<CallOutcome, CallRefusal> tell(const CallCommand& command) { return tell(command, window); }
    std::expected<CallOutcome, CallRefusal> tell(const CallCommand& command, const Window& at) {
        auto outcome = carry_out(command, at, tickets, rules, now);
        if (outcome) {
            *std::ranges::find(tickets, outcome->ticket.token, &QueuedTicket::token) = outcome->ticket;
            log.push_back(outcome->entry);
        }
        return outcome;
    }
    // The number that is called; empty: nobody.
    std::string next() {
        const auto outcome = tell(Next{});
        return outcome ? outcome->ticket.number : "";
    }
    CallRefusal refusal(const CallCommand& command) {
        const auto outcome = tell(command);
        EXPECT_FALSE(outcome) << name_of(command);
        return outcome ? CallRefusal::wrong_state : outcome.error();
    }
    void miss() {
        now += 1min;
        while (tell(Again{})) now += 1min;
        EXPECT_TRUE(tell(Missed{}));
    }
    const QueuedTicket& of(const std::string& number) const {
        return *std::ranges::find(tickets, number, &QueuedTicket::number);
    }
};

TEST(CallingTest, ByClassThenByTimeNeverByNumber) {
    Day day;
    day.tickets = {ticket("A1001", 30min),
                   ticket("A2001", 10min),
                   ticket("B1009", 20min),
                   ticket("A1002", 40min, PriorityClass::courtesy),
                   ticket("A1003", 50min, PriorityClass::appointment),
                   ticket("C1001", 0min)};
    std::string order;
    for (std::string called = day.next(); !called.empty(); called = day.next()) {
        order += called + " ";
        ASSERT_TRUE(day.tell(Finish{}));
    }
    EXPECT_EQ(order, "A1003 A1002 A2001 B1009 A1001 ") << "C is not this window's";
    const CallEntry& first = day.log.front();
    EXPECT_EQ(first.waiting, 5U);
    EXPECT_EQ(first.earlier, 4U) << "issued before it, called after it: it is an appointment";
    EXPECT_EQ(first.priority, PriorityClass::appointment);
    EXPECT_EQ(day.log[4].earlier, 0U);
}

TEST(CallingTest, CalledAgainAfterAWhileAndThreeTimesAtMost) {
    Day day;
    day.tickets = {ticket("A1001", 0min)};
    EXPECT_EQ(day.next(), "A1001");
    EXPECT_EQ(day.refusal(Missed{}), CallRefusal::not_called_enough);
    day.now += 19s;
    EXPECT_EQ(day.refusal(Again{}), CallRefusal::too_soon);
    day.now += 1s;
    EXPECT_TRUE(day.tell(Again{}));
    day.now += 20s;
    EXPECT_TRUE(day.tell(Again{}));
    day.now += 1min;
    EXPECT_EQ(day.refusal(Again{}), CallRefusal::called_enough);
    EXPECT_TRUE(day.tell(Missed{}));
    EXPECT_EQ(day.of("A1001").state, QueuedState::missed);
    EXPECT_EQ(as_told(day.of("A1001").state), TicketState::missed);
    EXPECT_EQ(day.next(), "");
}

TEST(CallingTest, WhoComesBackStandsBehindTheNextTwoOfTheClass) {
    Day day;
    day.tickets = {ticket("A1001", 0min),
                   ticket("A1002", 1min),
                   ticket("A1003", 2min),
                   ticket("A1004", 3min),
                   ticket("A1005", 4min, PriorityClass::courtesy),
                   ticket("B1001", 0min)};
    day.window.services = {'A'};
    EXPECT_EQ(day.next(), "A1005");
    EXPECT_TRUE(day.tell(Finish{}));
    EXPECT_EQ(day.next(), "A1001");
    day.miss();
    EXPECT_TRUE(day.tell(Return{"TA1001"}));
    EXPECT_EQ(day.refusal(Return{"TA1001"}), CallRefusal::wrong_state);
    EXPECT_EQ(people_before(day.of("A1001"), day.tickets), 2U);
    std::string order;
    for (std::string called = day.next(); !called.empty(); called = day.next()) {
        order += called + " ";
        day.tell(Finish{});
    }
    EXPECT_EQ(order, "A1002 A1003 A1001 A1004 ");
}

TEST(CallingTest, OfTwoWhoComeBackTheFirstToComeIsBefore) {
    Day day;
    day.tickets = {ticket("A1001", 0min), ticket("A1002", 1min), ticket("A1003", 2min), ticket("A1004", 3min),
                   ticket("A1005", 4min)};
    EXPECT_EQ(day.next(), "A1001");
    day.miss();
    EXPECT_EQ(day.next(), "A1002");
    day.miss();
    EXPECT_TRUE(day.tell(Return{"TA1002"}));
    day.now += 1s;
    EXPECT_TRUE(day.tell(Return{"TA1001"}));
    std::string order;
    for (std::string called = day.next(); !called.empty(); called = day.next()) {
        order += called + " ";
        day.tell(Finish{});
    }
    EXPECT_EQ(order, "A1003 A1004 A1002 A1001 A1005 ");
}

TEST(CallingTest, WhoComesBackToAnEmptyQueueIsNextAndNeverBeforeTheOldPlace) {
    Day day;
    day.tickets = {ticket("A1001", 5min)};
    EXPECT_EQ(day.next(), "A1001");
    day.miss();
    EXPECT_TRUE(day.tell(Return{"TA1001"}));
    EXPECT_EQ(day.next(), "A1001");
    EXPECT_EQ(day.of("A1001").calls, 1U) << "it is called three times again";
}

TEST(CallingTest, OneAtATimeAndWhatIsLaidAside) {
    Day day;
    day.tickets = {ticket("A1001", 0min), ticket("A1002", 1min)};
    for (const CallCommand& command : {CallCommand{Again{}}, CallCommand{Missed{}}, CallCommand{Start{}},
                                       CallCommand{Finish{}}, CallCommand{Hold{}}, CallCommand{Transfer{'B'}}}) {
        EXPECT_EQ(day.refusal(command), CallRefusal::nobody_is_here) << name_of(command);
    }
    EXPECT_EQ(day.next(), "A1001");
    EXPECT_EQ(day.refusal(Next{}), CallRefusal::somebody_is_here);
    EXPECT_EQ(day.refusal(Hold{}), CallRefusal::not_begun);
    EXPECT_TRUE(day.tell(Start{}));
    EXPECT_EQ(day.refusal(Start{}), CallRefusal::already_begun);
    EXPECT_EQ(day.refusal(Again{}), CallRefusal::already_begun);
    EXPECT_EQ(day.refusal(Missed{}), CallRefusal::already_begun);
    EXPECT_TRUE(day.tell(Hold{}));
    EXPECT_EQ(as_told(day.of("A1001").state), TicketState::serving);
    EXPECT_EQ(day.next(), "A1002");
    EXPECT_EQ(day.refusal(Resume{"TA1001"}), CallRefusal::somebody_is_here);
    EXPECT_TRUE(day.tell(Finish{}));
    const auto elsewhere = day.tell(Resume{"TA1001"}, Window{"4", {'A'}, WindowState::open});
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error(), CallRefusal::other_window);
    EXPECT_TRUE(day.tell(Resume{"TA1001"}));
    EXPECT_TRUE(day.tell(Finish{}));
    EXPECT_EQ(day.of("A1001").state, QueuedState::done);
    EXPECT_EQ(day.refusal(Resume{"TA1001"}), CallRefusal::wrong_state);
    EXPECT_EQ(day.refusal(Resume{"nobody"}), CallRefusal::unknown_ticket);
}

TEST(CallingTest, FinishedWithoutASignOfBeginningItBeganWithTheLastCall) {
    Day day;
    day.tickets = {ticket("A1001", 0min)};
    EXPECT_EQ(day.next(), "A1001");
    const Instant called = day.now;
    day.now += 8min;
    EXPECT_TRUE(day.tell(Finish{}));
    EXPECT_EQ(day.of("A1001").started_at, called);
}

TEST(CallingTest, TransferKeepsTheOriginalTime) {
    Day day;
    day.tickets = {ticket("A1001", 0min), ticket("C1001", 1min), ticket("C1002", 2min)};
    EXPECT_EQ(day.next(), "A1001");
    EXPECT_TRUE(day.tell(Start{}));
    EXPECT_EQ(day.refusal(Transfer{'A'}), CallRefusal::same_service);
    EXPECT_TRUE(day.tell(Transfer{'C'}));
    const auto there = day.tell(Next{}, Window{"5", {'C'}, WindowState::open});
    ASSERT_TRUE(there);
    EXPECT_EQ(there->ticket.number, "A1001") << "waited longest";
    EXPECT_EQ(there->ticket.calls, 1U);
    EXPECT_FALSE(there->ticket.started_at);
}

TEST(CallingTest, AWaitingOneMovesToAnotherQueueWithItsTime) {
    Day day;
    day.tickets = {ticket("A1001", 0min), ticket("A1002", 10min), ticket("B1001", 5min)};
    ASSERT_TRUE(day.tell(Move{"TA1002", 'B'}));
    EXPECT_EQ(day.of("A1002").service, 'B');
    EXPECT_EQ(day.of("A1002").state, QueuedState::waiting);
    EXPECT_EQ(day.refusal(Move{"TA1002", 'B'}), CallRefusal::same_service);
    EXPECT_EQ(day.refusal(Move{"nobody", 'B'}), CallRefusal::unknown_ticket);
    EXPECT_EQ(day.next(), "A1001");
    EXPECT_EQ(day.refusal(Move{"TA1001", 'B'}), CallRefusal::wrong_state);
    ASSERT_TRUE(day.tell(Finish{}));
    day.window.services = {'B'};
    EXPECT_EQ(day.next(), "B1001") << "it came earlier";
    ASSERT_TRUE(day.tell(Finish{}));
    EXPECT_EQ(day.next(), "A1002");
}

TEST(CallingTest, CommandsAreAboutTheWindowOrNameTheirTicket) {
    for (const CallCommand& command :
         std::vector<CallCommand>{Next{}, Again{}, Missed{}, Start{}, Finish{}, Hold{}, Transfer{'B'}}) {
        EXPECT_TRUE(concerns_window(command)) << name_of(command);
    }
    for (const CallCommand& command : std::vector<CallCommand>{Resume{"T"}, Return{"T"}, Cancel{"T"}, Move{"T", 'B'}}) {
        EXPECT_FALSE(concerns_window(command)) << name_of(command);
    }
}

TEST(CallingTest, APausedWindowCallsNobodyButEndsWhatItBegan) {
    Day day;
    day.tickets = {ticket("A1001", 0min), ticket("A1002", 1min)};
    EXPECT_EQ(day.next(), "A1001");
    day.window.state = WindowState::paused;
    EXPECT_TRUE(day.tell(Start{}));
    EXPECT_TRUE(day.tell(Finish{}));
    EXPECT_EQ(day.refusal(Next{}), CallRefusal::window_paused);
}

TEST(CallingTest, GivenUpOnlyWhileItWaitsOrIsMissed) {
    Day day;
    day.tickets = {ticket("A1001", 0min), ticket("A1002", 1min)};
    EXPECT_TRUE(day.tell(Cancel{"TA1002"}));
    EXPECT_EQ(day.refusal(Cancel{"TA1002"}), CallRefusal::wrong_state);
    EXPECT_EQ(day.next(), "A1001");
    EXPECT_EQ(day.refusal(Cancel{"TA1001"}), CallRefusal::wrong_state);
    EXPECT_EQ(day.refusal(Cancel{"TX"}), CallRefusal::unknown_ticket);
}

TEST(CallingTest, WordsComeBackAsTheyWere) {
    for (const auto state : {QueuedState::waiting, QueuedState::called, QueuedState::serving, QueuedState::held,
                             QueuedState::done, QueuedState::missed, QueuedState::cancelled}) {
        EXPECT_EQ(parse_queued_state(to_text(state)), state);
    }
    for (const auto priority : {PriorityClass::appointment, PriorityClass::courtesy, PriorityClass::ordinary}) {
        EXPECT_EQ(parse_priority_class(to_text(priority)), priority);
    }
    EXPECT_FALSE(parse_queued_state("gone"));
    EXPECT_FALSE(parse_priority_class(""));
    for (int refusal = 0; refusal <= static_cast<int>(CallRefusal::other_ticket); ++refusal) {
        EXPECT_FALSE(to_text(static_cast<CallRefusal>(refusal)).empty());
    }
}

// Whatever clerks and people do: a window has one person at most, ends are ends, nobody is lost, and the log says how
// each ticket came to be what it is.
TEST(CallingTest, AnyDayKeepsTheRules) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        std::mt19937_64 random(seed);
        const auto pick = [&](std::size_t count) {
            return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
        };
        Day day;
        const std::vector<Window> windows{{"1", {'A'}, WindowState::open}, {"2", {'A', 'B'}, WindowState::open}};
        std::map<std::string, QueuedState> told;
        for (int step = 0; step < 400; ++step) {
            day.now += std::chrono::seconds(pick(25));
            if (pick(4) == 0) {
                const std::string number =
                    std::string(1, "AB"[pick(2)]) + "1" + std::to_string(100 + day.tickets.size());
                day.tickets.push_back(ticket(number, 0min, static_cast<PriorityClass>(pick(3))));
                day.tickets.back().issued_at = day.tickets.back().place_at = day.now;
                told[number] = QueuedState::waiting;
            }
            const std::string token = day.tickets.empty() ? "" : day.tickets[pick(day.tickets.size())].token;
            const std::vector<CallCommand> commands{Next{},
                                                    Again{},
                                                    Missed{},
                                                    Start{},
                                                    Finish{},
                                                    Hold{},
                                                    Resume{token},
                                                    Transfer{"AB"[pick(2)]},
                                                    Return{token},
                                                    Cancel{token},
                                                    Move{token, "AB"[pick(2)]}};
            const CallCommand command = commands[pick(commands.size())];
            const std::vector<QueuedTicket> before = day.tickets;
            const auto outcome = day.tell(command, windows[pick(windows.size())]);
            if (!outcome) {
                ASSERT_EQ(day.tickets, before);
                continue;
            }
            const CallEntry& entry = outcome->entry;
            ASSERT_EQ(entry.before, told[entry.number]);
            ASSERT_NE(entry.before, QueuedState::done);
            ASSERT_NE(entry.before, QueuedState::cancelled);
            told[entry.number] = entry.after;
            ASSERT_EQ(outcome->ticket.state, entry.after);
            if (std::holds_alternative<Next>(command)) {
                for (const QueuedTicket& other : before) {
                    if (other.state != QueuedState::waiting || other.token == entry.token) continue;
                    const Window& at = entry.window == "1" ? windows[0] : windows[1];
                    if (!at.services.contains(other.service)) continue;
                    ASSERT_TRUE(comes_before(outcome->ticket, other));
                }
            }
            for (const Window& window : windows) {
                const auto here = std::ranges::count_if(day.tickets, [&](const QueuedTicket& one) {
                    return one.window == window.name &&
                           (one.state == QueuedState::called || one.state == QueuedState::serving);
                });
                ASSERT_LE(here, 1);
            }
        }
    }
}

TEST(CallingTest, TheDaysEndClosesWhatIsOpenAndNothingElse) {
    for (const QueuedState state :
         {QueuedState::waiting, QueuedState::called, QueuedState::serving, QueuedState::held}) {
        QueuedTicket open = ticket("A1001", 0min, PriorityClass::courtesy);
        open.state = state;
        open.window = "3";
        open.calls = 2;
        const auto closed = closed_by_day(open, nine + 15h);
        ASSERT_TRUE(closed) << to_text(state);
        EXPECT_EQ(closed->ticket.state, QueuedState::expired);
        EXPECT_EQ(closed->entry.command, "expire");
        EXPECT_EQ(closed->entry.before, state);
        EXPECT_EQ(closed->entry.after, QueuedState::expired);
        EXPECT_EQ(closed->entry.window, "3");
        EXPECT_EQ(closed->entry.calls, 2U);
        EXPECT_EQ(closed->entry.at, nine + 15h);
    }
    for (const QueuedState state :
         {QueuedState::done, QueuedState::missed, QueuedState::cancelled, QueuedState::expired}) {
        QueuedTicket over = ticket("A1001", 0min);
        over.state = state;
        EXPECT_FALSE(closed_by_day(over, nine + 15h)) << to_text(state);
        EXPECT_EQ(parse_queued_state(to_text(state)), state);
    }
}

}  // namespace
}  // namespace bangnin::sync
