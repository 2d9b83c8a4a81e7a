#include "ui/screen/frame.h"

#include <algorithm>
#include <cmath>

namespace bangnin::screen {

Projection Projection::fit(Size base, int width, int height) {
    const auto w = static_cast<float>(width);
    const auto h = static_cast<float>(height);
    const float scale = std::min(w / base.w, h / base.h);
    return {scale, std::floor((w - base.w * scale) / 2), std::floor((h - base.h * scale) / 2)};
}

Rect Projection::to_glass(const Rect& rect) const {
    const float x = std::round(rect.x * scale + left);
    const float y = std::round(rect.y * scale + top);
    return {x, y, std::round(rect.right() * scale + left) - x, std::round(rect.bottom() * scale + top) - y};
}

void Frame::begin(Size surface, const Projection& placed, TimePoint time) {
    list.clear();
    tree.clear();
    wish = TimePoint::max();
    done_taken = false;
    base = surface;
    projection = placed;
    at_rest = placed;
    now = time;
    contrast = Contrast::normal;
    window.reset();
}

}  // namespace bangnin::screen
