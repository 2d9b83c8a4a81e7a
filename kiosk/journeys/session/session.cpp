#include "kiosk/journeys/session/session.h"

#include <algorithm>

#include "kiosk/journeys/overloaded.h"

namespace bangnin::kiosk {

namespace {

using namespace session_event;
using Actions = std::vector<SessionAction>;

bool in_journey(const Session& session) { return session.place == Place::ticket || session.place == Place::progress; }

void say(Session& session, Notice notice, const Moment& now) {
    session.notice = notice;
    session.notice_since = now.steady;
}

void touched(Session& session, const Moment& now) {
    session.last_touch = now.steady;
    if (session.overlay == Overlay::time_out_warning) {
        session.overlay = Overlay::none;
    }
}

void wake(Session& session, const Moment& now) {
    if (session.place == Place::attract) {
        session.place = Place::home;
        session.last_touch = now.steady;
    }
}

void go_home(Session& session, Actions& actions) {
    if (in_journey(session)) {
        actions.push_back(SessionAction::drop_journey);
    }
    session.place = Place::home;
    session.overlay = Overlay::none;
}

/// The end of a session. A call for a clerk outlives it: the clerk is still on the way.
void end(Session& session, Actions& actions) {
    if (in_journey(session)) {
        actions.push_back(SessionAction::drop_journey);
    }
    actions.push_back(SessionAction::wipe);
    Session fresh;
    fresh.staff = session.staff;
    fresh.staff_since = session.staff_since;
    fresh.last_touch = session.last_touch;
    session = fresh;
}

void choose(Session& session, Actions& actions, Offer offer, const Moment& now) {
    if (session.place != Place::home) {
        return;
    }
    switch (offer) {
        case Offer::ticket:
            session.place = Place::ticket;
            actions.push_back(SessionAction::begin_ticket);
            return;
        case Offer::progress:
            session.place = Place::progress;
            actions.push_back(SessionAction::begin_progress);
            return;
        case Offer::apply:
        case Offer::rate:
        case Offer::guide:
            say(session, Notice::not_offered_here, now);
            return;
    }
}

void call_staff(Session& session, Actions& actions, const Moment& now) {
    if (session.staff == StaffCall::idle) {
        session.staff = StaffCall::called;
        session.staff_since = now.steady;
        actions.push_back(SessionAction::page_staff);
    }
    say(session, session.staff == StaffCall::coming ? Notice::staff_coming : Notice::staff_called, now);
}

template <typename Switch>
void toggle(Session& session, Switch& value, Switch off, Switch on, Notice said_off, Notice said_on,
            const Moment& now) {
    value = value == on ? off : on;
    say(session, value == on ? said_on : said_off, now);
}

void tick(Session& session, Actions& actions, const Moment& now, const SessionTimes& times) {
    if (session.notice != Notice::none && now.steady - session.notice_since >= times.notice) {
        session.notice = Notice::none;
    }
    if (session.staff != StaffCall::idle && now.steady - session.staff_since >= times.staff_called) {
        session.staff = StaffCall::idle;
    }
    const auto left = time_left(session, now, times);
    if (!left) {
        return;
    }
    if (*left <= std::chrono::milliseconds{0}) {
        end(session, actions);
    } else if (*left <= times.warn_before) {
        session.overlay = Overlay::time_out_warning;
    }
}

/// True for what a finger did; everything else must not lengthen a session.
bool by_finger(const SessionEvent& event) {
    return !std::holds_alternative<Tick>(event) && !std::holds_alternative<StaffComing>(event) &&
           !std::holds_alternative<JourneyHome>(event) && !std::holds_alternative<JourneyEnd>(event);
}

}  // namespace

SessionStep step(const Session& state, const SessionEvent& event, const Moment& now, const SessionTimes& times) {
    SessionStep next{.state = state, .actions = {}};
    Session& session = next.state;
    Actions& actions = next.actions;
    if (by_finger(event)) {
        touched(session, now);
    }
    std::visit(Overloaded{
                   [&](const Touch&) {},
                   [&](const Start&) { wake(session, now); },
                   [&](const ChooseLanguage& chosen) {
                       wake(session, now);
                       session.settings.language = chosen.language;
                       say(session, Notice::language_changed, now);
                   },
                   [&](const ToggleLarge&) {
                       toggle(session, session.settings.type_size, TypeSize::normal, TypeSize::large, Notice::large_off,
                              Notice::large_on, now);
                   },
                   [&](const ToggleContrast&) {
                       toggle(session, session.settings.contrast, Contrast::normal, Contrast::high,
                              Notice::contrast_off, Notice::contrast_on, now);
                   },
                   [&](const ToggleVoice&) {
                       toggle(session, session.settings.voice, Voice::off, Voice::on, Notice::voice_off,
                              Notice::voice_on, now);
                   },
                   [&](const ToggleReach&) {
                       wake(session, now);
                       toggle(session, session.settings.reach, Reach::normal, Reach::low, Notice::reach_normal,
                              Notice::reach_low, now);
                   },
                   [&](const CallStaff&) { call_staff(session, actions, now); },
                   [&](const StaffComing&) {
                       if (session.staff == StaffCall::called) {
                           session.staff = StaffCall::coming;
                           session.staff_since = now.steady;
                           say(session, Notice::staff_coming, now);
                       }
                   },
                   [&](const Choose& chosen) { choose(session, actions, chosen.offer, now); },
                   [&](const Back&) {
                       if (session.overlay != Overlay::none) {
                           session.overlay = Overlay::none;
                       } else if (in_journey(session)) {
                           actions.push_back(SessionAction::back_in_journey);
                       }
                   },
                   [&](const GoHome& pressed) {
                       if (in_journey(session) && pressed.typed == Typed::something) {
                           session.overlay = Overlay::leave_question;
                       } else if (session.place != Place::attract) {
                           go_home(session, actions);
                       }
                   },
                   [&](const Stay&) { session.overlay = Overlay::none; },
                   [&](const LeaveNow&) {
                       if (state.overlay == Overlay::leave_question) {
                           go_home(session, actions);
                       } else if (state.overlay == Overlay::time_out_warning) {
                           end(session, actions);
                       }
                   },
                   [&](const Answer&) {
                       if (in_journey(session)) {
                           session.answered = Answered::something;
                       }
                       session.overlay = Overlay::none;  // what it asked about has been used
                   },
                   [&](const QueueClosed&) { say(session, Notice::queue_closed, now); },
                   [&](const JourneyHome&) {
                       if (in_journey(session)) {
                           go_home(session, actions);
                       }
                   },
                   [&](const JourneyEnd&) {
                       if (session.place != Place::attract) {
                           end(session, actions);
                       }
                   },
                   [&](const Tick&) { tick(session, actions, now, times); },
               },
               event);
    return next;
}

std::optional<std::chrono::milliseconds> time_left(const Session& state, const Moment& now, const SessionTimes& times) {
    if (state.place == Place::attract) {
        return std::nullopt;
    }
    const std::chrono::milliseconds left = state.last_touch + times.session - now.steady;
    return std::max(left, std::chrono::milliseconds{0});
}

std::optional<Steady> next_deadline(const Session& state, const SessionTimes& times) {
    std::optional<Steady> first;
    const auto consider = [&](Steady at) { first = first ? std::min(*first, at) : at; };
    if (state.notice != Notice::none) {
        consider(state.notice_since + times.notice);
    }
    if (state.staff != StaffCall::idle) {
        consider(state.staff_since + times.staff_called);
    }
    if (state.place != Place::attract) {
        const Steady over = state.last_touch + times.session;
        consider(state.overlay == Overlay::time_out_warning ? over : over - times.warn_before);
    }
    return first;
}

std::string_view screen_name(const Session& state) { return state.place == Place::attract ? "attract" : "home"; }

}  // namespace bangnin::kiosk
