#include "kiosk/journeys/layout/arrange.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace bangnin::kiosk {
namespace {

using screen::Rect;

float cell_width(const ArrangeOrder& order, std::size_t columns) {
    return (order.room.w - order.gap_x * static_cast<float>(columns - 1)) / static_cast<float>(columns);
}

// The height of the highest of these choices at a width.
float needed(const ArrangeOrder& order, std::size_t first, std::size_t count, float width) {
    float most = 0;
    for (std::size_t i = first; i < std::min(order.count + order.on_every_page, first + count); ++i) {
        most = std::max(most, order.height_at(i, width));
    }
    return most;
}

std::vector<float> row_heights(const ArrangeOrder& order, std::size_t rows, float height) {
    const float free = height - order.gap_y * static_cast<float>(rows - 1);
    if (order.weights.size() != rows) return std::vector<float>(rows, free / static_cast<float>(rows));
    const float whole = std::accumulate(order.weights.begin(), order.weights.end(), 0.0F);
    std::vector<float> heights;
    heights.reserve(rows);
    for (const float weight : order.weights) heights.push_back(free * weight / whole);
    return heights;
}

bool pattern_fits(const ArrangeOrder& order, const Rows& rows) {
    if (std::accumulate(rows.begin(), rows.end(), std::size_t{0}) != order.count + order.on_every_page) return false;
    const auto heights = row_heights(order, rows.size(), order.room.h);
    std::size_t first = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (needed(order, first, rows[row], cell_width(order, rows[row])) > heights[row]) return false;
        first += rows[row];
    }
    return true;
}

Rows grid(std::size_t count, std::size_t columns) {
    Rows rows(count / columns, columns);
    if (count % columns != 0) rows.push_back(count % columns);
    return rows;
}

// Cells of a page; a short last row of a grid keeps the width of the others.
void place(const ArrangeOrder& order, Arrangement& arrangement, std::size_t grid_columns, std::size_t grid_rows) {
    const std::size_t rows = grid_columns != 0 ? grid_rows : arrangement.rows.size();
    const auto heights = row_heights(order, std::max<std::size_t>(rows, 1), arrangement.area.h);
    float y = arrangement.area.y;
    for (std::size_t row = 0; row < arrangement.rows.size(); ++row) {
        const std::size_t columns = grid_columns != 0 ? grid_columns : arrangement.rows[row];
        const float width = cell_width(order, columns);
        for (std::size_t column = 0; column < arrangement.rows[row]; ++column) {
            const float x = arrangement.area.x + static_cast<float>(column) * (width + order.gap_x);
            arrangement.cells.push_back({x, y, width, heights[row]});
        }
        y += heights[row] + order.gap_y;
    }
}

// How many rows of this height stand in a room.
std::size_t rows_in(const ArrangeOrder& order, float height, float row_height) {
    if (row_height > height) return 0;
    return static_cast<std::size_t>((height + order.gap_y) / (row_height + order.gap_y));
}

Arrangement on_one_page(const ArrangeOrder& order, Rows rows, std::size_t grid_columns) {
    Arrangement arrangement;
    arrangement.rows = std::move(rows);
    arrangement.area = order.room;
    place(order, arrangement, grid_columns, arrangement.rows.size());
    return arrangement;
}

Arrangement on_pages(const ArrangeOrder& order) {
    Rect area = order.room;
    area.h -= order.pager_height + order.gap_y;
    std::size_t best_columns = 1;
    std::size_t best_rows = 0;
    float missing = std::numeric_limits<float>::max();
    for (const std::size_t columns : order.columns) {
        const float row = needed(order, 0, order.count + order.on_every_page, cell_width(order, columns));
        const std::size_t rows = rows_in(order, area.h, row);
        missing = std::min(missing, row - area.h);
        if (rows * columns > best_rows * best_columns) {
            best_rows = rows;
            best_columns = columns;
        }
    }
    Arrangement arrangement;
    if (best_rows == 0) {
        best_rows = 1;
        best_columns = order.columns.empty() ? 1 : order.columns.back();
        arrangement.missing = missing;
    }
    // A page of one cell could show nothing but the one on every page: that one then waits at the end.
    const std::size_t cells = best_rows * best_columns;
    const std::size_t fixed = cells > 1 ? order.on_every_page : 0;
    const std::size_t per_page = cells - fixed;
    const std::size_t all = order.count + (order.on_every_page - fixed);
    arrangement.pages = (all + per_page - 1) / per_page;
    arrangement.page = std::min(order.page, arrangement.pages - 1);
    arrangement.first = arrangement.page * per_page;
    arrangement.area = area;
    arrangement.pager = {area.x, order.room.bottom() - order.pager_height, area.w, order.pager_height};
    arrangement.rows = grid(std::min(per_page, all - arrangement.first) + fixed, best_columns);
    place(order, arrangement, best_columns, best_rows);
    return arrangement;
}

}  // namespace

Arrangement arrange(const ArrangeOrder& order) {
    if (order.count + order.on_every_page == 0) return on_one_page(order, {}, 0);
    for (const Rows& rows : order.patterns) {
        if (pattern_fits(order, rows)) return on_one_page(order, rows, 0);
    }
    for (const std::size_t columns : order.columns) {
        Rows rows = grid(order.count + order.on_every_page, columns);
        const float row = needed(order, 0, order.count + order.on_every_page, cell_width(order, columns));
        if (rows_in(order, order.room.h, row) >= rows.size()) return on_one_page(order, std::move(rows), columns);
    }
    return on_pages(order);
}

}  // namespace bangnin::kiosk
