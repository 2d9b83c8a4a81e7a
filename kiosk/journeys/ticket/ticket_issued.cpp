#include <algorithm>

#include "kiosk/journeys/ticket/ticket_steps.h"

namespace bangnin::kiosk::ticket_steps {

using namespace ticket_stage;

namespace {

/// The page stays at least as long as its state needs, counted from now.
void stay(const Work& work, Issued& issued) {
    const auto stays = issued.print == PrintState::printed ? work.times.taken : work.times.not_printed;
    issued.leave_at = work.now.steady + stays;
}

void not_printed(const Work& work, Issued& issued, NotPrinted reason) {
    issued.print = PrintState::not_printed;
    issued.reason = reason;
    if (!issued.staff_told_at) {
        issued.staff_told_at = work.now.wall;
    }
    stay(work, issued);
}

Issued* shown(const Work& work, const std::string& number) {
    auto* issued = work.in<Issued>();
    return issued != nullptr && issued->ticket.number == number ? issued : nullptr;
}

}  // namespace

void committed(const Work& work, const IssuedTicket& ticket) {
    const auto* attempt = work.in<Committing>();
    if (attempt == nullptr) {
        return;
    }
    Issued issued;
    issued.ticket = ticket;
    issued.identity = attempt->identity;
    if (attempt->identity == IdentityKind::card) {
        issued.masked_name = masked_name(attempt->person.name.text());
    }
    stay(work, issued);
    work.state.stage = std::move(issued);
    // Whoever took a ticket before may hold its paper already: the second one says that it is a copy.
    const bool existing = ticket.origin == TicketOrigin::existing;
    work.act(ticket_action::Print{.ticket = ticket,
                                  .copy = existing ? ticket_action::Copy::reprint : ticket_action::Copy::original});
}

void commit_failed(const Work& work, CommitTrouble trouble) {
    if (const auto* attempt = work.in<Committing>()) {
        const Committing before = *attempt;
        work.state.stage = NotCommitted{.attempt = before, .trouble = trouble};
    }
}

void retry(const Work& work) {
    const auto* failed = work.in<NotCommitted>();
    if (failed == nullptr) {
        return;
    }
    const Committing attempt = failed->attempt;
    work.state.stage = attempt;
    work.act(ticket_action::Commit{.request = request_id(work.state),
                                   .queue = attempt.queue,
                                   .identity = attempt.identity,
                                   .person = attempt.person});
}

void printed(const Work& work, const std::string& number) {
    if (auto* issued = shown(work, number)) {
        issued->print = PrintState::printed;
        stay(work, *issued);
    }
}

void print_failed(const Work& work, const std::string& number, NotPrinted reason) {
    if (auto* issued = shown(work, number); issued != nullptr && issued->print != PrintState::printed) {
        not_printed(work, *issued, reason);
    }
}

void printer_ready(const Work& work) {
    if (auto* issued = work.in<Issued>(); issued != nullptr && issued->print == PrintState::not_printed) {
        issued->print = PrintState::can_reprint;
        stay(work, *issued);
    }
}

void printer_trouble(const Work& work, NotPrinted reason) {
    // While a job runs its own outcome counts; the printer's trouble alone says nothing about this ticket.
    if (auto* issued = work.in<Issued>(); issued != nullptr && issued->print == PrintState::can_reprint) {
        not_printed(work, *issued, reason);
    } else if (issued != nullptr && issued->print == PrintState::not_printed) {
        issued->reason = reason;
    }
}

void reprint(const Work& work) {
    auto* issued = work.in<Issued>();
    if (issued == nullptr || issued->print != PrintState::can_reprint) {
        return;
    }
    issued->print = PrintState::printing;
    ++issued->copies;
    stay(work, *issued);
    work.act(ticket_action::Print{.ticket = issued->ticket, .copy = ticket_action::Copy::reprint});
}

void done(const Work& work) {
    if (work.in<Issued>() != nullptr) {
        work.leave(ticket_action::EndSession{});
    } else if (work.in<NotCommitted>() != nullptr) {
        work.leave(ticket_action::LeaveHome{});
    }
}

void take_another(const Work& work) {
    if (work.in<Issued>() != nullptr) {
        start(work);
    }
}

void touched(const Work& work) {
    if (auto* issued = work.in<Issued>()) {
        stay(work, *issued);
    }
}

void tick(const Work& work) {
    if (const auto* issued = work.in<Issued>(); issued != nullptr && work.now.steady >= issued->leave_at) {
        work.leave(ticket_action::EndSession{});
    }
}

}  // namespace bangnin::kiosk::ticket_steps
