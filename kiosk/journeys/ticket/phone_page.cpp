#include <array>

#include "kiosk/journeys/ids.h"
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

void draw_field(Page& page, std::string_view digits) {
    constexpr float padding = 36;
    const Rect field = page.at(48, 500, 984, 144);
    page.ui.fill(field, Colour::white, 24);
    page.ui.outline(field, Colour::pine700, 4, 24);
    TextLook look{.size = 60, .line_height = 84};
    const std::string text = grouped(digits);
    const Rect line{field.x + padding, field.y + 30, 640, 84};
    const Rect used = digits.empty() ? Rect{line.x, line.y, 0, line.h} : page.say({}, line, text, look);
    page.ui.node(ids::phone_number, screen::Role::field, tr("手机号"), field, text);
    // The caret stands still: blinking would keep the machine drawing.
    page.ui.fill({used.right() + 6, field.y + 42, 4, 60}, Colour::pine700);
    TextLook count{.size = 32, .colour = Colour::birch700, .align = Align::end, .line_height = 48};
    page.say({}, {field.right() - padding - 240, field.y + 48, 240, 48},
             tr("{0} / {1} 位", digits.size(), phone_digits), count);
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

void draw_hint(Page& page, const ticket_stage::Phone& stage) {
    const Rect icon = page.at(48, 666, 44, 44);
    const Rect line = page.at(108, 664, 924, 48);
    const std::string problem = problem_text(stage.problem, stage.digits.text().size());
    const bool calm = problem.empty();
    const Colour ink = calm ? Colour::birch700 : Colour::care;
    page.ui.icon(calm ? Icon::lock : Icon::info, icon, calm ? Colour::pine700 : Colour::care);
    page.say(ids::page_notice, line, calm ? tr("只用来取号和叫号，不做别的用") : problem,
             page.look(Role::secondary, ink), screen::Role::status);
}

Result draw_keypad(Page& page) {
    constexpr float left = 48;
    constexpr float top = 768;
    constexpr float width = 317.3F;
    constexpr float height = 138;
    constexpr float gap_x = 16;
    constexpr float gap_y = 12;
    const auto rect = [&](int column, int row) {
        return page.at(left + static_cast<float>(column) * (width + gap_x),
                       top + static_cast<float>(row) * (height + gap_y), width, height);
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
    screen::ButtonLook edit{.ground = Ground::quiet, .icon_size = 52, .text_size = 40, .radius = 24};
    if (page.key(ids::keypad_clear, tr("重输"), rect(0, 3), edit)) result = ticket_event::ClearDigits{};
    edit.icon = Icon::bksp;
    if (page.key(ids::keypad_delete, tr("删除"), rect(2, 3), edit)) result = ticket_event::DeleteDigit{};
    return result;
}

}  // namespace

std::optional<TicketEvent> draw_phone(Page& page, const ticket_stage::Phone& stage) {
    draw_steps(page, 2, 3, tr("取号排队"));
    draw_question(page, 300, tr("请输入手机号"), tr("11 位数字，输完点“取号”。"));
    draw_field(page, stage.digits.text());
    draw_hint(page, stage);
    Result result = draw_keypad(page);
    screen::ButtonLook look{.ground = Ground::primary, .icon = Icon::ticket, .icon_size = 52, .icon_line = 3.4F};
    look.text_size = 44;
    if (page.key(ids::ticket_print, tr("取号"), page.at(48, 1396, 984, 120), look)) {
        result = ticket_event::ConfirmPhone{};
    }
    return result;
}

}  // namespace bangnin::kiosk
