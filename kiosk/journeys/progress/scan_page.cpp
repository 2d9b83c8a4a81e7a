#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/progress/progress_pages.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;

void draw_scanner(Page& page, std::string_view words) {
    constexpr float icon_size = 300;
    const Rect picture = page.at(190, 560, scenery::scanner_size.w, scenery::scanner_size.h);
    page.ui.node(ids::progress_drawing, screen::Role::image, words, picture);
    if (page.high_contrast()) {
        page.ui.icon(Icon::scan, {picture.centre().x - icon_size / 2, picture.y + 80, icon_size, icon_size},
                     Colour::ink);
    } else {
        page.ui.illustration("scenery.scanner", picture, scenery::paint_scanner);
    }
}

void draw_hint(Page& page) {
    constexpr Rect note{48, 1128, 984, 204};
    draw_notice(page, page.at(note.x, note.y, note.w, note.h), Tone::good, Icon::qr,
                {{}, {}, tr("二维码在小票下面。用手机扫它，\n也能随时看前面还有几人。")});
}

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
    constexpr Rect notice{48, 1084, 984, 272};
    if (looking == Looking::yes) {
        draw_question(page, 204, tr("正在查…"), tr("马上就好。"));
    } else {
        draw_question(page, 204, tr("请扫小票上的二维码"), tr("对着屏幕右下方的扫码窗，离一掌远。"));
    }
    if (state.scanner == ScannerHealth::faulty) {
        draw_notice(page, page.at(48, 440, 984, 320), Tone::attention, Icon::info,
                    {tr("扫码器正在检修。"), tr("您的号码不受影响。"), tr("请用手机扫小票上的二维码，或看大屏幕。")});
    } else {
        draw_scanner(page, tr("把小票的二维码对着扫码窗"));
        if (problem == ScanProblem::none) {
            draw_hint(page);
        } else {
            draw_notice(page, page.at(notice.x, notice.y, notice.w, notice.h), Tone::attention, Icon::info,
                        scan_problem_text(problem));
        }
    }
    screen::ButtonLook look{.ground = Ground::secondary, .icon = Icon::home, .icon_size = 52, .icon_line = 3.4F};
    look.text_size = 44;
    if (page.key(ids::progress_leave, tr("不查了，回首页"), page.at(48, 1396, 984, 120), look)) {
        return progress_event::Back{};
    }
    return std::nullopt;
}

}  // namespace bangnin::kiosk
