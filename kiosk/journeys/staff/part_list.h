// Parts of a machine below each other on one card: what it is, how it is (icon and word), and what more there is to
// say. Turns pages where the room holds fewer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/journeys/layout/arrange.h"
#include "kiosk/journeys/layout/stack.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/staff/staff_facts.h"

namespace bangnin::kiosk {

struct PartRow {
    std::string id;
    screen::Icon icon = screen::Icon::info;
    std::string name;
    PartState state = PartState::unknown;
    std::string detail;  ///< may be empty
};

class PartList {
  public:
    PartList(Page& page, std::vector<PartRow> rows, std::size_t shown_page)
        : page_(page), rows_(std::move(rows)), shown_page_(shown_page) {}

    /// Height of all rows at a width.
    [[nodiscard]] float whole(float width) const;
    /// At least one row with its pager; as the design has it where there is room.
    [[nodiscard]] Need need(float width, float room) const;
    [[nodiscard]] std::size_t pages_in(const screen::Rect& room) const;
    /// Gives the page that was asked for.
    [[nodiscard]] std::optional<std::size_t> draw(const screen::Rect& room) const;

  private:
    /// How a row's words stand at a width.
    struct Shape {
        float names = 0;   ///< width of the widest
        float states = 0;  ///< the same, with the icon
        bool detail_beside = true;
        bool state_beside = true;
        float height = 0;
    };
    [[nodiscard]] Shape shape_at(float width) const;
    [[nodiscard]] Arrangement arranged(const screen::Rect& room) const;
    void draw_row(const PartRow& row, const Shape& shape, const screen::Rect& cell) const;
    void draw_state(PartState state, screen::Rect line) const;
    [[nodiscard]] screen::TextLook name_look() const;
    [[nodiscard]] screen::TextLook state_look() const;
    [[nodiscard]] screen::TextLook detail_look() const;

    Page& page_;
    std::vector<PartRow> rows_;
    std::size_t shown_page_;
};

}  // namespace bangnin::kiosk
