// Pictures of the screen that are kept to be compared with: half the glass's size, in a file of some tens of kilobytes.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "ui/screen/screen.h"

namespace bangnin::kiosk::golden {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;  // three bytes a pixel, rows from the top

    [[nodiscard]] std::uint8_t* at(int x, int y) { return &rgb[offset(x, y)]; }
    [[nodiscard]] const std::uint8_t* at(int x, int y) const { return &rgb[offset(x, y)]; }

    bool operator==(const Picture&) const = default;

  private:
    [[nodiscard]] std::size_t offset(int x, int y) const {
        return 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
    }
};

[[nodiscard]] Picture make_picture(int width, int height);

/// Each pixel the mean of four.
[[nodiscard]] Picture halved(const screen::Screen::Pixels& glass);

/// The errors are sentences.
[[nodiscard]] std::expected<Picture, std::string> load_png(const std::filesystem::path& file);
[[nodiscard]] std::expected<void, std::string> save_png(const Picture& picture, const std::filesystem::path& file);

}  // namespace bangnin::kiosk::golden
