#include "tests/kiosk/golden/picture.h"

#include <cairo.h>

#include <cstring>
#include <memory>

namespace bangnin::kiosk::golden {
namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

// Cairo's RGB24: a number of 32 bits, blue lowest.
constexpr unsigned red_shift = 16;
constexpr unsigned green_shift = 8;

std::uint32_t packed(const std::uint8_t* rgb) {
    return std::uint32_t{rgb[0]} << red_shift | std::uint32_t{rgb[1]} << green_shift | rgb[2];
}

void unpack(std::uint32_t pixel, std::uint8_t* rgb) {
    rgb[0] = static_cast<std::uint8_t>(pixel >> red_shift);
    rgb[1] = static_cast<std::uint8_t>(pixel >> green_shift);
    rgb[2] = static_cast<std::uint8_t>(pixel);
}

std::string failure(const std::filesystem::path& file, cairo_status_t status) {
    return file.string() + ": " + cairo_status_to_string(status);
}

}  // namespace

Picture make_picture(int width, int height) {
    const std::size_t bytes = 3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    return {.width = width, .height = height, .rgb = std::vector<std::uint8_t>(bytes)};
}

Picture halved(const screen::Screen::Pixels& glass) {
    Picture half = make_picture(glass.width / 2, glass.height / 2);
    const auto byte = [&glass](int x, int y, int channel) {
        const auto pixel = static_cast<std::size_t>(y) * static_cast<std::size_t>(glass.width);
        return unsigned{glass.rgba[4 * (pixel + static_cast<std::size_t>(x)) + static_cast<std::size_t>(channel)]};
    };
    for (int y = 0; y < half.height; ++y) {
        for (int x = 0; x < half.width; ++x) {
            for (int c = 0; c < 3; ++c) {
                const unsigned sum = byte(2 * x, 2 * y, c) + byte(2 * x + 1, 2 * y, c) + byte(2 * x, 2 * y + 1, c) +
                                     byte(2 * x + 1, 2 * y + 1, c);
                half.at(x, y)[c] = static_cast<std::uint8_t>((sum + 2) / 4);
            }
        }
    }
    return half;
}

std::expected<Picture, std::string> load_png(const std::filesystem::path& file) {
    const Surface surface(cairo_image_surface_create_from_png(file.c_str()), cairo_surface_destroy);
    if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
        return std::unexpected(failure(file, status));
    }
    if (cairo_image_surface_get_format(surface.get()) != CAIRO_FORMAT_RGB24) {
        return std::unexpected(file.string() + ": not of three colours");
    }
    Picture picture =
        make_picture(cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()));
    const unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, data + static_cast<std::ptrdiff_t>(y) * stride + std::ptrdiff_t{4} * x, sizeof pixel);
            unpack(pixel, picture.at(x, y));
        }
    }
    return picture;
}

std::expected<void, std::string> save_png(const Picture& picture, const std::filesystem::path& file) {
    std::vector<std::uint32_t> pixels;
    pixels.reserve(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) pixels.push_back(packed(picture.at(x, y)));
    }
    const Surface surface(
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_RGB24,
                                            picture.width, picture.height, 4 * picture.width),
        cairo_surface_destroy);
    if (const auto status = cairo_surface_write_to_png(surface.get(), file.c_str()); status != CAIRO_STATUS_SUCCESS) {
        return std::unexpected(failure(file, status));
    }
    return {};
}

}  // namespace bangnin::kiosk::golden
