// The words of the journeys' tests: the hall of tests/harness, an applicant in it.
#pragma once

#include "tests/harness/hall_test.h"

namespace bangnin::journeys {

using harness::Applicant;
using harness::HallTest;
using harness::Milliseconds;
using harness::Result;
using harness::Rig;
using harness::RigOptions;
using harness::ShownTicket;
using nlohmann::json;

}  // namespace bangnin::journeys
