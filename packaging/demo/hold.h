// --hold: a hall that stays, for tests from outside: everything runs, nothing is played, until standard input closes.
#pragma once

#include <filesystem>

#include "tests/harness/rig.h"

namespace bangnin::demo {

// Prints one line of JSON when all are ready. A part that ends is started again within three seconds, as in service.
// Gives the program's exit status.
int hold(harness::Rig& rig, harness::Relay relay);

}  // namespace bangnin::demo
