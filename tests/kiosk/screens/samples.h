// Every page of the kiosk in every state, with fixed data: for the picture gallery and for the rules that all pages
// keep.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk::samples {

/// Draws a whole screen under the given settings and gives the name of what the person did, empty for nothing.
using Paint = std::function<std::string(screen::Ui&, const Settings&)>;

struct Sample {
    std::string name;  ///< of the picture file
    Paint paint;
};

/// Thursday, 12 March 2026, 10:42 in the hall.
[[nodiscard]] Moment now();

[[nodiscard]] std::vector<Sample> all();

}  // namespace bangnin::kiosk::samples
