// Takes devices' logs in: each event exactly once, in order, all of a request in one transaction.
//
// The key of an event is (device, epoch, seq). The answer's high-water mark says up to where the log is decided; an
// event that can never be taken is decided too: kept with its reason, shown to staff at both ends, and named in every
// answer to a request that contains it, so that a lost answer costs nothing.
#pragma once

#include <memory>

#include "sync/hub/changes.h"
#include "sync/hub/database.h"
#include "sync/hub/devices.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

enum class IntakeFault {
    gap,       // the request begins beyond what the log holds: events in between are missing
    diverged,  // another event stands in the log at a place of this request: the device's log was set back to an older
               // copy
};
struct IntakeRefusal {
    IntakeFault fault;
    std::uint64_t high_water;  // up to where the log is here
};

class Intake {
  public:
    explicit Intake(Database& database);
    ~Intake();
    Intake(const Intake&) = delete;
    Intake& operator=(const Intake&) = delete;

    struct Outcome {
        sync::wire::EventsResponse response;
        bool queues_changed = false;
    };
    // `request.device` must already be the authenticated one, and `role` its own. A request without events asks only up
    // to where the log is here.
    DatabaseResult<std::expected<Outcome, IntakeRefusal>> take(const sync::wire::EventsRequest& request, Role role,
                                                               sync::Instant now);

  private:
    struct Statements;
    Database& database_;
    std::unique_ptr<Statements> statements_;
};

}  // namespace bangnin::hub
