// The hall's figures as a page. Pure.
#pragma once

#include "sync/hub/console/page_frame.h"
#include "sync/hub/console/statistics.h"

namespace bangnin::hub::console {

std::string render_statistics(const Config& config, const Statistics& statistics, const Viewer& viewer);

}  // namespace bangnin::hub::console
