#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
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

constexpr float ring_radius = 24;

// A ring of the line: done stops are full and ticked, the present one is thick, later ones are quiet.
void draw_ring(Page& page, const Stop& stop, float y, int place, int present) {
    constexpr float tick = 34;
    const Rect ring{stop.x - ring_radius, y - ring_radius, 2 * ring_radius, 2 * ring_radius};
    const Rect outer = ring.grown(2);
    if (place < present) {
        page.ui.fill(outer, Colour::selected, ring_radius + 2);
        page.ui.icon(Icon::check, {stop.x - tick / 2, y - tick / 2, tick, tick}, Colour::on_selected, 6.5F);
    } else {
        page.ui.fill(outer, Colour::white, ring_radius + 2);
        page.ui.outline(outer, place == present ? Colour::pine700 : Colour::birch400, place == present ? 8.0F : 4.0F,
                        ring_radius + 2);
    }
}

void draw_line(Page& page, TicketStanding standing, const Rect& room) {
    const locale::LanguageScope flat(flat_language(page));
    const std::array names{tr("取号"), tr("等候"), tr("叫号办理"), tr("办完")};
    const int present = stop_of(standing);
    const float y = room.y + ring_radius + 2;
    const float pitch = (room.w - 120) / 3;
    std::array<Stop, 4> stops;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        stops[i] = {room.x + 60 + pitch * static_cast<float>(i), names[i]};
        if (i == 0) continue;
        const bool done = static_cast<int>(i) <= present;
        page.ui.line({stops[i - 1].x, y}, {stops[i].x, y}, done ? Colour::pine700 : Colour::birch200, 6);
    }
    TextLook look = page.look(Role::secondary);
    look.align = Align::centre;
    bool all_fit = true;
    for (const Stop& stop : stops) {
        all_fit =
            all_fit && page.ui.measure({0, 0}, stop.name, {.size = look.size, .weight = Weight::bold}).w <= pitch - 12;
    }
    for (std::size_t i = 0; i < stops.size(); ++i) {
        const int place = static_cast<int>(i);
        draw_ring(page, stops[i], y, place, present);
        // Where the names do not all fit, the present one says where one is.
        if (!all_fit && place != std::min(present, 3)) continue;
        look.colour = place == present ? Colour::pine700 : Colour::ink;
        look.weight = place == present ? Weight::bold : Weight::regular;
        const float width = page.ui.measure({0, 0}, stops[i].name, look).w + 4;
        const float x = std::clamp(stops[i].x - width / 2, room.x, room.right() - width);
        page.say({}, {x, y + 32, width, look.line_height + 4}, stops[i].name, look);
    }
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
        place.name = queue->name.in(lying_language(view));
        place.window = queue->window.in(lying_language(view));
    }
    if (!ticket.window.empty()) place.window = ticket.window;
    return place;
}

// What one wants to know of a ticket: each a label and a value, the first one large.
struct Fact {
    std::string_view id;
    std::string label;
    std::string value;
    Role role = Role::choice_title;
};

std::vector<Fact> facts_of(const Page& page, const TicketProgress& ticket, const TicketPlace& place) {
    const locale::LanguageScope flat(flat_language(page));
    std::vector<Fact> facts;
    if (ticket.standing == TicketStanding::waiting && ticket.ahead) {
        facts.push_back(
            {ids::progress_ahead, tr("前面还有"), std::to_string(*ticket.ahead) + " " + tr("人"), Role::count});
    } else if (!place.window.empty()) {
        facts.push_back({ids::progress_window, tr("窗口"), place.window, Role::question});
    }
    facts.push_back({"progress.service", tr("办什么"), place.name.empty() ? "—" : place.name});
    facts.push_back({ids::progress_as_of, tr("取号时间"), clock_of(page.view, ticket.issued_at)});
    return facts;
}

class FactCard {
  public:
    FactCard(Page& page, std::vector<Fact> facts) : page_(page), facts_(std::move(facts)) {}

    [[nodiscard]] Need need(float width) const {
        float height = 2 * edge;
        for (const Fact& fact : facts_) height += height_of(fact, width - 2 * padding) + gap;
        return {.least = height - gap, .ideal = height - gap + 64, .gap = 28, .spare = 5};
    }
    void draw(const Rect& rect) {
        page_.ui.card(rect);
        const float spread = (rect.h - need(rect.w).least) / static_cast<float>(facts_.size() + 1);
        const float width = rect.w - 2 * padding;
        float y = rect.y + edge + spread / 2;
        for (const Fact& fact : facts_) {
            const float height = height_of(fact, width);
            const TextLook label = page_.look(Role::secondary, Colour::birch700);
            const float label_height = page_.ui.measure({width, 0}, fact.label, label).h;
            page_.say({}, {rect.x + padding, y, width, label_height + 2}, fact.label, label);
            page_.say({}, {rect.x + padding, y + label_height, width, height - label_height + 4}, fact.value,
                      value_look(fact));
            page_.ui.node(fact.id, screen::Role::value, fact.label, {rect.x + padding, y, width, height}, fact.value);
            y += height + gap + spread;
        }
    }

  private:
    static constexpr float padding = 44;
    static constexpr float edge = 24;
    static constexpr float gap = 12;

    [[nodiscard]] TextLook value_look(const Fact& fact) const {
        TextLook look = page_.look(fact.role);
        look.weight = Weight::bold;
        return look;
    }
    [[nodiscard]] float height_of(const Fact& fact, float width) const {
        return page_.ui.measure({width, 0}, fact.label, page_.look(Role::secondary)).h +
               page_.ui.measure({width, 0}, fact.value, value_look(fact)).h;
    }

    Page& page_;
    std::vector<Fact> facts_;
};

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

std::optional<ProgressEvent> draw_keys(Sheet& sheet) {
    ActionKeys keys;
    keys.keys = {
        {.id = std::string(ids::progress_again), .label = tr("再查一张"), .icon = Icon::scan},
        {.id = std::string(ids::progress_done), .label = tr("完成"), .icon = Icon::check, .ground = Ground::primary}};
    PressedKey pressed;
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (pressed.acted == std::size_t{0}) return progress_event::ScanAgain{};
    if (pressed.acted == std::size_t{1}) return progress_event::Done{};
    return std::nullopt;
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
    Sheet sheet(page);
    sheet.line({}, dated ? tr("您的号码　截至 {0}", as_of) : tr("您的号码"), Role::secondary, Colour::birch700, 20);
    // Figures lie flat in every language.
    TextLook number = page.look(Role::count);
    sheet.add(
        {.need = {.least = number.line_height, .ideal = number.line_height, .gap = 4}, .draw = [&](const Rect& rect) {
             page.say(ids::progress_number, rect, ticket.number, number, screen::Role::heading);
         }});
    sheet.line(ids::progress_standing, standing_text(ticket), Role::body, Colour::ink, 0);
    const float line_height = 2 * ring_radius + 12 + page.look(Role::secondary).line_height;
    sheet.add({.need = {.least = line_height, .ideal = line_height, .gap = 32, .spare = 30},
               .draw = [&](const Rect& rect) { draw_line(page, ticket.standing, rect); }});
    FactCard facts(page, facts_of(page, ticket, place));
    sheet.add({.need = facts.need(sheet.width(Zone::information)),
               .draw = [&facts](const Rect& rect) { facts.draw(rect); },
               .need_at = [&facts](float width) { return facts.need(width); }});
    WhatNow now = what_now(ticket, as_of, dated);
    if (problem != ScanProblem::none) {
        const NoticeText why = scan_problem_text(problem);
        now = {Tone::attention, Icon::info, {why.happened, tr("屏幕上还是刚才查到的号码。"), why.next}};
    }
    sheet.notice(now.tone, now.icon, now.text);
    return draw_keys(sheet);
}

}  // namespace bangnin::kiosk
