#include "kiosk/journeys/ticket/paper_watch.h"

#include <algorithm>

#include "kiosk/journeys/overloaded.h"

namespace bangnin::kiosk {

namespace {

using namespace paper_event;

const ticket_stage::Issued* issued_in(const std::optional<TicketState>& state) {
    return state ? std::get_if<ticket_stage::Issued>(&state->stage) : nullptr;
}

/// The ticket that was on its way, which then is watched no longer.
std::optional<LeftTicket> decided(PaperWatch& watch, const std::string& number) {
    const auto found = std::ranges::find(watch.printing, number, &LeftTicket::number);
    if (found == watch.printing.end()) {
        return std::nullopt;
    }
    LeftTicket ticket = std::move(*found);
    watch.printing.erase(found);
    return ticket;
}

void forget(PaperWatch& watch, const std::string& number) {
    (void)decided(watch, number);
    std::erase_if(watch.unprinted, [&](const Unprinted& one) { return one.ticket.number == number; });
}

}  // namespace

PaperWatch step(const PaperWatch& state, const PaperEvent& event) {
    PaperWatch next = state;
    std::visit(Overloaded{
                   [&](const PageLeft& left) {
                       forget(next, left.ticket.number);
                       next.printing.push_back(left.ticket);
                   },
                   [&](const PageShown& shown) { forget(next, shown.number); },
                   [&](const Printed& job) { (void)decided(next, job.number); },
                   [&](const PrintFailed& job) {
                       if (auto ticket = decided(next, job.number)) {
                           next.unprinted.push_back({.ticket = std::move(*ticket), .reason = job.reason});
                       }
                   },
                   [&](const Noted&) {
                       if (!next.unprinted.empty()) {
                           next.unprinted.erase(next.unprinted.begin());
                       }
                   },
                   [&](const SessionOver&) { next = PaperWatch{}; },
               },
               event);
    return next;
}

std::vector<PaperEvent> paper_events(const std::optional<TicketState>& before,
                                     const std::optional<TicketState>& after) {
    std::vector<PaperEvent> events;
    const auto* old_page = issued_in(before);
    const auto* new_page = issued_in(after);
    const bool same = old_page != nullptr && new_page != nullptr && old_page->ticket.number == new_page->ticket.number;
    if (old_page != nullptr && !same && old_page->print == PrintState::printing) {
        events.emplace_back(PageLeft{{.number = old_page->ticket.number, .url = old_page->ticket.url}});
    }
    if (new_page != nullptr && !same) {
        events.emplace_back(PageShown{new_page->ticket.number});
    }
    return events;
}

}  // namespace bangnin::kiosk
