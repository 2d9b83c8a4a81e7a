// A text the hall configured, in the languages it gave.
#pragma once

#include <string>

#include "kiosk/journeys/session/session.h"

namespace bangnin::kiosk {

/// `in()` falls back to Chinese.
struct HallText {
    std::string zh;
    std::string mn;
    std::string en;
    [[nodiscard]] const std::string& in(Language language) const;
    friend bool operator==(const HallText&, const HallText&) = default;
};

}  // namespace bangnin::kiosk
