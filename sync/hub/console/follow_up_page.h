// Bad ratings and their answers, as managers see them. Pure.
#pragma once

#include <string>
#include <vector>

#include "sync/hub/console/follow_ups.h"
#include "sync/hub/console/page_frame.h"

namespace bangnin::hub::console {

struct FollowUpBasis {
    std::string hall;
    sync::HallZone zone;
    const sync::WorkCalendar& calendar;
    sync::Instant now{};
};

std::string render_follow_ups(const FollowUpBasis& basis, const std::vector<FollowUp>& list, const Viewer& viewer);
// `saying`: why the last step was not taken; empty: it was.
std::string render_follow_up(const FollowUpBasis& basis, const FollowUp& one, const std::string& saying,
                             const Viewer& viewer);

}  // namespace bangnin::hub::console
