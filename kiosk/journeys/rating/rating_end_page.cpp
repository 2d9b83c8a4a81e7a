// A phone number for the answer, what could not be recorded, and thank you.
#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/phone_keypad.h"
#include "kiosk/journeys/rating/rating_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;

// A full disc with a tick: it is done.
void draw_tick(Page& page, const Rect& room) {
    const float side = std::min({room.w, room.h, 240.0F});
    const Rect disc{room.centre().x - side / 2, room.centre().y - side / 2, side, side};
    const float icon = 0.6F * side;
    page.ui.fill(disc, Colour::selected, side / 2);
    page.ui.icon(Icon::check, {disc.centre().x - icon / 2, disc.centre().y - icon / 2, icon, icon}, Colour::on_selected,
                 3);
}

}  // namespace

std::optional<RatingEvent> draw_rating_phone(Page& page, const rating_stage::Phone& stage) {
    Sheet sheet(page);
    Typing typing;
    PressedKey pressed;
    sheet.heading(tr("请留一个手机号"), tr("整改后按这个号码回复您。"));
    add_phone_field(sheet, ids::rating_phone_number, stage.digits.text());
    const std::string problem = phone_problem_text(stage.problem, stage.digits.text().size());
    if (problem.empty()) {
        sheet.icon_line(ids::page_notice, Icon::lock, tr("只用来回复您，窗口人员看不到"), 30);
    } else {
        sheet.line(ids::page_notice, "**" + problem + "**", Role::secondary, Colour::care, 0);
    }
    add_phone_keypad(sheet, typing);
    sheet.keys({.keys = {{.id = std::string(ids::rating_phone_confirm),
                          .label = tr("留下号码"),
                          .icon = Icon::check,
                          .ground = Ground::primary}}},
               pressed);
    sheet.draw();
    if (pressed.acted) return rating_event::ConfirmPhone{};
    if (typing.digit) return rating_event::Digit{*typing.digit};
    if (typing.removed) return rating_event::DeleteDigit{};
    if (typing.cleared) return rating_event::ClearDigits{};
    return std::nullopt;
}

std::optional<RatingEvent> draw_not_recorded(Page& page, const rating_stage::NotRecorded& stage) {
    Sheet sheet(page);
    PressedKey pressed;
    const bool grade_kept = stage.part == RatingPart::details;
    const bool late = stage.trouble == RatingTrouble::too_late;
    sheet.heading(grade_kept ? tr("原因没有记下来") : tr("评价没有记下来"));
    sheet.notice(Tone::attention, Icon::info,
                 {late ? tr("第一次评价已经过了 24 小时，不能再改。") : tr("这台机器暂时存不下新的评价。"),
                  grade_kept ? tr("您的评价等级已经记下。") : tr("您办的事不受影响。"),
                  late ? tr("原来的评价照样有效。") : tr("请再试一次，或请工作人员帮忙。")});
    ActionKeys keys;
    keys.keys.push_back({.id = std::string(ids::rating_done), .label = tr("回首页"), .icon = Icon::home});
    if (!late) {
        keys.keys.push_back({.id = std::string(ids::rating_retry),
                             .label = tr("再试一次"),
                             .icon = Icon::refresh,
                             .ground = Ground::primary});
    }
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (!pressed.acted) return std::nullopt;
    return *pressed.acted == 0 ? RatingEvent{rating_event::Done{}} : RatingEvent{rating_event::Retry{}};
}

std::optional<RatingEvent> draw_thanks(Page& page) {
    Sheet sheet(page);
    PressedKey pressed;
    sheet.heading(tr("谢谢您的评价"), tr("评价已经记下。"), {.title = Role::greeting});
    sheet.picture(160, 420, 60, [&page](const Rect& rect) { draw_tick(page, rect); });
    const std::string kept = kept_text(page.view);
    if (!kept.empty()) {
        sheet.note(ids::page_notice, Tone::information, Icon::cloudoff, {{.source = kept}}, 30);
    }
    sheet.keys({.keys = {{.id = std::string(ids::rating_done),
                          .label = tr("好的，完成"),
                          .icon = Icon::check,
                          .ground = Ground::primary}}},
               pressed);
    sheet.draw();
    if (pressed.acted) return rating_event::Done{};
    return std::nullopt;
}

}  // namespace bangnin::kiosk
