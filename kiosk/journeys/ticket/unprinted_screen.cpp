#include "kiosk/journeys/ticket/unprinted_screen.h"

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

// Where the dialogs of the design stand; low reach needs no other place, the key stands below y = 864.
constexpr Rect box{72, 640, 936, 872};
constexpr Rect title{136, 688, 808, 80};
constexpr Rect reason{136, 772, 808, 60};
constexpr Rect number{136, 872, 540, 220};
constexpr Rect code{724, 872, 220, 220};
constexpr Rect words{136, 1128, 808, 120};
constexpr Rect key{136, 1300, 808, 160};

void draw_ground(Page& page) {
    constexpr float radius = 36;
    page.ui.shadow(box, screen::Elevation::dialog, radius);
    page.ui.fill(box, Colour::white, radius);
    if (page.high_contrast()) page.ui.outline(box, Colour::ink, 4, radius);
}

}  // namespace

std::optional<PaperEvent> draw_unprinted(screen::Ui& ui, const Unprinted& unprinted, const View& view) {
    Page page(ui, view);
    const LeftTicket& ticket = unprinted.ticket;
    const std::string heading = tr("前一张小票没有打印出来");
    (void)ui.begin_modal(ids::dialog, heading, box);
    draw_ground(page);
    page.say(ids::dialog_title, title, heading, {.size = 56, .weight = Weight::bold, .line_height = 80},
             screen::Role::heading);
    page.say({}, reason, not_printed_text(unprinted.reason),
             {.size = 40, .colour = Colour::birch700, .line_height = 60});
    TextLook figures{.size = 150, .weight = Weight::bold, .line_height = 220};
    figures.vertical = screen::VerticalAlign::middle;
    page.say(ids::unprinted_number, number, ticket.number, figures, screen::Role::value);
    draw_qr(page, ids::unprinted_qr, ticket.url, code);
    page.say_marked(ids::dialog_text, words,
                    tr("**您的号码仍然有效。**请记住 {0}，\n或用手机扫上面的二维码保存。", ticket.number),
                    {.size = 40, .line_height = 60}, screen::Role::status);
    std::optional<PaperEvent> result;
    if (page.key(ids::dialog_confirm, tr("我记住了"), key, {.ground = screen::Ground::primary, .text_size = 52})) {
        result = paper_event::Noted{};
    }
    ui.end_modal();
    return result;
}

std::string unprinted_caption(const Unprinted& unprinted, const View& view) {
    const locale::LanguageScope language(locale_language(view.settings.language));
    return tr("您前面取的号码 {0} 没有打印出小票，号码仍然有效，请记住。", spelt(unprinted.ticket.number));
}

}  // namespace bangnin::kiosk
