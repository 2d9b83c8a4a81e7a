// What a finger or a pen leaves on the glass: strokes of points with their times. Handwriting and the signature both
// take it. It tells of the person: where it lay in memory is overwritten when it goes.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/input/wiping_allocator.h"

namespace bangnin::input {

// Millimetres from the writing field's left upper corner, y downwards. Handwriting looks at shapes only and takes any
// unit; the signature means millimetres.
struct InkPoint {
    float x = 0;
    float y = 0;
    std::int32_t at_ms = 0;  // since the ink's first touch

    bool operator==(const InkPoint&) const = default;
};

using InkStroke = std::vector<InkPoint, WipingAllocator<InkPoint>>;  // from touching the glass to leaving it

struct Ink {
    std::vector<InkStroke> strokes;  // in the order written

    bool operator==(const Ink&) const = default;
};

}  // namespace bangnin::input
