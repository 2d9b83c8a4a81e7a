#pragma once
// A raster as a PNG file, for people and tests to look at.

#include <filesystem>

#include "ui/paper/raster.h"

namespace bangnin::paper {

enum class PngResult { written, failed };

// One pixel a dot, black on white.
[[nodiscard]] PngResult write_png(const Raster& raster, const std::filesystem::path& file);

}  // namespace bangnin::paper
