// The middle lines of a black-and-white picture: what a pen would have drawn. Used while building, to turn a font's
// outlines into shapes.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/input/handwriting/shape.h"

namespace bangnin::input {

struct Bitmap {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> ink;  // one byte a pixel, row by row from the top: 0 or 1
};

// Lines of one pixel's width along the middle of what is black (Zhang and Suen, "A fast parallel algorithm for thinning
// digital patterns", CACM 27(3), 1984).
[[nodiscard]] Bitmap skeleton_of(Bitmap bitmap);

// The skeleton's pixels with the direction of the line around them (principal axis of the connected neighbourhood);
// pixels where lines cross, and which have no direction, are left out. Pixels of one line follow one another.
[[nodiscard]] Shape shape_of_skeleton(const Bitmap& skeleton);

}  // namespace bangnin::input
