#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bangnin::devices {

// A one-bit picture for a thermal head: rows from top to bottom, each row_bytes() long, the leftmost dot in the most
// significant bit, 1 = black. Bits to the right of width_dots are padding and are printed white whatever they hold.
struct Raster {
    int width_dots = 0;  // 1..max_raster_width
    int height = 0;      // dots, 0..max_raster_height
    std::vector<std::uint8_t> rows;

    std::size_t row_bytes() const { return static_cast<std::size_t>(width_dots + 7) / 8; }

    std::span<const std::uint8_t> row(int y) const {
        return std::span(rows).subspan(static_cast<std::size_t>(y) * row_bytes(), row_bytes());
    }

    friend bool operator==(const Raster&, const Raster&) = default;
};

inline constexpr int max_raster_width = 1024;    // the widest 203 dpi heads (112 mm) have 832 dots
inline constexpr int max_raster_height = 20000;  // 2.5 m of paper; anything longer is a caller's mistake

// Whether the sizes are in range and `rows` holds exactly what they promise.
inline bool is_well_formed(const Raster& raster) {
    return raster.width_dots > 0 && raster.width_dots <= max_raster_width && raster.height >= 0 &&
           raster.height <= max_raster_height &&
           raster.rows.size() == raster.row_bytes() * static_cast<std::size_t>(raster.height);
}

}  // namespace bangnin::devices
