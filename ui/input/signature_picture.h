// A signature as a pen would have left it: smooth lines, thinner where the hand was fast. On the screen, as SVG and as
// PNG from the same outlines. Pure but for Cairo's drawing into memory.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <vector>

#include "ui/input/signature.h"

namespace bangnin::input {

// A place the pen passed and half its line's width there; mm.
struct PenPoint {
    float x = 0;
    float y = 0;
    float radius = 0;
};

inline constexpr float thinnest_radius_mm = 0.2F;
inline constexpr float thickest_radius_mm = 0.48F;

// A hand writes larger in a wider field, so its pen is broader there by this factor: brought down to the size of a
// form's line, a signature has the same weight wherever it was written.
inline constexpr float usual_width_mm = 95;
[[nodiscard]] constexpr float breadth_for(const SignatureField& field) {
    return field.width_mm > usual_width_mm ? field.width_mm / usual_width_mm : 1.0F;
}

// The stroke smoothed (centripetal Catmull-Rom through the points touched) by a pen so many times as broad and as fast
// as the usual one, about 0.3 mm apart (and as many times that) as long as max_pen_points allows; never empty, and
// never outside the points' box by more than a tenth of its longer side. Expects points that are numbers.
inline constexpr std::size_t max_pen_points = 8192;
using PenLine = std::vector<PenPoint, WipingAllocator<PenPoint>>;
[[nodiscard]] PenLine pen_line(const InkStroke& stroke, float breadth = 1);

struct OutlinePoint {
    float x = 0;
    float y = 0;
};
// Closed; to be filled by the non-zero rule together with the stroke's others.
using Outline = std::vector<OutlinePoint, WipingAllocator<OutlinePoint>>;

// One outline for each stretch without a sharp turn, with round ends, all in the same sense.
[[nodiscard]] std::vector<Outline> outlines_of(const InkStroke& stroke, float breadth = 1);

inline constexpr std::size_t max_svg_bytes = 1'000'000;

// A whole document of the field's size in mm, black on nothing, by the pen that suits the field. Smoothness is given up
// before the limit is passed.
[[nodiscard]] std::string to_svg(const Signature& signature);

// Black on white, the whole field. dots_a_mm: 1 … 16 (8 is a ticket's, 11.8 is 300 dpi); others are brought within.
[[nodiscard]] std::expected<std::vector<std::byte>, SignatureError> to_png(const Signature& signature, float dots_a_mm);

}  // namespace bangnin::input
