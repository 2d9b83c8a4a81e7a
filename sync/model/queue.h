// What the hub last said about a service's queue, and how many people stand before a new ticket. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "sync/model/clock.h"

namespace bangnin::sync {

// A place in a device's log: events up to and including `seq` of that epoch.
struct LogMark {
    std::string epoch;
    std::uint64_t seq = 0;

    friend bool operator==(const LogMark&, const LogMark&) = default;
};

struct QueueStatus {
    char service = 'A';
    LocalDay day;
    std::uint32_t waiting = 0;
    std::uint32_t serving = 0;
    std::uint32_t open_windows = 0;
    Instant as_of{};
    // Per device, how much of its log these counts already contain.
    std::map<std::string, LogMark> included;

    friend bool operator==(const QueueStatus&, const QueueStatus&) = default;
};

// This kiosk's own tickets of one service and day that are still open.
struct OwnTickets {
    std::uint32_t open = 0;                 // all of them
    std::uint32_t newer_than_included = 0;  // those the hub's counts do not contain yet
};

// With the hub's word of the same day: its waiting people plus our tickets it has not counted. Without it (never heard,
// or heard yesterday): our own open tickets, the only people we know of. Who is being served is not ahead any more.
std::uint32_t people_ahead(const std::optional<QueueStatus>& status, LocalDay today, const OwnTickets& own);

}  // namespace bangnin::sync
