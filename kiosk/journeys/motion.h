// What moves on the screens, and how long it takes: assets/theme/tokens.json, "motion_ms", to which a test holds these.
#pragma once

#include <chrono>

namespace bangnin::kiosk {

/// none: the hall asked for stillness; whatever would move stands where it is seen best, and no frame is drawn for it.
enum class Motion { full, none };

namespace motion {

/// Once up and down: the card that shows where to lay one's own.
inline constexpr std::chrono::milliseconds card_hint_loop{2400};

}  // namespace motion

}  // namespace bangnin::kiosk
