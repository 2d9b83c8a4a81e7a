// Tables: rows as high as what is in them, broken between pages, a row higher than a page within its text.
#include <algorithm>
#include <memory>
#include <numeric>
#include <set>
#include <tuple>

#include "ui/paper/document_flow.h"

namespace bangnin::paper {
namespace {

constexpr double rule_mm = 0.25;
constexpr double pad_x_mm = 1.4;
constexpr double pad_y_mm = 1.0;
constexpr double picture_gap_mm = 2;
constexpr std::size_t fewest_lines = 3;  // of a broken row at the foot of a page
constexpr double kept_whole_mm = 60;     // a row up to this high is never broken

// A cell at its place in the grid.
struct Placed {
    std::size_t row = 0;
    std::size_t index = 0;  // among the row's cells
    std::size_t column = 0;
    double x_mm = 0;
    double width_mm = 0;
    double height_mm = 0;  // of what is in it
    text::Metrics metrics;
};

class Grid {
  public:
    Grid(Flow& flow, const Table& table) : flow_(flow), table_(table) {
        tops_.assign(table.rows.size() + 1, 0);
        if (place_cells()) find_heights();
    }

    const std::vector<Placed>& cells() const { return cells_; }
    const Cell& cell(const Placed& placed) const { return table_.rows[placed.row].cells[placed.index]; }
    std::size_t end_row(const Placed& placed) const { return placed.row + static_cast<std::size_t>(cell(placed).rows); }
    double height_mm(std::size_t row) const { return tops_[row + 1] - tops_[row]; }
    double top_mm(std::size_t row) const { return tops_[row]; }
    bool in_last_column(const Placed& placed) const {
        return placed.column + static_cast<std::size_t>(cell(placed).columns) == table_.columns_mm.size();
    }

  private:
    bool place_cells();
    void add_cell(std::size_t row, std::size_t index, std::size_t column);
    void find_heights();

    Flow& flow_;
    const Table& table_;
    std::vector<Placed> cells_;
    std::vector<double> tops_;  // of each row below the table's top, and its bottom
};

bool Grid::place_cells() {
    const std::size_t columns = table_.columns_mm.size();
    std::vector<std::size_t> taken_until(columns, 0);  // by a cell that reaches over rows
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
        std::size_t column = 0;
        for (std::size_t index = 0; index < table_.rows[row].cells.size(); ++index) {
            const Cell& cell = table_.rows[row].cells[index];
            while (column < columns && taken_until[column] > row) ++column;
            const auto width = static_cast<std::size_t>(std::max(cell.columns, 1));
            const auto rows = static_cast<std::size_t>(std::max(cell.rows, 1));
            if (cell.columns < 1 || cell.rows < 1 || column + width > columns || row + rows > table_.rows.size()) {
                flow_.fail(PdfFault::bad_table);
                return false;
            }
            add_cell(row, index, column);
            for (const std::size_t end = column + width; column < end; ++column) taken_until[column] = row + rows;
        }
    }
    return true;
}

void Grid::add_cell(std::size_t row, std::size_t index, std::size_t column) {
    const Cell& cell = table_.rows[row].cells[index];
    const auto first = table_.columns_mm.begin() + static_cast<std::ptrdiff_t>(column);
    Placed placed;
    placed.row = row;
    placed.index = index;
    placed.column = column;
    placed.x_mm = side_margin_mm + std::accumulate(table_.columns_mm.begin(), first, 0.0);
    placed.width_mm = std::accumulate(first, first + cell.columns, 0.0);
    placed.metrics = flow_.measure(cell.words, extent_px_of(placed.width_mm - 2 * pad_x_mm));
    const double picture_mm = cell.picture ? cell.picture->height_mm : 0;
    placed.height_mm = std::max(placed.metrics.height / px_per_mm, picture_mm) + 2 * pad_y_mm;
    cells_.push_back(std::move(placed));
}

void Grid::find_heights() {
    std::vector<double> heights;
    heights.reserve(table_.rows.size());
    for (const Row& row : table_.rows) heights.push_back(row.least_mm);
    for (const Placed& placed : cells_) {
        if (cell(placed).rows == 1) heights[placed.row] = std::max(heights[placed.row], placed.height_mm);
    }
    // What a cell over several rows still lacks, its last row gives.
    for (const Placed& placed : cells_) {
        const auto first = heights.begin() + static_cast<std::ptrdiff_t>(placed.row);
        const double has = std::accumulate(first, first + cell(placed).rows, 0.0);
        heights[end_row(placed) - 1] += std::max(0.0, placed.height_mm - has);
    }
    std::partial_sum(heights.begin(), heights.end(), tops_.begin() + 1);
}

enum class Split { done, no_room, impossible };

Split can_split(const Grid& grid, std::size_t row, double room_mm) {
    Split answer = Split::impossible;
    for (const Placed& placed : grid.cells()) {
        const Cell& cell = grid.cell(placed);
        if (placed.row != row || cell.rows > 1) continue;
        const std::size_t lines = lines_within(cell.words, room_mm - 2 * pad_y_mm);
        if (lines < fewest_lines) return Split::no_room;
        if (lines < placed.metrics.lines.size()) answer = Split::done;
    }
    return answer;
}

// Makes two rows of one that is too high for a page; the first has so much of each text as fits into the room.
Split split_row(const Grid& grid, Table& table, std::size_t row, double room_mm) {
    const Split answer = can_split(grid, row, room_mm);
    if (answer != Split::done) return answer;
    Row rest{0, Edge::open, {}};
    for (const Placed& placed : grid.cells()) {
        Cell& cell = table.rows[placed.row].cells[placed.index];
        if (placed.row == row && cell.rows == 1) {
            Cell below = cell;
            below.picture.reset();
            const std::size_t lines = lines_within(cell.words, room_mm - 2 * pad_y_mm);
            std::tie(cell.words, below.words) = split_at_line(Words(cell.words), placed.metrics, lines);
            rest.cells.push_back(std::move(below));
        } else if (placed.row <= row && placed.row + static_cast<std::size_t>(cell.rows) > row) {
            ++cell.rows;
        }
    }
    table.rows[row].least_mm = std::min(table.rows[row].least_mm, room_mm);
    table.rows.insert(table.rows.begin() + static_cast<std::ptrdiff_t>(row) + 1, std::move(rest));
    return Split::done;
}

// Splits the high rows that the rest of their page has no room for, in a table that begins where the flow stands.
void split_rows(Flow& flow, Table& table) {
    double y = flow.y_mm;
    auto grid = std::make_unique<Grid>(flow, table);
    for (std::size_t row = 0; row < table.rows.size() && !flow.fault();) {
        const double height = grid->height_mm(row);
        const double room = body_bottom_mm - y;
        const Split split =
            height > room && height > kept_whole_mm ? split_row(*grid, table, row, room) : Split::impossible;
        if (split == Split::done) {
            grid = std::make_unique<Grid>(flow, table);
        } else if (height <= body_height_mm) {
            y = height <= room ? y + height : top_margin_mm + height;
            ++row;
        } else if (split == Split::no_room && y > top_margin_mm) {
            y = top_margin_mm;
        } else {
            flow.fail(PdfFault::bad_table);
        }
    }
}

// The rows from `first` up to `last`, which stand together on one page.
class Part {
  public:
    Part(Flow& flow, const Table& table, const Grid& grid, std::size_t first, std::size_t last, double top_mm)
        : flow_(flow), table_(table), grid_(grid), first_(first), last_(last), top_mm_(top_mm) {}

    // `written`: the cells whose words stand somewhere already.
    void draw(std::set<const Cell*>& written) {
        for (const Placed& placed : grid_.cells()) {
            if (placed.row >= last_ || grid_.end_row(placed) <= first_) continue;
            const double top = y_of(std::max(placed.row, first_));
            const double bottom = y_of(std::min(grid_.end_row(placed), last_));
            if (table_.edges == Edge::ruled) draw_edges(placed, top, bottom);
            // A cell that goes on over pages says its words on each where they fit, and on the last in any case.
            const Cell& cell = grid_.cell(placed);
            const bool ends_here = grid_.end_row(placed) <= last_;
            if (placed.height_mm <= bottom - top + rule_mm || (ends_here && !written.contains(&cell))) {
                draw_content(placed, top, bottom);
                written.insert(&cell);
            }
        }
    }

  private:
    double y_of(std::size_t row) const { return top_mm_ + grid_.top_mm(row) - grid_.top_mm(first_); }
    void draw_edges(const Placed& placed, double top, double bottom);
    void draw_content(const Placed& placed, double top, double bottom);
    void across(double x, double y, double length) {
        flow_.page().rules.push_back({x - rule_mm / 2, y - rule_mm / 2, length + rule_mm, rule_mm});
    }
    void down(double x, double y, double length) {
        flow_.page().rules.push_back({x - rule_mm / 2, y - rule_mm / 2, rule_mm, length + rule_mm});
    }

    Flow& flow_;
    const Table& table_;
    const Grid& grid_;
    std::size_t first_;
    std::size_t last_;
    double top_mm_;
};

void Part::draw_edges(const Placed& placed, double top, double bottom) {
    const double right = placed.x_mm + placed.width_mm;
    const bool ruled_top = placed.row <= first_ || table_.rows[placed.row].top == Edge::ruled;
    if (ruled_top) across(placed.x_mm, top, placed.width_mm);
    if (placed.column == 0 || grid_.cell(placed).left == Edge::ruled) down(placed.x_mm, top, bottom - top);
    if (grid_.in_last_column(placed)) down(right, top, bottom - top);
    if (grid_.end_row(placed) >= last_) across(placed.x_mm, bottom, placed.width_mm);
}

void Part::draw_content(const Placed& placed, double top, double bottom) {
    const Cell& cell = grid_.cell(placed);
    const double height = placed.metrics.height / px_per_mm;
    const double spare = bottom - top - height - 2 * pad_y_mm;
    const double share = cell.vertical == VerticalAlign::top ? 0 : cell.vertical == VerticalAlign::middle ? 0.5 : 1;
    const double x = placed.x_mm + pad_x_mm;
    const double width = placed.width_mm - 2 * pad_x_mm;
    const double y = top + pad_y_mm + std::max(0.0, spare) * share;
    if (!cell.words.text.empty()) flow_.put(cell.words, placed.metrics, {x, y, width});
    if (!cell.picture) return;
    const double taken = placed.metrics.width / px_per_mm + picture_gap_mm;
    PlacedPicture picture{x + taken, 0, *cell.picture};
    picture.picture.width_mm = std::min(picture.picture.width_mm, std::max(1.0, width - taken));
    picture.y_mm = y + height / 2 - picture.picture.height_mm / 2;
    picture.y_mm = std::clamp(picture.y_mm, top, std::max(top, bottom - picture.picture.height_mm));
    flow_.page().pictures.push_back(std::move(picture));
}

}  // namespace

void place_table(Flow& flow, Table table) {
    split_rows(flow, table);
    if (flow.fault()) return;
    const Grid grid(flow, table);
    std::set<const Cell*> written;
    std::size_t first = 0;
    double top = flow.y_mm;
    for (std::size_t row = 0; row < table.rows.size() && !flow.fault(); ++row) {
        if (flow.y_mm + grid.height_mm(row) > body_bottom_mm && !flow.at_top()) {
            Part(flow, table, grid, first, row, top).draw(written);
            flow.new_page();
            first = row;
            top = flow.y_mm;
        }
        flow.y_mm += grid.height_mm(row);
    }
    Part(flow, table, grid, first, table.rows.size(), top).draw(written);
}

}  // namespace bangnin::paper
