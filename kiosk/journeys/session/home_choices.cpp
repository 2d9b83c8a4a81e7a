#include "kiosk/journeys/session/home_choices.h"

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::Ground;
using screen::Icon;

std::string progress_help(const View& view) {
    const bool away = view.status.told == Reachability::away && view.status.as_of;
    return away ? tr("截至 {0}", clock_of(view, *view.status.as_of)) : tr("扫小票二维码");
}

std::string ticket_help(Closure closure) {
    switch (closure) {
        case Closure::none:
            return tr("凭号到窗口办事");
        case Closure::hours:
            return tr("现在休息");
        case Closure::paused:
            return tr("正在检修");
        case Closure::fault:
            return tr("暂时不能取号");
    }
    return {};
}

// Chinese for the foot of a Mongolian column.
std::string chinese(const char* source) { return source; }

}  // namespace

std::vector<Offer> add_home_choices(Sheet& sheet, std::size_t page, Picked& picked) {
    using enum Availability;
    const View& view = sheet.page.view;
    ChoiceGrid grid;
    std::vector<Offer> offers;
    const auto add = [&](Offer offer, std::string_view id, const char* title, const char* short_title,
                         const std::string& help, Icon icon, Ground ground, Availability availability) {
        Choice choice{.id = std::string(id), .title = tr(title), .short_title = tr(short_title), .detail = help};
        if (sheet.page.mongolian()) choice.small = chinese(short_title);
        choice.icon = icon;
        choice.ground = ground;
        choice.availability = availability;
        grid.choices.push_back(std::move(choice));
        offers.push_back(offer);
    };
    add(Offer::ticket, ids::home_ticket, "取号排队", "取号排队", ticket_help(view.closure()), Icon::ticket,
        Ground::primary, view.closure() == Closure::none ? enabled : disabled);
    add(Offer::apply, ids::home_apply, "我要申请帮办", "申请帮办", tr("帮办员替您跑审批"), Icon::apply, Ground::pine,
        disabled);
    add(Offer::progress, ids::home_progress, "查询进度", "查询进度", progress_help(view), Icon::scan, Ground::card,
        enabled);
    add(Offer::rate, ids::home_rate, "评价服务", "评价服务", tr("五个等级任选"), Icon::rate, Ground::card, enabled);
    add(Offer::guide, ids::home_guide, "办事指南", "办事指南", tr("33 项事项"), Icon::book, Ground::card, disabled);
    grid.patterns = {{2, 3}};
    grid.row_weights = {372, 324};
    grid.columns = {2, 1};
    grid.gap_x = grid.gap_y = 24;
    if (sheet.page.large()) grid.gap_y = 16;
    if (sheet.page.mongolian()) grid.gap_x = 16;
    grid.title = Role::choice_title;
    grid.page_id = "home.page";
    grid.page = page;
    sheet.choices(std::move(grid), picked);
    return offers;
}

}  // namespace bangnin::kiosk
