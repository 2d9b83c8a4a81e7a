#include "kiosk/journeys/layout/scanner_part.h"

#include <cairo.h>

#include <algorithm>
#include <string>

#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Icon;
using screen::Rect;

void draw_scanner(Page& page, std::string_view id, const Rect& room) {
    constexpr float most = 1.0F;
    const float scale = std::min({most, room.w / scenery::scanner_size.w, room.h / scenery::scanner_size.h});
    const screen::Size size{scenery::scanner_size.w * scale, scenery::scanner_size.h * scale};
    const Rect picture{room.centre().x - size.w / 2, room.centre().y - size.h / 2, size.w, size.h};
    page.ui.node(id, screen::Role::image, tr("把小票的二维码对着扫码窗"), picture);
    if (page.high_contrast()) {
        const float icon = 0.6F * size.h;
        page.ui.icon(Icon::scan, {picture.centre().x - icon / 2, picture.centre().y - icon / 2, icon, icon},
                     Colour::ink);
        return;
    }
    const std::string key = "scenery.scanner." + std::to_string(static_cast<int>(size.w));
    page.ui.illustration(key, picture, [scale](cairo_t* cairo) {
        cairo_scale(cairo, scale, scale);
        scenery::paint_scanner(cairo);
    });
}

}  // namespace

void add_scanner(Sheet& sheet, std::string_view id) {
    Page& page = sheet.page;
    constexpr int spare = 50;
    sheet.add({.need = {.zone = page.wide() ? Zone::controls : Zone::information,
                        .least = 180,
                        .ideal = page.wide() ? 300.0F : 500.0F,
                        .gap = 32,
                        .stretch = 0.5F,
                        .spare = spare},
               .draw = [&page, id](const Rect& rect) { draw_scanner(page, id, rect); }});
}

}  // namespace bangnin::kiosk
