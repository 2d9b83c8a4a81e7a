#include "kiosk/journeys/session/frame_screen.h"

#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/frame_parts.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;

void draw_reach_key(Page& page, Ground ground, FramePress& result) {
    const float text_size = page.low() || page.large() ? 36 : 30;
    const float size = std::max(text_size, page.look(Role::caption).size);
    const Page::IconKey key{ground, page.low() ? Icon::up : Icon::adown, 40, 3.4F, 12, size};
    const std::string label = page.low() ? tr("恢复位置") : tr("低位操作");
    if (page.icon_key(ids::frame_reach, label, page.regions().reach_key, key)) result = session_event::ToggleReach{};
}

void draw_ground(Page& page, const Frame& frame, FramePress& result) {
    const bool on_page = page.low();  // the words stand where one reads
    if (!page.wide() && !on_page) {
        const screen::Size surface = page.ui.surface_size();
        page.ui.illustration("scenery.forest_floor", {0, surface.h - 44, 1080, 44}, scenery::paint_forest_floor);
    }
    // On the white of the page or of a wide screen's header.
    if (page.view.toast) {
        draw_toast(page, *page.view.toast);
    } else {
        draw_caption(page, frame, on_page ? Colour::ink : Colour::on_pine, on_page ? Colour::pine700 : Colour::pine200);
    }
    draw_reach_key(page, on_page && !page.wide() ? Ground::secondary : Ground::footer, result);
    draw_remaining(page);
}

}  // namespace

std::optional<SessionEvent> draw_frame(screen::Ui& ui, const Session& session, const Frame& frame, const View& view) {
    Page page(ui, view);
    FramePress result;
    draw_header(page, session, result);
    const Rect& footer = page.regions().footer;
    const Rect& rail = page.regions().rail;
    ui.fill(footer, Colour::pine800);
    ui.fill(rail, Colour::pine800);
    if (page.high_contrast()) {
        ui.line({footer.x, footer.y - 2}, {footer.right(), footer.y - 2}, Colour::ink, 4);
        if (page.wide()) ui.line({rail.right() - 2, rail.y}, {rail.right() - 2, footer.y}, Colour::ink, 4);
    }
    draw_footer_keys(page, session, frame, result);
    draw_ground(page, frame, result);
    if (frame.languages == LanguageKeys::in_frame) draw_languages(page, result);
    return result;
}

}  // namespace bangnin::kiosk
