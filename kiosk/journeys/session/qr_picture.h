// A QR code on the screen.
#pragma once

#include <string_view>

#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

/// Draws the code of `url` as large as whole px a module allow inside `rect`, and says it in the tree under `id`. Takes
/// the weaker level of error correction where that gives larger modules: a screen is never torn or stained. Nothing is
/// drawn for an address that no code can hold.
void draw_qr(Page& page, std::string_view id, std::string_view url, const screen::Rect& rect);

/// How wide that code is with so many units a module; 0 where there is none.
[[nodiscard]] float qr_width(std::string_view url, float units_a_module);

}  // namespace bangnin::kiosk
