#include "kiosk/journeys/ticket/unprinted_screen.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/dialog_parts.h"
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

constexpr float code_size = 220;

constexpr float roomy_side = 72;  // free beside the box

// Number and code above the words, or at their left where the screen is too low for that.
enum class Words { below, beside };
struct Style {
    float padding;
    Role title, text;
    Words words = Words::below;
    float side = roomy_side;
};
constexpr std::array tall_styles{Style{64, Role::choice_title, Role::body}, Style{32, Role::choice_title, Role::body}};
constexpr std::array wide_styles{Style{64, Role::choice_title, Role::body},
                                 Style{32, Role::choice_title, Role::body},
                                 Style{32, Role::choice_title, Role::body, Words::beside},
                                 Style{24, Role::card_title, Role::secondary, Words::beside},
                                 Style{24, Role::caption, Role::caption, Words::beside},
                                 Style{24, Role::caption, Role::caption, Words::beside, 24}};

struct Source {
    std::string heading, why;
    MarkedText told;
};

// From the top downwards: what is below each other in a column.
class Column {
  public:
    Column(float left, float width, float top) : left_(left), width_(width), y_(top) {}
    Rect take(float height, float gap) {
        const Rect rect{left_, y_, width_, height};
        y_ += height + gap;
        return rect;
    }
    float end() const { return y_; }

  private:
    float left_, width_, y_;
};

Layout layout_of(Page& page, const Source& source, const Style& style) {
    constexpr float widest = 1240;
    constexpr float number_width = 440;
    const float pad = style.padding;
    const screen::Size surface = page.ui.surface_size();
    const float width = std::min(style.side < roomy_side ? surface.w : widest, surface.w - 2 * style.side);
    const TextLook text = page.look(style.text);
    const auto height_of = [&](float within, const MarkedText& words, const TextLook& look) {
        return page.ui.measure({within, 0}, words.plain, look, words.bold).h + 2;
    };
    Layout at;
    at.box = {(surface.w - width) / 2, 0, width, 0};
    const float left = at.box.x + pad;
    const float inner = width - 2 * pad;
    Column whole(left, inner, pad * 0.75F);
    at.title = whole.take(height_of(inner, {source.heading, {}}, page.look(style.title)), 8);
    float words_end = 0;
    if (style.words == Words::below) {
        at.reason = whole.take(height_of(inner, {source.why, {}}, text), pad * 0.5F);
        at.number = whole.take(code_size, pad * 0.5F);
        at.code = {at.number.right() - code_size, at.number.y, code_size, code_size};
        at.number.w -= code_size + 24;
        at.words = whole.take(height_of(inner, source.told, text), pad * 0.5F);
        words_end = whole.end();
    } else {
        Column figures(left, number_width, whole.end());
        at.number = figures.take(160, 8);
        at.code = figures.take(code_size, pad * 0.5F);
        at.code.x += (number_width - code_size) / 2;
        at.code.w = code_size;
        const float beside = inner - number_width - 32;
        Column words(left + number_width + 32, beside, whole.end());
        at.reason = words.take(height_of(beside, {source.why, {}}, text), 16);
        at.words = words.take(height_of(beside, source.told, text), pad * 0.5F);
        words_end = std::max(figures.end(), words.end());
    }
    Column keys(left, inner, words_end);
    const bool high = pad > 50 || stands(tr("我记住了"));
    at.key = keys.take(std::max(high ? 150.0F : 88.0F, page.look(style.title).line_height + 24), pad);
    at.box.h = keys.end();
    return at;
}

void move_down(Layout& at, float by) {
    for (Rect* rect : {&at.box, &at.title, &at.reason, &at.number, &at.code, &at.words, &at.key}) rect->y += by;
}

}  // namespace

std::optional<PaperEvent> draw_unprinted(screen::Ui& ui, const Unprinted& unprinted, const View& view) {
    Page page(ui, view);
    // A dialog lies flat in every language; in Mongolian it speaks Chinese until its words are confirmed.
    const LeftTicket& ticket = unprinted.ticket;
    const std::string heading = tr("前一张小票没有打印出来");
    const std::string why = not_printed_text(unprinted.reason);
    const std::string source = tr("**您的号码仍然有效。**请记住 {0}，\n或用手机扫二维码保存。", ticket.number);
    const Source said{heading, why, marked(source)};
    const float room = dialog_room(page).height();
    const std::span<const Style> styles = page.wide() ? std::span<const Style>(wide_styles) : tall_styles;
    const Style* style = styles.data();
    Layout at = layout_of(page, said, *style);
    for (const Style& closer : styles.subspan(1)) {
        if (at.box.h <= std::min(room, ui.surface_size().h * 0.9F)) break;
        style = &closer;
        at = layout_of(page, said, closer);
    }
    page.note_missing("dialog", at.box.h - room);
    move_down(at, dialog_top(page, at.box.h));
    (void)ui.begin_modal(ids::dialog, heading, at.box);
    draw_dialog_ground(page, at.box);
    page.say(ids::dialog_title, at.title, heading, page.look(style->title), screen::Role::heading);
    page.say({}, at.reason, why, page.look(style->text, Colour::birch700));
    TextLook figures{.size = 150, .weight = Weight::bold, .line_height = at.number.h};
    figures.vertical = screen::VerticalAlign::middle;
    page.say(ids::unprinted_number, at.number, ticket.number, figures, screen::Role::value);
    draw_qr(page, ids::unprinted_qr, ticket.url, at.code);
    page.say_marked(ids::dialog_text, at.words, source, page.look(style->text), screen::Role::status);
    std::optional<PaperEvent> result;
    const screen::ButtonLook look{.ground = screen::Ground::primary, .text_size = page.look(style->title).size};
    if (page.key(ids::dialog_confirm, tr("我记住了"), at.key, look)) result = paper_event::Noted{};
    ui.end_modal();
    return result;
}

std::string unprinted_caption(const Unprinted& unprinted, const View& view) {
    const locale::LanguageScope language(locale_language(lying_language(view)));
    return tr("您前面取的号码 {0} 没有打印出小票，号码仍然有效，请记住。", spelt(unprinted.ticket.number));
}

}  // namespace bangnin::kiosk
