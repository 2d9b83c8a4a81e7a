#include "kiosk/journeys/layout/phone_keypad.h"

#include <algorithm>

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::TextLook;
using text::Align;

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
float padding_of(const Page& page) { return page.cramped() ? 20 : 36; }
constexpr float caret_room = 16;

void draw_field(Page& page, std::string_view id, std::string_view digits, const Rect& field) {
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
    const float padding = padding_of(page);
    const float room = field.w - 2 * padding - caret_room;
    const bool counts = !page.mongolian() && whole + count_width + 24 <= room;
    const Rect line{field.x + padding, field.y, room - (counts ? count_width + 24 : 0), field.h};
    const Rect used = digits.empty() ? Rect{line.x, line.y, 0, line.h} : page.say({}, line, text, look);
    page.ui.node(id, screen::Role::field, tr("手机号"), field, text);
    // The caret stands still: blinking would keep the machine drawing.
    page.ui.fill({used.right() + 6, field.centre().y - 30, 4, 60}, Colour::pine700);
    if (!counts) return;
    page.say({}, {field.right() - padding - count_width, field.y, count_width, field.h}, counted, count);
}

constexpr float key_gap_x = 16;
constexpr float key_gap_y = 12;
constexpr int key_rows = 4;

// Words of the two keys that have some, at the smallest.
float least_keypad_width(Page& page) {
    constexpr float around_words = 2 * 12;
    const TextLook look{.size = smallest_text(page.view.settings.type_size), .weight = text::Weight::bold};
    float widest = 0;
    for (const std::string& label : {tr("重输"), tr("删除")}) {
        if (!stands(label)) widest = std::max(widest, page.ui.measure({0, 0}, label, look).w);
    }
    return 3 * (widest + around_words + 1) + 2 * key_gap_x;
}

Typing draw_keypad(Page& page, const Rect& room) {
    const float width = (room.w - 2 * key_gap_x) / 3;
    const float height = (room.h - (key_rows - 1) * key_gap_y) / key_rows;
    const auto rect = [&](int column, int row) {
        return Rect{room.x + static_cast<float>(column) * (width + key_gap_x),
                    room.y + static_cast<float>(row) * (height + key_gap_y), width, height};
    };
    Typing typing;
    screen::ButtonLook digit{.ground = Ground::key, .text_size = 60, .weight = text::Weight::regular, .radius = 24};
    constexpr std::string_view order = "123456789";
    for (int i = 0; i < 9; ++i) {
        const char figure = order[static_cast<std::size_t>(i)];
        if (page.ui.button(ids::keypad(figure), std::string(1, figure), rect(i % 3, i / 3), digit)) {
            typing.digit = figure;
        }
    }
    if (page.ui.button(ids::keypad('0'), "0", rect(1, 3), digit)) typing.digit = '0';
    screen::ButtonLook edit{.ground = Ground::quiet, .icon_size = 52, .radius = 24};
    edit.text_size = page.look(Role::choice).size;
    if (page.key(ids::keypad_clear, tr("重输"), rect(0, 3), edit)) typing.cleared = true;
    const TextLook words{.size = smallest_text(page.view.settings.type_size), .weight = text::Weight::bold};
    constexpr float beside_words = 52 + 20 + 2 * 12;
    if (page.ui.measure({0, 0}, tr("删除"), words).w <= width - beside_words) edit.icon = Icon::bksp;
    if (page.key(ids::keypad_delete, tr("删除"), rect(2, 3), edit)) typing.removed = true;
    return typing;
}

}  // namespace

void add_phone_field(Sheet& sheet, std::string_view id, std::string_view digits) {
    Page& page = sheet.page;
    TextLook smallest;
    smallest.size = smallest_text(page.view.settings.type_size);
    const float whole = page.ui.measure({0, 0}, grouped("13812345678"), smallest).w;
    sheet.add({.need = {.least = 96, .ideal = field_height, .gap = 28},
               .draw = [&page, id, digits](const Rect& rect) { draw_field(page, id, digits, rect); },
               .least_width = whole + 2 * padding_of(page) + caret_room + 8});
}

std::string phone_problem_text(PhoneProblem problem, std::size_t digits) {
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

void add_phone_keypad(Sheet& sheet, Typing& typing) {
    constexpr float least = key_rows * primary_target + (key_rows - 1) * key_gap_y;
    constexpr float ideal = 588;
    Part keypad;
    const Need need{.zone = Zone::controls, .least = least, .ideal = ideal, .stretch = 1};
    keypad.need = need;
    keypad.need_at = [need, narrowest = least_keypad_width(sheet.page)](float width) {
        constexpr float no_room = 2000;  // a height that no page has
        Need at = need;
        if (width < narrowest) at.least = no_room;
        return at;
    };
    keypad.draw = [&page = sheet.page, &typing](const Rect& rect) { typing = draw_keypad(page, rect); };
    sheet.add(std::move(keypad));
}

}  // namespace bangnin::kiosk
