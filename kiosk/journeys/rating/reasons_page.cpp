// Why: chips that go on and off, words of one's own, and whether one wants to be answered. All of it may be left out.
#include <algorithm>
#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/rating/rating_options.h"
#include "kiosk/journeys/rating/rating_pages.h"

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
constexpr float chip_height = 112;
constexpr float tick = 36;
constexpr float tick_gap = 10;
constexpr float chip_padding = 10;
constexpr float no_room = 4000;  // a height that no page has, for a width in which words would not stand

// -- which grade it was --

std::string thanks_text(const Page& page, sync::Grade grade) {
    if (!sync::needs_follow_up(grade)) return tr("{0}，谢谢您", grade_text(grade));
    const locale::LanguageScope flat(flat_language(page));
    return tr("{0}，谢谢您直说", grade_text(grade));
}

void draw_face(Page& page, sync::Grade grade, const Rect& ground) {
    constexpr float face = 100;
    page.ui.fill(ground, Colour::selected, 28);
    page.ui.icon(face_of(grade), {ground.centre().x - face / 2, ground.centre().y - face / 2, face, face},
                 Colour::on_selected, 2.2F);
    page.ui.node(ids::rating_chosen, screen::Role::value, tr("您选了"), ground, grade_text(grade));
}

// Its face on dark ground, and thanks for it.
void add_chosen(Sheet& sheet, const RatingWords& words) {
    static constexpr float square = 128;
    static constexpr float beside = 32;
    Page& page = sheet.page;
    const std::string title = thanks_text(page, words.grade);
    if (page.mongolian()) return sheet.heading(title);
    const TextLook caption = page.look(Role::secondary, Colour::birch700);
    TextLook large = page.look(page.large() ? Role::card_title : Role::question);
    if (!page.large()) large.size = 60, large.line_height = 84;
    // On a low page large words come down to their least, and what was chosen says itself.
    const bool cramped = page.cramped();
    const auto above_at = [&page, caption, cramped](float room) {
        return cramped ? 0 : page.ui.measure({room, 0}, tr("您选了"), caption).h;
    };
    // And where they would be torn beside the face it goes.
    const auto aside_at = [&page, title, large, cramped](float width) {
        const float aside = square + beside;
        const bool torn = cramped && longest_word(page.ui, title, scaled(page, large, 0)) > width - aside;
        return torn ? 0 : aside;
    };
    const auto need_at = [&page, title, large, above_at, aside_at, cramped](float width) {
        const float room = width - aside_at(width);
        const float above = above_at(room);
        const TextLook least = cramped ? scaled(page, large, 0) : large;
        if (cramped && longest_word(page.ui, title, least) > room) return Need{.least = no_room, .ideal = no_room};
        return Need{.least = std::max(square, above + page.ui.measure({room, 0}, title, least).h),
                    .ideal = std::max(square, above + page.ui.measure({room, 0}, title, large).h)};
    };
    sheet.add({.need = need_at(sheet.width(Zone::information)),
               .draw =
                   [&page, grade = words.grade, title, caption, large, above_at, aside_at](const Rect& rect) {
                       const float aside = aside_at(rect.w);
                       if (aside > 0) draw_face(page, grade, {rect.x, rect.y + (rect.h - square) / 2, square, square});
                       const float x = rect.x + aside;
                       const float room = rect.right() - x;
                       const float above = above_at(room);
                       const float below = std::min(page.ui.measure({room, 0}, title, large).h, rect.h - above);
                       const float y = rect.y + (rect.h - above - below) / 2;
                       if (above > 0) page.say({}, {x, y, room, above + 2}, tr("您选了"), caption);
                       page.say(ids::page_title, {x, y + above, room, below + 2}, title, large, screen::Role::heading);
                   },
               .need_at = need_at});
}

// A white card, as what the hall does is not news but a promise that stands.
class PromiseCard {
  public:
    PromiseCard(Page& page, std::string promise)
        : page_(page),
          promise_(std::move(promise)),
          title_look_(page.look(Role::body)),
          look_(page.look(Role::secondary, Colour::birch700)) {
        title_look_.weight = text::Weight::bold;
    }
    [[nodiscard]] float height(float width) const {
        const float title = page_.ui.measure({0, 0}, tr("接下来会怎样"), title_look_).w;
        if (title > width - 2 * side - icon - 20) return no_room;
        return title_height() + promise_height(width) + 2 * padding + 8;
    }
    void draw(const Rect& rect) const {
        const float title = title_height();
        page_.ui.card(rect);
        page_.ui.icon(Icon::info, {rect.x + side, rect.y + padding + (title - icon) / 2, icon, icon}, Colour::pine700,
                      3);
        const float x = rect.x + side + icon + 20;
        page_.say({}, {x, rect.y + padding, rect.right() - side - x, title + 2}, tr("接下来会怎样"), title_look_);
        page_.say({}, {rect.x + side, rect.y + padding + title + 8, rect.w - 2 * side, promise_height(rect.w) + 2},
                  promise_, look_);
        page_.ui.node(ids::rating_next_steps, screen::Role::status, tr("接下来会怎样"), rect, promise_);
    }

  private:
    static constexpr float side = 40;
    static constexpr float padding = 28;
    static constexpr float icon = 48;
    [[nodiscard]] float title_height() const {
        return std::max(icon, page_.ui.measure({0, 0}, tr("接下来会怎样"), title_look_).h);
    }
    [[nodiscard]] float promise_height(float width) const {
        return page_.ui.measure({width - 2 * side, 0}, promise_, look_).h;
    }

    Page& page_;
    std::string promise_;
    TextLook title_look_;
    TextLook look_;
};

void add_next_steps(Sheet& sheet) {
    Page& page = sheet.page;
    const RatingTerms& terms = page.view.hall.rating;
    const std::string promise = tr("{0} {1} 个工作日内核实，{2} 个工作日内整改并回复。",
                                   terms.authority.in(page.view.settings.language), terms.verify_days, terms.mend_days);
    constexpr int spare = 35;
    if (page.mongolian()) {
        return sheet.note(ids::rating_next_steps, Tone::good, Icon::info,
                          {{.source = "**" + tr("接下来会怎样") + "**", .role = Role::body, .spare = 0},
                           {.source = promise, .role = Role::secondary, .spare = 0}},
                          spare);
    }
    const PromiseCard card(page, promise);
    const auto need = [card](float width) {
        const float height = card.height(width);
        return Need{.least = height, .ideal = height, .gap = 28, .spare = spare};
    };
    sheet.add({.need = need(sheet.width(Zone::information)),
               .draw = [card](const Rect& rect) { card.draw(rect); },
               .need_at = need});
}

// -- chips --

class Chips {
  public:
    Chips(Page& page, const rating_stage::Reasons& stage)
        : page_(page), stage_(stage), reasons_(reasons_for(page.view.hall.rating, stage.words.grade)) {}

    [[nodiscard]] bool empty() const { return reasons_.empty(); }
    // At least one row and the pager.
    [[nodiscard]] Need need(float width) const {
        const Arrangement whole = arranged({0, 0, width, 1e5F});
        const auto rows = static_cast<float>(whole.rows.size());
        const float one = std::max(primary_target, row_height(width));
        Need need{.zone = Zone::controls, .gap = 24};
        need.least = whole.rows.size() > 1 ? one + gap + pager_height(page_) : one;
        need.ideal = std::max(need.least, rows * std::max(one, chip_height) + (rows - 1) * gap);
        return need;
    }

    [[nodiscard]] std::size_t pages_in(const Rect& room) const { return arranged(room).pages; }
    std::optional<RatingEvent> draw(const Rect& room) const {
        const Arrangement arrangement = arranged(room);
        page_.note_missing("reasons", arrangement.missing);
        if (arrangement.pages <= 1) return draw_page(arrangement, 0);
        std::optional<RatingEvent> done;
        const PagedArea pages{.id = std::string(ids::rating_reasons),
                              .area = arrangement.area,
                              .shown = arrangement.page,
                              .count = arrangement.pages};
        const auto turned = draw_pages(page_, pages, [&](std::size_t shown, float shift) {
            const auto event = draw_page(shown == arrangement.page ? arrangement : arranged(room, shown), shift);
            if (shown == arrangement.page) done = event;
        });
        const auto wanted =
            draw_pager(page_, arrangement.pager, std::string(ids::rating_reasons), arrangement.page, arrangement.pages);
        if (turned || wanted) done = rating_event::ShowPage{turned ? *turned : *wanted};
        return done;
    }

  private:
    [[nodiscard]] std::optional<RatingEvent> draw_page(const Arrangement& arrangement, float shift) const {
        std::optional<RatingEvent> done;
        for (std::size_t i = 0; i < arrangement.cells.size(); ++i) {
            const RatingReason& reason = reasons_[arrangement.first + i];
            if (draw_chip(reason, arrangement.cells[i].moved(shift, 0))) done = rating_event::ToggleReason{reason.code};
        }
        return done;
    }
    [[nodiscard]] const std::string& words(const RatingReason& reason) const {
        return reason.words.in(page_.view.settings.language);
    }
    // Words in columns, where the hall gave the reason in Mongolian; else they lie as they do in every language.
    [[nodiscard]] bool in_column(const RatingReason& reason) const {
        return page_.mongolian() && !reason.words.mn.empty();
    }
    [[nodiscard]] TextLook look(Selection selection) const {
        TextLook look = page_.look(page_.cramped() ? Role::caption : Role::secondary);
        look.weight = selection == Selection::selected ? text::Weight::bold : text::Weight::regular;
        return look;
    }
    [[nodiscard]] static float room_in(float width) { return width - tick - tick_gap - 2 * chip_padding; }
    [[nodiscard]] float height_at(std::size_t reason, float width) const {
        if (in_column(reasons_[reason])) return 180;
        const TextLook bold = look(Selection::selected);
        const float room = room_in(width);
        const screen::Size used = page_.ui.measure({room, 0}, words(reasons_[reason]), bold);
        const bool torn = longest_word(page_.ui, words(reasons_[reason]), bold) > room;
        if (torn || used.w > room + 1 || used.h > 2.2F * bold.line_height) return 1e6F;
        return std::max(primary_target, used.h + 20);
    }
    [[nodiscard]] Arrangement arranged(const Rect& room) const { return arranged(room, stage_.page); }
    [[nodiscard]] Arrangement arranged(const Rect& room, std::size_t page) const {
        ArrangeOrder order;
        order.count = reasons_.size();
        order.room = room;
        order.gap_x = order.gap_y = gap;
        order.columns = std::vector<std::size_t>{3, 2, 1};
        order.pager_height = pager_height(page_);
        order.page = page;
        order.height_at = [this](std::size_t reason, float width) { return height_at(reason, width); };
        return arrange(order);
    }
    // Of the highest chip where three, two or one stand side by side.
    [[nodiscard]] float row_height(float width) const {
        float least = 1e6F;
        for (const float columns : {3.0F, 2.0F, 1.0F}) {
            const float cell = (width - gap * (columns - 1)) / columns;
            float highest = 0;
            for (std::size_t i = 0; i < reasons_.size(); ++i) highest = std::max(highest, height_at(i, cell));
            least = std::min(least, highest);
        }
        return least < 1e6F ? least : 2 * primary_target;
    }
    [[nodiscard]] bool draw_chip(const RatingReason& reason, const Rect& rect) const {
        const auto& chosen = stage_.words.reasons;
        const bool lit = std::ranges::find(chosen, reason.code) != chosen.end();
        const auto selection = lit ? Selection::selected : Selection::unselected;
        const bool full = !lit && chosen.size() == sync::most_reasons;
        const auto works = full ? Availability::disabled : Availability::enabled;
        if (in_column(reason)) {
            screen::ButtonLook key{.ground = Ground::chip, .availability = works, .selection = selection};
            key.text_size = page_.look(Role::secondary).size;
            return page_.key(ids::rating_reason(reason.code), words(reason), rect, key).activated;
        }
        const auto touched = page_.ui.touch_area(ids::rating_reason(reason.code), words(reason), rect, works);
        if (lit) page_.ui.tell_chosen();
        TextLook text = look(selection);
        text.colour = page_.ui.surface(rect, Ground::chip, touched, selection, works);
        if (full) text.opacity = 0.38F;
        const float room = room_in(rect.w);
        const screen::Size used = page_.ui.measure({room, 0}, words(reason), text);
        const float beside = lit ? tick + tick_gap : 0;
        const float left = rect.x + (rect.w - used.w - beside) / 2;
        if (lit) page_.ui.icon(Icon::check, {left, rect.centre().y - tick / 2, tick, tick}, text.colour, 5);
        text.align = text::Align::centre;
        page_.say({}, {left + beside, rect.centre().y - used.h / 2, used.w + 2, used.h + 2}, words(reason), text);
        return touched.activated;
    }

    Page& page_;
    const rating_stage::Reasons& stage_;
    std::vector<RatingReason> reasons_;
};

void add_keys(Sheet& sheet, PressedKey& pressed) {
    ActionKeys keys;
    keys.keys.push_back({.id = std::string(ids::rating_change), .label = tr("改评价"), .icon = Icon::left});
    keys.keys.push_back(
        {.id = std::string(ids::rating_submit), .label = tr("提交"), .icon = Icon::check, .ground = Ground::primary});
    sheet.keys(std::move(keys), pressed);
}

}  // namespace

std::optional<RatingEvent> draw_reasons(Page& page, const RatingState& state, const rating_stage::Reasons& stage) {
    Sheet sheet(page);
    std::optional<RatingEvent> done;
    PressedKey pressed;
    const bool bad = sync::needs_follow_up(stage.words.grade);
    add_chosen(sheet, stage.words);
    sheet.line(ids::page_help,
               bad ? tr("评价已经记下。愿意的话，告诉我们是哪里：") : tr("评价已经记下。愿意的话，告诉我们好在哪里："),
               Role::body, Colour::ink, 40);
    sheet.line("rating.several", tr("可以选多个，也可以不选。"), Role::secondary, Colour::birch700, 60);
    if (bad) add_next_steps(sheet);
    const Chips chips(page, stage);
    const float width = sheet.width(Zone::controls);
    if (!chips.empty()) {
        sheet.add({.need = chips.need(width),
                   .draw =
                       [&](const Rect& rect) {
                           if (const auto event = chips.draw(rect)) done = event;
                       },
                   .need_at = [&chips](float room) { return chips.need(room); },
                   .pages_at = [&chips](const Rect& room) { return chips.pages_in(room); }});
    }
    add_options(sheet, stage.words, state.start.call_back, done);
    add_keys(sheet, pressed);
    sheet.draw();
    if (pressed.acted)
        return *pressed.acted == 0 ? RatingEvent{rating_event::ChangeGrade{}} : RatingEvent{rating_event::Submit{}};
    return done;
}

}  // namespace bangnin::kiosk
