// Where a ticket stands, as the hub or this terminal's store knows.
#pragma once

#include <cstdint>

namespace bangnin::kiosk {

enum class TicketStanding : std::uint8_t { waiting, called, serving, finished, missed, cancelled, unknown };

/// Whether it is still waited with: only then people ahead and an estimate mean anything.
[[nodiscard]] constexpr bool is_waiting(TicketStanding standing) {
    return standing == TicketStanding::waiting || standing == TicketStanding::unknown;
}

}  // namespace bangnin::kiosk
