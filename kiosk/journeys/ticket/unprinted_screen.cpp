#include "kiosk/journeys/ticket/unprinted_screen.h"

#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/qr_picture.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using screen::TextLook;
using text::Weight;

// Everything of the dialog at its place, from the top of the box downwards.
struct Layout {
    Rect box, title, reason, number, code, words, key;
};

constexpr float padding = 64;
constexpr float close_padding = 32;
constexpr float code_size = 220;

Layout layout_of(Page& page, const std::string& heading, const std::string& why, const MarkedText& told, float pad) {
    constexpr float widest = 1240;
    const screen::Size surface = page.ui.surface_size();
    const float width = std::min(widest, surface.w - 2 * 72);
    Layout at;
    at.box = {(surface.w - width) / 2, 0, width, 0};
    const float left = at.box.x + pad;
    const float inner = width - 2 * pad;
    float y = pad * 0.75F;
    const auto take = [&](float height, float gap) {
        const Rect rect{left, y, inner, height};
        y += height + gap;
        return rect;
    };
    at.title = take(page.ui.measure({inner, 0}, heading, page.look(Role::choice_title)).h + 2, 8);
    at.reason = take(page.ui.measure({inner, 0}, why, page.look(Role::body)).h + 2, pad * 0.5F);
    at.number = take(code_size, pad * 0.5F);
    at.code = {at.number.right() - code_size, at.number.y, code_size, code_size};
    at.number.w -= code_size + 24;
    at.words = take(page.ui.measure({inner, 0}, told.plain, page.look(Role::body), told.bold).h + 2, pad * 0.5F);
    at.key = take(std::max(pad > 50 ? 150.0F : 100.0F, page.look(Role::choice_title).line_height + 24), pad);
    at.box.h = y;
    return at;
}

void move_down(Layout& at, float by) {
    for (Rect* rect : {&at.box, &at.title, &at.reason, &at.number, &at.code, &at.words, &at.key}) rect->y += by;
}

void draw_ground(Page& page, const Rect& box) {
    constexpr float radius = 36;
    page.ui.shadow(box, screen::Elevation::dialog, radius);
    page.ui.fill(box, Colour::white, radius);
    if (page.high_contrast()) page.ui.outline(box, Colour::ink, 4, radius);
}

}  // namespace

std::optional<PaperEvent> draw_unprinted(screen::Ui& ui, const Unprinted& unprinted, const View& view) {
    constexpr float lowest = 1512.0F / 1920.0F;  // where the dialogs of the design end
    constexpr float edge = 16;
    Page page(ui, view);
    // A dialog lies flat in every language; in Mongolian it speaks Chinese until its words are confirmed.
    const LeftTicket& ticket = unprinted.ticket;
    const std::string heading = tr("前一张小票没有打印出来");
    const std::string why = not_printed_text(unprinted.reason);
    const std::string source = tr("**您的号码仍然有效。**请记住 {0}，\n或用手机扫上面的二维码保存。", ticket.number);
    const screen::Size surface = ui.surface_size();
    Layout at = layout_of(page, heading, why, marked(source), padding);
    if (at.box.h > surface.h * 0.9F) at = layout_of(page, heading, why, marked(source), close_padding);
    page.note_missing("dialog", at.box.h - (surface.h - 2 * edge));
    move_down(at, std::max(edge, page.wide() ? (surface.h - at.box.h) / 2 : surface.h * lowest - at.box.h));
    (void)ui.begin_modal(ids::dialog, heading, at.box);
    draw_ground(page, at.box);
    page.say(ids::dialog_title, at.title, heading, page.look(Role::choice_title), screen::Role::heading);
    page.say({}, at.reason, why, page.look(Role::body, Colour::birch700));
    TextLook figures{.size = 150, .weight = Weight::bold, .line_height = code_size};
    figures.vertical = screen::VerticalAlign::middle;
    page.say(ids::unprinted_number, at.number, ticket.number, figures, screen::Role::value);
    draw_qr(page, ids::unprinted_qr, ticket.url, at.code);
    page.say_marked(ids::dialog_text, at.words, source, page.look(Role::body), screen::Role::status);
    std::optional<PaperEvent> result;
    const screen::ButtonLook look{.ground = screen::Ground::primary, .text_size = page.look(Role::choice_title).size};
    if (page.key(ids::dialog_confirm, tr("我记住了"), at.key, look)) result = paper_event::Noted{};
    ui.end_modal();
    return result;
}

std::string unprinted_caption(const Unprinted& unprinted, const View& view) {
    const locale::LanguageScope language(locale_language(lying_language(view)));
    return tr("您前面取的号码 {0} 没有打印出小票，号码仍然有效，请记住。", spelt(unprinted.ticket.number));
}

}  // namespace bangnin::kiosk
