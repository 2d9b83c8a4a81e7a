#include "ui/text/text_engine.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>

#include "ui/text/font_set.h"
#include "ui/text/text_layout.h"

namespace bangnin::text {
namespace {

constexpr double quarter_turn = 1.5707963267948966;

struct SurfaceRelease {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct PainterRelease {
    void operator()(cairo_t* painter) const { cairo_destroy(painter); }
};

struct Box {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    [[nodiscard]] bool empty() const { return right <= left || bottom <= top; }
};

// Where a line's ink falls on the page, grown by a pixel for the soft edge.
Box ink_box(const PlacedLine& placed, Flow flow) {
    PangoRectangle ink{};
    pango_layout_line_get_pixel_extents(placed.line, &ink, nullptr);
    if (ink.width <= 0 || ink.height <= 0) {
        return {};
    }
    if (flow == Flow::horizontal) {
        return {placed.x + ink.x - 1, placed.y + ink.y - 1, placed.x + ink.x + ink.width + 1,
                placed.y + ink.y + ink.height + 1};
    }
    return {placed.x - ink.y - ink.height - 1, placed.y + ink.x - 1, placed.x - ink.y + 1,
            placed.y + ink.x + ink.width + 1};
}

Box all_ink(const Block& block, Flow flow) {
    Box all;
    for (const PlacedLine& line : block.lines) {
        const Box ink = ink_box(line, flow);
        if (ink.empty()) {
            continue;
        }
        if (all.empty()) {
            all = ink;
            continue;
        }
        all = {std::min(all.left, ink.left), std::min(all.top, ink.top), std::max(all.right, ink.right),
               std::max(all.bottom, ink.bottom)};
    }
    // No glyph reaches further than its own size out of the block; what lies beyond the largest picture is cut.
    all.left = std::max(all.left, -max_side_px / 8);
    all.top = std::max(all.top, -max_side_px / 8);
    all.right = std::min(all.right, all.left + max_side_px);
    all.bottom = std::min(all.bottom, all.top + max_side_px);
    return all;
}

void draw_lines(cairo_t* painter, const Block& block, Flow flow) {
    for (const PlacedLine& placed : block.lines) {
        cairo_save(painter);
        cairo_translate(painter, placed.x, placed.y);
        if (flow == Flow::vertical_mongolian) {
            cairo_rotate(painter, quarter_turn);
        }
        cairo_move_to(painter, 0, 0);
        pango_cairo_show_layout_line(painter, placed.line);
        cairo_restore(painter);
    }
}

// In em of the style.
constexpr double underline_below = 0.16;
constexpr double underline_thickness = 0.05;

struct XRangesRelease {
    void operator()(int* ranges) const { g_free(ranges); }
};

void underline(cairo_t* painter, const PlacedLine& placed, const Range& range, double size_px) {
    const auto begin = static_cast<int>(range.start_byte);
    const auto end = static_cast<int>(range.start_byte + range.length_bytes);
    const int line_begin = placed.line->start_index;
    const int line_end = line_begin + placed.line->length;
    if (std::max(begin, line_begin) >= std::min(end, line_end)) {
        return;
    }
    int* ranges = nullptr;
    int count = 0;
    pango_layout_line_get_x_ranges(placed.line, std::max(begin, line_begin), std::min(end, line_end), &ranges, &count);
    const std::unique_ptr<int, XRangesRelease> owned(ranges);
    for (int i = 0; i < count; ++i) {
        const std::ptrdiff_t pair = 2 * static_cast<std::ptrdiff_t>(i);
        const double left = pango_units_to_double(ranges[pair]);
        const double right = pango_units_to_double(ranges[pair + 1]);
        cairo_rectangle(painter, placed.x + left, placed.y + underline_below * size_px, right - left,
                        underline_thickness * size_px);
    }
    cairo_fill(painter);
}

}  // namespace

struct Engine::State {
    FontSet fonts;
    std::vector<std::uint8_t> canvas;  // kept between calls, for its memory
};

std::expected<std::unique_ptr<Engine>, Error> Engine::create(const Options& options) {
    auto fonts = FontSet::create(options);
    if (!fonts) {
        return std::unexpected(fonts.error());
    }
    return std::unique_ptr<Engine>(new Engine(std::make_unique<State>(State{std::move(*fonts), {}})));
}

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::~Engine() = default;

Metrics Engine::measure(std::string_view text, const Style& style, int extent_px, std::span<const Span> spans) {
    return lay_out(state_->fonts, text, style, extent_px, spans).metrics;
}

Coverage Engine::render(std::string_view text, const Style& style, int extent_px, std::span<const Span> spans) {
    Block block = lay_out(state_->fonts, text, style, extent_px, spans);
    Coverage result;
    const Box ink = all_ink(block, style.flow);
    result.metrics = std::move(block.metrics);
    if (ink.empty()) {
        return result;
    }
    const int width = ink.right - ink.left;
    const int height = ink.bottom - ink.top;
    const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, width);
    auto& canvas = state_->canvas;
    canvas.assign(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height), 0);
    {
        const std::unique_ptr<cairo_surface_t, SurfaceRelease> surface(
            cairo_image_surface_create_for_data(canvas.data(), CAIRO_FORMAT_A8, width, height, stride));
        const std::unique_ptr<cairo_t, PainterRelease> painter(cairo_create(surface.get()));
        cairo_translate(painter.get(), -ink.left, -ink.top);
        draw_lines(painter.get(), block, style.flow);
        cairo_surface_flush(surface.get());
    }
    result.width = width;
    result.height = height;
    result.left = ink.left;
    result.top = ink.top;
    result.alpha.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int row = 0; row < height; ++row) {
        std::copy_n(canvas.data() + static_cast<std::ptrdiff_t>(row) * stride, width,
                    result.alpha.data() + static_cast<std::ptrdiff_t>(row) * width);
    }
    constexpr std::size_t kept_canvas_bytes = 4 * 1024 * 1024;
    if (canvas.capacity() > kept_canvas_bytes) {
        canvas = {};
    }
    return result;
}

Metrics Engine::paint(_cairo* painter, std::string_view text, const Style& style, int extent_px,
                      std::span<const Range> underlined) {
    Block block = lay_out(state_->fonts, text, style, extent_px, {});
    draw_lines(painter, block, style.flow);
    if (style.flow == Flow::horizontal && !block.tail) {
        for (const Range& range : cleaned_ranges(text, underlined)) {
            for (const PlacedLine& placed : block.lines) {
                underline(painter, placed, range, style.size_px);
            }
        }
    }
    return std::move(block.metrics);
}

void Engine::warm_up() {
    for (const Weight weight : {Weight::regular, Weight::bold}) {
        Style style;
        style.weight = weight;
        (void)render("永0", style);
    }
}

}  // namespace bangnin::text
