#include "kiosk/journeys/session/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using namespace session_event;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr SessionTimes times{};

Moment at(std::chrono::milliseconds steady) { return {.steady = steady, .wall = {}}; }

std::vector<SessionEvent> every_event() {
    return {Touch{},
            Start{},
            ChooseLanguage{Language::mn},
            ToggleLarge{},
            ToggleContrast{},
            ToggleVoice{},
            ToggleReach{},
            CallStaff{},
            StaffHeard{},
            StaffUnheard{},
            StaffComing{},
            NextVolume{},
            Louder{},
            Quieter{},
            Choose{Offer::ticket},
            Choose{Offer::apply},
            Choose{Offer::progress},
            Choose{Offer::rate},
            Choose{Offer::guide},
            ShowPage{1},
            PageTurned{},
            Back{},
            GoHome{Typed::nothing},
            GoHome{Typed::something},
            Stay{},
            LeaveNow{},
            Answer{},
            QueueClosed{},
            HallClosed{},
            OpenStaff{},
            CardOnReader{CardPresence::present},
            CardOnReader{CardPresence::absent},
            CardOnReader{CardPresence::unknown},
            CardTaken{},
            OpenEntry{},
            OpenSignature{},
            CloseAsked{},
            JourneyHome{},
            JourneyEnd{},
            Tick{}};
}

std::vector<Session> every_state() {
    std::vector<Session> states;
    for (const auto place : {Place::attract, Place::home, Place::ticket, Place::progress, Place::rating, Place::entry,
                             Place::signature, Place::card_forgotten, Place::staff}) {
        for (const auto overlay : {Overlay::none, Overlay::time_out_warning, Overlay::leave_question}) {
            for (const auto staff :
                 {StaffCall::idle, StaffCall::called, StaffCall::heard, StaffCall::unheard, StaffCall::coming}) {
                Session session;
                session.place = place;
                session.asked_from = Place::rating;
                const bool someone = place != Place::attract && place != Place::card_forgotten && place != Place::staff;
                session.overlay = someone ? overlay : Overlay::none;
                session.card = place == Place::card_forgotten || staff == StaffCall::called ? CardPresence::present
                                                                                            : CardPresence::absent;
                session.staff = staff;
                session.settings = place == Place::attract ? Settings{}
                                                           : Settings{.language = Language::en,
                                                                      .type_size = TypeSize::large,
                                                                      .contrast = Contrast::high,
                                                                      .voice = Voice::on,
                                                                      .reach = Reach::low};
                session.answered = place == Place::ticket ? Answered::something : Answered::nothing_yet;
                states.push_back(session);
            }
        }
    }
    return states;
}

bool in_journey(const Session& session) {
    return session.place == Place::ticket || session.place == Place::progress || session.place == Place::rating ||
           session.place == Place::entry || session.place == Place::signature || session.place == Place::staff;
}

/// What must hold after every step, whatever it was.
void expect_sound(const Session& before, const SessionStep& after) {
    const auto has = [&](SessionAction action) { return std::ranges::count(after.actions, action) > 0; };
    EXPECT_EQ(has(SessionAction::drop_journey), in_journey(before) && !in_journey(after.state));
    const bool over = before.place != Place::attract && after.state.place == Place::attract;
    const bool left_card = before.place != Place::card_forgotten && after.state.place == Place::card_forgotten;
    const bool asked = before.place == Place::entry || before.place == Place::signature;
    const bool opened = before.place != Place::staff && after.state.place == Place::staff && !asked;
    EXPECT_EQ(has(SessionAction::begin_staff), opened);
    EXPECT_FALSE(opened && in_journey(before)) << "who is in the middle of something does not lose it";
    EXPECT_EQ(has(SessionAction::wipe), over || left_card || (opened && before.place == Place::home));
    if (opened) {
        EXPECT_EQ(after.state.settings, Settings{});
    }
    EXPECT_FALSE(left_card && before.card == CardPresence::absent);
    if (left_card) {
        EXPECT_EQ(after.state.settings, before.settings) << "the last screen is still this person's";
        EXPECT_EQ(after.state.answered, Answered::nothing_yet);
    }
    EXPECT_FALSE(after.state.place == Place::card_forgotten && after.state.card == CardPresence::absent);
    // Coming back from what it asked for, a journey goes on.
    const bool begun = !in_journey(before) && in_journey(after.state);
    EXPECT_EQ(has(SessionAction::begin_ticket), begun && after.state.place == Place::ticket);
    EXPECT_EQ(has(SessionAction::begin_progress), begun && after.state.place == Place::progress);
    EXPECT_EQ(has(SessionAction::begin_rating), begun && after.state.place == Place::rating);
    if (after.state.place == Place::attract && before.place != Place::attract) {
        EXPECT_EQ(after.state.settings, Settings{});
        EXPECT_EQ(after.state.overlay, Overlay::none);
        EXPECT_EQ(after.state.answered, Answered::nothing_yet);
        EXPECT_EQ(after.state.notice, Notice::none);
        EXPECT_EQ(after.state.staff, StaffCall::idle) << "the next person has called nobody";
    }
    const bool somebodys = after.state.place != Place::attract;
    EXPECT_TRUE(somebodys || before.settings != Settings{} || after.state.settings == Settings{})
        << "what is set at the idle screen would outlive who set it";
    for (const auto action : after.actions) {
        EXPECT_EQ(std::ranges::count(after.actions, action), 1);
    }
    EXPECT_FALSE(screen_name(after.state).empty());
}

TEST(Session, EveryEventHasAnAnswerInEveryState) {
    for (const auto& state : every_state()) {
        for (const auto& event : every_event()) {
            for (const auto now : {1ms, 99'999ms, 100'000ms, 120'000ms, 1'000'000ms}) {
                expect_sound(state, step(state, event, at(now), times));
            }
        }
    }
}

TEST(Session, TheStaffPageHasNoTimeLimitOfTheSession) {
    Session session;
    session = step(session, OpenStaff{}, at(1s), times).state;
    EXPECT_EQ(session.place, Place::staff);
    EXPECT_EQ(time_left(session, at(500s), times), std::nullopt);
    EXPECT_EQ(step(session, Tick{}, at(500s), times).state.overlay, Overlay::none);
    EXPECT_EQ(step(session, GoHome{}, at(2s), times).state.place, Place::staff) << "it has its own way out";
    EXPECT_THAT(step(session, Back{}, at(2s), times).actions, ElementsAre(SessionAction::back_in_journey));
    const auto left = step(session, JourneyEnd{}, at(2s), times);
    EXPECT_EQ(left.state.place, Place::attract);
}

TEST(Session, ACardThatLiesThereIsAskedForWhenStaffLeave) {
    Session session;
    session = step(session, CardOnReader{CardPresence::present}, at(1s), times).state;
    session = step(session, OpenStaff{}, at(2s), times).state;
    EXPECT_EQ(session.card, CardPresence::present);
    EXPECT_EQ(step(session, JourneyEnd{}, at(3s), times).state.place, Place::card_forgotten);
}

TEST(Session, HomeIsAlwaysTwoTouchesAway) {
    for (const auto& state : every_state()) {
        if (state.place == Place::attract || state.place == Place::card_forgotten || state.place == Place::staff) {
            continue;  // nobody's session
        }
        const auto asked = step(state, GoHome{Typed::something}, at(1ms), times).state;
        const auto home = step(asked, LeaveNow{}, at(2ms), times).state;
        EXPECT_EQ(home.place, Place::home);
        EXPECT_EQ(home.overlay, Overlay::none);
    }
}

TEST(Session, BackNeverOverlooksAJourney) {
    Session session;
    session.place = Place::ticket;
    EXPECT_THAT(step(session, Back{}, at(1ms), times).actions, ElementsAre(SessionAction::back_in_journey));
    session.overlay = Overlay::leave_question;
    const auto closed = step(session, Back{}, at(1ms), times);
    EXPECT_EQ(closed.state.overlay, Overlay::none);
    EXPECT_THAT(closed.actions, IsEmpty());
}

TEST(Session, TimeOutWarnsThenWipes) {
    auto session = step(Session{}, Start{}, at(1s), times).state;
    EXPECT_EQ(session.place, Place::home);
    session = step(session, Choose{Offer::ticket}, at(2s), times).state;
    session = step(session, Tick{}, at(101s), times).state;
    EXPECT_EQ(session.overlay, Overlay::none);
    session = step(session, Tick{}, at(102s), times).state;
    EXPECT_EQ(session.overlay, Overlay::time_out_warning);
    EXPECT_EQ(time_left(session, at(102s), times), 20s);
    const auto over = step(session, Tick{}, at(122s), times);
    EXPECT_EQ(over.state.place, Place::attract);
    EXPECT_THAT(over.actions, ElementsAre(SessionAction::drop_journey, SessionAction::wipe));
    EXPECT_EQ(time_left(over.state, at(122s), times), std::nullopt);
}

TEST(Session, AnyTouchExtends) {
    auto session = step(Session{}, Start{}, at(0s), times).state;
    session = step(session, Tick{}, at(105s), times).state;
    ASSERT_EQ(session.overlay, Overlay::time_out_warning);
    session = step(session, Touch{}, at(110s), times).state;
    EXPECT_EQ(session.overlay, Overlay::none);
    EXPECT_EQ(time_left(session, at(110s), times), 120s);
}

TEST(Session, DevicesAndClerksDoNotExtend) {
    auto session = step(Session{}, Start{}, at(0s), times).state;
    session = step(session, StaffComing{}, at(60s), times).state;
    session = step(session, Tick{}, at(61s), times).state;
    EXPECT_EQ(time_left(session, at(61s), times), 59s);
}

TEST(Session, LeavingFromTheWarningEndsIt) {
    auto session = step(Session{}, Start{}, at(0s), times).state;
    session = step(session, ToggleLarge{}, at(0s), times).state;
    session = step(session, Tick{}, at(101s), times).state;
    const auto left = step(session, LeaveNow{}, at(102s), times);
    EXPECT_EQ(left.state.place, Place::attract);
    EXPECT_EQ(left.state.settings, Settings{});
    EXPECT_THAT(left.actions, ElementsAre(SessionAction::wipe));
}

TEST(Session, ALaterTapOnTheVanishedDialogDoesNothing) {
    auto session = step(Session{}, Start{}, at(0s), times).state;
    EXPECT_EQ(step(session, LeaveNow{}, at(1s), times).state.place, Place::home);
}

TEST(Session, SettingsHoldUntilTheEnd) {
    auto session = step(Session{}, ChooseLanguage{Language::mn}, at(0s), times).state;
    EXPECT_EQ(session.place, Place::home);
    session = step(session, ToggleContrast{}, at(1s), times).state;
    session = step(session, Choose{Offer::ticket}, at(2s), times).state;
    session = step(session, GoHome{}, at(3s), times).state;
    EXPECT_EQ(session.settings.language, Language::mn);
    EXPECT_EQ(session.settings.contrast, Contrast::high);
    EXPECT_EQ(step(session, JourneyEnd{}, at(9s), times).state.settings, Settings{});
}

TEST(Session, WhatIsSetAtTheIdleScreenEndsWithWhoSetIt) {
    for (const SessionEvent& set : {SessionEvent{ToggleLarge{}}, SessionEvent{ToggleContrast{}},
                                    SessionEvent{ToggleVoice{}}, SessionEvent{NextVolume{}}, SessionEvent{Louder{}}}) {
        auto session = step(Session{}, set, at(1s), times).state;
        EXPECT_NE(session.settings, Settings{}) << set.index();
        EXPECT_EQ(time_left(session, at(1s), times), 120s) << set.index();
        session = step(session, Tick{}, at(121s), times).state;
        EXPECT_EQ(session.place, Place::attract);
        EXPECT_EQ(session.settings, Settings{}) << set.index();
    }
}

TEST(Session, AnAnswerToATouchGoesWithItsPageAtTheLatest) {
    auto home = step(Session{}, Start{}, at(0s), times).state;
    home = step(home, ToggleContrast{}, at(1s), times).state;
    ASSERT_EQ(home.notice, Notice::contrast_on);
    EXPECT_EQ(step(home, Tick{}, at(6s), times).state.notice, Notice::contrast_on);
    EXPECT_EQ(step(home, Tick{}, at(7s), times).state.notice, Notice::none);
    EXPECT_EQ(step(home, GoHome{}, at(2s), times).state.notice, Notice::contrast_on) << "the page is the same";
    for (const auto offer : {Offer::ticket, Offer::progress}) {
        EXPECT_EQ(step(home, Choose{offer}, at(2s), times).state.notice, Notice::none);
    }
    auto journey = step(home, Choose{Offer::ticket}, at(2s), times).state;
    journey = step(journey, ToggleLarge{}, at(3s), times).state;
    ASSERT_EQ(journey.notice, Notice::large_on);
    for (const SessionEvent& next : {SessionEvent{Answer{}}, SessionEvent{PageTurned{}}, SessionEvent{GoHome{}},
                                     SessionEvent{JourneyHome{}}, SessionEvent{OpenEntry{}}}) {
        EXPECT_EQ(step(journey, next, at(4s), times).state.notice, Notice::none) << next.index();
    }
    EXPECT_EQ(step(journey, QueueClosed{}, at(4s), times).state.notice, Notice::queue_closed);
}

TEST(Session, StaffArePagedOncePerCall) {
    auto called = step(Session{}, CallStaff{}, at(0s), times);
    EXPECT_THAT(called.actions, ElementsAre(SessionAction::page_staff));
    EXPECT_EQ(called.state.place, Place::attract);
    EXPECT_EQ(called.state.notice, Notice::staff_called);
    const auto again = step(called.state, CallStaff{}, at(1s), times);
    EXPECT_THAT(again.actions, IsEmpty());
    const auto coming = step(again.state, StaffComing{}, at(5s), times);
    EXPECT_EQ(coming.state.notice, Notice::staff_coming);
    const auto later = step(coming.state, Tick{}, at(200s), times);
    EXPECT_EQ(later.state.staff, StaffCall::idle);
    EXPECT_THAT(step(later.state, CallStaff{}, at(201s), times).actions, ElementsAre(SessionAction::page_staff));
}

TEST(Session, ACallThatNobodyHeardPromisesNothing) {
    const auto home = step(Session{}, Start{}, at(0s), times).state;
    const auto called = step(home, CallStaff{}, at(1s), times).state;
    // The terminal knows at once, or nothing has come of it in time.
    auto unheard = step(called, StaffUnheard{}, at(1s), times);
    EXPECT_EQ(unheard.state.staff, StaffCall::unheard);
    EXPECT_EQ(unheard.state.notice, Notice::staff_unheard);
    EXPECT_EQ(next_deadline(called, times), Steady(6s));
    EXPECT_EQ(step(called, Tick{}, at(5'999ms), times).state.staff, StaffCall::called);
    EXPECT_EQ(step(called, Tick{}, at(6s), times).state, step(called, StaffUnheard{}, at(6s), times).state);
    // Once more says it once more; the call that was made is still in the log.
    unheard = step(unheard.state, CallStaff{}, at(20s), times);
    EXPECT_THAT(unheard.actions, IsEmpty());
    EXPECT_EQ(unheard.state.notice, Notice::staff_unheard);
    // The hub is there again.
    const auto heard = step(unheard.state, StaffHeard{}, at(30s), times).state;
    EXPECT_EQ(heard.staff, StaffCall::heard);
    EXPECT_EQ(heard.notice, Notice::staff_called);
    EXPECT_EQ(step(heard, StaffUnheard{}, at(31s), times).state, heard) << "the hub has it, wherever it is now";
    EXPECT_EQ(step(heard, CallStaff{}, at(31s), times).state.notice, Notice::staff_called);
    EXPECT_EQ(step(heard, StaffComing{}, at(40s), times).state.staff, StaffCall::coming);
}

TEST(Session, ACallThatWasHeardSaysItOnce) {
    const auto home = step(Session{}, Start{}, at(0s), times).state;
    auto session = step(step(home, CallStaff{}, at(1s), times).state, Tick{}, at(2s), times).state;
    session.notice = Notice::none;
    session = step(session, StaffHeard{}, at(2s), times).state;
    EXPECT_EQ(session.staff, StaffCall::heard);
    EXPECT_EQ(session.notice, Notice::none);
    EXPECT_EQ(step(home, StaffHeard{}, at(2s), times).state, home) << "other events were waiting, no call";
    EXPECT_EQ(step(home, StaffUnheard{}, at(2s), times).state, home);
    // An answer that took its time is still for the person who called.
    session = step(session, Tick{}, at(119s), times).state;
    session.overlay = Overlay::none;
    session.last_touch = Steady(119s);
    session = step(session, Tick{}, at(125s), times).state;
    EXPECT_EQ(session.staff, StaffCall::idle);
    EXPECT_EQ(step(session, StaffComing{}, at(126s), times).state.notice, Notice::staff_coming);
}

TEST(Session, ACallEndsWithItsSession) {
    auto session = step(Session{}, Start{}, at(0s), times).state;
    session = step(session, CallStaff{}, at(1s), times).state;
    session = step(session, StaffHeard{}, at(1s), times).state;
    EXPECT_EQ(step(session, Tick{}, at(200s), times).state.staff, StaffCall::idle);
    session.card = CardPresence::present;
    const auto left = step(session, JourneyEnd{}, at(2s), times).state;
    EXPECT_EQ(left.place, Place::card_forgotten);
    EXPECT_EQ(left.staff, StaffCall::idle) << "the card's own call is another one";
}

TEST(Session, TheWarningStaysWhereItsLanguageIsChanged) {
    auto session = step(Session{}, Start{}, at(0s), times).state;
    session = step(session, Tick{}, at(115s), times).state;
    ASSERT_EQ(session.overlay, Overlay::time_out_warning);
    session = step(session, ChooseLanguage{Language::en}, at(115s), times).state;
    EXPECT_EQ(session.settings.language, Language::en);
    EXPECT_EQ(session.overlay, Overlay::time_out_warning) << "nobody has answered it";
    EXPECT_EQ(time_left(session, at(115s), times), times.warn_before) << "and there is time to read it";
    EXPECT_EQ(step(session, Tick{}, at(134s), times).state.overlay, Overlay::time_out_warning);
    EXPECT_EQ(step(session, Tick{}, at(135s), times).state.place, Place::attract);
    EXPECT_EQ(step(session, Stay{}, at(120s), times).state.overlay, Overlay::none);
    session.overlay = Overlay::leave_question;
    EXPECT_EQ(step(session, ChooseLanguage{Language::mn}, at(116s), times).state.overlay, Overlay::leave_question);
}

TEST(Session, WhatIsNotOfferedSaysSo) {
    auto session = step(Session{}, Start{}, at(0s), times).state;
    for (const auto offer : {Offer::apply, Offer::guide}) {
        const auto answered = step(session, Choose{offer}, at(1s), times);
        EXPECT_EQ(answered.state.place, Place::home);
        EXPECT_EQ(answered.state.notice, Notice::not_offered_here);
        EXPECT_THAT(answered.actions, IsEmpty());
    }
}

TEST(Session, RatingIsAJourneyLikeTheOthers) {
    const auto home = step(Session{}, Start{}, at(0s), times).state;
    const auto rating = step(home, Choose{Offer::rate}, at(1s), times);
    EXPECT_EQ(rating.state.place, Place::rating);
    EXPECT_THAT(rating.actions, ElementsAre(SessionAction::begin_rating));
    EXPECT_THAT(step(rating.state, Back{}, at(2s), times).actions, ElementsAre(SessionAction::back_in_journey));
    EXPECT_THAT(step(rating.state, GoHome{}, at(2s), times).actions, ElementsAre(SessionAction::drop_journey));
}

TEST(Session, WhoWritesOrSignsHasLonger) {
    const auto home = step(Session{}, Start{}, at(0s), times).state;
    const auto journey = step(home, Choose{Offer::rate}, at(0s), times).state;
    EXPECT_EQ(time_left(journey, at(0s), times), 120s);
    for (const SessionEvent& open : {SessionEvent{OpenEntry{}}, SessionEvent{OpenSignature{}}}) {
        auto asked = step(journey, open, at(1s), times).state;
        EXPECT_EQ(session_length(asked, times), 300s) << open.index();
        EXPECT_EQ(step(asked, Tick{}, at(279s), times).state.overlay, Overlay::none);
        EXPECT_EQ(step(asked, Tick{}, at(280s), times).state.overlay, Overlay::time_out_warning);
        EXPECT_EQ(step(asked, Tick{}, at(300s), times).state.place, Place::attract);
        EXPECT_EQ(step(asked, OpenSignature{}, at(2s), times).state.place, asked.place) << "one thing at a time";
        asked = step(asked, CloseAsked{}, at(3s), times).state;
        EXPECT_EQ(asked.place, Place::rating);
        EXPECT_EQ(time_left(asked, at(3s), times), 117s) << "closing is no touch";
    }
    EXPECT_EQ(step(home, OpenSignature{}, at(1s), times).state.place, Place::home) << "no journey asked for it";
    constexpr SessionTimes patient{.session = std::chrono::seconds{600}};
    EXPECT_EQ(session_length(step(journey, OpenEntry{}, at(1s), times).state, patient), 600s);
}

TEST(Session, DeadlineIsWhenTickChangesSomething) {
    std::mt19937 random(7);
    const auto events = every_event();
    for (int walk = 0; walk < 300; ++walk) {
        Session session;
        Steady now{};
        for (int i = 0; i < 60; ++i) {
            const auto deadline = next_deadline(session, times);
            if (deadline) {
                const auto before = std::max(now, *deadline - 1ms);
                if (before < *deadline) {
                    EXPECT_EQ(step(session, Tick{}, at(before), times).state, session);
                }
                EXPECT_NE(step(session, Tick{}, at(std::max(now, *deadline)), times).state, session);
            }
            now += std::chrono::milliseconds(random() % 30'000);
            const auto& event = events[random() % events.size()];
            const auto after = step(session, event, at(now), times);
            expect_sound(session, after);
            session = after.state;
            session = step(session, Tick{}, at(now), times).state;
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk
