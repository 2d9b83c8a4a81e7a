#include "ui/input/signature_picture.h"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <memory>
#include <numbers>
#include <string_view>

namespace bangnin::input {
namespace {

constexpr float nearest_mm = 0.25F;  // points nearer than this are the panel's noise
constexpr float step_mm = 0.3F;
constexpr float fast_mm_ms = 0.25F;    // from here on the line is at its thinnest
constexpr float width_memory = 0.82F;  // a line does not change its width at once
constexpr float end_mm = 2.0F;         // over which the pen is set down and lifted
constexpr float sharp_turn_cosine = 0.2F;

struct Touched {
    float x = 0, y = 0, ms = 0;
};

float apart(const Touched& a, const Touched& b) { return std::hypot(a.x - b.x, a.y - b.y); }

using TouchedLine = std::vector<Touched, WipingAllocator<Touched>>;

// Without what does not move; the last point stays so that the line reaches where the finger left.
TouchedLine moving(const InkStroke& stroke, float breadth) {
    TouchedLine kept;
    for (const InkPoint& point : stroke) {
        const Touched touched{point.x / breadth, point.y / breadth, static_cast<float>(point.at_ms)};
        if (kept.empty() || apart(kept.back(), touched) >= nearest_mm) {
            kept.push_back(touched);
        }
    }
    return kept;
}

// Half-way averages take the panel's steps out of the line; ends stay.
TouchedLine calmed(const TouchedLine& points) {
    TouchedLine calm = points;
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        calm[i].x = (points[i - 1].x + 2 * points[i].x + points[i + 1].x) / 4;
        calm[i].y = (points[i - 1].y + 2 * points[i].y + points[i + 1].y) / 4;
    }
    return calm;
}

struct Knots {
    Touched before, from, to, after;
};

float blend(float a, float b, float at_a, float at_b, float at) {
    return at_b - at_a > 1e-6F ? a + (b - a) * (at - at_a) / (at_b - at_a) : a;
}

// Barry and Goldman's pyramid ("A recursive evaluation algorithm for a class of Catmull-Rom splines", 1988) with
// centripetal knots: no loops, no overshooting.
Touched spline(const Knots& k, float share) {
    const float t0 = 0;
    const float t1 = t0 + std::sqrt(apart(k.before, k.from));
    const float t2 = t1 + std::sqrt(apart(k.from, k.to));
    const float t3 = t2 + std::sqrt(apart(k.to, k.after));
    const float t = t1 + (t2 - t1) * share;
    const auto axis = [&](float p0, float p1, float p2, float p3) {
        const float a1 = blend(t1 - t0 > 1e-6F ? p0 : p1, p1, t0, t1, t);
        const float a2 = blend(p1, p2, t1, t2, t);
        const float a3 = t3 - t2 > 1e-6F ? blend(p2, p3, t2, t3, t) : p2;
        return blend(blend(a1, a2, t0, t2, t), blend(a2, a3, t1, t3, t), t1, t2, t);
    };
    return {axis(k.before.x, k.from.x, k.to.x, k.after.x), axis(k.before.y, k.from.y, k.to.y, k.after.y),
            k.from.ms + (k.to.ms - k.from.ms) * share};
}

float radius_at_speed(float mm_ms) {
    const float slowness = 1 - std::clamp(mm_ms / fast_mm_ms, 0.0F, 1.0F);
    return thinnest_radius_mm + (thickest_radius_mm - thinnest_radius_mm) * slowness;
}

// The nib touches and leaves the paper: ends are a little thinner.
void taper(PenLine& line) {
    const auto from_one_end = [](const auto& begin, const auto& end) {
        float way = 0;
        for (auto point = begin; point != end && way < end_mm; ++point) {
            const float share = 0.55F + 0.45F * way / end_mm;
            point->radius = std::max(thinnest_radius_mm, point->radius * share);
            if (const auto next = std::next(point); next != end) {
                way += std::hypot(next->x - point->x, next->y - point->y);
            }
        }
    };
    from_one_end(line.begin(), line.end());
    from_one_end(line.rbegin(), line.rend());
}

void add_arc(Outline& outline, const PenPoint& centre, float from_angle) {
    constexpr int parts = 8;  // of a half circle
    for (int i = 0; i <= parts; ++i) {
        const float angle = from_angle + std::numbers::pi_v<float> * static_cast<float>(i) / parts;
        outline.push_back({centre.x + centre.radius * std::cos(angle), centre.y + centre.radius * std::sin(angle)});
    }
}

float heading(const PenPoint& from, const PenPoint& to) { return std::atan2(to.y - from.y, to.x - from.x); }

// Round the first end, along one side, round the other end, and back.
Outline outline_of(const PenLine& line, std::size_t begin, std::size_t end) {
    constexpr float quarter = std::numbers::pi_v<float> / 2;
    Outline outline;
    const std::size_t last = end - 1;
    const float first_heading = last > begin ? heading(line[begin], line[begin + 1]) : 0;
    const float last_heading = last > begin ? heading(line[last - 1], line[last]) : 0;
    const auto side = [&](std::size_t i, float turn) {
        const float angle = heading(line[i - 1], line[i + 1]) + turn;
        outline.push_back({line[i].x + line[i].radius * std::cos(angle), line[i].y + line[i].radius * std::sin(angle)});
    };
    add_arc(outline, line[begin], first_heading + quarter);
    for (std::size_t i = begin + 1; i < last; ++i) {
        side(i, -quarter);
    }
    add_arc(outline, line[last], last_heading - quarter);
    for (std::size_t i = last; i-- > begin + 1;) {
        side(i, quarter);
    }
    return outline;
}

bool turns_sharply(const PenPoint& before, const PenPoint& here, const PenPoint& after) {
    const float ax = here.x - before.x, ay = here.y - before.y, bx = after.x - here.x, by = after.y - here.y;
    return ax * bx + ay * by < sharp_turn_cosine * std::hypot(ax, ay) * std::hypot(bx, by);
}

void append_place(std::string& svg, char command, const OutlinePoint& point) {
    std::array<char, 48> text{};
    const int length = std::snprintf(text.data(), text.size(), "%c%.2f %.2f", command, static_cast<double>(point.x),
                                     static_cast<double>(point.y));
    svg.append(text.data(), static_cast<std::size_t>(std::max(length, 0)));
}

std::string paths_of(const Signature& signature, std::size_t take_each) {
    std::string svg;
    for (const InkStroke& stroke : signature.ink().strokes) {
        svg += "<path d=\"";
        for (const Outline& outline : outlines_of(stroke, breadth_for(signature.field()))) {
            for (std::size_t i = 0; i < outline.size(); i += take_each) {
                append_place(svg, i == 0 ? 'M' : 'L', outline[i]);
            }
            svg += 'Z';
        }
        svg += "\"/>";
    }
    return svg;
}

struct SurfaceRelease {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextRelease {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int size) {
    auto* bytes = static_cast<std::vector<std::byte>*>(closure);
    const auto* begin = reinterpret_cast<const std::byte*>(data);
    bytes->insert(bytes->end(), begin, begin + size);
    return CAIRO_STATUS_SUCCESS;
}

void fill_stroke(cairo_t* context, const InkStroke& stroke, float breadth) {
    for (const Outline& outline : outlines_of(stroke, breadth)) {
        cairo_new_sub_path(context);
        for (const OutlinePoint& point : outline) {
            cairo_line_to(context, static_cast<double>(point.x), static_cast<double>(point.y));
        }
        cairo_close_path(context);
    }
    cairo_fill(context);
}

// In the usual pen's mm.
PenLine usual_line(const TouchedLine& points) {
    if (points.size() < 2) {
        const Touched dot = points.empty() ? Touched{} : points.front();
        return {{dot.x, dot.y, thickest_radius_mm}};
    }
    float length = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        length += apart(points[i - 1], points[i]);
    }
    const auto room = static_cast<float>(max_pen_points - std::min(points.size(), max_pen_points / 2) - 1);
    const float step = std::max(step_mm, length / room);
    PenLine line;
    float radius = radius_at_speed(apart(points[0], points[1]) / std::max(1.0F, points[1].ms - points[0].ms));
    line.push_back({points[0].x, points[0].y, radius});
    for (std::size_t i = 0; i + 1 < points.size() && line.size() < max_pen_points; ++i) {
        const Knots knots{points[i > 0 ? i - 1 : 0], points[i], points[i + 1],
                          points[std::min(i + 2, points.size() - 1)]};
        const float way = apart(knots.from, knots.to);
        const float wanted = radius_at_speed(way / std::max(1.0F, knots.to.ms - knots.from.ms));
        const int parts = std::max(1, static_cast<int>(std::ceil(way / step)));
        for (int part = 1; part <= parts && line.size() < max_pen_points; ++part) {
            const Touched at = spline(knots, static_cast<float>(part) / static_cast<float>(parts));
            const float memory = std::pow(width_memory, way / static_cast<float>(parts) / step_mm);
            radius = memory * radius + (1 - memory) * wanted;
            line.push_back({at.x, at.y, radius});
        }
    }
    taper(line);
    return line;
}

}  // namespace

PenLine pen_line(const InkStroke& stroke, float breadth) {
    PenLine line = usual_line(calmed(moving(stroke, breadth)));
    for (PenPoint& point : line) {
        point = {point.x * breadth, point.y * breadth, point.radius * breadth};
    }
    return line;
}

std::vector<Outline> outlines_of(const InkStroke& stroke, float breadth) {
    const PenLine line = pen_line(stroke, breadth);
    std::vector<Outline> outlines;
    std::size_t begin = 0;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        if (turns_sharply(line[i - 1], line[i], line[i + 1])) {
            outlines.push_back(outline_of(line, begin, i + 1));
            begin = i;
        }
    }
    outlines.push_back(outline_of(line, begin, line.size()));
    return outlines;
}

std::string to_svg(const Signature& signature) {
    std::array<char, 256> head{};
    const double width = signature.field().width_mm;
    const double height = signature.field().height_mm;
    std::snprintf(
        head.data(), head.size(),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.2fmm\" height=\"%.2fmm\" viewBox=\"0 0 %.2f %.2f\" "
        "fill=\"#000\" fill-rule=\"nonzero\">",
        width, height, width, height);
    constexpr std::string_view tail = "</svg>\n";
    std::string paths = paths_of(signature, 1);
    for (std::size_t take_each = 2; paths.size() + head.size() + tail.size() > max_svg_bytes; ++take_each) {
        paths = paths_of(signature, take_each);
    }
    return std::string(head.data()) + paths + std::string(tail);
}

std::expected<std::vector<std::byte>, SignatureError> to_png(const Signature& signature, float dots_a_mm) {
    constexpr float least_dots = 1;
    constexpr float most_dots = 16;
    const float dots = std::isfinite(dots_a_mm) ? std::clamp(dots_a_mm, least_dots, most_dots) : least_dots;
    const int width = static_cast<int>(std::ceil(signature.field().width_mm * dots));
    const int height = static_cast<int>(std::ceil(signature.field().height_mm * dots));
    const std::unique_ptr<cairo_surface_t, SurfaceRelease> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    const std::unique_ptr<cairo_t, ContextRelease> context(cairo_create(surface.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    cairo_set_source_rgb(context.get(), 0, 0, 0);
    cairo_scale(context.get(), static_cast<double>(dots), static_cast<double>(dots));
    for (const InkStroke& stroke : signature.ink().strokes) {
        fill_stroke(context.get(), stroke, breadth_for(signature.field()));
    }
    std::vector<std::byte> bytes;
    if (cairo_status(context.get()) != CAIRO_STATUS_SUCCESS ||
        cairo_surface_write_to_png_stream(surface.get(), append_bytes, &bytes) != CAIRO_STATUS_SUCCESS) {
        return std::unexpected(SignatureError{"Cairo cannot draw a picture of this size"});
    }
    return bytes;
}

}  // namespace bangnin::input
