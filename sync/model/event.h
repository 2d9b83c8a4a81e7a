// One entry of a device's log: numbered 1, 2, 3 … without gaps within an epoch.
#pragma once

#include <cstdint>
#include <string>

#include "sync/model/clock.h"

namespace bangnin::sync {

struct Event {
    std::uint64_t seq = 0;  // from 1
    std::string type;       // "ticket.issued", "rating.given", "device.health" …, see event_type; ≤ 64 bytes
    Instant at{};           // by the device's clock
    std::string body;       // a JSON object as text, UTF-8, ≤ 64 KiB; fields we do not know survive in it

    friend bool operator==(const Event&, const Event&) = default;
};

namespace event_type {
inline constexpr const char* ticket_issued = "ticket.issued";
inline constexpr const char* ticket_print = "ticket.print";
inline constexpr const char* rating_given = "rating.given";
inline constexpr const char* device_health = "device.health";
inline constexpr const char* staff_call = "staff.call";
}  // namespace event_type

}  // namespace bangnin::sync
