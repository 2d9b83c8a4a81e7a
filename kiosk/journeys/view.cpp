#include "kiosk/journeys/view.h"

#include <array>
#include <cstdio>

namespace bangnin::kiosk {

LocalTime local_time(Wall wall, int utc_offset_minutes) {
    const auto shifted = wall + std::chrono::minutes{utc_offset_minutes};
    const auto day = std::chrono::floor<std::chrono::days>(shifted);
    const std::chrono::year_month_day date{day};
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(shifted - day).count();
    return {.year = int{date.year()},
            .month = static_cast<int>(unsigned{date.month()}),
            .day = static_cast<int>(unsigned{date.day()}),
            .weekday = static_cast<int>(std::chrono::weekday{day}.c_encoding()),
            .hour = static_cast<int>(minutes / 60),
            .minute = static_cast<int>(minutes % 60)};
}

std::string clock_text(Wall wall, int utc_offset_minutes) {
    const auto local = local_time(wall, utc_offset_minutes);
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", local.hour, local.minute);
    return text.data();
}

}  // namespace bangnin::kiosk
