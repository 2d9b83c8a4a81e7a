#pragma once
// Which pixels differ between two frames, from their descriptions alone: pure.

#include <cstdint>
#include <span>
#include <vector>

namespace bangnin::screen {

// Whole pixels of the glass; left and top belong to it, right and bottom do not.
struct PixelRect {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    [[nodiscard]] constexpr bool empty() const { return left >= right || top >= bottom; }
    [[nodiscard]] constexpr std::int64_t area() const {
        return empty() ? 0 : static_cast<std::int64_t>(right - left) * (bottom - top);
    }
    [[nodiscard]] constexpr bool meets(const PixelRect& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
    [[nodiscard]] constexpr bool covers(const PixelRect& other) const {
        return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
    }
    bool operator==(const PixelRect&) const = default;
};

[[nodiscard]] PixelRect intersection(const PixelRect& a, const PixelRect& b);
[[nodiscard]] PixelRect hull(const PixelRect& a, const PixelRect& b);

// What an item of a frame leaves behind for comparing: where it may have put pixels, and a hash of all that decides
// them.
struct Trace {
    PixelRect bounds;
    std::uint64_t hash = 0;

    bool operator==(const Trace&) const = default;
};

inline constexpr std::size_t max_damage_rects = 8;

// The rectangles outside which both frames show the same. Disjoint, inside `surface`, at most max_damage_rects; empty
// if nothing differs. Items are in drawing order.
[[nodiscard]] std::vector<PixelRect> damage_between(std::span<const Trace> before, std::span<const Trace> after,
                                                    const PixelRect& surface);

[[nodiscard]] std::int64_t total_area(std::span<const PixelRect> rects);

}  // namespace bangnin::screen
