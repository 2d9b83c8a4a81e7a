// --hold: a hall that stays, for tests from outside: everything runs, nothing is played, until standard input closes.
#pragma once

#include <chrono>

#include "tests/harness/rig.h"

namespace bangnin::demo {

// How often it is looked whether all parts run. The rest of the three seconds is for what a part needs to start.
inline constexpr std::chrono::milliseconds look_every{250};

// Prints one line of JSON when all are ready. A part that ends is started again within three seconds, as in service.
// Gives the program's exit status.
int hold(harness::Rig& rig, harness::Relay relay);

}  // namespace bangnin::demo
