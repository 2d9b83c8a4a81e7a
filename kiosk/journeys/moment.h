// The two clocks every pure part of the kiosk is given: one that only ever runs forward (time limits) and the
// one people read (dates, times on tickets). A wall clock that is set back therefore never disturbs a time limit.
#pragma once

#include <chrono>

namespace bangnin::kiosk {

/// A point on the terminal's forward-running clock; only differences mean anything.
using Steady = std::chrono::milliseconds;

/// Time as people read it, UTC.
using Wall = std::chrono::sys_time<std::chrono::milliseconds>;

/// "Now", passed into every step and every drawing; nothing below asks a clock itself.
struct Moment {
    Steady steady{};
    Wall wall{};
};

}  // namespace bangnin::kiosk
