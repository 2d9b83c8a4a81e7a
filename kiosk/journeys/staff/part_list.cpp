#include "kiosk/journeys/staff/part_list.h"

#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/keys.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Icon;
using screen::Rect;
using screen::TextLook;

constexpr float inset = 32;      // from the card's edge
constexpr float icon_size = 48;  // of what it is
constexpr float icon_room = 76;
constexpr float mark_size = 36;  // of how it is
constexpr float mark_room = 52;
constexpr float between = 32;  // of words side by side
constexpr float edge = 8;      // above and below the card's rows
constexpr float row_padding = 12;
constexpr float ideal_row = 103;
constexpr float above_pager = 16;
constexpr float no_room = 2000;  // a height that no page has, for a width in which the words do not stand

struct StateLook {
    Icon icon;
    Colour ink;
};

StateLook look_of(PartState state) {
    switch (state) {
        case PartState::well:
            return {Icon::check, Colour::pine700};
        case PartState::care:
            return {Icon::info, Colour::care};
        case PartState::silent:
            return {Icon::warn, Colour::rowan};
        case PartState::unknown:
            return {Icon::clock, Colour::birch700};
        case PartState::absent:
            return {Icon::close, Colour::birch700};
    }
    return {Icon::clock, Colour::birch700};
}

std::string word_of(PartState state) {
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

}  // namespace

TextLook PartList::name_look() const {
    TextLook look = page_.look(page_.cramped() ? Role::caption : Role::body);
    look.weight = text::Weight::bold;
    return look;
}

TextLook PartList::state_look() const {
    TextLook look = page_.look(page_.cramped() ? Role::caption : Role::secondary);
    look.weight = text::Weight::bold;
    return look;
}

TextLook PartList::detail_look() const { return page_.look(Role::caption, Colour::birch700); }

PartList::Shape PartList::shape_at(float width) const {
    Shape shape;
    float details = 0;
    for (const PartRow& row : rows_) {
        shape.names = std::max(shape.names, page_.ui.measure({0, 0}, row.name, name_look()).w);
        shape.states = std::max(shape.states, page_.ui.measure({0, 0}, word_of(row.state), state_look()).w);
        details = std::max(details, page_.ui.measure({0, 0}, row.detail, detail_look()).w);
    }
    shape.states += mark_room;
    const float room = width - 2 * inset - icon_room;
    shape.state_beside = shape.names + between + shape.states <= room;
    shape.detail_beside = shape.state_beside && shape.names + shape.states + details + 2 * between <= room;
    shape.height = std::max(icon_size, name_look().line_height) + 2 * row_padding;
    if (!shape.state_beside) shape.height += state_look().line_height;
    if (page_.cramped() && std::max(shape.names, shape.states) > room) shape.height = no_room;
    if (!shape.detail_beside) {
        float most = 0;
        for (const PartRow& row : rows_)
            most = std::max(most, page_.ui.measure({room, 0}, row.detail, detail_look()).h);
        shape.height += most;
    }
    return shape;
}

float PartList::whole(float width) const {
    return shape_at(width).height * static_cast<float>(rows_.size()) + 2 * edge;
}

Need PartList::need(float width, float room) const {
    const float all = whole(width);
    const float one = shape_at(width).height + 2 * edge + above_pager + pager_height(page_);
    Need need{.gap = 28};
    need.least = all <= room ? all : one;
    need.ideal = std::max(all, page_.large() ? 0 : ideal_row * static_cast<float>(rows_.size()) + 2 * edge);
    return need;
}

Arrangement PartList::arranged(const Rect& room) const {
    ArrangeOrder order;
    order.count = rows_.size();
    order.room = {room.x, room.y + edge, room.w, room.h - 2 * edge};
    order.gap_x = order.gap_y = 0;
    order.columns = {1};
    order.pager_height = pager_height(page_) + above_pager;
    order.page = shown_page_;
    const float height = shape_at(room.w).height;
    order.height_at = [height](std::size_t /*row*/, float /*width*/) { return height; };
    return arrange(order);
}

std::size_t PartList::pages_in(const Rect& room) const { return arranged(room).pages; }

void PartList::draw_state(PartState state, Rect line) const {
    const StateLook look = look_of(state);
    page_.ui.icon(look.icon, {line.x, line.centre().y - mark_size / 2, mark_size, mark_size}, look.ink, 4);
    TextLook words = state_look();
    words.colour = look.ink;
    words.vertical = screen::VerticalAlign::middle;
    page_.say({}, {line.x + mark_room, line.y, line.w - mark_room, line.h}, word_of(state), words);
}

void PartList::draw_row(const PartRow& row, const Shape& shape, const Rect& cell) const {
    TextLook name = name_look();
    TextLook detail = detail_look();
    name.vertical = detail.vertical = screen::VerticalAlign::middle;
    const float x = cell.x + inset + icon_room;
    const float right = cell.right() - inset;
    const bool one_line = shape.detail_beside;
    float y = one_line ? cell.y : cell.y + row_padding + (cell.h - shape.height) / 2;
    const float line = one_line ? cell.h : std::max(icon_size, name.line_height);
    page_.ui.icon(row.icon, {cell.x + inset, y + (line - icon_size) / 2, icon_size, icon_size}, Colour::pine700, 3);
    page_.say({}, {x, y, shape.names + 2, line}, row.name, name);
    if (shape.state_beside) {
        draw_state(row.state, {x + shape.names + between, y, shape.states + 2, line});
    } else {
        y += line;
        draw_state(row.state, {x, y, right - x, state_look().line_height});
    }
    if (!row.detail.empty() && one_line) {
        const float beside = x + shape.names + shape.states + 2 * between;
        page_.say({}, {beside, y, right - beside, line}, row.detail, detail);
    } else if (!row.detail.empty()) {
        y += shape.state_beside ? line : state_look().line_height;
        detail.vertical = screen::VerticalAlign::top;
        page_.say({}, {x, y, right - x, cell.bottom() - y}, row.detail, detail);
    }
    const std::string value = word_of(row.state) + (row.detail.empty() ? "" : tr("，") + row.detail);
    page_.ui.node(row.id, screen::Role::status, row.name, cell, value);
}

std::optional<std::size_t> PartList::draw(const Rect& room) const {
    const Arrangement arrangement = arranged(room);
    const Shape shape = shape_at(room.w);
    page_.note_missing("parts", arrangement.missing);
    const float bottom = arrangement.pages > 1 ? arrangement.pager.y : arrangement.area.bottom() + edge;
    page_.ui.card({room.x, room.y, room.w, bottom - room.y});
    for (std::size_t i = 0; i < arrangement.cells.size(); ++i) {
        const Rect& cell = arrangement.cells[i];
        if (i > 0) page_.rule({cell.x + inset, cell.y - 1, cell.w - 2 * inset, 2});
        draw_row(rows_[arrangement.first + i], shape, cell);
    }
    if (arrangement.pages == 1) return std::nullopt;
    const Rect pager{room.x, arrangement.pager.bottom() - pager_height(page_), room.w, pager_height(page_)};
    return draw_pager(page_, pager, std::string(ids::staff_parts), arrangement.page, arrangement.pages);
}

}  // namespace bangnin::kiosk
