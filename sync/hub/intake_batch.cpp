#include "sync/hub/intake_batch.h"

#include <set>
#include <unordered_map>

namespace bangnin::hub {

namespace wire = sync::wire;

namespace {

// Tickets, ratings and calls for staff come from kiosks; everybody tells how he is. What nobody knows is refused for
// that.
bool may_send(Role role, std::string_view type) {
    const bool kiosks_only =
        type.starts_with("ticket.") || type.starts_with("rating.") || type == sync::event_type::staff_call;
    return !kiosks_only || role == Role::kiosk;
}

template <typename Body>
decltype(IntakeItem::says) said(const wire::Decoded<Body>& body) {
    if (!body) return Refusal{"bad_body", wire::to_text(body.error())};
    return *body;
}

decltype(IntakeItem::says) read(const sync::Event& event, Role role) {
    if (!may_send(role, event.type)) {
        return Refusal{"wrong_role", "a " + std::string(to_text(role)) + " does not send " + event.type};
    }
    if (event.type == sync::event_type::ticket_issued) return said(wire::decode_ticket_issued(event.body));
    if (event.type == sync::event_type::ticket_print) return said(wire::decode_ticket_print(event.body));
    for (const char* other :
         {sync::event_type::rating_given, sync::event_type::device_health, sync::event_type::staff_call}) {
        if (event.type == other) return OtherNews{};
    }
    return Refusal{"unknown_type", "this hub does not know the type " + event.type};
}

}  // namespace

IntakeBatch make_batch(wire::EventsRequest request, const Enrolment& who, sync::Instant now) {
    IntakeBatch batch{std::move(request.device), std::move(request.epoch), who.hall, now, {}};
    batch.items.reserve(request.events.size());
    for (sync::Event& event : request.events) {
        auto says = read(event, who.role);
        std::string at = sync::to_text(event.at);
        batch.items.push_back({std::move(event), std::move(at), std::move(says)});
    }
    return batch;
}

std::optional<IntakePlan> plan_of(const IntakeBatch& batch) {
    IntakePlan plan;
    std::unordered_map<std::string_view, std::size_t> issued;   // by token, where in the plan
    std::unordered_map<std::string_view, std::size_t> printed;  // the same of the others' prints
    std::set<std::pair<std::int64_t, std::string_view>> numbers;
    for (const IntakeItem& item : batch.items) {
        if (const auto* ticket = std::get_if<wire::TicketIssued>(&item.says)) {
            const bool fresh = issued.emplace(ticket->token, plan.tickets.size()).second &&
                               numbers.emplace(ticket->day.number(), ticket->number).second;
            if (!fresh || printed.contains(ticket->token)) return std::nullopt;
            plan.tickets.push_back({ticket, nullptr});
        } else if (const auto* print = std::get_if<wire::TicketPrint>(&item.says)) {
            if (const auto own = issued.find(print->token); own != issued.end()) {
                plan.tickets[own->second].printed = print;
            } else if (const auto [place, first] = printed.emplace(print->token, plan.prints.size()); first) {
                plan.prints.push_back(print);
            } else {
                plan.prints[place->second] = print;
            }
        }
    }
    return plan;
}

}  // namespace bangnin::hub
