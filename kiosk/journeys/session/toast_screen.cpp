#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/frame_parts.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;

screen::Icon icon_of(ToastWords words) {
    switch (words) {
        case ToastWords::network_back:
            return screen::Icon::check;
    }
    return screen::Icon::check;
}

std::string text_of(ToastWords words) {
    switch (words) {
        case ToastWords::network_back:
            return tr("网络已恢复");
    }
    return {};
}

}  // namespace

void draw_toast(Page& page, const Toast& toast) {
    constexpr float icon = 44;
    constexpr float icon_gap = 20;
    constexpr float radius = 28;
    screen::Ui& ui = page.ui;
    const locale::LanguageScope language(flat_language(page));
    const std::string words = text_of(toast.words);
    const bool on_page = page.low();  // light ground; else the words stand on the dark one
    const Colour ground = on_page ? Colour::selected : Colour::white;
    screen::TextLook look = page.look(Role::secondary, on_page ? Colour::on_selected : Colour::ink);
    look.weight = text::Weight::bold;
    look.vertical = screen::VerticalAlign::middle;
    const Rect& room = page.regions().caption;
    // Where large words leave no room beside themselves they stand alone, as small as their size allows.
    const auto room_for = [&](float beside) { return page.ui.measure({0, 0}, words, look).w + 2 + beside <= room.w; };
    const bool with_icon = room_for(2 * 28 + icon + icon_gap);
    const float side = with_icon ? 28 : 16;
    const float aside = 2 * side + (with_icon ? icon + icon_gap : 0);
    if (!room_for(aside)) look.size = smallest_text(page.view.settings.type_size);
    const float width = std::min(room.w, page.ui.measure({0, 0}, words, look).w + 2 + aside);
    const Rect rect{room.x, room.y, width, room.h};
    const float moved = ui.since_shown(ids::toast, static_cast<std::size_t>(toast.since.count()), motion::toast_in);
    ui.displace({0, motion::page_shift * (1 - moved)});
    ui.fill(rect, ground, std::min(radius, rect.h / 2));
    if (page.high_contrast()) ui.outline(rect, Colour::ink, 4, std::min(radius, rect.h / 2));
    if (with_icon) {
        ui.icon(icon_of(toast.words), {rect.x + side, rect.centre().y - icon / 2, icon, icon},
                on_page ? Colour::on_selected : Colour::pine700, 4);
    }
    page.say({}, {rect.right() - side - (rect.w - aside), rect.y, rect.w - aside, rect.h}, words, look);
    ui.node(ids::toast, screen::Role::status, words, rect);
    ui.displace({});
}

}  // namespace bangnin::kiosk
