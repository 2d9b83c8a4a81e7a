// The staff PIN, typed on the glass: how many digits are in is seen, which ones is not.
#include <algorithm>
#include <string>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/phone_keypad.h"
#include "kiosk/journeys/staff/staff_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;

std::string dots(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "●";
    return text;
}

void add_pin_field(Sheet& sheet, std::size_t digits) {
    constexpr float height = 144;
    sheet.add(
        {.need = {.least = 96, .ideal = height, .gap = 28}, .draw = [&page = sheet.page, digits](const Rect& field) {
             constexpr float padding = 36;
             constexpr float widest_step = 52;
             page.ui.fill(field, Colour::white, 24);
             page.ui.outline(field, Colour::pine700, 4, 24);
             const float step = std::min(widest_step, (field.w - 2 * padding) / longest_pin);
             const float dot = step * 0.7F;
             const float left = field.x + padding;
             for (std::size_t i = 0; i < digits; ++i) {
                 const float x = left + step * static_cast<float>(i);
                 page.ui.fill({x, field.centre().y - dot / 2, dot, dot}, Colour::ink, dot / 2);
             }
             page.ui.node(ids::staff_pin, screen::Role::field, tr("密码"), field, dots(digits));
             page.ui.fill({left + step * static_cast<float>(digits), field.centre().y - 30, 4, 60}, Colour::pine700);
         }});
}

ActionKey leave_key() { return {.id = std::string(ids::staff_leave), .label = tr("退出"), .icon = Icon::back}; }

struct PinWords {
    std::string line;  // below the field
    Colour ink = Colour::birch700;
};

std::optional<StaffEvent> draw_pin_page(Page& page, std::size_t digits, const PinWords& words) {
    Sheet sheet(page);
    Typing typing;
    PressedKey pressed;
    sheet.heading(tr("工作人员请输入密码"));
    add_pin_field(sheet, digits);
    sheet.line(ids::page_notice, words.line, Role::secondary, words.ink, 0);
    add_phone_keypad(sheet, typing);
    ActionKeys keys;
    keys.keys.push_back(leave_key());
    keys.keys.push_back(
        {.id = std::string(ids::staff_confirm), .label = tr("确定"), .icon = Icon::check, .ground = Ground::primary});
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (pressed.acted) return *pressed.acted == 0 ? StaffEvent{staff_event::Leave{}} : staff_event::ConfirmPin{};
    if (typing.digit) return staff_event::Digit{*typing.digit};
    if (typing.removed) return staff_event::DeleteDigit{};
    if (typing.cleared) return staff_event::ClearDigits{};
    return std::nullopt;
}

std::optional<StaffEvent> draw_refusal(Page& page, const std::string& title, const std::string& help) {
    Sheet sheet(page);
    PressedKey pressed;
    sheet.heading(title, help, {.help_spare = 0});
    ActionKey leave = leave_key();
    leave.ground = Ground::primary;
    sheet.keys({.keys = {leave}}, pressed);
    sheet.draw();
    if (pressed.acted) return staff_event::Leave{};
    return std::nullopt;
}

}  // namespace

std::optional<StaffEvent> draw_not_set_up(Page& page) {
    return draw_refusal(page, tr("没有设置工作人员密码"), tr("请管理员在这台机器的配置里设置，见 [staff] pin。"));
}

std::optional<StaffEvent> draw_pin(Page& page, const staff_stage::Pin& stage) {
    switch (stage.problem) {
        case PinProblem::none:
            break;
        case PinProblem::too_short:
            return draw_pin_page(page, stage.digits.text().size(),
                                 {tr("密码至少 {0} 位。", shortest_pin), Colour::care});
        case PinProblem::wrong:
            return draw_pin_page(page, stage.digits.text().size(), {tr("密码不对，请再输一次。"), Colour::care});
    }
    return draw_pin_page(page, stage.digits.text().size(), {tr("输完点“确定”。"), Colour::birch700});
}

std::optional<StaffEvent> draw_checking(Page& page) {
    return draw_pin_page(page, 0, {tr("正在核对。"), Colour::birch700});
}

std::optional<StaffEvent> draw_shut(Page& page, const PinGuard& guard) {
    const auto left = std::chrono::ceil<std::chrono::seconds>(guard.shut_until - page.view.now.steady).count();
    const auto seconds = std::max<std::chrono::seconds::rep>(left, 0);
    const std::string wait =
        seconds < 60 ? locale::tr_plural("请 {0} 秒后再试。", static_cast<std::uint64_t>(seconds))
                     : locale::tr_plural("请 {0} 分钟后再试。", static_cast<std::uint64_t>((seconds + 59) / 60));
    return draw_refusal(page, tr("密码错了 {0} 次", guard.wrong), wait);
}

}  // namespace bangnin::kiosk
