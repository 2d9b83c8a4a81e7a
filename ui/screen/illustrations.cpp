#include "ui/screen/illustrations.h"

#include <cairo.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>

namespace bangnin::screen {
namespace {

// tokens: illustration, and the colours that the pictures share with the theme.
constexpr std::uint32_t winter_sky = 0xE6EFF1;
constexpr std::uint32_t ridge_far = 0xC6D9DA;
constexpr std::uint32_t ridge_mid = 0x86ABA9;
constexpr std::uint32_t ridge_near = 0x2E6E69;
constexpr std::uint32_t ridge_on_home = 0xDCE8E9;
constexpr std::uint32_t pine_back = 0x14524F;
constexpr std::uint32_t pine_front = 0x0E3F43;
constexpr std::uint32_t pine_floor = 0x0A2F33;
constexpr std::uint32_t snow_drift = 0xF6F8F7;
constexpr std::uint32_t white = 0xFFFFFF;
constexpr std::uint32_t trunk_edge = 0xD5CCBE;
constexpr std::uint32_t lenticel = 0x9C907F;
constexpr std::uint32_t birch050 = 0xF4F1EB;
constexpr std::uint32_t birch100 = 0xE9E3D9;
constexpr std::uint32_t larch_edge = 0x835900;

// The generator of the design's sources, which counts in double precision: the same seeds give the same trees.
class Seeded {
  public:
    explicit Seeded(double seed) : state_(seed) {}
    double operator()() {
        const double next = std::fmod(state_ * 1103515245.0 + 12345.0, 4294967296.0);
        state_ = static_cast<double>(static_cast<std::uint32_t>(next) & 0x7FFFFFFFU);
        return state_ / 2147483647.0;
    }

  private:
    double state_;
};

void colour(cairo_t* cairo, std::uint32_t rgb) {
    cairo_set_source_rgb(cairo, ((rgb >> 16U) & 0xFFU) / 255.0, ((rgb >> 8U) & 0xFFU) / 255.0, (rgb & 0xFFU) / 255.0);
}

void box(cairo_t* cairo, double x, double y, double w, double h, std::uint32_t rgb) {
    colour(cairo, rgb);
    cairo_rectangle(cairo, x, y, w, h);
    cairo_fill(cairo);
}

void trace_rounded(cairo_t* cairo, double x, double y, double w, double h, double radius) {
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + w - radius, y + radius, radius, -quarter, 0);
    cairo_arc(cairo, x + w - radius, y + h - radius, radius, 0, quarter);
    cairo_arc(cairo, x + radius, y + h - radius, radius, quarter, 2 * quarter);
    cairo_arc(cairo, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

void rounded(cairo_t* cairo, double x, double y, double w, double h, double radius, std::uint32_t rgb) {
    trace_rounded(cairo, x, y, w, h, radius);
    colour(cairo, rgb);
    cairo_fill(cairo);
}

struct Trunk {
    double x, y, w, h, seed, step, jitter;
};

// A flat rectangle, two edge lines, lenticels.
void paint_trunk(cairo_t* cairo, const Trunk& t) {
    Seeded random(t.seed);
    box(cairo, t.x, t.y, t.w, t.h, white);
    box(cairo, t.x, t.y, 2, t.h, trunk_edge);
    box(cairo, t.x + t.w - 2, t.y, 2, t.h, trunk_edge);
    double y = t.y + 14;
    while (y < t.y + t.h - 20) {
        const double length = t.w * (0.12 + random() * 0.4);
        const double side = random();
        double x = t.x;
        if (side >= 0.8) {
            x = t.x + t.w * 0.2 + random() * t.w * 0.3;
        } else if (side >= 0.42) {
            x = t.x + t.w - length;
        }
        const double thick = random() < 0.16 ? 7 : 4;
        const double whole = std::max(1.0, std::round(length));
        rounded(cairo, std::round(x), std::round(y), whole, thick, std::min(thick, whole) / 2, lenticel);
        y += t.step + random() * t.jitter;
    }
}

struct Forest {
    double y, h, seed;
    std::uint32_t rgb;
    double smallest, largest, distance;
};

void paint_pines(cairo_t* cairo, const Forest& f) {
    Seeded random(f.seed);
    colour(cairo, f.rgb);
    double x = -10;
    while (x < 1080 + 20) {
        const double high = f.smallest + random() * (f.largest - f.smallest);
        const double wide = high * 0.42;
        cairo_move_to(cairo, std::round(x), f.y + std::round(f.h - high));
        cairo_line_to(cairo, std::round(x + wide / 2), f.y + f.h);
        cairo_line_to(cairo, std::round(x - wide / 2), f.y + f.h);
        cairo_close_path(cairo);
        cairo_fill(cairo);
        x += f.distance * (0.6 + random() * 0.9);
    }
}

void paint_ridge(cairo_t* cairo, std::span<const Point> crest, double foot, std::uint32_t rgb) {
    cairo_move_to(cairo, crest.front().x, foot);
    for (const Point& point : crest) {
        cairo_line_to(cairo, point.x, point.y);
    }
    cairo_line_to(cairo, crest.back().x, foot);
    cairo_close_path(cairo);
    colour(cairo, rgb);
    cairo_fill(cairo);
}

void stroke(cairo_t* cairo, double width, std::uint32_t rgb) {
    cairo_set_line_width(cairo, width);
    colour(cairo, rgb);
    cairo_stroke(cairo);
}

void round_pen(cairo_t* cairo) {
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
}

// An arrow that points down into the reader.
void paint_hint(cairo_t* cairo, double x) {
    cairo_move_to(cairo, x, 96);
    cairo_line_to(cairo, x, 246);
    cairo_move_to(cairo, x - 38, 208);
    cairo_line_to(cairo, x, 246);
    cairo_line_to(cairo, x + 38, 208);
    stroke(cairo, 8, larch_edge);
}

}  // namespace

void paint_attract(cairo_t* cairo, float ridge_shift) {
    // The crests reach past both sides, so that drifting never uncovers the sky.
    static constexpr std::array<Point, 11> far = {{{-40, 800},
                                                   {0, 800},
                                                   {120, 742},
                                                   {250, 776},
                                                   {400, 676},
                                                   {520, 730},
                                                   {640, 668},
                                                   {790, 742},
                                                   {900, 700},
                                                   {1080, 770},
                                                   {1120, 770}}};
    static constexpr std::array<Point, 9> mid = {
        {{-40, 880}, {0, 880}, {160, 828}, {330, 884}, {520, 806}, {700, 872}, {860, 816}, {1080, 880}, {1120, 880}}};
    static constexpr std::array<Point, 8> near = {
        {{-40, 980}, {0, 980}, {200, 944}, {420, 986}, {640, 930}, {840, 972}, {1080, 938}, {1120, 938}}};
    box(cairo, 0, 0, 1080, 1920, winter_sky);
    cairo_arc(cairo, 742, 566, 92, 0, 2 * std::numbers::pi);
    colour(cairo, white);
    cairo_fill(cairo);
    cairo_save(cairo);
    cairo_translate(cairo, static_cast<double>(ridge_shift), 0);
    paint_ridge(cairo, far, 1920, ridge_far);
    paint_ridge(cairo, mid, 1920, ridge_mid);
    paint_ridge(cairo, near, 1920, ridge_near);
    cairo_restore(cairo);
    paint_pines(cairo, {860, 170, 9, pine_back, 90, 170, 26});
    box(cairo, 0, 1000, 1080, 900, pine_back);
    paint_pines(cairo, {930, 220, 31, pine_front, 130, 215, 19});
    box(cairo, 0, 1056, 1080, 864, pine_front);
    paint_pines(cairo, {1840, 80, 5, pine_floor, 26, 76, 24});
    paint_trunk(cairo, {-22, 0, 92, 1920, 8, 26, 52});
    paint_trunk(cairo, {964, 0, 64, 1920, 15, 26, 56});
    paint_trunk(cairo, {1052, 0, 60, 1920, 19, 30, 40});
    paint_trunk(cairo, {96, 0, 26, 1920, 27, 26, 60});
}

void paint_home_birches(cairo_t* cairo) {
    constexpr float foot = home_birches_rect.h;
    static constexpr std::array<Point, 8> crest = {{{0, foot - 120},
                                                    {140, foot - 150},
                                                    {330, foot - 106},
                                                    {560, foot - 190},
                                                    {700, foot - 150},
                                                    {860, foot - 250},
                                                    {960, foot - 206},
                                                    {1080, foot - 270}}};
    box(cairo, 0, 0, 1080, foot, winter_sky);
    paint_ridge(cairo, crest, foot, ridge_on_home);
    paint_trunk(cairo, {748, 0, 30, foot, 23, 24, 44});
    paint_trunk(cairo, {852, 0, 48, foot, 11, 24, 44});
    paint_trunk(cairo, {980, 0, 74, foot, 41, 24, 44});
    cairo_move_to(cairo, 0, foot);
    cairo_line_to(cairo, 0, foot - 70);
    cairo_curve_to(cairo, 180, foot - 96, 340, foot - 92, 560, foot - 66);
    cairo_curve_to(cairo, 780, foot - 40, 920, foot - 70, 1080, foot - 104);
    cairo_line_to(cairo, 1080, foot);
    cairo_close_path(cairo);
    colour(cairo, snow_drift);
    cairo_fill(cairo);
}

void paint_birch_line(cairo_t* cairo) {
    constexpr std::array<double, 3> rows = {5, 9, 12};
    Seeded random(77);
    box(cairo, 0, 0, 1080, 2, trunk_edge);
    double x = 36;
    while (x < 1080 - 20) {
        const double length = 10 + random() * 46;
        const double y = rows.at(std::min<std::size_t>(2, static_cast<std::size_t>(random() * 3)));
        rounded(cairo, std::round(x), y, std::round(length), 3, 1.5, lenticel);
        x += length + 26 + random() * 88;
    }
}

void paint_footer_forest(cairo_t* cairo) { paint_pines(cairo, {0, 44, 5, pine_floor, 16, 42, 17}); }

void paint_reader(cairo_t* cairo, Slot slot) {
    round_pen(cairo);
    trace_rounded(cairo, 90, 270, 520, 210, 36);
    colour(cairo, birch100);
    cairo_fill_preserve(cairo);
    stroke(cairo, 3, lenticel);
    trace_rounded(cairo, 130, 306, 440, 138, 20);
    colour(cairo, birch050);
    cairo_fill_preserve(cairo);
    if (slot == Slot::waiting) {
        constexpr std::array<double, 2> dots = {2, 14};
        cairo_set_dash(cairo, dots.data(), 2, 0);
    }
    stroke(cairo, 3, lenticel);
    cairo_set_dash(cairo, nullptr, 0, 0);
    paint_hint(cairo, 60);
    paint_hint(cairo, 640);
}

void paint_card(cairo_t* cairo) {
    round_pen(cairo);
    cairo_translate(cairo, 3, 3);
    trace_rounded(cairo, 0, 0, 360, 222, 20);
    colour(cairo, white);
    cairo_fill_preserve(cairo);
    stroke(cairo, 5, pine_back);
    cairo_arc(cairo, 278, 86, 30, 0, 2 * std::numbers::pi);
    stroke(cairo, 5, pine_back);
    cairo_move_to(cairo, 226, 168);
    cairo_curve_to(cairo, 232, 134, 250, 124, 278, 124);
    cairo_curve_to(cairo, 306, 124, 324, 134, 330, 168);
    stroke(cairo, 5, pine_back);
    for (const auto& [y, length] : {std::pair{56.0, 120.0}, {96.0, 92.0}, {136.0, 92.0}, {182.0, 150.0}}) {
        cairo_move_to(cairo, 36, y);
        cairo_rel_line_to(cairo, length, 0);
    }
    stroke(cairo, 8, lenticel);
}

void draw_birch_line(Ui& ui) {
    if (ui.contrast() == Contrast::high) {
        ui.line({0, birch_line_rect.y + 2}, {birch_line_rect.w, birch_line_rect.y + 2}, Colour::birch200, 4);
        return;
    }
    ui.illustration("birch line", birch_line_rect, paint_birch_line);
}

void draw_mark(Ui& ui, const Rect& rect) {
    const float unit = rect.w / 68.0F;  // drawn on a square of 68
    ui.fill(rect, Colour::selected, 18 * unit);
    ui.icon(Icon::pine, {rect.x + 10 * unit, rect.y + 8.5F * unit, 48 * unit, 48 * unit}, Colour::on_selected, 3.6F);
}

}  // namespace bangnin::screen
