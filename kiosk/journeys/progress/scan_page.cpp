#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/scanner_part.h"
#include "kiosk/journeys/progress/progress_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Icon;

}  // namespace

NoticeText scan_problem_text(ScanProblem problem) {
    switch (problem) {
        case ScanProblem::none:
            return {};
        case ScanProblem::unreadable:
            return {tr("二维码没有读清。"), tr("您的号码不受影响。"), tr("请把小票放平、对准，再扫一次。")};
        case ScanProblem::foreign:
            return {tr("这不是本大厅小票上的二维码。"), tr("您的号码不受影响。"), tr("请扫取号小票下面的那一个。")};
        case ScanProblem::case_code:
            return {tr("这是办件的二维码，这里只查取号小票。"), tr("您的办件照常办理。"), tr("请用手机扫它看进度。")};
        case ScanProblem::not_found:
            return {tr("没有查到这张小票的号码。"), tr("您可以再扫一次。"), tr("还是查不到，请呼叫工作人员。")};
        case ScanProblem::hub_away:
            return {tr("网络暂时断开，这里查不到这张小票。"), tr("您的号码仍然有效，照常叫号。"),
                    tr("请过一会儿再扫，或看大屏幕。")};
    }
    return {};
}

std::optional<ProgressEvent> draw_scan(Page& page, const ProgressState& state, ScanProblem problem, Looking looking) {
    Sheet sheet(page);
    PressedKey pressed;
    if (looking == Looking::yes) {
        sheet.heading(tr("正在查…"), tr("马上就好。"));
    } else {
        sheet.heading(tr("请扫小票上的二维码"), tr("对着屏幕右下方的扫码窗，离一掌远。"));
    }
    if (state.scanner == ScannerHealth::faulty) {
        sheet.notice(Tone::attention, Icon::info,
                     {tr("扫码器正在检修。"), tr("您的号码不受影响。"), tr("请用手机扫小票上的二维码，或看大屏幕。")});
    } else {
        add_scanner(sheet, ids::progress_drawing);
        if (problem == ScanProblem::none) {
            sheet.note(ids::page_notice, Tone::good, Icon::qr,
                       {{.source = tr("二维码在小票下面。用手机扫它，\n也能随时看前面还有几人。")}}, 60);
        } else {
            sheet.notice(Tone::attention, Icon::info, scan_problem_text(problem));
        }
    }
    ActionKeys keys;
    keys.keys.push_back({.id = std::string(ids::progress_leave), .label = tr("不查了，回首页"), .icon = Icon::home});
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (pressed.acted) return progress_event::Back{};
    return std::nullopt;
}

}  // namespace bangnin::kiosk
