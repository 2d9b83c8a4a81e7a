#include "kiosk/journeys/session/dialog_parts.h"

#include <algorithm>

#include "kiosk/journeys/session/frame_parts.h"

namespace bangnin::kiosk {
namespace {

using screen::Colour;
using screen::Rect;

constexpr float edge = 16;
constexpr float lowest = 1512.0F / 1920.0F;  // where the dialogs of the design end

}  // namespace

DialogRoom dialog_room(const Page& page) {
    const Rect& languages = page.regions().languages;
    const float bottom = page.ui.surface_size().h - edge;
    if (page.low()) return {edge, languages.y - edge};
    return {languages.bottom() + edge, bottom};
}

float dialog_top(const Page& page, float height) {
    const DialogRoom room = dialog_room(page);
    const float whole = page.ui.surface_size().h;
    const float wanted = page.wide() ? (whole - height) / 2 : whole * lowest - height;
    return std::max(room.top, std::min(wanted, room.bottom - height));
}

void draw_dialog_ground(Page& page, const Rect& box) {
    constexpr float radius = 36;
    page.ui.shadow(box, screen::Elevation::dialog, radius);
    page.ui.fill(box, Colour::white, radius);
    if (page.high_contrast()) page.ui.outline(box, Colour::ink, 4, radius);
}

std::optional<SessionEvent> draw_dialog_languages(screen::Ui& ui, const View& view) {
    Page page(ui, view);
    FramePress result;
    page.ui.fill(page.regions().languages.grown(8), Colour::white, 24);
    draw_languages(page, result);
    return result;
}

}  // namespace bangnin::kiosk
