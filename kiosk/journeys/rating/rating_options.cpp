#include "kiosk/journeys/rating/rating_options.h"

#include <algorithm>

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::Selection;
using screen::TextLook;

constexpr float gap = 16;
constexpr float tick = 40;

std::size_t character_count(std::string_view text) {
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

std::string comment_text(const RatingWords& words) {
    if (words.comment.empty()) return tr("还想说几句（可以不写）");
    return tr("写了 {0} 个字，点这里可以改", character_count(words.comment.text()));
}

std::string anonymous_text(const RatingWords& words, CallBack call_back) {
    if (words.anonymity == sync::Anonymity::named) return tr("不匿名，按 {0} 回复您", masked_phone(words.phone.text()));
    if (call_back == CallBack::impossible) return tr("现在只能匿名，不能留电话");
    return tr("不留姓名和电话，也就不能回复您本人");
}

class Options {
  public:
    Options(Page& page, const RatingWords& words, CallBack call_back)
        : page_(page),
          words_(words),
          call_back_(call_back),
          quiet_(page.look(as_keys() ? Role::secondary : Role::choice, Colour::birch700)),
          bold_(page.look(page.cramped() ? Role::caption : Role::secondary)) {
        quiet_.weight = text::Weight::regular;
        bold_.weight = text::Weight::bold;
    }

    /// Two lines as wide as the page; where words are large or stand in columns, or room is short, two keys side by
    /// side.
    [[nodiscard]] bool as_keys() const { return page_.mongolian() || page_.large() || page_.shallow(); }
    [[nodiscard]] Need need(float width) const {
        Need need{.zone = Zone::controls, .gap = gap};
        if (as_keys()) {
            need.least = in_columns() ? 180 : std::max(primary_target, bold_.line_height + 24);
            if (below_each_other(width)) need.least = 2 * need.least + gap;
            need.ideal = need.least;
        } else {
            need.least = comment_height(width) + 12 + anonymous_height(width);
            need.ideal = std::max(104.0F, comment_height(width)) + 12 + anonymous_height(width);
        }
        return need;
    }
    std::optional<RatingEvent> draw(const Rect& rect) const { return as_keys() ? draw_keys(rect) : draw_lines(rect); }

  private:
    static constexpr float comment_left = 108;
    static constexpr float box = 56;
    static constexpr float box_left = 12;
    static constexpr float words_left = 92;

    [[nodiscard]] std::string comment_key() const { return words_.comment.empty() ? tr("还想说几句") : tr("改写的话"); }
    [[nodiscard]] bool in_columns() const { return stands(comment_key()) || stands(tr("匿名")); }
    [[nodiscard]] bool below_each_other(float width) const {
        if (in_columns()) return false;
        TextLook look = bold_;
        look.size = smallest_text(page_.view.settings.type_size);
        const float longest =
            std::max(page_.ui.measure({0, 0}, comment_key(), look).w, page_.ui.measure({0, 0}, tr("匿名"), look).w);
        return longest + tick + 64 > (width - gap) / 2;
    }
    [[nodiscard]] bool anonymous() const { return words_.anonymity == sync::Anonymity::anonymous; }
    [[nodiscard]] Availability box_works() const {
        return anonymous() && call_back_ == CallBack::impossible ? Availability::disabled : Availability::enabled;
    }
    [[nodiscard]] float comment_height(float width) const {
        const float room = width - comment_left - 28;
        return std::max(primary_target, page_.ui.measure({room, 0}, comment_text(words_), quiet_).h + 24);
    }
    // A masked number has stars: they are no marks.
    [[nodiscard]] MarkedText anonymous_line() const {
        const MarkedText name = marked("**" + tr("匿名") + "**");
        return {.plain = name.plain + "\u3000" + anonymous_text(words_, call_back_), .bold = name.bold};
    }
    [[nodiscard]] float anonymous_height(float width) const {
        const MarkedText line = anonymous_line();
        const float room = width - words_left - 12;
        const TextLook look = anonymous_look();
        return std::max(primary_target, page_.ui.measure({room, 0}, line.plain, look, line.bold).h + 16);
    }
    [[nodiscard]] TextLook anonymous_look() const {
        TextLook look = quiet_;
        look.colour = Colour::ink;
        return look;
    }

    std::optional<RatingEvent> draw_lines(const Rect& rect) const {
        std::optional<RatingEvent> done;
        const float below = std::min(anonymous_height(rect.w), rect.h - 12 - primary_target);
        const Rect comment{rect.x, rect.y, rect.w, rect.h - below - 12};
        const auto wrote = page_.ui.touch_area(ids::rating_comment, comment_text(words_), comment);
        page_.ui.surface(comment, Ground::chip, wrote);
        page_.ui.icon(Icon::edit, {comment.x + 36, comment.centre().y - 24, 48, 48}, Colour::pine700, 3);
        TextLook look = quiet_;
        look.vertical = screen::VerticalAlign::middle;
        page_.say({}, {comment.x + comment_left, comment.y, comment.w - comment_left - 28, comment.h},
                  comment_text(words_), look);
        if (wrote) done = rating_event::WriteComment{};
        const Rect line{rect.x, rect.bottom() - below, rect.w, below};
        if (draw_box(line)) done = rating_event::ToggleAnonymous{};
        return done;
    }
    [[nodiscard]] bool draw_box(const Rect& line) const {
        const auto touched = page_.ui.touch_area(ids::rating_anonymous, tr("匿名"), line, box_works(),
                                                 screen::Role::button, anonymous_text(words_, call_back_));
        if (anonymous()) page_.ui.tell_chosen();
        const Rect square{line.x + box_left, line.centre().y - box / 2, box, box};
        if (anonymous()) {
            const Colour ink = page_.ui.surface(square, Ground::chip, touched, Selection::selected, box_works(), 14);
            page_.ui.icon(Icon::check, {square.x + 8, square.y + 8, 40, 40}, ink, 5);
        } else {
            page_.ui.surface(square, Ground::chip, touched, Selection::unselected, box_works(), 14);
        }
        TextLook look = anonymous_look();
        look.vertical = screen::VerticalAlign::middle;
        page_.say_spans({}, {line.x + words_left, line.y, line.w - words_left - 12, line.h}, anonymous_line(), look);
        return touched.activated || touched.refused;  // its own words say why it stays as it is
    }

    std::optional<RatingEvent> draw_keys(const Rect& rect) const {
        std::optional<RatingEvent> done;
        const bool rows = below_each_other(rect.w);
        const float width = rows ? rect.w : (rect.w - gap) / 2;
        const float height = rows ? (rect.h - gap) / 2 : rect.h;
        screen::ButtonLook look{.ground = Ground::chip, .icon = Icon::edit, .icon_size = tick, .icon_line = 3.4F};
        look.text_size = bold_.size;
        if (page_.key(ids::rating_comment, comment_key(), {rect.x, rect.y, width, height}, look)) {
            done = rating_event::WriteComment{};
        }
        look.icon = anonymous() ? Icon::check : Icon::phone;
        look.selection = anonymous() ? Selection::selected : Selection::unselected;
        look.availability = box_works();
        const Rect second{rect.right() - width, rect.bottom() - height, width, height};
        const auto touched = page_.key(ids::rating_anonymous, tr("匿名"), second, look);
        if (touched.activated || touched.refused) done = rating_event::ToggleAnonymous{};
        return done;
    }

    Page& page_;
    const RatingWords& words_;
    CallBack call_back_;
    TextLook quiet_;
    TextLook bold_;
};

}  // namespace

void add_options(Sheet& sheet, const RatingWords& words, CallBack call_back, std::optional<RatingEvent>& done) {
    const Options options(sheet.page, words, call_back);
    sheet.add({.need = options.need(sheet.width(Zone::controls)),
               .draw =
                   [options, &done](const Rect& rect) {
                       if (const auto event = options.draw(rect)) done = event;
                   },
               .need_at = [options](float width) { return options.need(width); }});
    if (!options.as_keys()) return;
    // Without the number: its stars would be taken for marks of bold words.
    const bool named = words.anonymity == sync::Anonymity::named;
    sheet.line("rating.anonymous.meaning", named ? tr("不匿名，按留下的号码回复您") : anonymous_text(words, call_back),
               Role::secondary, Colour::birch700, 55);
}

}  // namespace bangnin::kiosk
