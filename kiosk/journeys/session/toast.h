// What has just happened by itself, told for a few seconds where the spoken words stand. It takes no finger and covers
// no control.
#pragma once

#include <optional>

#include "kiosk/journeys/motion.h"

namespace bangnin::kiosk {

enum class ToastWords { network_back };

struct Toast {
    ToastWords words = ToastWords::network_back;
    Steady since{};
    friend bool operator==(const Toast&, const Toast&) = default;
};

[[nodiscard]] constexpr Steady ends_at(const Toast& toast) { return toast.since + motion::toast_hold; }

/// The one to be shown from now on; none once its time is over.
[[nodiscard]] constexpr std::optional<Toast> still_shown(const std::optional<Toast>& toast, Steady now) {
    return toast && now < ends_at(*toast) ? toast : std::nullopt;
}

}  // namespace bangnin::kiosk
