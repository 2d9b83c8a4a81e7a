// Whether this terminal gives out numbers now, and if not, why. Pure.
#pragma once

#include <cstdint>

#include "kiosk/journeys/hall_text.h"

namespace bangnin::kiosk {

/// What keeps a terminal from giving out numbers, whatever the hall's hours are.
enum class Stopped : std::uint8_t {
    no,
    by_staff,  ///< paused on the staff page, until it is resumed there
    by_fault,  ///< nothing can be written to the disk: no number could be promised
};

/// Why no number can be had here now; the idle screen says it.
enum class Closure : std::uint8_t { none, hours, paused, fault };

/// Who comes at the hall's next opening must not find a machine that is still stopped: that goes before the hours.
[[nodiscard]] constexpr Closure closure_of(Stopped stopped, HallState hall) {
    switch (stopped) {
        case Stopped::by_staff:
            return Closure::paused;
        case Stopped::by_fault:
            return Closure::fault;
        case Stopped::no:
            break;
    }
    return hall == HallState::closed ? Closure::hours : Closure::none;
}

}  // namespace bangnin::kiosk
