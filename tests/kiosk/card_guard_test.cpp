#include "kiosk/journeys/session/card_guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/journeys/session/session.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr SessionTimes times{};

Moment at(std::chrono::milliseconds steady) { return {.steady = steady, .wall = {}}; }

Session ended_with(CardPresence card) {
    Session session;
    session.place = Place::ticket;
    session.settings = {.language = Language::en, .type_size = TypeSize::largest};
    session.card = card;
    return step(session, session_event::JourneyEnd{}, at(1s), times).state;
}

std::vector<SessionAction> tick(Session& session, std::chrono::milliseconds now) {
    auto next = step(session, session_event::Tick{}, at(now), times);
    session = next.state;
    return next.actions;
}

TEST(CardGuard, SaysItThreeTimesAndThenPagesTheClerk) {
    Session session = ended_with(CardPresence::present);
    ASSERT_EQ(session.place, Place::card_forgotten);
    std::vector<std::pair<std::chrono::milliseconds, SessionAction>> done;
    // The machine's own deadlines wake it, nothing else.
    auto now = Steady(1s);
    for (int i = 0; i < 20; ++i) {
        for (const auto action : tick(session, now)) done.emplace_back(now - 1s, action);
        const auto next = next_deadline(session.card_guard);
        if (!next) break;
        ASSERT_GT(*next, now) << "a deadline that does not move on would spin";
        now = *next;
    }
    EXPECT_THAT(
        done, ElementsAre(std::pair(0ms, SessionAction::say_card), std::pair(5000ms, SessionAction::say_card),
                          std::pair(10000ms, SessionAction::say_card), std::pair(30000ms, SessionAction::page_staff)));
    EXPECT_EQ(session.place, Place::card_forgotten) << "until the card is gone";
    EXPECT_EQ(session.staff, StaffCall::called);
}

TEST(CardGuard, TellsWhenAClerkHasAnswered) {
    Session session = ended_with(CardPresence::present);
    tick(session, 40s);
    ASSERT_EQ(session.card_guard.clerk, Clerk::paged);
    session = step(session, session_event::StaffHeard{}, at(41s), times).state;
    session = step(session, session_event::StaffComing{}, at(50s), times).state;
    EXPECT_EQ(session.card_guard.clerk, Clerk::coming);
    EXPECT_EQ(session.place, Place::card_forgotten);
    EXPECT_THAT(tick(session, 500s), testing::IsEmpty()) << "nobody has to be fetched once more";
    EXPECT_EQ(session.card_guard.clerk, Clerk::coming);
}

TEST(CardGuard, ClosesAtOnceWhenTheCardIsLiftedOrSaidToBe) {
    for (const SessionEvent& event :
         {SessionEvent{session_event::CardOnReader{CardPresence::absent}}, SessionEvent{session_event::CardTaken{}}}) {
        const auto after = step(ended_with(CardPresence::present), event, at(2s), times);
        EXPECT_EQ(after.state.place, Place::attract);
        EXPECT_EQ(after.state.settings, Settings{});
        EXPECT_THAT(after.actions, ElementsAre(SessionAction::wipe));
    }
}

TEST(CardGuard, NoPageWithoutACard) {
    EXPECT_EQ(ended_with(CardPresence::absent).place, Place::attract);
    EXPECT_EQ(step({}, session_event::CardOnReader{CardPresence::present}, at(2s), times).state.place, Place::attract)
        << "nobody's session has ended";
}

TEST(CardGuard, ATimeOutLeavesTheCardToo) {
    Session session;
    session.place = Place::home;
    session.card = CardPresence::present;
    EXPECT_EQ(step(session, session_event::Tick{}, at(120s), times).state.place, Place::card_forgotten);
}

TEST(CardGuard, HomeOnlySaysTheWordsAgain) {
    Session session = ended_with(CardPresence::present);
    (void)tick(session, 1s);
    for (const auto& event : {SessionEvent{session_event::GoHome{}}, SessionEvent{session_event::Back{}},
                              SessionEvent{session_event::Start{}}, SessionEvent{session_event::Choose{Offer::ticket}},
                              SessionEvent{session_event::LeaveNow{}}}) {
        auto expected = session;
        expected.last_touch = 3s;
        const auto after = step(session, event, at(3s), times);
        EXPECT_EQ(after.state, expected) << "neither the guard nor the settings of who is gone: " << event.index();
        if (std::holds_alternative<session_event::GoHome>(event)) {
            EXPECT_THAT(after.actions, ElementsAre(SessionAction::say_card));
        } else {
            EXPECT_THAT(after.actions, testing::IsEmpty());
        }
    }
}

TEST(CardGuard, AReaderThatFailsHasNotSeenTheCardGo) {
    Session session = ended_with(CardPresence::present);
    session = step(session, session_event::CardOnReader{CardPresence::unknown}, at(2s), times).state;
    EXPECT_EQ(session.place, Place::card_forgotten);
    EXPECT_THAT(tick(session, 31s), ElementsAre(SessionAction::page_staff)) << "staff are still told";
    for (const SessionEvent& event :
         {SessionEvent{session_event::CardOnReader{CardPresence::absent}}, SessionEvent{session_event::CardTaken{}}}) {
        const auto gone = step(session, event, at(40s), times).state;
        EXPECT_EQ(gone.place, Place::attract);
        EXPECT_EQ(gone.card, CardPresence::absent);
    }
    EXPECT_EQ(ended_with(CardPresence::unknown).place, Place::card_forgotten) << "it failed before the session's end";
    EXPECT_EQ(step({}, session_event::CardOnReader{CardPresence::unknown}, at(2s), times).state.card,
              CardPresence::absent)
        << "no card came by the reader's failing";
}

TEST(CardGuard, WhatIsSaidToBeTakenIsNotThereForTheNextPerson) {
    auto session = step(ended_with(CardPresence::present), session_event::CardTaken{}, at(2s), times).state;
    EXPECT_EQ(session.card, CardPresence::absent);
    session = step(session, session_event::CardOnReader{CardPresence::present}, at(3s), times).state;
    EXPECT_EQ(session.card, CardPresence::present) << "what the reader sees counts again";
}

TEST(CardGuard, EveryStateAnswersEveryTime) {
    for (int said = 0; said <= card_said_times; ++said) {
        for (const auto clerk : {Clerk::not_yet, Clerk::paged}) {
            for (int second = 0; second < 100; ++second) {
                const CardGuard guard{.since = 10s, .said = said, .clerk = clerk};
                const auto next = watch(guard, Steady(10s + std::chrono::seconds(second)));
                EXPECT_GE(next.state.said, said);
                EXPECT_LE(next.state.said, card_said_times);
                EXPECT_GE(next.state.clerk, clerk);
                EXPECT_EQ(next.due == GuardDue::page_clerk, clerk == Clerk::not_yet && second >= 30);
                if (next.state.clerk == Clerk::paged) {
                    EXPECT_EQ(next_deadline(next.state), std::nullopt);
                }
            }
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk
