// Characters as people write them, made from the strokes of a reference: shaken, slanted, out of order, joined.
#pragma once

#include <optional>
#include <random>
#include <string>

#include "ui/input/ink.h"

namespace bangnin::bench {

struct WrittenCharacter {
    std::string text;  // UTF-8
    input::Ink ink;    // in a box of writing_box units, y downwards
};

inline constexpr float writing_box = 1024;

// What a touch panel gives of a line through these corners; at least one.
[[nodiscard]] input::InkStroke sampled(const input::InkStroke& corners);

using Random = std::mt19937;

// A hurried hand's: the whole turned (4° standard deviation), slanted (6°) and stretched (8 %), each stroke off its
// place by 3 % of the box, of another size (6 %) and turned (4°), and the pen shaking by 1 %. The same seed gives the
// same ink.
[[nodiscard]] input::Ink shaken(const input::Ink& ink, Random& random);

// Two of the strokes, chosen at random, take one another's place in the order. Nothing where there is one stroke only.
[[nodiscard]] std::optional<input::Ink> swapped(const input::Ink& ink, Random& random);

// A stroke, chosen at random, runs on into the next without the pen being lifted.
[[nodiscard]] std::optional<input::Ink> joined(const input::Ink& ink, Random& random);

}  // namespace bangnin::bench
