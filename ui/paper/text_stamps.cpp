#include "ui/paper/text_stamps.h"

namespace bangnin::paper {
namespace {

struct Cell {
    int width = 1;
    int height = 1;
};

Cell cell_of(Dots dots) {
    switch (dots) {
        case Dots::fine:
            return {1, 1};
        case Dots::doubled_rows:
            return {1, 2};
        case Dots::doubled:
            return {2, 2};
    }
    return {1, 1};
}

int floor_to(int value, int step) {
    const int rest = value % step;
    return rest < 0 ? value - rest - step : value - rest;
}

// Mean coverage of a cell whose top left dot is (x, y) of the picture.
int coverage_at(const text::Coverage& grey, int x, int y, Cell cell) {
    int sum = 0;
    for (int row = std::max(y, 0); row < std::min(y + cell.height, grey.height); ++row) {
        const auto* alpha = grey.alpha.data() + static_cast<std::ptrdiff_t>(row) * grey.width;
        for (int column = std::max(x, 0); column < std::min(x + cell.width, grey.width); ++column) {
            sum += alpha[column];
        }
    }
    return sum / (cell.width * cell.height);
}

void blacken(Raster& raster, int x, int y, Cell cell) {
    for (int row = y; row < y + cell.height; ++row) {
        auto* bytes = raster.rows.data() + static_cast<std::ptrdiff_t>(row) * raster.stride();
        for (int column = x; column < x + cell.width; ++column) {
            bytes[column / 8] |= static_cast<std::uint8_t>(0x80U >> static_cast<unsigned>(column % 8));
        }
    }
}

// The cells lie on a grid through the block's corner, so that the stamp doubles cleanly at any even place.
Stamp stamped(const text::Coverage& grey, Dots dots) {
    const Cell cell = cell_of(dots);
    Stamp stamp;
    stamp.left = floor_to(grey.left, cell.width);
    stamp.top = floor_to(grey.top, cell.height);
    stamp.block_width = grey.metrics.width;
    stamp.block_height = grey.metrics.height;
    stamp.baseline = grey.metrics.lines.empty() ? 0 : grey.metrics.lines.front().baseline;
    stamp.lines = static_cast<int>(grey.metrics.lines.size());
    stamp.unknown_glyphs = grey.metrics.unknown_glyphs;
    const int shift_x = stamp.left - grey.left;
    const int shift_y = stamp.top - grey.top;
    Raster& ink = stamp.ink;
    ink.width_dots = -floor_to(-(grey.width - shift_x), cell.width);
    ink.height = -floor_to(-(grey.height - shift_y), cell.height);
    ink.rows.resize(static_cast<std::size_t>(ink.stride()) * static_cast<std::size_t>(ink.height));
    for (int y = 0; y < ink.height; y += cell.height) {
        for (int x = 0; x < ink.width_dots; x += cell.width) {
            if (coverage_at(grey, x + shift_x, y + shift_y, cell) > black_coverage) {
                blacken(ink, x, y, cell);
            }
        }
    }
    return stamp;
}

template <typename T>
void append_bytes(std::string& key, const T& value) {
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string key_of(std::string_view text, const text::Style& style, int extent, Dots dots,
                   std::span<const text::Span> spans) {
    std::string key;
    key.reserve(text.size() + 48 + spans.size() * 24);
    for (const int number : {static_cast<int>(style.weight), static_cast<int>(style.flow),
                             static_cast<int>(style.align), static_cast<int>(style.digits), style.max_lines, extent,
                             static_cast<int>(dots), static_cast<int>(spans.size())}) {
        append_bytes(key, number);
    }
    append_bytes(key, style.size_px);
    append_bytes(key, style.line_height_px);
    for (const text::Span& span : spans) {
        append_bytes(key, span.start_byte);
        append_bytes(key, span.length_bytes);
        append_bytes(key, span.weight);
        append_bytes(key, span.size_px);
    }
    key += text;
    return key;
}

}  // namespace

const Stamp& TextStamps::get(std::string_view text, const text::Style& style, int extent_dots, Dots dots,
                             std::span<const text::Span> spans) {
    const std::string key = key_of(text, style, extent_dots, dots, spans);
    if (const Stamp* known = cache_.find(key)) {
        return *known;
    }
    Stamp stamp = stamped(engine_.render(text, style, extent_dots, spans), dots);
    const std::size_t bytes = sizeof(Stamp) + stamp.ink.rows.size() + 2 * key.size();
    return *cache_.insert(key, std::move(stamp), bytes);
}

}  // namespace bangnin::paper
