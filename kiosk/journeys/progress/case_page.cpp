#include <algorithm>
#include <array>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/progress/progress_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::TextLook;
using text::Align;
using text::Weight;

// How far along the line 取号 – 等候 – 叫号 – 办完 the ticket is.
int stop_of(TicketStanding standing) {
    switch (standing) {
        case TicketStanding::waiting:
        case TicketStanding::unknown:
            return 1;
        case TicketStanding::called:
        case TicketStanding::serving:
        case TicketStanding::missed:
        case TicketStanding::cancelled:
            return 2;
        case TicketStanding::finished:
            return 4;
    }
    return 1;
}

struct Stop {
    float x;
    std::string name;
};

// A ring of the line: done stops are full and ticked, the present one is thick, later ones are quiet.
void draw_stop(Page& page, const Stop& stop, float y, int place, int present) {
    constexpr float radius = 24;
    constexpr float tick = 34;
    const Rect ring{stop.x - radius, y - radius, 2 * radius, 2 * radius};
    const Rect outer = ring.grown(2);
    if (place < present) {
        page.ui.fill(outer, Colour::selected, radius + 2);
        page.ui.icon(Icon::check, {stop.x - tick / 2, y - tick / 2, tick, tick}, Colour::on_selected, 6.5F);
    } else {
        page.ui.fill(outer, Colour::white, radius + 2);
        page.ui.outline(outer, place == present ? Colour::pine700 : Colour::birch400, place == present ? 8.0F : 4.0F,
                        radius + 2);
    }
    TextLook look{.size = 32, .align = Align::centre, .line_height = 48};
    look.colour = place == present ? Colour::pine700 : Colour::ink;
    look.weight = place == present ? Weight::bold : Weight::regular;
    page.say({}, {stop.x - 120, y + 32, 240, 48}, stop.name, look);
}

void draw_line(Page& page, TicketStanding standing) {
    constexpr float y_base = 470;
    const std::array<Stop, 4> stops{Stop{108, tr("取号")}, Stop{396, tr("等候")}, Stop{684, tr("叫号办理")},
                                    Stop{972, tr("办完")}};
    const int present = stop_of(standing);
    const float y = page.at(0, y_base, 0, 0).y;
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
        const bool done = static_cast<int>(i) < present;
        page.ui.line({stops[i].x, y}, {stops[i + 1].x, y}, done ? Colour::pine700 : Colour::birch200, 6);
    }
    for (std::size_t i = 0; i < stops.size(); ++i) draw_stop(page, stops[i], y, static_cast<int>(i), present);
}

// The name and window of the ticket's queue, as far as this hall knows the letter.
struct TicketPlace {
    std::string name;
    std::string window;
};
TicketPlace place_of(const View& view, const TicketProgress& ticket) {
    const auto queue = std::ranges::find(view.queues, ticket.service, &QueueLine::letter);
    TicketPlace place;
    if (queue != view.queues.end()) {
        place.name = queue->name.in(view.settings.language);
        place.window = queue->window.in(view.settings.language);
    }
    if (!ticket.window.empty()) place.window = ticket.window;
    return place;
}

void draw_fact(Page& page, std::string_view id, const Rect& box, std::string_view label, std::string_view value) {
    page.say({}, {box.x, box.y, box.w, 48}, label, {.size = 32, .colour = Colour::birch700, .line_height = 48});
    TextLook look{.size = 52, .weight = Weight::bold, .line_height = 72};
    page.say({}, {box.x, box.y + 52, box.w, 72}, value, look);
    page.ui.node(id, screen::Role::value, label, box, value);
}

void draw_facts(Page& page, const TicketProgress& ticket, const TicketPlace& place) {
    constexpr float left = 92;
    const Rect card = page.at(48, 600, 984, 408);
    page.ui.card(card);
    TextLook count{.size = 120, .weight = Weight::bold, .line_height = 132};
    const Rect top{left, card.y + 36, 896, 48};
    if (ticket.standing == TicketStanding::waiting && ticket.ahead) {
        const std::string ahead = std::to_string(*ticket.ahead);
        page.say({}, top, tr("前面还有"), {.size = 32, .colour = Colour::birch700, .line_height = 48});
        const Rect number = page.say({}, {left, card.y + 84, 500, 132}, ahead, count);
        page.say({}, {number.right() + 16, card.y + 134, 200, 60}, tr("人"), {.size = 40, .line_height = 60});
        page.ui.node(ids::progress_ahead, screen::Role::value, tr("前面还有"),
                     {left, card.y + 36, number.right() + 80 - left, 180}, ahead + " " + tr("人"));
    } else if (!place.window.empty()) {
        page.say({}, top, tr("窗口"), {.size = 32, .colour = Colour::birch700, .line_height = 48});
        count.size = 88;
        const Rect used = page.say({}, {left, card.y + 84, 896, 132}, place.window, count);
        page.ui.node(ids::progress_window, screen::Role::value, tr("窗口"), used, place.window);
    }
    page.rule({left, card.y + 236, 896, 2});
    const float y = card.y + 262;
    draw_fact(page, "progress.service", {left, y, 420, 124}, tr("办什么"), place.name.empty() ? "—" : place.name);
    draw_fact(page, ids::progress_as_of, {left + 460, y, 436, 124}, tr("取号时间"),
              clock_of(page.view, ticket.issued_at));
}

struct WhatNow {
    Tone tone;
    Icon icon;
    NoticeText text;
};

WhatNow what_now(const TicketProgress& ticket, const std::string& as_of, bool dated) {
    const std::string when = dated ? tr("这是 {0} 的情况。", as_of) : std::string();
    switch (ticket.standing) {
        case TicketStanding::waiting:
        case TicketStanding::unknown:
            return {Tone::good, Icon::mega, {when, tr("现在不用您做什么。"), tr("叫到号会广播，也会在大屏幕上显示。")}};
        case TicketStanding::called:
        case TicketStanding::serving:
            return {Tone::attention, Icon::mega, {tr("正在叫您的号。"), {}, tr("请带好材料到窗口。")}};
        case TicketStanding::finished:
            return {Tone::good, Icon::check, {tr("这个号已经办完。"), {}, tr("还要办别的事，请再取一个号。")}};
        case TicketStanding::missed:
            return {Tone::attention,
                    Icon::info,
                    {tr("叫号时窗口前没有人。"), tr("您的号码今天仍然有效。"), tr("请到窗口说一声，会接着为您办。")}};
        case TicketStanding::cancelled:
            return {Tone::attention, Icon::info, {tr("这个号已经取消。"), {}, tr("还要办事，请再取一个号。")}};
    }
    return {Tone::good, Icon::mega, {}};
}

std::optional<ProgressEvent> draw_keys(Page& page) {
    std::optional<ProgressEvent> result;
    screen::ButtonLook look{.ground = Ground::secondary, .icon = Icon::scan, .icon_size = 52, .icon_line = 3.4F};
    look.text_size = 44;
    if (page.key(ids::progress_again, tr("再查一张"), page.at(48, 1396, 368, 120), look)) {
        result = progress_event::ScanAgain{};
    }
    look.ground = Ground::primary;
    look.icon = Icon::check;
    if (page.key(ids::progress_done, tr("完成"), page.at(432, 1396, 600, 120), look)) result = progress_event::Done{};
    return result;
}

}  // namespace

std::string standing_text(const TicketProgress& ticket) {
    switch (ticket.standing) {
        case TicketStanding::waiting:
            if (!ticket.ahead) return tr("还在等候。");
            if (*ticket.ahead == 0) return tr("下一个就是您。");
            return tr("还在等候，前面还有 **{0}** 人。", *ticket.ahead);
        case TicketStanding::called:
            return ticket.window.empty() ? tr("**正在叫您的号。**") : tr("**请到 {0}**，正在叫您的号。", ticket.window);
        case TicketStanding::serving:
            return tr("**正在办理。**");
        case TicketStanding::finished:
            return tr("**已经办完。**");
        case TicketStanding::missed:
            return tr("**叫过号了**，今天仍然有效。");
        case TicketStanding::cancelled:
            return tr("**已经取消。**");
        case TicketStanding::unknown:
            return tr("号码有效，等候情况暂时不知道。");
    }
    return {};
}

std::optional<ProgressEvent> draw_ticket_progress(Page& page, const TicketProgress& ticket, ScanProblem problem) {
    const TicketPlace place = place_of(page.view, ticket);
    const bool dated = page.view.stale(ticket.as_of) || ticket.from == KnownFrom::this_terminal;
    const std::string as_of = clock_of(page.view, ticket.as_of);
    page.say({}, page.at(48, 196, 984, 48), dated ? tr("您的号码　截至 {0}", as_of) : tr("您的号码"),
             page.look(Role::secondary, Colour::birch700));
    page.say(ids::progress_number, page.at(48, 244, 984, 112), ticket.number,
             {.size = 96, .weight = Weight::bold, .line_height = 112}, screen::Role::heading);
    page.say_marked(ids::progress_standing, page.at(48, 364, 984, 60), standing_text(ticket), page.look(Role::body),
                    screen::Role::status);
    draw_line(page, ticket.standing);
    draw_facts(page, ticket, place);
    WhatNow now = what_now(ticket, as_of, dated);
    if (problem != ScanProblem::none) {
        const NoticeText why = scan_problem_text(problem);
        now = {Tone::attention, Icon::info, {why.happened, tr("屏幕上还是刚才查到的号码。"), why.next}};
    }
    draw_notice(page, page.at(48, 1032, 984, 316), now.tone, now.icon, now.text);
    return draw_keys(page);
}

}  // namespace bangnin::kiosk
