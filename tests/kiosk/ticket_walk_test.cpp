// Every state with every event, and long random walks: what must hold whatever happens.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/kiosk/ticket_samples.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using samples::at;
using samples::count;
using samples::offer;
using samples::times;

bool is_issued(const TicketState& state) { return std::holds_alternative<ticket_stage::Issued>(state.stage); }

bool is_committing(const TicketState& state) { return std::holds_alternative<ticket_stage::Committing>(state.stage); }

void expect_sound(const TicketState& before, const TicketEvent& event, const TicketStep& after) {
    EXPECT_FALSE(screen_name(after.state).empty());
    const bool left = before.life == TicketLife::running && after.state.life == TicketLife::over;
    EXPECT_EQ(count<ticket_action::EndSession>(after.actions) + count<ticket_action::LeaveHome>(after.actions),
              left ? 1U : 0U);
    // A number is shown only because the store said that it is committed, and then it is printed once.
    const bool came = is_issued(after.state) && !is_issued(before);
    EXPECT_EQ(came, is_committing(before) && before.life == TicketLife::running &&
                        std::holds_alternative<ticket_event::Committed>(event));
    const bool reprint = std::holds_alternative<ticket_event::Reprint>(event);
    EXPECT_LE(count<ticket_action::Print>(after.actions), came || reprint ? 1U : 0U);
    EXPECT_GE(count<ticket_action::Print>(after.actions), came ? 1U : 0U);
    // Handing something to the store and waiting for the store are the same moment.
    EXPECT_EQ(count<ticket_action::Commit>(after.actions),
              is_committing(after.state) && !is_committing(before) ? 1U : 0U);
    EXPECT_EQ(time_left(after.state, at(0ms)).has_value(), is_issued(after.state));
    EXPECT_EQ(next_deadline(after.state).has_value(), is_issued(after.state));
}

TEST(TicketWalk, EveryEventHasAnAnswerInEveryState) {
    for (const auto& state : samples::every_state()) {
        for (const auto& event : samples::every_event()) {
            for (const auto now : {0ms, 15'000ms, 1'000'000ms}) {
                expect_sound(state, event, step(state, event, at(now), offer(), times));
            }
        }
    }
}

TEST(TicketWalk, NothingHappensTwiceOnADoubleTap) {
    for (const auto& state : samples::every_state()) {
        for (const auto& event : samples::every_event()) {
            const auto first = step(state, event, at(0ms), offer(), times);
            const auto second = step(first.state, event, at(1ms), offer(), times);
            EXPECT_LE(count<ticket_action::Commit>(first.actions) + count<ticket_action::Commit>(second.actions), 1U);
            EXPECT_LE(count<ticket_action::Print>(first.actions) + count<ticket_action::Print>(second.actions), 1U);
            EXPECT_LE(
                count<ticket_action::EndSession>(first.actions) + count<ticket_action::EndSession>(second.actions), 1U);
        }
    }
}

TEST(TicketWalk, WhatWasLeftStaysSilent) {
    for (auto state : samples::every_state()) {
        state.life = TicketLife::over;
        for (const auto& event : samples::every_event()) {
            const auto after = step(state, event, at(1'000'000ms), offer(), times);
            EXPECT_TRUE(after.actions.empty());
            EXPECT_EQ(after.state.life, TicketLife::over);
            EXPECT_EQ(after.state.stage.index(), state.stage.index());
        }
    }
}

TEST(TicketWalk, NobodyIsStuck) {
    // From every state the journey's own keys lead out: back as often as needed, done where nothing can be taken back.
    for (const auto& sample : samples::every_state()) {
        auto state = sample;
        for (int presses = 0; presses < 8 && state.life == TicketLife::running; ++presses) {
            if (is_committing(state)) {
                state = step(state, ticket_event::CommitFailed{CommitTrouble::busy}, at(0ms), offer(), times).state;
            }
            state = step(state, ticket_event::Done{}, at(0ms), offer(), times).state;
            state = step(state, ticket_event::Back{}, at(0ms), offer(), times).state;
        }
        EXPECT_EQ(state.life, TicketLife::over);
    }
}

TEST(TicketWalk, APersonsDataIsGoneOnceTheTicketIsThere) {
    for (const auto& state : samples::every_state()) {
        const auto after = step(state, ticket_event::Committed{samples::ticket()}, at(0ms), offer(), times).state;
        if (const auto* shown = std::get_if<ticket_stage::Issued>(&after.stage)) {
            EXPECT_EQ(shown->masked_name.find("李小明"), std::string::npos);
            EXPECT_EQ(shown->masked_name.find("1980"), std::string::npos);
        }
    }
}

TEST(TicketWalk, RandomWalksIssueOneTicketPerRequest) {
    std::mt19937 random(20260312);
    const auto events = samples::every_event();
    std::size_t tickets = 0;
    for (int walk = 0; walk < 1500; ++walk) {
        auto state =
            begin_ticket("walk" + std::to_string(walk), offer(), CardPresence::absent, ReaderHealth::well).state;
        std::set<std::string> committed;
        Steady now{};
        for (int i = 0; i < 400 && state.life == TicketLife::running; ++i) {
            now += std::chrono::milliseconds(random() % 3000);
            const auto& event = events[random() % events.size()];
            const auto after = step(state, event, at(now), offer(), times);
            expect_sound(state, event, after);
            if (is_issued(after.state) && !is_issued(state)) {
                EXPECT_TRUE(committed.insert(request_id(after.state)).second) << "one request gave two tickets";
                ++tickets;
            }
            state = after.state;
        }
    }
    EXPECT_GT(tickets, 500U) << "the walks must reach what they are about";
}

}  // namespace
}  // namespace bangnin::kiosk
