// The picture of a ticket under the scanner's window.
#pragma once

#include <string_view>

#include "kiosk/journeys/layout/sheet.h"

namespace bangnin::kiosk {

/// On a wide screen the picture stands above the keys, where there is room.
void add_scanner(Sheet& sheet, std::string_view id);

}  // namespace bangnin::kiosk
