// The five choices of home in their three forms: tiles, rows (large type) and columns (Mongolian).
#pragma once

#include <optional>

#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

/// Where the tiles stand: the two big ones at `top`, the three small ones 24 px below them.
struct TilePlace {
    float top, big_height, small_height;
};

std::optional<SessionEvent> draw_choice_tiles(Page& page, const TilePlace& place);
std::optional<SessionEvent> draw_choice_rows(Page& page, float top);
std::optional<SessionEvent> draw_choice_columns(Page& page, float top);

}  // namespace bangnin::kiosk
