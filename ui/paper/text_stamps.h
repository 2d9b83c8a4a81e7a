#pragma once
// Text as black dots, by the same engine as on the screen. What was once set is kept, so that a hall's name and the
// labels cost nothing on the next ticket.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/paper/raster.h"
#include "ui/text/bounded_cache.h"
#include "ui/text/text_engine.h"

namespace bangnin::paper {

// How fine a part is drawn. A printer can double rows and columns by itself, so what is drawn on the coarser grid
// travels in a half or a quarter of the bytes; large letters and QR codes lose nothing that the eye sees.
enum class Dots { fine, doubled_rows, doubled };

// Grey darker than this becomes black: coverage above 38 %.
inline constexpr int black_coverage = 97;

// A text's dots. ink's top left dot belongs at (x + left, y + top) where the block's corner is at (x, y).
struct Stamp {
    Raster ink;
    int left = 0;
    int top = 0;
    int block_width = 0;  // dots
    int block_height = 0;
    int baseline = 0;  // of the first line, dots below the block's top
    int lines = 0;
    int unknown_glyphs = 0;
};

// Belongs to the engine's thread and must not outlive it.
class TextStamps {
  public:
    explicit TextStamps(text::Engine& engine) : engine_(engine) {}

    // Style sizes and extent are in dots, as on the screen in px. The reference is good until the next call.
    [[nodiscard]] const Stamp& get(std::string_view text, const text::Style& style, int extent_dots = 0,
                                   Dots dots = Dots::fine, std::span<const text::Span> spans = {});

    [[nodiscard]] text::Engine& engine() { return engine_; }

  private:
    static constexpr std::size_t cache_bytes = 1024 * 1024;

    text::Engine& engine_;
    text::BoundedCache<std::string, Stamp> cache_{cache_bytes};
};

}  // namespace bangnin::paper
