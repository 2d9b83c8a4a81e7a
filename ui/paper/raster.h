#pragma once
// A black-and-white picture for a thermal printer.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bangnin::paper {

// Rows from the top, each of stride() bytes, leftmost dot in the highest bit, 1 = black; bits beyond the width are 0.
// A printer of 203 dpi has 8 dots a millimetre.
struct Raster {
    int width_dots = 0;
    int height = 0;
    std::vector<std::uint8_t> rows;

    [[nodiscard]] int stride() const { return (width_dots + 7) / 8; }

    // Outside the picture everything is white.
    [[nodiscard]] bool black(int x, int y) const {
        if (x < 0 || y < 0 || x >= width_dots || y >= height) {
            return false;
        }
        const auto byte =
            static_cast<std::size_t>(y) * static_cast<std::size_t>(stride()) + static_cast<std::size_t>(x / 8);
        return (rows[byte] & (0x80U >> static_cast<unsigned>(x % 8))) != 0;
    }

    bool operator==(const Raster&) const = default;
};

}  // namespace bangnin::paper
