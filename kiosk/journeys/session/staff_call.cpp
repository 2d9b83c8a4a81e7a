#include "kiosk/journeys/session/staff_call.h"

#include <algorithm>

namespace bangnin::kiosk::staff_call {

namespace {

void become(Session& session, StaffCall staff, const Moment& now) {
    session.staff = staff;
    session.staff_since = now.steady;
}

void say(Session& session, Notice notice, const Moment& now) {
    session.notice = notice;
    session.notice_since = now.steady;
}

Notice notice_of(StaffCall staff) {
    switch (staff) {
        case StaffCall::idle:
            return Notice::none;
        case StaffCall::called:
        case StaffCall::heard:
            return Notice::staff_called;
        case StaffCall::unheard:
            return Notice::staff_unheard;
        case StaffCall::coming:
            return Notice::staff_coming;
    }
    return Notice::none;
}

}  // namespace

Paged call_quietly(Session& session, const Moment& now) {
    if (session.staff != StaffCall::idle) {
        return Paged::no;
    }
    become(session, StaffCall::called, now);
    return Paged::yes;
}

Paged call(Session& session, const Moment& now) {
    const Paged paged = call_quietly(session, now);
    say(session, notice_of(session.staff), now);
    return paged;
}

void heard(Session& session, const Moment& now) {
    if (session.staff == StaffCall::unheard) {
        say(session, Notice::staff_called, now);
    }
    if (session.staff == StaffCall::called || session.staff == StaffCall::unheard) {
        become(session, StaffCall::heard, now);
    }
}

void unheard(Session& session, const Moment& now) {
    if (session.staff == StaffCall::called) {
        become(session, StaffCall::unheard, now);
        say(session, Notice::staff_unheard, now);
    }
}

// Also when the key has gone back to its first words meanwhile: the person is still the one who called.
void answered(Session& session, const Moment& now) {
    if (session.staff == StaffCall::coming) {
        return;
    }
    become(session, StaffCall::coming, now);
    say(session, Notice::staff_coming, now);
    if (session.place == Place::card_forgotten) {
        session.card_guard.clerk = Clerk::coming;
    }
}

void tick(Session& session, const Moment& now, const SessionTimes& times) {
    const auto passed = now.steady - session.staff_since;
    if (session.staff != StaffCall::idle && passed >= times.staff_called) {
        session.staff = StaffCall::idle;
    } else if (session.staff == StaffCall::called && passed >= times.staff_delivery) {
        unheard(session, now);
    }
}

std::optional<Steady> next_deadline(const Session& session, const SessionTimes& times) {
    switch (session.staff) {
        case StaffCall::idle:
            return std::nullopt;
        case StaffCall::called:
            return session.staff_since + std::min(times.staff_delivery, times.staff_called);
        case StaffCall::heard:
        case StaffCall::unheard:
        case StaffCall::coming:
            return session.staff_since + times.staff_called;
    }
    return std::nullopt;
}

}  // namespace bangnin::kiosk::staff_call
