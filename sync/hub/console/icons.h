// The console's icons: the design's, on its grid of 48 units.
#pragma once

#include "sync/hub/console/html.h"

namespace bangnin::hub::console {

// Of one literal path each.
Html icon_tick();
Html icon_call();
Html icon_again();
Html icon_missed();
Html icon_transfer();
Html icon_pause();
Html icon_notice();
Html icon_hidden();
Html icon_paper();

}  // namespace bangnin::hub::console
