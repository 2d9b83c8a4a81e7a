#include "kiosk/journeys/session/scenery.h"

#include <cairo.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

namespace bangnin::kiosk::scenery {
namespace {

// Colours of the illustrations (tokens.json, "illustration"); pictures are left out in high contrast, so they need no
// second dress.
constexpr std::uint32_t white = 0xFFFFFF;
constexpr std::uint32_t winter_sky = 0xE6EFF1;
constexpr std::uint32_t ridge_far = 0xC6D9DA;
constexpr std::uint32_t ridge_mid = 0x86ABA9;
constexpr std::uint32_t ridge_near = 0x2E6E69;
constexpr std::uint32_t ridge_on_home = 0xDCE8E9;
constexpr std::uint32_t pine_back = 0x14524F;
constexpr std::uint32_t pine_front = 0x0E3F43;
constexpr std::uint32_t pine_floor = 0x0A2F33;
constexpr std::uint32_t snow_drift = 0xF6F8F7;
constexpr std::uint32_t trunk_edge = 0xD5CCBE;
constexpr std::uint32_t lenticel = 0x9C907F;
constexpr std::uint32_t birch050 = 0xF4F1EB;
constexpr std::uint32_t birch100 = 0xE9E3D9;
constexpr std::uint32_t larch_edge = 0x835900;

constexpr double width = 1080;

using Ridge = std::vector<std::pair<double, double>>;

void colour(cairo_t* cairo, std::uint32_t rgb) {
    cairo_set_source_rgb(cairo, (rgb >> 16U & 0xffU) / 255.0, (rgb >> 8U & 0xffU) / 255.0, (rgb & 0xffU) / 255.0);
}

void box(cairo_t* cairo, double x, double y, double w, double h, std::uint32_t rgb) {
    colour(cairo, rgb);
    cairo_rectangle(cairo, x, y, w, h);
    cairo_fill(cairo);
}

void round_path(cairo_t* cairo, double x, double y, double w, double h, double radius) {
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + w - radius, y + radius, radius, -quarter, 0);
    cairo_arc(cairo, x + w - radius, y + h - radius, radius, 0, quarter);
    cairo_arc(cairo, x + radius, y + h - radius, radius, quarter, 2 * quarter);
    cairo_arc(cairo, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

void round_box(cairo_t* cairo, double x, double y, double w, double h, double radius, std::uint32_t rgb) {
    colour(cairo, rgb);
    round_path(cairo, x, y, w, h, std::min({radius, w / 2, h / 2}));
    cairo_fill(cairo);
}

void stroke(cairo_t* cairo, double line, std::uint32_t rgb) {
    colour(cairo, rgb);
    cairo_set_line_width(cairo, line);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
}

void lines(cairo_t* cairo, const Ridge& points) {
    bool first = true;
    for (const auto& [x, y] : points) {
        first ? cairo_move_to(cairo, x, y) : cairo_line_to(cairo, x, y);
        first = false;
    }
}

void ridge(cairo_t* cairo, const Ridge& points, double bottom, std::uint32_t rgb) {
    colour(cairo, rgb);
    lines(cairo, points);
    cairo_line_to(cairo, width, bottom);
    cairo_line_to(cairo, 0, bottom);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

void disc(cairo_t* cairo, double x, double y, double radius, std::uint32_t rgb) {
    colour(cairo, rgb);
    cairo_arc(cairo, x, y, radius, 0, 2 * std::numbers::pi);
    cairo_fill(cairo);
}

// The design's sources write whole px, halves upwards.
double whole(double value) { return std::floor(value + 0.5); }

struct Grove {
    double height, smallest, tallest, density;
    unsigned seed;
    std::uint32_t rgb;
};

// A row of pines standing on the line `top + grove.height`.
void pines(cairo_t* cairo, double top, const Grove& grove) {
    Random random(grove.seed);
    colour(cairo, grove.rgb);
    for (double x = -10; x < width + 20;) {
        const double tall = grove.smallest + random.next() * (grove.tallest - grove.smallest);
        const double wide = tall * 0.42;
        cairo_move_to(cairo, whole(x), top + whole(grove.height - tall));
        cairo_line_to(cairo, whole(x + wide / 2), top + grove.height);
        cairo_line_to(cairo, whole(x - wide / 2), top + grove.height);
        cairo_close_path(cairo);
        cairo_fill(cairo);
        x += grove.density * (0.6 + random.next() * 0.9);
    }
}

struct Trunk {
    double x, w;
    unsigned seed;
    double step, jitter;
};

// A birch from top to bottom of the picture: white, two edges, lenticels.
void trunk(cairo_t* cairo, const Trunk& birch, double height) {
    Random random(birch.seed);
    const double x = birch.x;
    const double w = birch.w;
    box(cairo, x, 0, w, height, white);
    box(cairo, x, 0, 2, height, trunk_edge);
    box(cairo, x + w - 2, 0, 2, height, trunk_edge);
    for (double y = 14; y < height - 20;) {
        const double length = w * (0.12 + random.next() * 0.4);
        const double side = random.next();
        const double left = side < 0.42 ? x : (side < 0.8 ? x + w - length : x + w * 0.2 + random.next() * w * 0.3);
        const double thick = random.next() < 0.16 ? 7 : 4;
        round_box(cairo, whole(left), whole(y), whole(length), thick, thick / 2, lenticel);
        y += birch.step + random.next() * birch.jitter;
    }
}

}  // namespace

// The sources compute in doubles, so the product loses its lowest bits before they are cut off; so must this.
double Random::next() {
    const double product = static_cast<double>(state_) * 1103515245.0;
    const double sum = product + 12345.0;
    state_ = static_cast<unsigned>(static_cast<std::uint64_t>(sum) & 0x7fffffffU);
    return static_cast<double>(state_) / static_cast<double>(0x7fffffff);
}

namespace {

struct HillShape {
    Ridge top;
    Strip strip;  // down to where the next one hides it
    std::uint32_t rgb;
};

HillShape shape_of(Hill hill) {
    switch (hill) {
        case Hill::far:
            return {{{0, 800},
                     {120, 742},
                     {250, 776},
                     {400, 676},
                     {520, 730},
                     {640, 668},
                     {790, 742},
                     {900, 700},
                     {1080, 770}},
                    {668, 236},
                    ridge_far};
        case Hill::mid:
            return {{{0, 880}, {160, 828}, {330, 884}, {520, 806}, {700, 872}, {860, 816}, {1080, 880}},
                    {806, 194},
                    ridge_mid};
        case Hill::near:
            return {{{0, 980}, {200, 944}, {420, 986}, {640, 930}, {840, 972}, {1080, 938}}, {930, 72}, ridge_near};
    }
    return {{}, {}, ridge_near};
}

}  // namespace

void stretch(cairo_t* cairo, float share) { cairo_scale(cairo, static_cast<double>(share), 1); }

Strip strip_of(Hill hill) { return shape_of(hill).strip; }

void paint_hill(cairo_t* cairo, Hill hill) {
    const HillShape shape = shape_of(hill);
    const double bottom = shape.strip.height;
    cairo_translate(cairo, hill_margin, 0);
    cairo_move_to(cairo, -hill_margin, shape.top.front().second - shape.strip.top);
    for (const auto& [x, y] : shape.top) cairo_line_to(cairo, x, y - shape.strip.top);
    cairo_line_to(cairo, width + hill_margin, shape.top.back().second - shape.strip.top);
    cairo_line_to(cairo, width + hill_margin, bottom);
    cairo_line_to(cairo, -hill_margin, bottom);
    colour(cairo, shape.rgb);
    cairo_fill(cairo);
}

void paint_sun(cairo_t* cairo) { disc(cairo, sun_radius, sun_radius, sun_radius, white); }

void paint_pines(cairo_t* cairo, double height) {
    pines(cairo, 0, {170, 90, 170, 26, 9, pine_back});
    box(cairo, 0, 140, width, height - 140, pine_back);
    pines(cairo, 70, {220, 130, 215, 19, 31, pine_front});
}

void paint_pine_tops(cairo_t* cairo) { pines(cairo, 0, {80, 26, 76, 24, 5, pine_floor}); }

void paint_birch(cairo_t* cairo, const Birch& birch, double height) {
    trunk(cairo, {0, birch.width, birch.seed, birch.step, birch.jitter}, height);
}

void paint_birches(cairo_t* cairo, double height) {
    const double h = height;
    box(cairo, 0, 0, width, h, winter_sky);
    ridge(cairo,
          {{0, h - 120},
           {140, h - 150},
           {330, h - 106},
           {560, h - 190},
           {700, h - 150},
           {860, h - 250},
           {960, h - 206},
           {1080, h - 270}},
          h, ridge_on_home);
    for (const Trunk& birch : {Trunk{748, 30, 23, 24, 44}, Trunk{852, 48, 11, 24, 44}, Trunk{980, 74, 41, 24, 44}}) {
        trunk(cairo, birch, h);
    }
    colour(cairo, snow_drift);
    cairo_move_to(cairo, 0, h);
    cairo_line_to(cairo, 0, h - 70);
    cairo_curve_to(cairo, 180, h - 96, 340, h - 92, 560, h - 66);
    cairo_curve_to(cairo, 780, h - 40, 920, h - 70, 1080, h - 104);
    cairo_line_to(cairo, width, h);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

void paint_quiet_hills(cairo_t* cairo, double across, double height) {
    constexpr double drawn_for = 486;
    constexpr std::uint32_t hill_far = 0xDCEAE6;
    constexpr std::uint32_t hill_near = 0xB9D3CD;
    const double h = height;
    cairo_save(cairo);
    cairo_scale(cairo, across / width, 1);
    box(cairo, 0, 0, width, h, winter_sky);
    const double rise = h - drawn_for + 16;
    ridge(cairo,
          {{0, rise + 330},
           {150, rise + 262},
           {300, rise + 316},
           {470, rise + 214},
           {620, rise + 290},
           {780, rise + 206},
           {930, rise + 278},
           {1080, rise + 230}},
          h, hill_far);
    ridge(cairo,
          {{0, rise + 400},
           {200, rise + 352},
           {420, rise + 404},
           {640, rise + 340},
           {860, rise + 392},
           {1080, rise + 350}},
          h, hill_near);
    pines(cairo, h - 80, {80, 30, 74, 30, 12, pine_back});
    cairo_restore(cairo);
    disc(cairo, across * 0.74, std::max(70.0, rise + 130), 56, white);
    for (const Trunk& birch : {Trunk{70, 54, 8, 26, 40}, Trunk{150, 24, 27, 26, 40}}) trunk(cairo, birch, h);
}

void paint_birch_line(cairo_t* cairo) {
    constexpr double heights[] = {5, 9, 12};
    box(cairo, 0, 0, width, 2, trunk_edge);
    Random random(77);
    for (double x = 36; x < width - 20;) {
        const double length = 10 + random.next() * 46;
        const double y = heights[std::min(2, static_cast<int>(random.next() * 3))];
        round_box(cairo, whole(x), y, whole(length), 3, 1.5, lenticel);
        x += length + 26 + random.next() * 88;
    }
}

void paint_forest_floor(cairo_t* cairo) { pines(cairo, 0, {44, 16, 42, 17, 5, pine_floor}); }

void paint_reader(cairo_t* cairo, Slot slot) {
    round_box(cairo, 90, 270, 520, 210, 36, birch100);
    round_path(cairo, 90, 270, 520, 210, 36);
    stroke(cairo, 3, lenticel);
    round_box(cairo, 130, 306, 440, 138, 20, birch050);
    round_path(cairo, 130, 306, 440, 138, 20);
    const double dots[] = {2, 14};
    if (slot == Slot::dashed) cairo_set_dash(cairo, dots, 2, 0);
    stroke(cairo, slot == Slot::dashed ? 3 : 6, slot == Slot::dashed ? lenticel : pine_back);
    cairo_set_dash(cairo, nullptr, 0, 0);

    cairo_save(cairo);
    cairo_translate(cairo, 38, -4);
    cairo_move_to(cairo, 300, 408);
    cairo_curve_to(cairo, 314, 398, 314, 362, 300, 352);
    cairo_move_to(cairo, 326, 424);
    cairo_curve_to(cairo, 350, 404, 350, 356, 326, 336);
    cairo_move_to(cairo, 274, 396);
    cairo_curve_to(cairo, 282, 388, 282, 372, 274, 364);
    stroke(cairo, 5, pine_back);
    cairo_restore(cairo);

    for (const double x : {60.0, 640.0}) {
        cairo_move_to(cairo, x, 96);
        cairo_line_to(cairo, x, 246);
        lines(cairo, {{x - 38, 208}, {x, 250}, {x + 38, 208}});
        stroke(cairo, 8, larch_edge);
    }
}

void paint_card(cairo_t* cairo) {
    cairo_translate(cairo, 3, 3);
    round_box(cairo, 0, 0, 360, 222, 20, white);
    round_path(cairo, 0, 0, 360, 222, 20);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, 278, 86, 30, 0, 2 * std::numbers::pi);
    cairo_move_to(cairo, 226, 168);
    cairo_curve_to(cairo, 232, 134, 250, 124, 278, 124);
    cairo_curve_to(cairo, 306, 124, 324, 134, 330, 168);
    stroke(cairo, 5, pine_back);
    for (const auto& [y, length] : {std::pair{56.0, 120.0}, {96.0, 92.0}, {136.0, 92.0}, {182.0, 150.0}}) {
        cairo_move_to(cairo, 36, y);
        cairo_line_to(cairo, 36 + length, y);
    }
    stroke(cairo, 8, lenticel);
}

void paint_forgotten(cairo_t* cairo) {
    round_box(cairo, 100, 370, 580, 230, 40, birch100);
    round_path(cairo, 100, 370, 580, 230, 40);
    stroke(cairo, 3, lenticel);
    round_box(cairo, 150, 412, 480, 146, 22, birch050);
    round_path(cairo, 150, 412, 480, 146, 22);
    const double dots[] = {2, 14};
    cairo_set_dash(cairo, dots, 2, 0);
    stroke(cairo, 3, lenticel);
    cairo_set_dash(cairo, nullptr, 0, 0);
    cairo_save(cairo);
    cairo_translate(cairo, 190, 190);
    cairo_scale(cairo, 400.0 / 360, 248.0 / 222);
    cairo_translate(cairo, -3, -3);
    paint_card(cairo);
    cairo_restore(cairo);
    cairo_move_to(cairo, 390, 150);
    cairo_line_to(cairo, 390, 18);
    lines(cairo, {{330, 76}, {390, 16}, {450, 76}});
    stroke(cairo, 12, larch_edge);
}

void paint_scanner(cairo_t* cairo) {
    // The machine's edge with the scanner's window, and its light falling on the ticket.
    round_box(cairo, 90, 350, 520, 130, 36, birch100);
    round_path(cairo, 90, 350, 520, 130, 36);
    stroke(cairo, 3, lenticel);
    round_box(cairo, 210, 380, 280, 70, 20, pine_front);
    for (const double x : {290.0, 410.0}) {
        cairo_move_to(cairo, x, 372);
        cairo_line_to(cairo, x < 350 ? 262 : 438, 306);
    }
    stroke(cairo, 5, larch_edge);

    cairo_translate(cairo, 240, 8);
    round_box(cairo, 0, 0, 220, 280, 20, white);
    round_path(cairo, 0, 0, 220, 280, 20);
    for (const auto& [x, y] : {std::pair{46.0, 126.0}, {126.0, 126.0}, {46.0, 206.0}}) {
        round_path(cairo, x, y, 48, 48, 4);
    }
    lines(cairo, {{126, 206}, {146, 206}});
    lines(cairo, {{174, 206}, {174, 226}});
    lines(cairo, {{126, 254}, {146, 254}});
    lines(cairo, {{174, 254}, {174, 246}});
    stroke(cairo, 5, pine_back);
    lines(cairo, {{46, 50}, {174, 50}});
    lines(cairo, {{46, 88}, {134, 88}});
    stroke(cairo, 8, lenticel);
}

void paint_ring(cairo_t* cairo, double share) {
    constexpr double radius = 94;
    constexpr double top = -std::numbers::pi / 2;
    cairo_arc(cairo, 104, 104, radius, 0, 2 * std::numbers::pi);
    stroke(cairo, 16, birch100);
    if (share <= 0) return;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, 104, 104, radius, top, top + 2 * std::numbers::pi * std::min(share, 1.0));
    stroke(cairo, 16, pine_back);
}

}  // namespace bangnin::kiosk::scenery
