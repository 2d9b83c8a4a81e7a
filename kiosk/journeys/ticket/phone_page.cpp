#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/phone_keypad.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;

void add_hint(Sheet& sheet, const ticket_stage::Phone& stage) {
    const std::string problem = phone_problem_text(stage.problem, stage.digits.text().size());
    if (problem.empty()) {
        sheet.icon_line(ids::page_notice, Icon::lock, tr("只用来取号和叫号，不做别的用"), 30);
    } else {
        sheet.line(ids::page_notice, "**" + problem + "**", Role::secondary, Colour::care, 0);
    }
}

}  // namespace

std::optional<TicketEvent> draw_phone(Page& page, const ticket_stage::Phone& stage) {
    Sheet sheet(page);
    Typing typing;
    PressedKey pressed;
    sheet.steps(2, 3, tr("取号排队"));
    sheet.heading(tr("请输入手机号"), tr("11 位数字，输完点“取号”。"));
    add_phone_field(sheet, ids::phone_number, stage.digits.text());
    add_hint(sheet, stage);
    add_phone_keypad(sheet, typing);
    sheet.keys({.keys = {{.id = std::string(ids::ticket_print),
                          .label = tr("取号"),
                          .icon = Icon::ticket,
                          .ground = Ground::primary}}},
               pressed);
    sheet.draw();
    if (pressed.acted) return ticket_event::ConfirmPhone{};
    if (typing.digit) return ticket_event::Digit{*typing.digit};
    if (typing.removed) return ticket_event::DeleteDigit{};
    if (typing.cleared) return ticket_event::ClearDigits{};
    return std::nullopt;
}

}  // namespace bangnin::kiosk
