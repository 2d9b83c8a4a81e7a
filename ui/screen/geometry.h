#pragma once
// Places and sizes in base px: the px of the design's base screen (kiosk 1080 × 1920, pad 1280 × 800, board
// 1920 × 1080). The screen scales them to the glass.

#include <algorithm>

namespace bangnin::screen {

struct Point {
    float x = 0;
    float y = 0;

    bool operator==(const Point&) const = default;
};

struct Size {
    float w = 0;
    float h = 0;

    bool operator==(const Size&) const = default;
};

struct Rect {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;

    [[nodiscard]] constexpr float right() const { return x + w; }
    [[nodiscard]] constexpr float bottom() const { return y + h; }
    [[nodiscard]] constexpr Point centre() const { return {x + w / 2, y + h / 2}; }
    [[nodiscard]] constexpr bool empty() const { return !(w > 0 && h > 0); }
    // The left and top edges belong to the rectangle, the right and bottom ones do not.
    [[nodiscard]] constexpr bool contains(Point p) const {
        return p.x >= x && p.y >= y && p.x < right() && p.y < bottom();
    }
    // Larger by `margin` on every side (smaller if negative).
    [[nodiscard]] constexpr Rect grown(float margin) const {
        return {x - margin, y - margin, w + 2 * margin, h + 2 * margin};
    }
    [[nodiscard]] constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
    [[nodiscard]] constexpr Rect intersected(const Rect& other) const {
        const float left = std::max(x, other.x);
        const float top = std::max(y, other.y);
        return {left, top, std::max(0.0F, std::min(right(), other.right()) - left),
                std::max(0.0F, std::min(bottom(), other.bottom()) - top)};
    }

    bool operator==(const Rect&) const = default;
};

}  // namespace bangnin::screen
