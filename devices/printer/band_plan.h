#pragma once

#include <cstdint>
#include <vector>

#include "devices/printer/profile.h"
#include "devices/printer/raster.h"

// How to cut a picture into bands so that few bytes travel. Pure.
namespace bangnin::devices {

// What GS v 0 does to the data it carries; the values are the protocol's m.
enum class Scale : std::uint8_t { none = 0, double_width = 1, double_height = 2, quadruple = 3 };

constexpr bool doubles_width(Scale scale) { return (static_cast<unsigned>(scale) & 1U) != 0; }
constexpr bool doubles_height(Scale scale) { return (static_cast<unsigned>(scale) & 2U) != 0; }

enum class BandKind : std::uint8_t { raster, feed };

struct Band {
    BandKind kind = BandKind::raster;
    Scale scale = Scale::none;  // raster only
    int top = 0;                // first row of the picture
    int rows = 0;               // rows of the picture, a multiple of 2 where the height is doubled
    int data_bytes = 0;         // bytes a row of data, already halved where the width is doubled; raster only
};

struct BandPlan {
    int left_bytes = 0;  // blank bytes on the left of every row, to be skipped by a left margin
    std::vector<Band> bands;
};

// The bands cover all rows in order. Each satisfies the profile's limits and reproduces the picture exactly.
BandPlan plan_bands(const Raster& raster, const PrinterProfile& profile);

}  // namespace bangnin::devices
