#include "kiosk/journeys/session/home_choices.h"

#include <array>

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::TextLook;
using text::Align;
using text::Weight;

constexpr float dimmed = 0.38F;

struct Choice {
    Offer offer;
    std::string_view id;
    Icon icon;
    Ground ground;
    Availability availability;
    std::string title;
    std::string short_title;
    std::string help;
    std::string column_source;  // what the Mongolian catalogue calls it

    [[nodiscard]] float opacity() const { return availability == Availability::enabled ? 1.0F : dimmed; }
    // Second lines are quiet on white, full on the coloured grounds.
    [[nodiscard]] Colour help_colour(Colour ink) const { return ground == Ground::card ? Colour::birch700 : ink; }
};

std::string progress_help(const View& view) {
    const bool away = view.status.hub == Reachability::away && view.status.as_of;
    return away ? tr("截至 {0}", clock_of(view, *view.status.as_of)) : tr("扫小票二维码");
}

std::array<Choice, 5> choices(const View& view) {
    using enum Availability;
    return {
        Choice{Offer::ticket, ids::home_ticket, Icon::ticket, Ground::primary, enabled, tr("取号排队"), tr("取号排队"),
               tr("凭号到窗口办事"), "取号排队"},
        Choice{Offer::apply, ids::home_apply, Icon::apply, Ground::pine, disabled, tr("我要申请帮办"), tr("申请帮办"),
               tr("帮办员替您跑审批"), "我要申请帮办"},
        Choice{Offer::progress, ids::home_progress, Icon::scan, Ground::card, enabled, tr("查询进度"), tr("查询进度"),
               progress_help(view), "查询进度"},
        Choice{Offer::rate, ids::home_rate, Icon::rate, Ground::card, disabled, tr("评价服务"), tr("评价服务"),
               tr("五个等级任选"), "评价服务"},
        Choice{Offer::guide, ids::home_guide, Icon::book, Ground::card, disabled, tr("办事指南"), tr("办事指南"),
               tr("33 项事项"), "办事指南"},
    };
}

// The ground of a choice and what was done to it.
struct Pressed {
    screen::Touched touched;
    Colour ink;
};

Pressed draw_ground(Page& page, const Choice& choice, const Rect& rect) {
    const auto touched = page.ui.touch_area(choice.id, choice.title, rect, choice.availability);
    const Colour ink =
        page.ui.surface(rect, choice.ground, touched, screen::Selection::unselected, choice.availability, 28);
    return {touched, ink};
}

bool chosen(const screen::Touched& touched) { return touched.activated || touched.refused; }

// How a tile is laid out: the two big ones and the three small ones differ in size only.
struct TileLook {
    float icon, icon_line, title_size, title_bottom;
};
constexpr TileLook big_tile{112, 2.2F, 52, 102};
constexpr TileLook small_tile{88, 2.4F, 46, 92};

bool draw_tile(Page& page, const Choice& choice, const Rect& rect, const TileLook& tile) {
    constexpr float inset = 36;
    constexpr float text_inset = 40;
    constexpr float title_height = 68;
    constexpr float help_height = 48;
    const auto [touched, ink] = draw_ground(page, choice, rect);
    page.ui.icon(choice.icon, {rect.x + inset, rect.y + inset, tile.icon, tile.icon},
                 screen::Paint(ink, choice.opacity()), tile.icon_line);
    TextLook title{.size = tile.title_size, .weight = Weight::bold, .colour = ink, .line_height = title_height};
    title.opacity = choice.opacity();
    const float width = rect.w - text_inset - 24;
    page.say({}, {rect.x + text_inset, rect.bottom() - tile.title_bottom - title_height, width, title_height},
             choice.title, title);
    TextLook help{.size = 32, .colour = choice.help_colour(ink), .line_height = help_height};
    help.opacity = choice.opacity();
    page.say({}, {rect.x + text_inset, rect.bottom() - inset - help_height, width, help_height}, choice.help, help);
    return chosen(touched);
}

bool draw_row(Page& page, const Choice& choice, const Rect& rect) {
    constexpr float padding = 40;
    constexpr float icon_size = 88;
    constexpr float arrow_size = 56;
    const auto [touched, ink] = draw_ground(page, choice, rect);
    const screen::Paint paint(ink, choice.opacity());
    page.ui.icon(choice.icon, {rect.x + padding, rect.y + (rect.h - icon_size) / 2, icon_size, icon_size}, paint, 2.8F);
    page.ui.icon(Icon::right,
                 {rect.right() - padding - arrow_size, rect.y + (rect.h - arrow_size) / 2, arrow_size, arrow_size},
                 paint, 4);
    TextLook title{.size = 60, .weight = Weight::bold, .colour = ink, .line_height = 80};
    title.vertical = screen::VerticalAlign::middle;
    title.opacity = choice.opacity();
    const float text_left = rect.x + padding + icon_size + padding;
    page.say({}, {text_left, rect.y, rect.right() - padding - arrow_size - padding - text_left, rect.h},
             choice.short_title, title);
    return chosen(touched);
}

bool draw_column(Page& page, const Choice& choice, const Rect& rect) {
    constexpr float icon_size = 88;
    constexpr float icon_top = 40;
    constexpr float words_top = 164;
    constexpr float words_height = 500;
    constexpr float optical_shift = 9;  // half of 0.28 em: what the design's sources give the column
    const auto [touched, ink] = draw_ground(page, choice, rect);
    page.ui.icon(choice.icon, {rect.x + (rect.w - icon_size) / 2, rect.y + icon_top, icon_size, icon_size},
                 screen::Paint(ink, choice.opacity()), 2.4F);
    if (const auto words = locale::mongolian_column(choice.column_source)) {
        constexpr float column_width = 80;
        TextLook look{.size = 64, .colour = ink, .line_height = column_width};
        look.flow = text::Flow::vertical_mongolian;
        look.opacity = choice.opacity();
        const float left = rect.x + (rect.w - column_width) / 2 + optical_shift;
        page.say({}, {left, rect.y + words_top, column_width, words_height}, *words, look);
    }
    TextLook small{.size = 32, .colour = choice.help_colour(ink), .align = Align::centre};
    small.line_height = 40;
    small.opacity = choice.opacity();
    page.say({}, {rect.x, rect.bottom() - 32 - 40, rect.w, 40}, choice.short_title, small);
    return chosen(touched);
}

}  // namespace

std::optional<SessionEvent> draw_choice_tiles(Page& page, const TilePlace& place) {
    constexpr float left = 48;
    constexpr float gap = 24;
    constexpr float big_width = 480;
    constexpr float small_width = 312;
    std::optional<SessionEvent> result;
    const auto all = choices(page.view);
    const float second_row = place.top + place.big_height + gap;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool big = i < 2;
        const auto column = static_cast<float>(big ? i : i - 2);
        const Rect rect = big ? Rect{left + column * (big_width + gap), place.top, big_width, place.big_height}
                              : Rect{left + column * (small_width + gap), second_row, small_width, place.small_height};
        if (draw_tile(page, all[i], rect, big ? big_tile : small_tile)) result = session_event::Choose{all[i].offer};
    }
    return result;
}

std::optional<SessionEvent> draw_choice_rows(Page& page, float top) {
    constexpr float pitch = 152;
    std::optional<SessionEvent> result;
    float y = top;
    for (const Choice& choice : choices(page.view)) {
        if (draw_row(page, choice, {48, y, 984, 136})) result = session_event::Choose{choice.offer};
        y += pitch;
    }
    return result;
}

std::optional<SessionEvent> draw_choice_columns(Page& page, float top) {
    constexpr float pitch = 200;
    std::optional<SessionEvent> result;
    float x = 48;
    for (const Choice& choice : choices(page.view)) {
        if (draw_column(page, choice, {x, top, 184, 748})) result = session_event::Choose{choice.offer};
        x += pitch;
    }
    return result;
}

}  // namespace bangnin::kiosk
