// A page on a screen that is wider than high: reading on the left, touching on the right.
#pragma once

#include <span>

#include "kiosk/journeys/layout/part.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

/// Tries how the width may be shared, and draws the parts where they do without least.
void draw_wide(Page& page, std::span<const Part> parts);

}  // namespace bangnin::kiosk
