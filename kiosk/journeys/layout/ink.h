// Ink on the glass: what a finger writes on a pad, drawn as a pen leaves it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/pen_sample.h"
#include "kiosk/journeys/session/parts.h"
#include "ui/input/ink.h"

namespace bangnin::kiosk {

/// Where ink stands: its zero point, and how many units of the page one unit of the ink is.
struct InkPlace {
    screen::Point zero;
    float scale = 1;
};

/// `breadth`: of the pen, in the ink's own unit (ui/input/signature_picture.h). Nothing is drawn outside `pad`.
void draw_ink(Page& page, const input::Ink& ink, float breadth, const InkPlace& place, const screen::Rect& pad);

/// A place to write on: what a finger did there since the last frame. Draws nothing.
[[nodiscard]] PenSamples pen_area(Page& page, std::string_view id, std::string_view label, const screen::Rect& pad,
                                  std::string_view value = {});

}  // namespace bangnin::kiosk
