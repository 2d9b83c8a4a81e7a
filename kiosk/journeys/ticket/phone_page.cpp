#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::TextLook;
using text::Align;

using Result = std::optional<TicketEvent>;

// 13812345678 → 138 1234 5678, as people say it.
std::string grouped(std::string_view digits) {
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i == 3 || i == 7) text += ' ';
        text += digits[i];
    }
    return text;
}

constexpr float field_height = 144;

void draw_field(Page& page, std::string_view digits, const Rect& field) {
    constexpr float padding = 36;
    page.ui.fill(field, Colour::white, 24);
    page.ui.outline(field, Colour::pine700, 4, 24);
    TextLook look{.size = 60, .vertical = screen::VerticalAlign::middle};
    const std::string text = grouped(digits);
    TextLook count = page.look(Role::secondary, Colour::birch700);
    count.align = Align::end;
    count.vertical = screen::VerticalAlign::middle;
    const std::string counted = tr("{0} / {1} 位", digits.size(), phone_digits);
    const float count_width = page.ui.measure({0, 0}, counted, count).w + 4;
    const float whole = page.ui.measure({0, 0}, grouped("13812345678"), look).w;
    const float room = field.w - 2 * padding - 16;
    const bool counts = !page.mongolian() && whole + count_width + 24 <= room;
    const Rect line{field.x + padding, field.y, room - (counts ? count_width + 24 : 0), field.h};
    const Rect used = digits.empty() ? Rect{line.x, line.y, 0, line.h} : page.say({}, line, text, look);
    page.ui.node(ids::phone_number, screen::Role::field, tr("手机号"), field, text);
    // The caret stands still: blinking would keep the machine drawing.
    page.ui.fill({used.right() + 6, field.centre().y - 30, 4, 60}, Colour::pine700);
    if (!counts) return;
    page.say({}, {field.right() - padding - count_width, field.y, count_width, field.h}, counted, count);
}

std::string problem_text(PhoneProblem problem, std::size_t digits) {
    switch (problem) {
        case PhoneProblem::none:
            return {};
        case PhoneProblem::too_short:
            return locale::tr_plural("还差 {0} 位数字。", phone_digits - std::min(digits, phone_digits));
        case PhoneProblem::not_a_mobile:
            return tr("手机号以 13 到 19 开头，请再看一看。");
    }
    return {};
}

void add_hint(Sheet& sheet, const ticket_stage::Phone& stage) {
    const std::string problem = problem_text(stage.problem, stage.digits.text().size());
    if (problem.empty()) {
        sheet.icon_line(ids::page_notice, Icon::lock, tr("只用来取号和叫号，不做别的用"), 30);
    } else {
        sheet.line(ids::page_notice, "**" + problem + "**", Role::secondary, Colour::care, 0);
    }
}

constexpr float key_gap_x = 16;
constexpr float key_gap_y = 12;
constexpr int key_rows = 4;

Result draw_keypad(Page& page, const Rect& room) {
    const float width = (room.w - 2 * key_gap_x) / 3;
    const float height = (room.h - (key_rows - 1) * key_gap_y) / key_rows;
    const auto rect = [&](int column, int row) {
        return Rect{room.x + static_cast<float>(column) * (width + key_gap_x),
                    room.y + static_cast<float>(row) * (height + key_gap_y), width, height};
    };
    Result result;
    screen::ButtonLook digit{.ground = Ground::key, .text_size = 60, .weight = text::Weight::regular, .radius = 24};
    constexpr std::string_view order = "123456789";
    for (int i = 0; i < 9; ++i) {
        const char figure = order[static_cast<std::size_t>(i)];
        if (page.ui.button(ids::keypad(figure), std::string(1, figure), rect(i % 3, i / 3), digit)) {
            result = ticket_event::Digit{figure};
        }
    }
    if (page.ui.button(ids::keypad('0'), "0", rect(1, 3), digit)) result = ticket_event::Digit{'0'};
    screen::ButtonLook edit{.ground = Ground::quiet, .icon_size = 52, .radius = 24};
    edit.text_size = page.look(Role::choice).size;
    if (page.key(ids::keypad_clear, tr("重输"), rect(0, 3), edit)) result = ticket_event::ClearDigits{};
    edit.icon = Icon::bksp;
    if (page.key(ids::keypad_delete, tr("删除"), rect(2, 3), edit)) result = ticket_event::DeleteDigit{};
    return result;
}

}  // namespace

std::optional<TicketEvent> draw_phone(Page& page, const ticket_stage::Phone& stage) {
    constexpr float keypad_least = key_rows * primary_target + (key_rows - 1) * key_gap_y;
    constexpr float keypad_ideal = 588;
    Sheet sheet(page);
    sheet.steps(2, 3, tr("取号排队"));
    sheet.heading(tr("请输入手机号"), tr("11 位数字，输完点“取号”。"));
    sheet.add({.need = {.least = 96, .ideal = field_height, .gap = 28},
               .draw = [&](const Rect& rect) { draw_field(page, stage.digits.text(), rect); }});
    add_hint(sheet, stage);
    Result typed;
    Part keypad;
    keypad.need = {.zone = Zone::controls, .least = keypad_least, .ideal = keypad_ideal, .stretch = 1};
    keypad.draw = [&](const Rect& rect) { typed = draw_keypad(page, rect); };
    sheet.add(std::move(keypad));
    PressedKey pressed;
    sheet.keys({.keys = {{.id = std::string(ids::ticket_print),
                          .label = tr("取号"),
                          .icon = Icon::ticket,
                          .ground = Ground::primary}}},
               pressed);
    sheet.draw();
    if (pressed.acted) return ticket_event::ConfirmPhone{};
    return typed;
}

}  // namespace bangnin::kiosk
