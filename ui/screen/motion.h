#pragma once
// How what moves moves: the design's easing, and whether anything may move at all.

#include <chrono>
#include <cstdint>

namespace bangnin::screen {

// none: whatever would move stands where it is going at once, and no frame is drawn for it. What a finger drags follows
// the finger all the same.
enum class Motion : std::uint8_t { full, none };

// What moves gets a picture this often.
inline constexpr std::chrono::milliseconds picture_every{16};

// cubic-bezier(.2, 0, 0, 1): how far a movement is after this part of its time. Both 0…1; what lies outside is taken to
// the nearer end.
[[nodiscard]] constexpr double eased(double part) {
    if (part <= 0) {
        return 0;
    }
    if (part >= 1) {
        return 1;
    }
    // The curve's x is (3 · 0.2 (1 − t)² t + t³), its y is (3 (1 − t) t² + t³); x grows with t.
    double low = 0;
    double high = 1;
    constexpr int halvings = 24;
    for (int i = 0; i < halvings; ++i) {
        const double t = (low + high) / 2;
        const double x = 3 * 0.2 * (1 - t) * (1 - t) * t + t * t * t;
        (x < part ? low : high) = t;
    }
    return 3 * (1 - low) * low * low + low * low * low;
}

}  // namespace bangnin::screen
