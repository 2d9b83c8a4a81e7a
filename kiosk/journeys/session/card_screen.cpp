#include "kiosk/journeys/session/card_screen.h"

#include <cairo.h>

#include <algorithm>
#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Icon;
using screen::Rect;

void draw_card(Page& page, const Rect& room) {
    const screen::Size whole = scenery::forgotten_size;
    const float scale = std::min({1.0F, room.w / whole.w, room.h / whole.h});
    const Rect picture{room.centre().x - whole.w * scale / 2, room.centre().y - whole.h * scale / 2, whole.w * scale,
                       whole.h * scale};
    page.ui.node(ids::card_drawing, screen::Role::image, tr("从读卡区拿起身份证"), picture);
    if (page.high_contrast()) {
        const float icon = 0.6F * picture.h;
        page.ui.icon(Icon::card, {picture.centre().x - icon / 2, picture.centre().y - icon / 2, icon, icon},
                     screen::Colour::ink);
        return;
    }
    const std::string key = "scenery.forgotten." + std::to_string(static_cast<int>(picture.w));
    page.ui.illustration(key, picture, [scale](cairo_t* cairo) {
        cairo_scale(cairo, scale, scale);
        scenery::paint_forgotten(cairo);
    });
}

/// What has become of the clerk who was fetched; empty where nobody was, or nobody heard it.
std::string clerk_words(const Session& session) {
    if (session.card_guard.clerk == Clerk::coming || session.staff == StaffCall::coming)
        return tr("工作人员已经过来。");
    const bool under_way = session.staff == StaffCall::called || session.staff == StaffCall::heard;
    const bool promised = session.card_guard.clerk == Clerk::paged && under_way;
    return promised ? tr("已经呼叫工作人员。") : std::string();
}

}  // namespace

std::optional<SessionEvent> draw_forgotten_card(screen::Ui& ui, const Session& session, const View& view) {
    Page page(ui, view);
    page.snow();
    Sheet sheet(page);
    PressedKey pressed;
    sheet.heading(tr("请取回您的身份证"), tr("它还在读卡区。拿起来就自动继续。"),
                  {.title = Role::greeting, .help = Role::large_body});
    sheet.add({.need = {.zone = page.wide() ? Zone::controls : Zone::information,
                        .least = 180,
                        .ideal = page.wide() ? 300.0F : 620.0F,
                        .gap = 32,
                        .stretch = 0.5F,
                        .spare = 50},
               .draw = [&page](const Rect& rect) { draw_card(page, rect); }});
    const std::string clerk = clerk_words(session);
    const std::string safe = tr("已经取到的号码**仍然有效**。");
    sheet.note(ids::page_notice, Tone::good, clerk.empty() ? Icon::check : Icon::bell,
               {{.source = clerk.empty() ? safe : clerk}}, clerk.empty() ? 60 : 0);
    ActionKeys keys;
    keys.keys.push_back({.id = std::string(ids::card_taken),
                         .label = tr("我已经拿走了"),
                         .icon = Icon::check,
                         .ground = screen::Ground::primary});
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (pressed.acted) return session_event::CardTaken{};
    return std::nullopt;
}

std::string forgotten_card_caption(const Session& session, const View& view) {
    const locale::LanguageScope words(locale_language(lying_language(view)));
    return tr("请取回您的身份证。") + clerk_words(session);
}

}  // namespace bangnin::kiosk
