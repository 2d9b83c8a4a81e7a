// Any ink, its coordinates any floats, and any bytes as a table of characters.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>

#include "ui/input/handwriting/shape_matcher.h"
#include "ui/input/handwriting/zinnia_matcher.h"

namespace {

using namespace bangnin::input;

// Two floats a point; a point whose x is exactly 0 begins a stroke.
Ink ink_from(const std::uint8_t* data, std::size_t size) {
    Ink ink;
    for (std::size_t at = 0; at + 8 <= size; at += 8) {
        InkPoint point;
        std::memcpy(&point.x, data + at, 4);
        std::memcpy(&point.y, data + at + 4, 4);
        if (ink.strokes.empty() || point.x == 0) {
            ink.strokes.emplace_back();
        }
        ink.strokes.back().push_back(point);
    }
    return ink;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto ours = ShapeMatcher::create();
    static const auto zinnia = ZinniaMatcher::create();
    if (!ours || !zinnia) {
        std::abort();
    }
    const Ink ink = ink_from(data, size);
    for (const Match& match : (*ours)->match(ink, 10)) {
        if (!std::isfinite(match.score)) {
            std::abort();
        }
    }
    (void)(*zinnia)->match(ink, 10);
    if (const auto table = ShapeMatcher::create(std::as_bytes(std::span(data, size)))) {
        (void)(*table)->match({{{{0, 0, 0}, {1, 1, 0}}}}, 10);
    }
    return 0;
}
