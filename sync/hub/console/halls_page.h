// The halls that an admin of all of them may turn to. Pure.
#pragma once

#include <string>
#include <vector>

#include "sync/hub/console/page_frame.h"

namespace bangnin::hub::console {

std::string render_halls(const std::vector<HallRow>& halls, const Viewer& viewer);

}  // namespace bangnin::hub::console
