#include "devices/sim/escpos_paper.h"

#include <cairo.h>

#include <algorithm>
#include <memory>
#include <system_error>

namespace bangnin::devices::sim {
namespace {

constexpr std::size_t bits = 8;

bool is_black(std::span<const std::uint8_t> row, std::size_t x) {
    return (row[x / bits] >> (bits - 1 - x % bits) & 1) != 0;
}

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

Surface drawn(const Paper& paper) {
    const int height = std::max(1, static_cast<int>(paper.height()));
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, paper.width_dots(), height), &cairo_surface_destroy);
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return surface;
    cairo_surface_flush(surface.get());
    unsigned char* pixels = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    std::fill_n(pixels, stride * static_cast<std::size_t>(height), static_cast<unsigned char>(0xFF));
    for (std::size_t y = 0; y < paper.height(); ++y) {
        const auto row = paper.dots().subspan(y * paper.row_bytes(), paper.row_bytes());
        for (std::size_t x = 0; x < static_cast<std::size_t>(paper.width_dots()); ++x)
            if (is_black(row, x)) std::fill_n(pixels + y * stride + x * 4, 4, static_cast<unsigned char>(0));
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

}  // namespace

void Paper::feed(std::size_t rows) {
    const std::size_t room = longest - std::min(longest, height());
    dots_.resize(dots_.size() + std::min(rows, room) * row_bytes(), 0);
}

void Paper::print_row(std::span<const std::uint8_t> row, std::size_t left) {
    if (height() >= longest) return;
    const std::size_t start = dots_.size();
    dots_.resize(start + row_bytes(), 0);
    bool black = false;
    const auto width = static_cast<std::size_t>(width_dots_);
    for (std::size_t x = 0; x < row.size() * bits && left + x < width; ++x) {
        if (!is_black(row, x)) continue;
        const std::size_t at = left + x;
        dots_[start + at / bits] |= static_cast<std::uint8_t>(0x80U >> (at % bits));
        black = true;
    }
    if (!black) return;
    ++black_rows_;
    last_black_ = height();
}

void Paper::clear() {
    dots_.clear();
    black_rows_ = 0;
    last_black_ = 0;
}

std::expected<void, std::string> write_png(const Paper& paper, const std::filesystem::path& file) {
    const Surface surface = drawn(paper);
    const std::filesystem::path draft = file.string() + ".part";
    const cairo_status_t status = cairo_surface_write_to_png(surface.get(), draft.c_str());
    if (status != CAIRO_STATUS_SUCCESS) return std::unexpected(file.string() + ": " + cairo_status_to_string(status));
    std::error_code failure;
    std::filesystem::rename(draft, file, failure);
    if (failure) return std::unexpected(file.string() + ": " + failure.message());
    return {};
}

}  // namespace bangnin::devices::sim
