// The idle screen's picture: hills behind pines and birches. Its layers are drawn one by one, so that the hills can
// shift without the rest being drawn again.
#pragma once

#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

/// Where the hills end and the dark ground begins on a screen that is wider than high.
[[nodiscard]] float attract_middle(screen::Size surface);

/// Fills the whole screen. Left out in high contrast.
void draw_attract_scene(Page& page);

}  // namespace bangnin::kiosk
