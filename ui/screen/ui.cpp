#include "ui/screen/ui.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "ui/screen/description.h"
#include "ui/screen/frame.h"

namespace bangnin::screen {
namespace {

constexpr float strong_icon_line = 4.0F;  // tokens: line.icon_strong
constexpr float scrim_opacity = 0.72F;    // README of the design, drawing rules
constexpr Rgba shadow_colour{12, 42, 46, 255};

struct ShadowLook {
    float down, blur, opacity;
};

// tokens: elevation.e1, elevation.e2
constexpr ShadowLook shadow_look(Elevation elevation) {
    return elevation == Elevation::card ? ShadowLook{4, 16, 0.08F} : ShadowLook{24, 64, 0.22F};
}

Rgba faded(Rgba colour, float opacity) {
    const float alpha = static_cast<float>(colour.a) * std::clamp(opacity, 0.0F, 1.0F);
    colour.a = static_cast<std::uint8_t>(std::lround(alpha));
    return colour;
}

Rgba ground_of(const Frame& frame, const Paint& paint) {
    return faded(paint.fixed ? *paint.fixed : frame.theme.ground(paint.colour, frame.contrast), paint.opacity);
}

Rgba mark_of(const Frame& frame, const Paint& paint) {
    return faded(paint.fixed ? *paint.fixed : frame.theme.mark(paint.colour, frame.contrast), paint.opacity);
}

text::Style style_of(const TextLook& look, float scale) {
    return {.size_px = look.size * scale,
            .weight = look.weight,
            .flow = look.flow,
            .align = look.align,
            .line_height_px = look.line_height * scale,
            .digits = look.digits,
            .max_lines = look.max_lines};
}

const Picture& shaped(Frame& frame, Size box, std::string_view utf8, const TextLook& look,
                      std::span<const text::Span> spans) {
    const float scale = frame.projection.scale;
    const float room = look.flow == text::Flow::horizontal ? box.w : box.h;
    const int extent = room > 0 ? std::max(1, static_cast<int>(std::ceil(room * scale))) : 0;
    if (spans.empty() || scale == 1.0F) {
        return frame.pictures.text(utf8, style_of(look, scale), extent, spans);
    }
    std::vector<text::Span> scaled(spans.begin(), spans.end());
    for (text::Span& span : scaled) {
        span.size_px *= scale;
    }
    return frame.pictures.text(utf8, style_of(look, scale), extent, scaled);
}

float shift(text::Align align, float room) {
    switch (align) {
        case text::Align::start:
            return 0;
        case text::Align::centre:
            return room / 2;
        case text::Align::end:
            return room;
    }
    return 0;
}

float shift(VerticalAlign align, float room) {
    switch (align) {
        case VerticalAlign::top:
            return 0;
        case VerticalAlign::middle:
            return room / 2;
        case VerticalAlign::bottom:
            return room;
    }
    return 0;
}

// The alignment of the design's texts is along the page; in vertical columns it is theirs, from top to bottom.
Point place_of(const Rect& box, const TextLook& look, const Picture& picture) {
    const float room_x = box.w - static_cast<float>(picture.width);
    const float room_y = box.h - static_cast<float>(picture.height);
    if (look.flow == text::Flow::horizontal) {
        return {box.x + shift(look.align, room_x), box.y + shift(look.vertical, room_y)};
    }
    const float y = look.vertical == VerticalAlign::top ? shift(look.align, room_y) : shift(look.vertical, room_y);
    return {box.x + shift(look.align, room_x), box.y + y};
}

}  // namespace

void Ui::fill(const Rect& rect, Paint paint, float radius, Corners corners) {
    const Rect box = frame_.projection.to_glass(rect);
    if (box.empty()) {
        return;
    }
    const float largest = std::min(box.w, box.h) / 2;
    frame_.list.add({.kind = Item::Kind::fill,
                     .corners = corners,
                     .colour = ground_of(frame_, paint),
                     .box = box,
                     .radius = std::clamp(radius * frame_.projection.scale, 0.0F, largest)});
}

void Ui::outline(const Rect& rect, Paint paint, float width, float radius) {
    const Rect box = frame_.projection.to_glass(rect);
    if (box.empty()) {
        return;
    }
    const float largest = std::min(box.w, box.h) / 2;
    frame_.list.add({.kind = Item::Kind::outline,
                     .colour = mark_of(frame_, paint),
                     .box = box,
                     .radius = std::clamp(radius * frame_.projection.scale, 0.0F, largest),
                     .line_width = std::max(1.0F, std::round(width * frame_.projection.scale))});
}

void Ui::line(Point from, Point to, Paint paint, float width) {
    const float thick = std::max(1.0F, std::round(width * frame_.projection.scale));
    const Point a = frame_.projection.to_glass(from);
    const Point b = frame_.projection.to_glass(to);
    const Rgba colour = mark_of(frame_, paint);
    if (from.x == to.x || from.y == to.y) {  // upright or level: whole pixels, no smoothing
        const bool level = from.y == to.y;
        const float x = std::round(std::min(a.x, b.x) - (level ? 0 : thick / 2));
        const float y = std::round(std::min(a.y, b.y) - (level ? thick / 2 : 0));
        frame_.list.add({.kind = Item::Kind::fill,
                         .colour = colour,
                         .box = {x, y, level ? std::round(std::abs(b.x - a.x)) : thick,
                                 level ? thick : std::round(std::abs(b.y - a.y))}});
        return;
    }
    frame_.list.add(
        {.kind = Item::Kind::stroke, .colour = colour, .box = {a.x, a.y, b.x - a.x, b.y - a.y}, .line_width = thick});
}

void Ui::pen(Point from, float from_radius, Point to, float to_radius, Paint paint) {
    constexpr float pi = std::numbers::pi_v<float>;
    constexpr float arc_step = pi / 6;
    const Point a = frame_.projection.to_glass(from);
    const Point b = frame_.projection.to_glass(to);
    const float scale = frame_.projection.scale;
    const float apart = std::hypot(b.x - a.x, b.y - a.y);
    const float wider = (from_radius - to_radius) * scale;
    std::vector<Point> edge;
    const auto add_arc = [&edge](Point centre, float radius, float begin, float end) {
        const int parts = std::max(1, static_cast<int>(std::ceil((end - begin) / arc_step)));
        for (int i = 0; i <= parts; ++i) {
            const float angle = std::lerp(begin, end, static_cast<float>(i) / static_cast<float>(parts));
            edge.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
        }
    };
    if (apart <= std::abs(wider)) {  // one round lies in the other
        add_arc(wider >= 0 ? a : b, std::max(from_radius, to_radius) * scale, 0, 2 * pi - arc_step);
    } else {
        const float heading = std::atan2(b.y - a.y, b.x - a.x);
        const float touching = std::acos(wider / apart);  // from the heading to where both rounds meet one line
        add_arc(b, to_radius * scale, heading - touching, heading + touching);
        add_arc(a, from_radius * scale, heading + touching, heading + 2 * pi - touching);
    }
    frame_.list.add_polygon(edge, mark_of(frame_, paint));
}

void Ui::polygon(std::span<const Point> points, Paint paint) {
    std::vector<Point> placed;
    placed.reserve(points.size());
    for (const Point& point : points) {
        placed.push_back(frame_.projection.to_glass(point));
    }
    frame_.list.add_polygon(placed, ground_of(frame_, paint));
}

void Ui::shadow(const Rect& rect, Elevation elevation, float radius) {
    if (elevation == Elevation::none || frame_.contrast == Contrast::high) {
        return;
    }
    const float scale = frame_.projection.scale;
    const ShadowLook look = shadow_look(elevation);
    const Picture& picture = frame_.pictures.shadow(static_cast<int>(std::lround(radius * scale)),
                                                    static_cast<int>(std::lround(look.blur * scale)));
    if (!picture.texture) {
        return;
    }
    const Rect box = frame_.projection.to_glass(rect.moved(0, look.down)).grown(static_cast<float>(picture.margin));
    frame_.list.add({.kind = Item::Kind::frame9,
                     .colour = faded(shadow_colour, look.opacity),
                     .box = box,
                     .slice = picture.slice,
                     .texture = picture.texture},
                    picture.content);
}

void Ui::icon(Icon icon, const Rect& rect, Paint paint, float line_width) {
    const float wide = frame_.contrast == Contrast::high ? std::max(line_width, strong_icon_line) : line_width;
    const Rect box = frame_.projection.to_glass(rect);
    const int side = static_cast<int>(std::min(box.w, box.h));
    if (side <= 0) {
        return;
    }
    const Picture& picture = frame_.pictures.icon(icon, side, wide);
    const auto drawn = static_cast<float>(picture.width);
    if (picture.texture) {
        frame_.list.add({.kind = Item::Kind::picture,
                         .colour = mark_of(frame_, paint),
                         .box = {box.x, box.y, drawn, drawn},
                         .texture = picture.texture},
                        picture.content);
        if (frame_.recorder != nullptr) {
            frame_.recorder->icon(rect, frame_.tree.top_layer());
        }
    }
}

Size Ui::text(const Rect& box, std::string_view utf8, const TextLook& look, std::span<const text::Span> spans) {
    const Picture& picture = shaped(frame_, {box.w, box.h}, utf8, look, spans);
    const float scale = frame_.projection.scale;
    const Size size{static_cast<float>(picture.width) / scale, static_cast<float>(picture.height) / scale};
    if (!picture.texture) {
        return size;
    }
    const Point corner = frame_.projection.to_glass(Point{box.x, box.y});
    const Point at = place_of({corner.x, corner.y, box.w * scale, box.h * scale}, look, picture);
    const Item item{
        .kind = Item::Kind::picture,
        .colour = mark_of(frame_, Paint(look.colour, look.opacity)),
        .box = {std::round(at.x) + static_cast<float>(picture.left), std::round(at.y) + static_cast<float>(picture.top),
                static_cast<float>(picture.texture->width()), static_cast<float>(picture.texture->height())},
        .texture = picture.texture};
    if (frame_.recorder != nullptr) {
        frame_.recorder->write(utf8, look, picture, item, frame_.list, frame_.projection, frame_.tree.top_layer());
    }
    frame_.list.add(item, picture.content);
    return size;
}

Size Ui::measure(Size box, std::string_view utf8, const TextLook& look, std::span<const text::Span> spans) {
    const Picture& picture = shaped(frame_, box, utf8, look, spans);
    const float scale = frame_.projection.scale;
    return {static_cast<float>(picture.width) / scale, static_cast<float>(picture.height) / scale};
}

void Ui::bitmap(std::string_view key, const Bitmap& bitmap, const Rect& rect, Paint paint) {
    const Rect box = frame_.projection.to_glass(rect);
    const auto needed =
        static_cast<std::size_t>(std::max(bitmap.width, 0)) * static_cast<std::size_t>(std::max(bitmap.height, 0));
    if (needed == 0 || bitmap.alpha.size() < needed) {
        return;
    }
    const Picture& picture = frame_.pictures.bitmap(key, bitmap);
    const auto w = static_cast<float>(bitmap.width);
    const auto h = static_cast<float>(bitmap.height);
    const float each = std::max(1.0F, std::floor(std::min(box.w / w, box.h / h)));
    frame_.list.add({.kind = Item::Kind::picture,
                     .colour = mark_of(frame_, paint),
                     .box = {std::round(box.x + (box.w - w * each) / 2), std::round(box.y + (box.h - h * each) / 2),
                             w * each, h * each},
                     .texture = picture.texture},
                    picture.content);
}

void Ui::illustration(std::string_view key, const Rect& rect, const Painter& painter) {
    const Rect box = frame_.projection.to_glass(rect);
    if (box.empty() || frame_.contrast == Contrast::high) {
        return;
    }
    const Picture& picture = frame_.pictures.painted(key, static_cast<int>(box.w), static_cast<int>(box.h),
                                                     frame_.projection.scale, painter);
    if (picture.texture) {
        frame_.list.add({.kind = Item::Kind::picture,
                         .colour = {255, 255, 255, 255},
                         .box = {box.x, box.y, static_cast<float>(picture.width), static_cast<float>(picture.height)},
                         .texture = picture.texture},
                        picture.content);
        if (frame_.recorder != nullptr) {
            frame_.recorder->illustration(key, frame_.list, frame_.projection.scale, painter);
        }
    }
}

void Ui::node(std::string_view id, Role role, std::string_view label, const Rect& rect, std::string_view value) {
    if (in_window(rect) != rect) {
        return;
    }
    frame_.tree.add({.id = std::string(id),
                     .role = role,
                     .label = std::string(label),
                     .value = std::string(value),
                     .rect = rect,
                     .focus = !id.empty() && frame_.focus == id ? Focus::here : Focus::elsewhere});
}

Touched Ui::begin_modal(std::string_view id, std::string_view label, const Rect& dialog) {
    frame_.tree.raise_layer();
    const Rect whole{0, 0, frame_.base.w, frame_.base.h};
    // The scrim covers everything, wherever the dialog still is.
    const Projection displaced = std::exchange(frame_.projection, frame_.at_rest);
    // Black in high contrast: a scrim of the ground's colour, and all of it, so that only the dialog is left to read.
    fill(whole, Paint(Colour::scrim, frame_.contrast == Contrast::high ? 1.0F : scrim_opacity));
    frame_.projection = displaced;
    const Touched outside = touch_area(std::string(id) + ".outside", "", whole, Availability::enabled, Role::dialog);
    // The dialog itself takes the fingers that miss its controls.
    touch_area(id, label, dialog, Availability::enabled, Role::dialog);
    return outside;
}

void Ui::end_modal() {}

void Ui::displace(Point by) {
    frame_.projection = frame_.at_rest;
    frame_.projection.left += std::round(by.x * frame_.at_rest.scale);
    frame_.projection.top += std::round(by.y * frame_.at_rest.scale);
}

float Ui::since_shown(std::string_view id, std::size_t value, std::chrono::milliseconds length) {
    return frame_.transitions == nullptr ? 1 : frame_.transitions->share(id, value, length, frame_.now);
}

void Ui::open_window(std::string row, const Rect& view, float offset) {
    constexpr float room = 10;  // for the ring around what the keypad is at
    const Rect cut = frame_.projection.to_glass(view.grown(room));
    frame_.list.cut_at(PixelRect{static_cast<int>(cut.x), static_cast<int>(cut.y), static_cast<int>(cut.right()),
                                 static_cast<int>(cut.bottom())});
    frame_.window = Frame::Window{.row = std::move(row), .view = view, .offset = offset};
}

void Ui::close_window() {
    frame_.list.cut_at(std::nullopt);
    frame_.window.reset();
}

std::optional<Rect> Ui::in_window(const Rect& rect) const {
    constexpr float least = 54;  // of a target, as anywhere
    constexpr float rounding = 0.5F;
    if (!frame_.window) {
        return rect;
    }
    const Rect& view = frame_.window->view;
    if (rect.x >= view.x - rounding && rect.right() <= view.right() + rounding && rect.y >= view.y - rounding &&
        rect.bottom() <= view.bottom() + rounding) {
        return rect;
    }
    const Rect seen = rect.intersected(view);
    if (seen.w < std::min(least, rect.w) || seen.h < std::min(least, rect.h)) {
        return std::nullopt;
    }
    return seen;
}

float Ui::begin_row(std::string_view id, const Row& row) {
    const float most = std::max(0.0F, row.extent - row.view.w);
    float offset = 0;
    if (frame_.scrolling != nullptr && most > 0) {
        offset = frame_.scrolling->row(
            id, {.view = row.view, .extent = row.extent, .lead = row.lead, .content = row.content},
            frame_.tree.top_layer(), frame_.now);
    }
    Rect seen = row.view;
    if (offset > 0) {
        seen.x += row.lead;
        seen.w -= row.lead;
    }
    open_window(std::string(most > 0 ? id : std::string_view()), seen, offset + seen.x - row.view.x);
    return offset;
}

void Ui::end_row() { close_window(); }

bool Ui::row_moves(std::string_view id) const {
    return frame_.scrolling != nullptr && frame_.scrolling->row_moves(id, frame_.now);
}

void Ui::move_row(std::string_view id, float to) {
    if (frame_.scrolling != nullptr) {
        frame_.scrolling->move_row(id, to, frame_.now);
    }
}

Ui::Turning Ui::begin_pages(std::string_view id, const Pages& pages) {
    if (frame_.scrolling == nullptr) {
        return {};
    }
    const Scrolling::Turning turning = frame_.scrolling->pages(
        id, {.view = pages.view, .width = pages.width, .shown = pages.shown, .count = pages.count},
        frame_.tree.top_layer(), frame_.now);
    if (turning.shift != 0) {  // at rest the shadows may fall beyond
        open_window({}, pages.view, 0);
    }
    return {.shift = turning.shift, .turned = turning.turned};
}

void Ui::end_pages() { close_window(); }

TimePoint Ui::now() const { return frame_.now; }

void Ui::request_frame_at(TimePoint when) { frame_.wish = std::min(frame_.wish, when); }

Size Ui::surface_size() const { return frame_.base; }

Contrast Ui::contrast() const { return frame_.contrast; }

void Ui::set_contrast(Contrast contrast) { frame_.contrast = contrast; }

}  // namespace bangnin::screen
