#include "kiosk/journeys/session/session.h"

#include <algorithm>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/journeys/session/staff_call.h"

namespace bangnin::kiosk {

namespace {

using namespace session_event;
using Actions = std::vector<SessionAction>;

/// A page over the journey that asked for something.
bool is_asked(const Session& session) { return session.place == Place::entry || session.place == Place::signature; }

bool in_journey(const Session& session) {
    return session.place == Place::ticket || session.place == Place::progress || session.place == Place::rating ||
           is_asked(session);
}

/// Somebody's session runs, with its time limit.
bool has_person(const Session& session) {
    return session.place != Place::attract && session.place != Place::card_forgotten && session.place != Place::staff;
}

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

/// Who asks for the warning in another language has not answered it: it stays, with all its time to be read.
void warn_anew(Session& session, const Moment& now, const SessionTimes& times) {
    session.overlay = Overlay::time_out_warning;
    session.last_touch = now.steady + times.warn_before - times.session;
}

/// Somebody is here. Whatever is set is somebody's: their session ends, and the settings with it.
void wake(Session& session, const Moment& now) {
    if (session.place == Place::attract) {
        session.place = Place::home;
        session.last_touch = now.steady;
    }
}

/// What was answered on the page before must not stand over what the next one says.
void turn_page(Session& session) { session.notice = Notice::none; }

void go_home(Session& session, Actions& actions) {
    if (in_journey(session) || session.place == Place::staff) {
        actions.push_back(SessionAction::drop_journey);
    }
    if (session.place != Place::home) {
        turn_page(session);
    }
    session.place = Place::home;
    session.overlay = Overlay::none;
}

/// The end of a session. A card that was left outlives it. A call for a clerk does not: the next person must not hear
/// that somebody comes to them.
void end(Session& session, Actions& actions, const Moment& now) {
    if (in_journey(session) || session.place == Place::staff) {
        actions.push_back(SessionAction::drop_journey);
    }
    actions.push_back(SessionAction::wipe);
    Session fresh;
    fresh.last_touch = session.last_touch;
    fresh.voice_at_start = session.voice_at_start;
    fresh.settings.voice = session.voice_at_start;
    fresh.card = session.card;
    if (session.card != CardPresence::absent && session.place != Place::card_forgotten) {
        fresh.place = Place::card_forgotten;
        fresh.settings = session.settings;
        fresh.card_guard.since = now.steady;
    }
    session = fresh;
}

void card_is(Session& session, Actions& actions, CardPresence card, const Moment& now) {
    // A reader that fails has not seen a card come.
    if (card == CardPresence::unknown && session.card == CardPresence::absent) {
        return;
    }
    session.card = card;
    if (card == CardPresence::absent && session.place == Place::card_forgotten) {
        end(session, actions, now);
    }
}

void guard_card(Session& session, Actions& actions, const Moment& now) {
    const auto next = watch(session.card_guard, now.steady);
    session.card_guard = next.state;
    if (next.due == GuardDue::say) {
        actions.push_back(SessionAction::say_card);
    }
    if (next.due == GuardDue::page_clerk && staff_call::call_quietly(session, now) == staff_call::Paged::yes) {
        actions.push_back(SessionAction::page_staff);
    }
}

/// Who stands at home is done with it by then; who is in the middle of something does not lose it to a hand that rests
/// on the mark.
void open_staff(Session& session, Actions& actions, const Moment& now) {
    if (!opens_staff(session.place)) {
        return;
    }
    if (session.place == Place::home) {
        actions.push_back(SessionAction::wipe);
    }
    const Session before = session;
    session = Session{};
    session.place = Place::staff;
    session.staff = before.staff;
    session.staff_since = before.staff_since;
    session.last_touch = now.steady;
    session.voice_at_start = before.voice_at_start;
    session.card = before.card;
    actions.push_back(SessionAction::begin_staff);
}

/// Something is wanted by a journey, and one thing at a time.
void ask(Session& session, Place page) {
    const bool asks = in_journey(session) || session.place == Place::staff;
    if (asks && !is_asked(session)) {
        turn_page(session);
        session.asked_from = session.place;
        session.place = page;
    }
}

void choose(Session& session, Actions& actions, Offer offer, const Moment& now) {
    if (session.place != Place::home) {
        return;
    }
    switch (offer) {
        case Offer::ticket:
            turn_page(session);
            session.place = Place::ticket;
            actions.push_back(SessionAction::begin_ticket);
            return;
        case Offer::progress:
            turn_page(session);
            session.place = Place::progress;
            actions.push_back(SessionAction::begin_progress);
            return;
        case Offer::rate:
            turn_page(session);
            session.place = Place::rating;
            actions.push_back(SessionAction::begin_rating);
            return;
        case Offer::apply:
        case Offer::guide:
            say(session, Notice::not_offered_here, now);
            return;
    }
}

template <typename Switch>
void toggle(Session& session, Switch& value, Switch off, Switch on, Notice said_off, Notice said_on,
            const Moment& now) {
    wake(session, now);
    value = value == on ? off : on;
    say(session, value == on ? said_on : said_off, now);
}

void next_type_size(Session& session, const Moment& now) {
    wake(session, now);
    switch (session.settings.type_size) {
        case TypeSize::normal:
            session.settings.type_size = TypeSize::large;
            return say(session, Notice::large_on, now);
        case TypeSize::large:
            session.settings.type_size = TypeSize::largest;
            return say(session, Notice::largest_on, now);
        case TypeSize::largest:
            session.settings.type_size = TypeSize::small;
            return say(session, Notice::small_on, now);
        case TypeSize::small:
            session.settings.type_size = TypeSize::normal;
            return say(session, Notice::large_off, now);
    }
}

void set_volume(Session& session, Volume volume, const Moment& now) {
    wake(session, now);
    session.settings.volume = volume;
    switch (volume) {
        case Volume::normal:
            return say(session, Notice::volume_normal, now);
        case Volume::louder:
            return say(session, Notice::volume_louder, now);
        case Volume::loudest:
            return say(session, Notice::volume_loudest, now);
    }
}

Volume louder(Volume volume) { return volume == Volume::normal ? Volume::louder : Volume::loudest; }
Volume quieter(Volume volume) { return volume == Volume::loudest ? Volume::louder : Volume::normal; }

void lose_voice(Session& session, const Moment& now) {
    if (session.settings.voice == Voice::on) {
        session.settings.voice = Voice::off;
        say(session, Notice::voice_missing, now);
    }
}

void tick(Session& session, Actions& actions, const Moment& now, const SessionTimes& times) {
    if (session.notice != Notice::none && now.steady - session.notice_since >= times.notice) {
        session.notice = Notice::none;
    }
    staff_call::tick(session, now, times);
    if (session.place == Place::card_forgotten) {
        guard_card(session, actions, now);
    }
    const auto left = time_left(session, now, times);
    if (!left) {
        return;
    }
    if (*left <= std::chrono::milliseconds{0}) {
        end(session, actions, now);
    } else if (*left <= times.warn_before) {
        session.overlay = Overlay::time_out_warning;
    }
}

/// True for what a finger did; everything else must not lengthen a session.
bool by_finger(const SessionEvent& event) {
    return !std::holds_alternative<Tick>(event) && !std::holds_alternative<StaffHeard>(event) &&
           !std::holds_alternative<StaffUnheard>(event) && !std::holds_alternative<StaffComing>(event) &&
           !std::holds_alternative<VoiceMissing>(event) && !std::holds_alternative<CardOnReader>(event) &&
           !std::holds_alternative<OpenEntry>(event) && !std::holds_alternative<OpenSignature>(event) &&
           !std::holds_alternative<CloseAsked>(event) && !std::holds_alternative<PageTurned>(event) &&
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
                       if (state.overlay == Overlay::time_out_warning) {
                           warn_anew(session, now, times);
                       }
                   },
                   [&](const ToggleLarge&) { next_type_size(session, now); },
                   [&](const ToggleContrast&) {
                       toggle(session, session.settings.contrast, Contrast::normal, Contrast::high,
                              Notice::contrast_off, Notice::contrast_on, now);
                   },
                   [&](const ToggleVoice&) {
                       toggle(session, session.settings.voice, Voice::off, Voice::on, Notice::voice_off,
                              Notice::voice_on, now);
                   },
                   [&](const VoiceMissing&) { lose_voice(session, now); },
                   [&](const NextVolume&) {
                       const Volume volume = session.settings.volume;
                       set_volume(session, volume == Volume::loudest ? Volume::normal : louder(volume), now);
                   },
                   [&](const Louder&) { set_volume(session, louder(session.settings.volume), now); },
                   [&](const Quieter&) { set_volume(session, quieter(session.settings.volume), now); },
                   [&](const ToggleReach&) {
                       toggle(session, session.settings.reach, Reach::normal, Reach::low, Notice::reach_normal,
                              Notice::reach_low, now);
                   },
                   [&](const CallStaff&) {
                       if (staff_call::call(session, now) == staff_call::Paged::yes) {
                           actions.push_back(SessionAction::page_staff);
                       }
                   },
                   [&](const StaffHeard&) { staff_call::heard(session, now); },
                   [&](const StaffUnheard&) { staff_call::unheard(session, now); },
                   [&](const StaffComing&) { staff_call::answered(session, now); },
                   [&](const Choose& chosen) { choose(session, actions, chosen.offer, now); },
                   [&](const ShowPage& wanted) { session.page = wanted.page; },
                   [&](const PageTurned&) { turn_page(session); },
                   [&](const Back&) {
                       if (session.overlay != Overlay::none) {
                           session.overlay = Overlay::none;
                       } else if (in_journey(session) || session.place == Place::staff) {
                           actions.push_back(SessionAction::back_in_journey);
                       }
                   },
                   [&](const GoHome& pressed) {
                       if (in_journey(session) && pressed.typed == Typed::something) {
                           session.overlay = Overlay::leave_question;
                       } else if (session.place == Place::attract) {
                           wake(session, now);
                       } else if (session.place == Place::card_forgotten) {
                           actions.push_back(SessionAction::say_card);  // nobody's session: the card comes first
                       } else if (session.place != Place::staff) {      // which has its own way out
                           go_home(session, actions);
                       }
                   },
                   [&](const Stay&) { session.overlay = Overlay::none; },
                   [&](const LeaveNow&) {
                       if (state.overlay == Overlay::leave_question) {
                           go_home(session, actions);
                       } else if (state.overlay == Overlay::time_out_warning) {
                           end(session, actions, now);
                       }
                   },
                   [&](const Answer&) {
                       if (in_journey(session)) {
                           session.answered = Answered::something;
                       }
                       turn_page(session);
                       session.overlay = Overlay::none;  // what it asked about has been used
                   },
                   [&](const QueueClosed&) { say(session, Notice::queue_closed, now); },
                   [&](const HallClosed&) { say(session, Notice::hall_closed, now); },
                   [&](const OpenStaff&) { open_staff(session, actions, now); },
                   [&](const CardOnReader& told) { card_is(session, actions, told.card, now); },
                   [&](const CardTaken&) { card_is(session, actions, CardPresence::absent, now); },
                   [&](const OpenEntry&) { ask(session, Place::entry); },
                   [&](const OpenSignature&) { ask(session, Place::signature); },
                   [&](const CloseAsked&) {
                       if (is_asked(session)) {
                           turn_page(session);
                           session.place = session.asked_from;
                       }
                   },
                   [&](const JourneyHome&) {
                       if (in_journey(session)) {
                           go_home(session, actions);
                       }
                   },
                   [&](const JourneyEnd&) {
                       if (has_person(session) || session.place == Place::staff) {
                           end(session, actions, now);
                       }
                   },
                   [&](const Tick&) { tick(session, actions, now, times); },
               },
               event);
    return next;
}

std::chrono::seconds session_length(const Session& state, const SessionTimes& times) {
    return is_asked(state) ? std::max(times.writing, times.session) : times.session;
}

std::optional<std::chrono::milliseconds> time_left(const Session& state, const Moment& now, const SessionTimes& times) {
    if (!has_person(state)) {
        return std::nullopt;
    }
    const std::chrono::milliseconds left = state.last_touch + session_length(state, times) - now.steady;
    return std::max(left, std::chrono::milliseconds{0});
}

std::optional<Steady> next_deadline(const Session& state, const SessionTimes& times) {
    std::optional<Steady> first;
    const auto consider = [&](Steady at) { first = first ? std::min(*first, at) : at; };
    if (state.notice != Notice::none) {
        consider(state.notice_since + times.notice);
    }
    if (const auto due = staff_call::next_deadline(state, times)) {
        consider(*due);
    }
    if (state.place == Place::card_forgotten) {
        if (const auto due = next_deadline(state.card_guard)) {
            consider(*due);
        }
    }
    if (has_person(state)) {
        const Steady over = state.last_touch + session_length(state, times);
        consider(state.overlay == Overlay::time_out_warning ? over : over - times.warn_before);
    }
    return first;
}

std::string_view screen_name(const Session& state) {
    if (state.place == Place::card_forgotten) {
        return "card.forgotten";
    }
    return state.place == Place::attract ? "attract" : "home";
}

}  // namespace bangnin::kiosk
