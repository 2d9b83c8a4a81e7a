#include "ui/paper/png.h"

#include <cairo.h>

#include <algorithm>
#include <memory>

namespace bangnin::paper {
namespace {

struct SurfaceRelease {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

constexpr std::uint32_t ink_pixel = 0x000000;
constexpr std::uint32_t paper_pixel = 0xFFFFFF;

}  // namespace

PngResult write_png(const Raster& raster, const std::filesystem::path& file) {
    const std::unique_ptr<cairo_surface_t, SurfaceRelease> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, raster.width_dots, raster.height));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS || raster.height == 0) {
        return PngResult::failed;
    }
    cairo_surface_flush(surface.get());
    unsigned char* bytes = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < raster.height; ++y) {
        auto* pixels = reinterpret_cast<std::uint32_t*>(bytes + static_cast<std::ptrdiff_t>(y) * stride);
        for (int x = 0; x < raster.width_dots; ++x) {
            pixels[x] = raster.black(x, y) ? ink_pixel : paper_pixel;
        }
    }
    cairo_surface_mark_dirty(surface.get());
    const bool written = cairo_surface_write_to_png(surface.get(), file.c_str()) == CAIRO_STATUS_SUCCESS;
    return written ? PngResult::written : PngResult::failed;
}

}  // namespace bangnin::paper
