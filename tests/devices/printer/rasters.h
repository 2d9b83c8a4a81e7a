#pragma once

#include <algorithm>
#include <cstdint>
#include <random>

#include "devices/printer/raster.h"

// Pictures for the printer's tests.
namespace bangnin::devices::testing {

inline Raster blank_raster(int width, int height) {
    Raster raster{.width_dots = width, .height = height, .rows = {}};
    raster.rows.resize(raster.row_bytes() * static_cast<std::size_t>(height));
    return raster;
}

inline void set_dot(Raster& raster, int x, int y) {
    if (x < 0 || y < 0 || x >= raster.width_dots || y >= raster.height) return;
    raster.rows[static_cast<std::size_t>(y) * raster.row_bytes() + static_cast<std::size_t>(x / 8)] |=
        static_cast<std::uint8_t>(0x80 >> (x % 8));
}

inline void fill(Raster& raster, int left, int top, int width, int height) {
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x) set_dot(raster, x, y);
}

// Blank stretches, boxes on even and odd coordinates, and noise, in any order: what bands are made of.
inline Raster random_raster(std::mt19937& random, int width, int height) {
    Raster raster = blank_raster(width, height);
    const auto pick = [&](int most) { return std::uniform_int_distribution<int>(0, std::max(most, 0))(random); };
    const int things = pick(12);
    for (int thing = 0; thing < things; ++thing) {
        const int grid = 1 + pick(1);
        const int left = pick(width - 1) / grid * grid;
        const int top = pick(height - 1) / grid * grid;
        const int wide = (1 + pick(width / 2)) * grid;
        const int high = (1 + pick(40)) * grid;
        if (pick(2) > 0) {
            fill(raster, left, top, wide, high);
            continue;
        }
        for (int y = top; y < std::min(top + high, height); y += grid)
            for (int x = left; x < std::min(left + wide, width); x += grid)
                if (pick(1) == 0) fill(raster, x, y, grid, grid);
    }
    return raster;
}

// As busy as a real ticket: lines of small text, a big number and a QR code on an even grid, rules, blank stretches.
inline Raster ticket_raster(int width = 576, int height = 900) {
    std::mt19937 random(20);
    Raster raster = blank_raster(width, height);
    const auto glyphs = [&](int top, int columns, int size, int grid) {
        for (int column = 0; column < columns; ++column)
            for (int y = 0; y < size; y += grid)
                for (int x = 0; x < size * 4 / 5; x += grid)
                    if (random() % 3 == 0) fill(raster, 24 + column * size + x, top + y, grid, grid);
    };
    glyphs(20, 12, 40, 2);
    fill(raster, 24, 80, width - 48, 2);
    glyphs(100, 5, 96, 2);
    glyphs(220, 14, 32, 2);
    glyphs(270, 14, 32, 2);
    glyphs(330, 18, 24, 2);
    for (int y = 0; y < 33; ++y)
        for (int x = 0; x < 33; ++x)
            if (random() % 2 == 0) fill(raster, 156 + x * 8, 400 + y * 8, 8, 8);
    glyphs(690, 20, 24, 2);
    glyphs(730, 20, 24, 2);
    fill(raster, 24, 780, width - 48, 2);
    glyphs(800, 20, 24, 2);
    return raster;
}

}  // namespace bangnin::devices::testing
