// The shape of a character as our matcher sees it: a cloud of points, each with the direction of the line it lies on.
// It knows nothing of strokes, their order or their sense, so that ink and the skeleton of a printed character are the
// same thing. Pure functions; no state.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "ui/input/ink.h"

namespace bangnin::input {

// The line's angle is kept doubled, as (cos 2a, sin 2a): a line has no sense, so a and a + 180° are the same. A point
// without a direction (a dot) has both zero.
struct ShapePoint {
    float x = 0;
    float y = 0;
    float cos2 = 0;
    float sin2 = 0;
    float weight = 1;
};

using Shape = std::vector<ShapePoint>;

// Limits that any ink is cut down to; what a person writes stays far below.
inline constexpr std::size_t max_ink_strokes = 64;
inline constexpr std::size_t max_stroke_points = 2048;

// The ink without points that are no numbers or are beyond any glass, and within the limits above. Strokes left empty
// are gone.
[[nodiscard]] Ink clean_ink(const Ink& ink);

// The ink as points at equal distances, in its own units. Expects clean ink. Pieces that run up or to the left weigh
// less: no stroke of a character is written so except a hook, but the way from a stroke's end to the next one's start,
// where people do not lift the pen, is.
[[nodiscard]] Shape shape_of(const Ink& ink);

// Moved and scaled by its moments: the centre of gravity at 0, about ±0.5 around it. A narrow shape stays narrow.
[[nodiscard]] Shape normalised(Shape shape);

// At most `limit` points, spread evenly: the dense shape's lines at a coarser distance.
[[nodiscard]] Shape thinned(const Shape& shape, std::size_t limit);

// How much line of which direction lies where: 8 × 8 places × 8 directions, softly assigned. As a vector
// its length is map_length (a single line's is less: a byte ends at 255), so that two maps' scalar product tells how
// alike they are.
inline constexpr int map_side = 8;
inline constexpr int map_directions = 8;
inline constexpr float map_length = 600;
inline constexpr std::size_t map_size = map_side * map_side * map_directions;
using DirectionMap = std::array<std::uint8_t, map_size>;
[[nodiscard]] DirectionMap direction_map(const Shape& normalised_shape);

}  // namespace bangnin::input
