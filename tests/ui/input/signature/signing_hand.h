// A hand that signs, for the tests: loops and dashes as a touch panel of 60 Hz reports them.
#pragma once

#include <cstdint>

#include "ui/input/signature.h"

namespace bangnin::input {

// "李明" in a running hand on a field of 120 × 50 mm.
[[nodiscard]] Signature signed_name();

// A seeded scribble: any number of strokes within the limits, also dots, resting fingers and places outside the field.
[[nodiscard]] Signature scribble(std::uint32_t seed);

}  // namespace bangnin::input
