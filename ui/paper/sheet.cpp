#include "ui/paper/sheet.h"

#include <algorithm>
#include <cmath>

namespace bangnin::paper {
namespace {

constexpr int smallest_width = 8;
constexpr int largest_width = 1024;
constexpr int largest_module = 32;

std::uint8_t* row_of(Raster& raster, int y) {
    return raster.rows.data() + static_cast<std::ptrdiff_t>(y) * raster.stride();
}

// Blackens the dots first…last of a row, both inside it.
void blacken(std::uint8_t* row, int first, int last) {
    const int first_byte = first / 8;
    const int last_byte = last / 8;
    const auto head = static_cast<std::uint8_t>(0xFFU >> static_cast<unsigned>(first % 8));
    const auto tail = static_cast<std::uint8_t>(0xFFU << static_cast<unsigned>(7 - last % 8));
    if (first_byte == last_byte) {
        row[first_byte] |= head & tail;
        return;
    }
    row[first_byte] |= head;
    std::fill(row + first_byte + 1, row + last_byte, std::uint8_t{0xFF});
    row[last_byte] |= tail;
}

// Adds a row of packed dots that begins at dot x, which may lie left of the sheet.
void merge_row(std::uint8_t* target, int target_stride, std::span<const std::uint8_t> source, int x) {
    const int byte_place = x >= 0 ? x / 8 : -((-x + 7) / 8);
    const auto shift = static_cast<unsigned>(x - byte_place * 8);
    for (std::size_t i = 0; i < source.size(); ++i) {
        const int place = byte_place + static_cast<int>(i);
        const unsigned wide = static_cast<unsigned>(source[i]) << (8U - shift);
        if (place >= 0 && place < target_stride) {
            target[place] |= static_cast<std::uint8_t>(wide >> 8U);
        }
        if (place + 1 >= 0 && place + 1 < target_stride) {
            target[place + 1] |= static_cast<std::uint8_t>(wide);
        }
    }
}

double distance_to_segment(double x, double y, double ax, double ay, double bx, double by) {
    const double dx = bx - ax;
    const double dy = by - ay;
    const double length_squared = dx * dx + dy * dy;
    double along = 0;
    if (length_squared > 0) {
        along = std::clamp(((x - ax) * dx + (y - ay) * dy) / length_squared, 0.0, 1.0);
    }
    return std::hypot(x - (ax + along * dx), y - (ay + along * dy));
}

}  // namespace

Sheet::Sheet(int width_dots) { raster_.width_dots = std::clamp(width_dots, smallest_width, largest_width) / 8 * 8; }

void Sheet::extend_to(int height) {
    height = std::min(height, max_height);
    if (height <= raster_.height) {
        return;
    }
    raster_.height = height;
    raster_.rows.resize(static_cast<std::size_t>(raster_.stride()) * static_cast<std::size_t>(height));
}

void Sheet::put(int x, int y, const Stamp& stamp) {
    const Raster& ink = stamp.ink;
    const int left = x + stamp.left;
    const int top = y + stamp.top;
    extend_to(top + ink.height);
    const auto stride = static_cast<std::size_t>(ink.stride());
    for (int row = std::max(0, -top); row < ink.height && top + row < raster_.height; ++row) {
        const std::span source(ink.rows.data() + static_cast<std::size_t>(row) * stride, stride);
        merge_row(row_of(raster_, top + row), raster_.stride(), source, left);
    }
}

void Sheet::rule(int x, int y, int width, int height) {
    const int first = std::max(x, 0);
    const int last = std::min(x + width, raster_.width_dots) - 1;
    if (last < first || height <= 0) {
        return;
    }
    extend_to(y + height);
    for (int row = std::max(y, 0); row < std::min(y + height, raster_.height); ++row) {
        blacken(row_of(raster_, row), first, last);
    }
}

void Sheet::stroke(double from_x, double from_y, double to_x, double to_y, double thickness, Dots dots) {
    const int cell_width = dots == Dots::doubled ? 2 : 1;
    const int cell_height = dots == Dots::fine ? 1 : 2;
    const double reach = thickness / 2;
    const int left = std::max(0, static_cast<int>(std::min(from_x, to_x) - reach) / cell_width * cell_width);
    const int right = std::min(width(), static_cast<int>(std::ceil(std::max(from_x, to_x) + reach)));
    const int top = std::max(0, static_cast<int>(std::min(from_y, to_y) - reach) / cell_height * cell_height);
    const int bottom = std::min(max_height, static_cast<int>(std::ceil(std::max(from_y, to_y) + reach)));
    for (int y = top; y < bottom; y += cell_height) {
        for (int x = left; x < right; x += cell_width) {
            const double away =
                distance_to_segment(x + cell_width / 2.0, y + cell_height / 2.0, from_x, from_y, to_x, to_y);
            if (away <= reach) {
                rule(x, y, cell_width, cell_height);
            }
        }
    }
}

void Sheet::qr(int x, int y, const QrMatrix& code, int module_dots) {
    const int module = std::clamp(module_dots, 1, largest_module);
    extend_to(y + code.side * module);
    for (int row = 0; row < code.side; ++row) {
        for (int column = 0; column < code.side;) {
            int end = column;
            while (end < code.side && code.black(end, row)) {
                ++end;
            }
            rule(x + column * module, y + row * module, (end - column) * module, module);
            column = end + 1;
        }
    }
}

}  // namespace bangnin::paper
