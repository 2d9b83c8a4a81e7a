// What the desk knows of queues and of tickets that exist: people ahead, estimates, where a ticket stands.
#include <algorithm>
#include <utility>

#include "kiosk/ticket_desk.h"
#include "sync/model/estimate.h"

namespace bangnin::kiosk {

TicketStanding standing_of(sync::TicketState state) {
    switch (state) {
        case sync::TicketState::waiting:
            return TicketStanding::waiting;
        case sync::TicketState::called:
            return TicketStanding::called;
        case sync::TicketState::serving:
            return TicketStanding::serving;
        case sync::TicketState::done:
            return TicketStanding::finished;
        case sync::TicketState::missed:
            return TicketStanding::missed;
        case sync::TicketState::cancelled:
            return TicketStanding::cancelled;
    }
    return TicketStanding::unknown;
}

std::optional<sync::Estimate> TicketDesk::estimate(std::size_t queue_index, const Ahead& ahead, Wall now) {
    const auto& service = config_.services[queue_index];
    const auto known = queue(service.letter, now);
    return sync::estimate_wait({.ahead = ahead.people,
                                .serving = known.hub ? known.hub->serving : 0,
                                .open_windows = known.hub ? known.hub->open_windows : service.open_windows,
                                .minutes_per_service = service.prior_minutes,
                                .as_of = ahead.as_of});
}

IssuedTicket TicketDesk::issued(const sync::Ticket& ticket, std::size_t queue) {
    IssuedTicket shown;
    shown.number = ticket.number;
    shown.token = ticket.token.text();
    shown.url = sync::qr_text(config_.hub.authority, sync::QrKind::ticket, ticket.token);
    shown.queue = queue;
    shown.ahead = static_cast<int>(ticket.ahead);
    shown.issued_at = ticket.issued_at;
    shown.estimate = shown_estimate(ticket.estimate);
    return shown;
}

WaitEstimate TicketDesk::shown_estimate(const std::optional<sync::Estimate>& estimate) {
    if (!estimate) {
        return {.as_of = last_contact(), .windows = OpenWindows::none};
    }
    WaitEstimate shown{.low_minutes = static_cast<int>(estimate->low_min),
                       .high_minutes = static_cast<int>(estimate->high_min),
                       .as_of = std::nullopt};
    // Where the hub was never heard the estimate is the hall's habit, of no hour.
    if (last_contact()) {
        shown.as_of = estimate->as_of;
    }
    return shown;
}

IssuedTicket TicketDesk::existing(const sync::Ticket& ticket, std::size_t queue_index, Wall now) {
    const auto waiting = queue(ticket.service, now).ahead;  // this ticket among them
    const auto people = std::min(ticket.ahead, waiting > 0 ? waiting - 1 : 0U);
    IssuedTicket shown = issued(ticket, queue_index);
    shown.origin = TicketOrigin::existing;
    shown.ahead = static_cast<int>(people);
    shown.estimate =
        shown_estimate(estimate(queue_index, {.people = people, .as_of = last_contact().value_or(now)}, now));
    return shown;
}

IssuedTicket TicketDesk::as_of_now(IssuedTicket ticket, const sync::wire::TicketView& hub, Wall now) {
    if (ticket.queue >= config_.services.size()) {
        return ticket;
    }
    ticket.standing = standing_of(hub.state);
    const std::uint32_t people = hub.state == sync::TicketState::waiting ? hub.ahead : 0;
    ticket.ahead = static_cast<int>(people);
    const bool nobody_calls = hub.open_windows == 0U;
    ticket.estimate = nobody_calls
                          ? shown_estimate(std::nullopt)
                          : shown_estimate(estimate(ticket.queue, {.people = people, .as_of = hub.as_of}, now));
    return ticket;
}

std::optional<TicketProgress> TicketDesk::progress(const std::string& token) {
    const auto parsed = sync::Token::parse(token);
    if (!parsed || !store_) {
        return std::nullopt;
    }
    const auto ticket = store_->ticket_by_token(*parsed);
    if (!ticket) {
        return std::nullopt;
    }
    TicketProgress shown;
    shown.number = ticket->number;
    shown.service = std::string(1, ticket->service);
    shown.standing = standing_of(ticket->state);
    shown.ahead = static_cast<int>(ticket->ahead);
    shown.window = ticket->window;
    shown.issued_at = ticket->issued_at;
    shown.as_of = last_contact().value_or(ticket->issued_at);
    shown.from = KnownFrom::this_terminal;
    return shown;
}

TicketDesk::QueueKnowledge TicketDesk::queue(char letter, Wall now) {
    QueueKnowledge known;
    if (!store_) {
        return known;
    }
    known.ahead = store_->people_ahead(letter, now).value_or(0);
    if (auto status = store_->queue_status(letter); status && *status) {
        // Yesterday's queue says nothing about today's.
        if ((*status)->day == sync::local_day(now, zone_)) {
            known.hub = std::move(**status);
        }
    }
    return known;
}

bool TicketDesk::told_everything() { return store_ && store_->pending_count() == 0U; }

std::optional<Wall> TicketDesk::last_contact() {
    if (!store_) {
        return std::nullopt;
    }
    return store_->last_contact().value_or(std::nullopt);
}

std::uint64_t TicketDesk::waiting_events() { return store_ ? store_->pending_count().value_or(0) : 0; }

std::uint64_t TicketDesk::tickets_today(Wall now) { return store_ ? store_->tickets_of_day(now).value_or(0) : 0; }

std::optional<TicketDesk::Latest> TicketDesk::latest(Wall now) {
    if (!store_) {
        return std::nullopt;
    }
    const auto ticket = store_->latest_ticket(now).value_or(std::nullopt);
    if (!ticket) {
        return std::nullopt;
    }
    const auto service = std::ranges::find(config_.services, ticket->service, &ServiceConfig::letter);
    if (service == config_.services.end()) {
        return std::nullopt;  // of a queue that the hall no longer has
    }
    const auto queue_index = static_cast<std::size_t>(service - config_.services.begin());
    auto shown = existing(*ticket, queue_index, now);
    shown.standing = standing_of(ticket->state);
    return Latest{.ticket = std::move(shown), .language = ticket->language};
}

}  // namespace bangnin::kiosk
