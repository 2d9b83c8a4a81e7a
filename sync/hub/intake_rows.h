// The rows that the intake writes: one after the other by prepared statements, or on PostgreSQL all of a batch by one
// statement. Within the intake's transaction; throws SOCI's exceptions.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "sync/hub/database.h"
#include "sync/hub/intake_batch.h"

namespace bangnin::hub {

// Up to where a device's log is, and the change (0: none) that the last of it was part of.
struct LogEnd {
    std::string device;
    std::string epoch;
    long long high_water = 0;
    sync::Instant updated{};
    long long change = 0;
};

// For each item of the batch, in its order: why it was refused.
using Refusals = std::vector<std::optional<Refusal>>;

class IntakeRows {
  public:
    static std::unique_ptr<IntakeRows> create(soci::session& sql);
    IntakeRows() = default;
    virtual ~IntakeRows() = default;
    IntakeRows(const IntakeRows&) = delete;
    IntakeRows& operator=(const IntakeRows&) = delete;

    // Several hubs may be sent the same log at once, by a device that gave one of them up: one after the other, until
    // the end of the transaction.
    virtual void take_turns(std::span<const IntakeBatch* const> batches) = 0;
    // Of that batch. How many were not there before; those that were stay as they are.
    virtual std::size_t add_tickets(const IntakeBatch& batch, std::span<const PlannedTicket> tickets) = 0;
    // How many of them are this device's tickets.
    virtual std::size_t set_prints(const std::string& device,
                                   std::span<const sync::wire::TicketPrint* const> prints) = 0;
    // Items from `first` on.
    virtual void add_events(const IntakeBatch& batch, std::size_t first, const Refusals& refusals) = 0;
    // Each device and epoch once.
    virtual void set_logs(std::span<const LogEnd> logs) = 0;
    virtual void see_devices(const std::map<std::string, sync::Instant>& seen) = 0;
};

}  // namespace bangnin::hub
