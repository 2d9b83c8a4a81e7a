// A device's request as the intake takes it: read, sorted by what each event says, and planned, before the database is
// asked anything. Pure: this runs beside the database's thread, not on it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sync/hub/devices.h"
#include "sync/hub/refusal.h"
#include "sync/model/event.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

// Of an event that its own part of the hub reads: a rating, a call, a device's health.
struct OtherNews {};

struct IntakeItem {
    sync::Event event;
    std::string at;  // of the event, as it is kept
    std::variant<Refusal, sync::wire::TicketIssued, sync::wire::TicketPrint, OtherNews> says;
};

struct IntakeBatch {
    std::string device;
    std::string epoch;
    std::string hall;  // the device's
    sync::Instant received{};
    std::vector<IntakeItem> items;  // numbered without gaps
};

// `request.device` must already be the authenticated one, and `who` what it is.
IntakeBatch make_batch(sync::wire::EventsRequest request, const Enrolment& who, sync::Instant now);

struct PlannedTicket {
    const sync::wire::TicketIssued* issued;
    const sync::wire::TicketPrint* printed;  // the last that this batch says of it; null: nothing
};
// The same events by what they do to the records, for many rows at once.
struct IntakePlan {
    std::vector<PlannedTicket> tickets;
    std::vector<const sync::wire::TicketPrint*> prints;  // of tickets of earlier batches, the last of each
};
// Nothing where that would come to something else than one after the other: a ticket told of twice, or a print before
// its ticket.
std::optional<IntakePlan> plan_of(const IntakeBatch& batch);

}  // namespace bangnin::hub
