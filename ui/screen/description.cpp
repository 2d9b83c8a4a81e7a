#include "ui/screen/description.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

#include "ui/screen/frame.h"

namespace bangnin::screen {
namespace {

// Points of the ink's rectangle that are looked at: enough to meet the edge of whatever the words run over.
constexpr int points_across = 9;
constexpr int points_down = 5;

// Whether the point lies in the part that a round corner takes away.
bool cut_away(const Item& item, Point point) {
    const Rect& box = item.box;
    const bool top = point.y < box.y + item.radius;
    const bool bottom = point.y > box.bottom() - item.radius;
    if ((!top && !bottom) || (top && item.corners == Corners::bottom) || (bottom && item.corners == Corners::top)) {
        return false;
    }
    const float x = std::clamp(point.x, box.x + item.radius, box.right() - item.radius);
    const float y = std::clamp(point.y, box.y + item.radius, box.bottom() - item.radius);
    return std::hypot(point.x - x, point.y - y) > item.radius;
}

// Of a convex polygon: the point lies on the same side of all its edges.
bool within(std::span<const Point> corners, Point point) {
    bool left = false;
    bool right = false;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point& a = corners[i];
        const Point& b = corners[(i + 1) % corners.size()];
        const float side = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
        left = left || side > 0;
        right = right || side < 0;
    }
    return !(left && right);
}

Rect rect_of(const PixelRect& pixels) {
    return {static_cast<float>(pixels.left), static_cast<float>(pixels.top),
            static_cast<float>(pixels.right - pixels.left), static_cast<float>(pixels.bottom - pixels.top)};
}

// Lines, icons, words and shadows are no ground that one writes on.
bool covers(const DisplayList& list, const Item& item, Point point) {
    if (item.cut && !rect_of(*item.cut).contains(point)) return false;
    switch (item.kind) {
        case Item::Kind::fill:
            return item.box.contains(point) && !cut_away(item, point);
        case Item::Kind::polygon:
            return within(list.points(item), point);
        case Item::Kind::picture:
            return item.texture->kind() == GlTexture::Kind::colour && item.box.contains(point);
        default:
            return false;
    }
}

Rgba over(Rgba above, Rgba below) {
    const auto mix = [&](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>((a * above.a + b * (255 - above.a) + 127) / 255);
    };
    return {mix(above.r, below.r), mix(above.g, below.g), mix(above.b, below.b), 255};
}

// Cairo keeps a pixel as one number, its colours already multiplied by its alpha.
Rgba colour_of_pixel(std::uint32_t pixel) {
    const std::uint32_t alpha = pixel >> 24U;
    if (alpha == 0) return {0, 0, 0, 0};
    const auto part = [&](unsigned shift) {
        return static_cast<std::uint8_t>(std::min<std::uint32_t>(255, ((pixel >> shift) & 0xFFU) * 255 / alpha));
    };
    return {part(16), part(8), part(0), static_cast<std::uint8_t>(alpha)};
}

Rect base_rect(const Projection& projection, const Rect& box) {
    const Point corner = projection.to_base({box.x, box.y});
    return {corner.x, corner.y, box.w / projection.scale, box.h / projection.scale};
}

}  // namespace

void Recorder::write(std::string_view words, const TextLook& look, const Picture& picture, const Item& item,
                     const DisplayList& list, const Projection& projection, int layer) {
    // What is cut off is not there.
    const Rect shown = list.cut() ? item.box.intersected(rect_of(*list.cut())) : item.box;
    if (shown.empty()) return;
    Writing writing{.words = std::string(words),
                    .flow = look.flow,
                    .size = look.size,
                    .ink = base_rect(projection, shown),
                    .mark = item.colour,
                    .unknown_glyphs = picture.unknown_glyphs,
                    .torn_words = picture.torn_words,
                    .layer = layer};
    const Rect ink = shown.grown(-1);
    for (int row = 0; row < points_down; ++row) {
        for (int column = 0; column < points_across; ++column) {
            const Seen seen = seen_at(list, {ink.x + ink.w * static_cast<float>(column) / (points_across - 1),
                                             ink.y + ink.h * static_cast<float>(row) / (points_down - 1)});
            writing.over_picture = writing.over_picture || seen.picture;
            if (std::ranges::find(writing.grounds, seen.colour) == writing.grounds.end()) {
                writing.grounds.push_back(seen.colour);
            }
        }
    }
    description_.writings.push_back(std::move(writing));
}

void Recorder::illustration(std::string_view key, const DisplayList& list, float scale, const Ui::Painter& painter) {
    const std::size_t place = list.items().size() - 1;
    const Rect& box = list.items().back().box;
    const int width = static_cast<int>(box.w);
    const int height = static_cast<int>(box.h);
    const auto [entry, fresh] =
        painted_.try_emplace(std::string(key) + " " + std::to_string(width) + " " + std::to_string(height));
    Pixels& pixels = entry->second;
    pictures_[place] = &pixels;
    if (!fresh) return;
    pixels.width = width;
    pixels.height = height;
    pixels.colours.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()), cairo_destroy);
    cairo_scale(cairo.get(), scale, scale);
    painter(cairo.get());
    cairo_surface_flush(surface.get());
    const unsigned char* rows = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, rows + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4, 4);
            pixels.colours.push_back(colour_of_pixel(pixel));
        }
    }
}

Rgba Recorder::colour_of(const DisplayList& list, std::size_t place, Point point) const {
    const Item& item = list.items()[place];
    if (item.kind != Item::Kind::picture) return item.colour;
    const Pixels& pixels = *pictures_.at(place);
    const auto x = static_cast<std::size_t>(std::clamp(static_cast<int>(point.x - item.box.x), 0, pixels.width - 1));
    const auto y = static_cast<std::size_t>(std::clamp(static_cast<int>(point.y - item.box.y), 0, pixels.height - 1));
    return pixels.colours[y * static_cast<std::size_t>(pixels.width) + x];
}

// Down through what lets light pass to what does not, and up again.
Recorder::Seen Recorder::seen_at(const DisplayList& list, Point point) const {
    const auto& items = list.items();
    std::vector<Rgba> above;
    Seen seen{.colour = {0, 0, 0, 255}};
    for (std::size_t place = items.size(); place-- > 0;) {
        if (!covers(list, items[place], point)) continue;
        const Rgba colour = colour_of(list, place, point);
        if (colour.a == 0) continue;
        seen.picture = seen.picture || items[place].kind == Item::Kind::picture;
        if (colour.a == 255) {
            seen.colour = colour;
            break;
        }
        above.push_back(colour);
    }
    for (auto colour = above.rbegin(); colour != above.rend(); ++colour) seen.colour = over(*colour, seen.colour);
    return seen;
}

}  // namespace bangnin::screen
