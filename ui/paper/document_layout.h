#pragma once
// Where everything of a document stands on its pages.

#include <expected>
#include <string>
#include <vector>

#include "ui/paper/document.h"

namespace bangnin::paper {

// The engine's pixels a millimetre: fine enough that its whole pixels are not seen on paper.
inline constexpr double px_per_mm = 10;

struct PlacedWords {
    double x_mm = 0;
    double y_mm = 0;
    int extent_px = 0;
    Words words;
};
struct PlacedRule {
    double x_mm = 0;
    double y_mm = 0;
    double width_mm = 0;
    double height_mm = 0;
};
struct PlacedPicture {
    double x_mm = 0;
    double y_mm = 0;
    Picture picture;
};

struct Page {
    std::vector<PlacedWords> words;
    std::vector<PlacedRule> rules;
    std::vector<PlacedPicture> pictures;
};

struct Layout {
    std::vector<Page> pages;  // at least one
    int unknown_glyphs = 0;
};

[[nodiscard]] text::Style style_of(const Words& words);
[[nodiscard]] int extent_px_of(double width_mm);

[[nodiscard]] std::expected<Layout, PdfFault> lay_out(text::Engine& engine, const Document& document);

}  // namespace bangnin::paper
