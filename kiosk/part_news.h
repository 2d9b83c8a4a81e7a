// The machine words of the terminal's health as the staff page tells them. Pure.
#pragma once

#include <string_view>

#include "kiosk/journeys/staff/part_diary.h"

namespace bangnin::kiosk {

/// Of a word that nothing here knows: that something is broken.
[[nodiscard]] PartNews news_of(std::string_view word);

}  // namespace bangnin::kiosk
