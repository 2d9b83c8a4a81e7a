// The case that lies open at a window (手上的办件): where its items stand, what is to be brought, what happened. Pure.
#pragma once

#include "sync/hub/console/window_page.h"

namespace bangnin::hub::console {

// Tabs and what is under the one that is chosen; `aside` stands beside the tabs.
Html case_at_hand_part(const WindowPage& page, const Html& aside);

}  // namespace bangnin::hub::console
