// Which service: the ticket's code, and what was said of it before.
#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/scanner_part.h"
#include "kiosk/journeys/rating/rating_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Ground;
using screen::Icon;

void add_scanning(Sheet& sheet, const RatingState& state, RatingProblem problem) {
    if (state.start.scanner == ScannerHealth::faulty) {
        sheet.notice(Tone::attention, Icon::info,
                     {tr("扫码器正在检修。"), tr("您的号码不受影响。"), tr("想评价请呼叫工作人员。")});
        return;
    }
    add_scanner(sheet, ids::rating_drawing);
    if (problem == RatingProblem::none) {
        sheet.note(ids::page_notice, Tone::good, Icon::qr,
                   {{.source = tr("二维码在小票下面。取号后 {0} 天内都能评价，\n不用登记。",
                                  sheet.page.view.hall.rating.open.count())}},
                   60);
    } else {
        sheet.notice(Tone::attention, Icon::info, rating_problem_text(problem));
    }
}

}  // namespace

std::optional<RatingEvent> draw_find(Page& page, const RatingState& state, RatingProblem problem, Asking asking) {
    Sheet sheet(page);
    PressedKey pressed;
    if (asking == Asking::yes) {
        sheet.heading(tr("正在查…"), tr("马上就好。"));
    } else {
        sheet.heading(tr("请扫要评价的小票"), tr("对着屏幕右下方的扫码窗，离一掌远。"));
    }
    add_scanning(sheet, state, problem);
    ActionKeys keys;
    const bool taken = state.start.taken.has_value() && asking == Asking::no;
    if (taken) {
        keys.keys.push_back({.id = std::string(ids::rating_taken),
                             .label = tr("评价刚取的 {0}", state.start.taken->number),
                             .icon = Icon::ticket});
    }
    keys.keys.push_back({.id = std::string(ids::rating_leave), .label = tr("不评价了，回首页"), .icon = Icon::home});
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (!pressed.acted) return std::nullopt;
    if (taken && *pressed.acted == 0) return rating_event::RateTaken{};
    return rating_event::Leave{};
}

std::optional<RatingEvent> draw_given(Page& page, const rating_stage::Given& stage) {
    Sheet sheet(page);
    PressedKey pressed;
    sheet.heading(given_text(page.view, stage.rating), given_help(page.view, stage));
    add_service(sheet, stage.ticket, 30);
    ActionKeys keys;
    const bool can_change = changeable(stage, page.view.now.wall);
    if (can_change) {
        keys.keys.push_back({.id = std::string(ids::rating_change), .label = tr("修改"), .icon = Icon::edit});
    }
    keys.keys.push_back({.id = std::string(ids::rating_done),
                         .label = tr("好的，完成"),
                         .icon = Icon::check,
                         .ground = Ground::primary});
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (!pressed.acted) return std::nullopt;
    if (can_change && *pressed.acted == 0) return rating_event::Change{};
    return rating_event::Done{};
}

}  // namespace bangnin::kiosk
