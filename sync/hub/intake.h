// Takes devices' logs in: each event exactly once, in order, all of a request or nothing of it.
//
// The key of an event is (device, epoch, seq). The answer's high-water mark says up to where the log is decided; an
// event that can never be taken is decided too: kept with its reason, shown to staff at both ends, and named in every
// answer to a request that contains it, so that a lost answer costs nothing.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <utility>

#include "sync/hub/changes.h"
#include "sync/hub/database.h"
#include "sync/hub/intake_batch.h"
#include "sync/hub/intake_rows.h"
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

    struct Outcome {
        sync::wire::EventsResponse response;
        bool queues_changed = false;
    };
    using Result = DatabaseResult<std::expected<Outcome, IntakeRefusal>>;
    // Several requests at once, one disk write for all of them, each taken or left by itself; in their order. One
    // without events asks only up to where the log is here.
    std::vector<Result> take(std::span<const IntakeBatch* const> batches);
    // One alone. `request.device` must already be the authenticated one, and `who` what it is.
    Result take(sync::wire::EventsRequest request, const Enrolment& who, sync::Instant now);

  private:
    using Taken = std::expected<Outcome, IntakeRefusal>;
    // What the requests of one transaction have come to so far.
    struct Group {
        std::map<std::pair<std::string, std::string>, LogEnd> logs;  // by device and epoch
        std::map<std::string, sync::Instant> seen;                   // devices, when
        std::set<HallQueue> changed;
    };
    Result take_one(const IntakeBatch& batch, Group& group);
    Taken decide(const IntakeBatch& batch, Group& group);
    void finish(Group& group);
    // Whether the new items, from the first on, could be taken all at once.
    bool take_at_once(const IntakeBatch& batch, Refusals& refusals, std::set<char>& changed);
    void take_in_turn(const IntakeBatch& batch, std::size_t first, Refusals& refusals, std::set<char>& changed);
    std::optional<Refusal> apply(const IntakeBatch& batch, const IntakeItem& item, std::set<char>& changed);
    std::optional<Refusal> apply_issued(const IntakeBatch& batch, const sync::wire::TicketIssued& ticket,
                                        std::set<char>& changed);
    std::optional<Refusal> apply_other(const IntakeBatch& batch, const sync::Event& event);

    Database& database_;
    std::unique_ptr<IntakeRows> rows_;
};

}  // namespace bangnin::hub
