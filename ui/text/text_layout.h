#pragma once
// A text broken into lines and each line put at its place: what measure() reports and render() draws.

#include <pango/pango.h>

#include <string_view>
#include <vector>

#include "ui/text/font_set.h"

namespace bangnin::text {

struct PlacedLine {
    PangoLayoutLine* line = nullptr;  // owned by the block's layouts
    int x = 0;                        // where the line begins on its baseline, px from the block's corner
    int y = 0;
};

struct Block {
    ObjectPointer<PangoLayout> body;
    ObjectPointer<PangoLayout> tail;  // the last line where an ellipsis had to end it
    std::vector<PlacedLine> lines;
    Metrics metrics;
};

// The parts in the coordinates of the cleaned text, cut to it.
[[nodiscard]] std::vector<Range> cleaned_ranges(std::string_view raw, std::span<const Range> ranges);

[[nodiscard]] Block lay_out(const FontSet& fonts, std::string_view text, const Style& style, int extent_px,
                            std::span<const Span> spans);

}  // namespace bangnin::text
