#include "kiosk/journeys/ticket/ticket_steps.h"

namespace bangnin::kiosk::ticket_steps {

using namespace ticket_stage;

namespace {

/// Leaves the question for good: from here on a second confirming tap finds nobody who listens.
void commit(const Work& work, const Identify& asked, IdentityKind identity, const Person& person) {
    ++work.state.request_count;
    const Committing attempt{
        .department = asked.department, .queue = asked.queue, .identity = identity, .person = person};
    work.state.stage = attempt;
    work.act(ticket_action::StopWatching{});
    work.act(ticket_action::Answer{});
    work.act(ticket_action::Commit{
        .request = request_id(work.state), .queue = attempt.queue, .identity = identity, .person = attempt.person});
}

/// The question that is being asked, also while its keypad is open.
Identify* asked_in(const Work& work) {
    if (auto* phone = work.in<Phone>()) {
        return &phone->back;
    }
    return work.in<Identify>();
}

}  // namespace

void enter_phone(const Work& work) {
    if (const auto* asked = work.in<Identify>()) {
        const Identify before = *asked;
        work.state.stage = Phone{.back = before, .digits = {}, .problem = PhoneProblem::none};
    }
}

void type_digit(const Work& work, char digit) {
    auto* phone = work.in<Phone>();
    if (phone == nullptr || digit < '0' || digit > '9' || phone->digits.text().size() >= phone_digits) {
        return;
    }
    phone->digits.append(digit);
    phone->problem = PhoneProblem::none;
}

void delete_digit(const Work& work) {
    if (auto* phone = work.in<Phone>()) {
        phone->digits.drop_last();
        phone->problem = PhoneProblem::none;
    }
}

void clear_digits(const Work& work) {
    if (auto* phone = work.in<Phone>()) {
        phone->digits.wipe();
        phone->problem = PhoneProblem::none;
    }
}

void confirm_phone(const Work& work) {
    auto* phone = work.in<Phone>();
    if (phone == nullptr) {
        return;
    }
    phone->problem = check_phone(phone->digits.text());
    if (phone->problem == PhoneProblem::none) {
        const Phone entered = *phone;
        commit(work, entered.back, IdentityKind::phone, Person{.name = {}, .id_number = {}, .phone = entered.digits});
    }
}

void without_identity(const Work& work) {
    if (const auto* asked = work.in<Identify>()) {
        const Identify before = *asked;
        commit(work, before, IdentityKind::none, Person{});
    }
}

void card_placed(const Work& work) {
    work.state.card = CardPresence::present;
    if (auto* asked = asked_in(work); asked != nullptr && asked->reading != Reading::reader_fault) {
        asked->reading = Reading::reading;
    }
}

void card_read(const Work& work, const Person& person) {
    work.state.card = CardPresence::present;
    if (const auto* asked = asked_in(work)) {
        const Identify before = *asked;
        commit(work, before, IdentityKind::card, person);
    }
}

void card_failed(const Work& work) {
    if (auto* asked = asked_in(work); asked != nullptr && asked->reading != Reading::reader_fault) {
        asked->reading = Reading::failed;
        ++asked->failures;
    }
}

void card_removed(const Work& work) {
    work.state.card = CardPresence::absent;
    auto* asked = asked_in(work);
    if (asked == nullptr) {
        return;
    }
    if (asked->reading == Reading::reading) {
        // Lifted too early. Not a failure of the card, but the person must know that nothing was read.
        asked->reading = Reading::failed;
        ++asked->failures;
    } else if (asked->reading == Reading::lift_first) {
        asked->reading = Reading::waiting;
    }
}

void reader_health(const Work& work, ReaderHealth health) {
    work.state.reader = health;
    if (health == ReaderHealth::faulty) {
        work.state.card = CardPresence::absent;  // nothing is known of it until it is found again
    }
    auto* asked = asked_in(work);
    if (asked == nullptr) {
        return;
    }
    if (health == ReaderHealth::faulty) {
        asked->reading = Reading::reader_fault;
    } else if (asked->reading == Reading::reader_fault) {
        asked->reading = Reading::waiting;
    }
}

}  // namespace bangnin::kiosk::ticket_steps
