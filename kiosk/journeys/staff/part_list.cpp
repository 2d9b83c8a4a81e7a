#include "kiosk/journeys/staff/part_list.h"

#include <algorithm>
#include <utility>

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Icon;
using screen::Rect;
using screen::TextLook;

constexpr float name_size = 36;
constexpr float icon_size = 48;  // of what it is
constexpr float icon_room = 76;
constexpr float mark_size = 36;  // of how it is
constexpr float mark_room = 50;
constexpr float between = 32;  // of words side by side
constexpr float more_size = 36;
constexpr float more_room = 44;  // at the end of a row: there is more behind it
constexpr float row_padding = 12;
constexpr float ideal_row = 105;
constexpr float no_room = 2000;  // a height that no page has, for a width in which the words do not stand

Colour ink_of(PartState state) {
    switch (state) {
        case PartState::well:
            return Colour::pine700;
        case PartState::care:
            return Colour::care;
        case PartState::silent:
            return Colour::rowan;
        case PartState::unknown:
        case PartState::absent:
            return Colour::birch700;
    }
    return Colour::birch700;
}

}  // namespace

std::string state_text(PartState state) {
    switch (state) {
        case PartState::well:
            return tr("正常");
        case PartState::care:
            return tr("注意");
        case PartState::silent:
            return tr("没有回应");
        case PartState::unknown:
            return tr("未知");
        case PartState::absent:
            return tr("没有配置");
    }
    return tr("未知");
}

Icon state_icon(PartState state) {
    switch (state) {
        case PartState::well:
            return Icon::check;
        case PartState::care:
            return Icon::info;
        case PartState::silent:
            return Icon::warn;
        case PartState::unknown:
            return Icon::clock;
        case PartState::absent:
            return Icon::close;
    }
    return Icon::clock;
}

PartList::PartList(Page& page, std::vector<PartRow> rows, std::size_t shown_page)
    : CardList(page,
               {.id = std::string(ids::staff_parts), .count = rows.size(), .page = shown_page, .ideal_row = ideal_row}),
      rows_(std::move(rows)) {}

TextLook PartList::name_look() const {
    TextLook look = page().look(page().cramped() ? Role::caption : Role::body);
    look.weight = text::Weight::bold;
    if (!page().large()) {
        look.line_height *= name_size / look.size;
        look.size = name_size;
    }
    return look;
}

TextLook PartList::state_look() const {
    TextLook look = page().look(page().cramped() ? Role::caption : Role::secondary);
    look.weight = text::Weight::bold;
    return look;
}

TextLook PartList::detail_look() const { return page().look(Role::caption, Colour::birch700); }

PartList::Columns PartList::measured(float width) const {
    Columns columns{.width = width};
    float details = 0;
    const auto wide = [this](const std::string& words, const TextLook& look) {
        return page().ui.measure({0, 0}, words, look).w;
    };
    for (const PartRow& row : rows_) {
        columns.names = std::max(columns.names, wide(row.name, name_look()));
        columns.states = std::max(columns.states, wide(row.word, state_look()));
        details = std::max(details, wide(row.detail, detail_look()));
    }
    columns.states += mark_room;
    const float room = width - 2 * inset - icon_room - more_room;
    columns.state_beside = columns.names + between + columns.states <= room;
    columns.detail_beside = columns.state_beside && columns.names + columns.states + details + 2 * between <= room;
    columns.height = std::max(icon_size, name_look().line_height) + 2 * row_padding;
    if (!columns.state_beside) columns.height += state_look().line_height;
    if (page().cramped() && std::max(columns.names, columns.states) > room) columns.height = no_room;
    if (!columns.detail_beside) {
        float most = 0;
        for (const PartRow& row : rows_)
            most = std::max(most, page().ui.measure({room, 0}, row.detail, detail_look()).h);
        columns.height += most;
    }
    return columns;
}

const PartList::Columns& PartList::columns_at(float width) const {
    if (!columns_ || columns_->width != width) columns_ = measured(width);
    return *columns_;
}

void PartList::draw_state(const PartRow& row, Rect line) const {
    const Colour ink = ink_of(row.state);
    page().ui.icon(state_icon(row.state), {line.x, line.centre().y - mark_size / 2, mark_size, mark_size}, ink, 4);
    TextLook words = state_look();
    words.colour = ink;
    words.vertical = screen::VerticalAlign::middle;
    page().say({}, {line.x + mark_room, line.y, line.w - mark_room, line.h}, row.word, words);
}

void PartList::draw_words(const PartRow& row, const Rect& cell) const {
    const Columns& columns = columns_at(cell.w);
    TextLook name = name_look();
    TextLook detail = detail_look();
    name.vertical = detail.vertical = screen::VerticalAlign::middle;
    const float x = cell.x + inset + icon_room;
    const float right = cell.right() - inset - more_room;
    const bool one_line = columns.detail_beside;
    float y = one_line ? cell.y : cell.y + row_padding + (cell.h - columns.height) / 2;
    const float line = one_line ? cell.h : std::max(icon_size, name.line_height);
    page().ui.icon(row.icon, {cell.x + inset, y + (line - icon_size) / 2, icon_size, icon_size}, Colour::pine700, 3);
    page().say({}, {x, y, columns.names + 2, line}, row.name, name);
    if (columns.state_beside) {
        draw_state(row, {x + columns.names + between, y, columns.states + 2, line});
    } else {
        y += line;
        draw_state(row, {x, y, right - x, state_look().line_height});
    }
    if (row.detail.empty()) return;
    if (one_line) {
        const float beside = x + columns.names + columns.states + 2 * between;
        page().say({}, {beside, y, right - beside, line}, row.detail, detail);
        return;
    }
    y += columns.state_beside ? line : state_look().line_height;
    detail.vertical = screen::VerticalAlign::top;
    page().say({}, {x, y, right - x, cell.bottom() - y}, row.detail, detail);
}

bool PartList::draw_row(std::size_t row, const Rect& cell) const {
    constexpr float apart = 6;  // of a row's edge: two that are touched keep their gap
    constexpr float aside = 8;
    const PartRow& part = rows_[row];
    const std::string value = part.word + (part.detail.empty() ? "" : tr("，") + part.detail);
    const Rect place{cell.x + aside, cell.y + apart, cell.w - 2 * aside, cell.h - 2 * apart};
    const auto touched = page().ui.touch_area(ids::staff_part(to_word(part.part)), part.name, place,
                                              screen::Availability::enabled, screen::Role::button, value);
    if (touched.depth > 0) {
        (void)page().ui.surface(place, screen::Ground::plain, touched, screen::Selection::unselected,
                                screen::Availability::enabled, 20);
    }
    draw_words(part, cell);
    page().ui.icon(Icon::right,
                   {cell.right() - inset - more_size, cell.centre().y - more_size / 2, more_size, more_size},
                   Colour::birch700, 3.4F);
    return touched.activated;
}

}  // namespace bangnin::kiosk
