// An applicant's day at the kiosk, played through the automation port against the real programs.
#pragma once

#include <filesystem>

#include "packaging/demo/report.h"
#include "tests/harness/rig.h"

namespace bangnin::demo {

// Plays every journey there is and leaves screenshots, tickets and the hub's view in `out`. What went wrong is in the
// report.
void play_applicant(harness::Rig& rig, const std::filesystem::path& out, Report& report);

}  // namespace bangnin::demo
