// Choices to be touched: tiles, rows, plain cells or, in Mongolian, tall columns, whichever shape the room gives them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/journeys/layout/arrange.h"
#include "kiosk/journeys/layout/stack.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

struct Choice {
    std::string id;
    std::string title;
    std::string short_title = {};  ///< where the title does not fit a line; empty: the title
    std::string detail = {};       ///< second line; left out where there is no room
    std::string small = {};        ///< Chinese at the foot of a Mongolian column; empty: none
    std::optional<screen::Icon> icon = std::nullopt;
    screen::Ground ground = screen::Ground::card;
    screen::Availability availability = screen::Availability::enabled;
    screen::Selection selection = screen::Selection::unselected;
};

/// Whether the cells of a grid grow into the room that nobody needs.
enum class Fill { no, yes };

struct ChoiceGrid {
    std::vector<Choice> choices;
    std::optional<Choice> last = std::nullopt;  ///< stands behind the choices of every page
    Fill fill = Fill::yes;
    std::vector<Rows> patterns = {};      ///< in normal and small type; see ArrangeOrder
    std::vector<float> row_weights = {};  ///< see ArrangeOrder::weights
    std::vector<std::size_t> columns{3, 2, 1};
    float ideal_height = 732;  ///< units of the whole grid, as the design has it
    float gap_x = 16;
    float gap_y = 12;
    Role title = Role::card_title;
    std::string page_id = "choices";  ///< ids of the pager: page_id.previous, page_id.next
    std::size_t page = 0;             ///< the one to show
};

/// What the person did to a grid in this frame.
struct Picked {
    std::optional<std::size_t> choice;  ///< index of the choice; also a disabled one, which then says why
    bool last = false;                  ///< the choice that stands on every page
    std::optional<std::size_t> page;    ///< show this page
};

/// The room that the grid needs at this width.
[[nodiscard]] Need need_of(Page& page, const ChoiceGrid& grid, float width);

/// How many pages the grid takes in this room.
[[nodiscard]] std::size_t pages_of(Page& page, const ChoiceGrid& grid, const screen::Rect& room);

[[nodiscard]] Picked draw_choices(Page& page, const ChoiceGrid& grid, const screen::Rect& room);

}  // namespace bangnin::kiosk
