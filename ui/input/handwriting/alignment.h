// How far a written shape is from a known one once it was bent towards it as handwriting bends: slanted, stretched, and
// a stroke here and there a little off its place. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ui/input/handwriting/shape.h"
#include "ui/input/handwriting/templates.h"

namespace bangnin::input {

// Points side by side, so that one instruction takes several.
template <std::size_t capacity>
struct PointRows {
    std::size_t size = 0;
    alignas(32) std::array<float, capacity> x{}, y{}, cos2{}, sin2{}, weight{};
};

inline constexpr std::size_t max_ink_points = 96;
using InkRows = PointRows<max_ink_points>;
using TemplateRows = PointRows<max_template_points>;

// Further points are left out.
[[nodiscard]] InkRows ink_rows(const Shape& thinned_shape);
[[nodiscard]] TemplateRows template_rows(std::span<const std::uint8_t> packed_points);

enum class Bending : std::uint8_t { none, whole, whole_and_local };

// 0 for the same shape … about 1 for nothing in common. Either may be empty (then 1).
[[nodiscard]] float shape_distance(const InkRows& ink, const TemplateRows& known, Bending bending);

}  // namespace bangnin::input
