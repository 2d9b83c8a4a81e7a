#include "kiosk/journeys/session/attract_scene.h"

#include <array>
#include <cmath>
#include <string>

#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using scenery::Birch;
using scenery::Hill;
using screen::Paint;
using screen::Rect;

constexpr float drawn_width = 1080;  // what hills and pines are painted for

// How the scene lies on this screen.
struct Scene {
    Rect hills;       // with the sky above them, down to where no pine is
    float rise = 0;   // so far below their place on the tall page the hills stand
    Rect ground;      // dark, what is touched lies there
    float sun_x = 0;  // of its middle
    std::array<Birch, 4> birches;
};

Scene scene_of(const Page& page) {
    const screen::Size surface = page.ui.surface_size();
    if (!page.wide()) {
        constexpr float floor = 1056;
        return {.hills = {0, 0, drawn_width, floor},
                .ground = {0, floor, drawn_width, surface.h - floor},
                .sun_x = 742,
                .birches = {Birch{-22, 92, 8}, Birch{964, 64, 15, 26, 56}, Birch{1052, 60, 19, 30, 40},
                            Birch{96, 26, 27, 26, 60}}};
    }
    const float middle = attract_middle(surface);
    return {.hills = {0, 0, middle, surface.h},
            // No higher than the greeting's columns let them.
            .rise = std::max(surface.h - 1110, -160.0F),
            .ground = {middle, 0, surface.w - middle, surface.h},
            .sun_x = middle * 0.72F,
            .birches = {Birch{-22, 78, 8}, Birch{middle - 32, 64, 15, 26, 56}, Birch{middle + 48, 22, 27, 26, 60},
                        Birch{surface.w - 50, 60, 19, 30, 40}}};
}

std::string key_of(const char* name, std::size_t number, const Rect& rect) {
    return std::string("scenery.") + name + "." + std::to_string(number) + "." +
           std::to_string(static_cast<int>(rect.w)) + "." + std::to_string(static_cast<int>(rect.h));
}

// The nearer ones shift further. What shifts asks for its next picture itself.
void draw_hills(Page& page, const Scene& scene) {
    const View& view = page.view;
    const int shift = view.motion == Motion::full ? motion::hill_shift(view.now.steady) : 0;
    const float stretch = scene.hills.w / drawn_width;
    const auto margin = static_cast<float>(scenery::hill_margin) * stretch;
    for (const Hill hill : {Hill::far, Hill::mid, Hill::near}) {
        const auto number = static_cast<std::size_t>(hill);
        const scenery::Strip strip = scenery::strip_of(hill);
        const float by = std::round(static_cast<float>(shift) * static_cast<float>(number + 1) / 3) * stretch;
        const Rect rect{by - margin, scene.rise + strip.top, scene.hills.w + 2 * margin, strip.height};
        page.ui.illustration(key_of("hill", number, rect), rect, [hill, stretch](cairo_t* cairo) {
            scenery::stretch(cairo, stretch);
            scenery::paint_hill(cairo, hill);
        });
    }
    if (view.motion == Motion::full) {
        page.ui.request_frame_at(page.ui.now() + (motion::next_hill_picture(view.now.steady) - view.now.steady));
    }
}

void draw_pines(Page& page, const Scene& scene) {
    const float top = scene.rise + scenery::pines_top;
    const Rect rect{0, top, scene.hills.w, scene.hills.bottom() - top};
    page.ui.illustration(key_of("pines", 0, rect), rect, [rect](cairo_t* cairo) {
        scenery::stretch(cairo, rect.w / drawn_width);
        scenery::paint_pines(cairo, static_cast<double>(rect.h));
    });
}

}  // namespace

float attract_middle(screen::Size surface) {
    constexpr float spacious = 1600;
    return std::round(surface.w * (surface.w < spacious ? 0.44F : 0.5F));
}

void draw_attract_scene(Page& page) {
    constexpr float tops = 80;
    if (page.high_contrast()) return;
    const Scene scene = scene_of(page);
    const screen::Size surface = page.ui.surface_size();
    page.ui.fill(scene.hills, Paint(scenery::winter_sky_colour));
    const Rect sun{scene.sun_x - scenery::sun_radius, scene.rise + 566 - scenery::sun_radius, 2 * scenery::sun_radius,
                   2 * scenery::sun_radius};
    page.ui.illustration("scenery.sun", sun, scenery::paint_sun);
    draw_hills(page, scene);
    draw_pines(page, scene);
    page.ui.fill(scene.ground, Paint(scenery::pine_ground_colour));
    const Rect foot{scene.ground.x, surface.h - tops, scene.ground.w, tops};
    page.ui.illustration(key_of("pine_tops", 0, foot), foot, scenery::paint_pine_tops);
    for (const Birch& birch : scene.birches) {
        const Rect rect{birch.x, 0, birch.width, surface.h};
        page.ui.illustration(key_of("birch", birch.seed, rect), rect, [birch, rect](cairo_t* cairo) {
            scenery::paint_birch(cairo, birch, static_cast<double>(rect.h));
        });
    }
}

}  // namespace bangnin::kiosk
