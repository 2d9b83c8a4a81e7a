// How equal choices stand side by side: as many to a row as their words allow, on as few pages as the room allows.
// Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "ui/screen/geometry.h"

namespace bangnin::kiosk {

/// How many choices stand in each row of a page: {2, 3} is two big ones above three small ones; {3, 3, 3} a grid.
using Rows = std::vector<std::size_t>;

struct Arrangement {
    Rows rows;                        ///< of the page shown; fewer on the last page
    std::size_t first = 0;            ///< the first choice of the page
    std::size_t pages = 1;            ///< how many there are
    std::size_t page = 0;             ///< which is shown, from 0; the last one where the wished one does not exist
    screen::Rect area;                ///< of the rows; what is left of the room below it is the pager's
    screen::Rect pager;               ///< empty with a single page
    float missing = 0;                ///< units by which even one row does not fit; 0: all is well
    std::vector<screen::Rect> cells;  ///< of the choices first, first + 1 …, then of the one on every page
};

struct ArrangeOrder {
    std::size_t count = 0;
    /// One more cell behind the choices of every page; its index for height_at is `count`.
    std::size_t on_every_page = 0;  ///< 0 or 1
    screen::Rect room;
    float gap_x = 16;
    float gap_y = 12;
    /// Heights of the rows against one another where they differ: {372, 324}. Empty: all alike.
    std::vector<float> weights;
    /// Patterns that are tried first, in this order; each holds all choices.
    std::vector<Rows> patterns;
    /// Then plain grids with these numbers of columns, in this order.
    std::vector<std::size_t> columns{3, 2, 1};
    float pager_height = 104;
    std::size_t page = 0;
    /// Units of height that the words of a choice need at a width, at least a control's own; a number over any height
    /// where they do not fit the width at all.
    std::function<float(std::size_t choice, float width)> height_at;
};

/// Every choice has its cell on some page; cells of one page do not overlap and stay in the room.
[[nodiscard]] Arrangement arrange(const ArrangeOrder& order);

}  // namespace bangnin::kiosk
