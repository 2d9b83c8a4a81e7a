// How well a colour is seen on another: WCAG 2's contrast ratio, from 1 to 21.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "ui/screen/theme.h"

namespace bangnin::screen {

inline double relative_luminance(Rgba colour) {
    const auto linear = [](std::uint8_t value) {
        const double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

inline double contrast_ratio(Rgba a, Rgba b) {
    const double light = relative_luminance(a);
    const double other = relative_luminance(b);
    return (std::max(light, other) + 0.05) / (std::min(light, other) + 0.05);
}

}  // namespace bangnin::screen
