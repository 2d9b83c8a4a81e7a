#include "kiosk/journeys/layout/choice_grid.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/journeys/layout/keys.h"

namespace bangnin::kiosk {
namespace {

using screen::Availability;
using screen::Colour;
using screen::Rect;
using screen::TextLook;

constexpr float padding = 28;
constexpr float row_padding_y = 12;
constexpr float tile_inset = 36;
constexpr float icon_gap = 28;
constexpr float arrow = 56;
constexpr float never = 1e6F;
constexpr float dimmed = 0.38F;

// What of a choice is shown; the poorer ones only where the richer ones find no room.
enum class Parts { all, without_detail, title_only };
constexpr std::array every_parts{Parts::all, Parts::without_detail, Parts::title_only};

bool in_column(const Page& page, const Choice& choice) { return page.mongolian() && stands(choice.title); }

class Cell {
  public:
    Cell(Page& page, const ChoiceGrid& grid, const Choice& choice, Parts parts)
        : page_(page), choice_(choice), title_(page.look(grid.title)), detail_(page.look(Role::secondary)) {
        title_.weight = text::Weight::bold;
        column_ = in_column(page, choice);
        if (parts == Parts::title_only) icon_ = false;
        if (parts == Parts::title_only && column_) {
            title_.size = smallest_text(page.view.settings.type_size);
            title_.line_height = title_.size * 1.25F;
        }
        if (parts != Parts::all) with_detail_ = rich_ = false;
        icon_ = icon_ && choice.icon.has_value();
        with_detail_ = with_detail_ && !choice.detail.empty();
        if (choice.availability == Availability::disabled) opacity_ = dimmed;
    }

    // Height of the words and the icon in a row, at least a primary control's.
    [[nodiscard]] float height_at(float width) const {
        if (column_) return column_height(width);
        const float room = row_room(width);
        const float title = title_height(room);
        if (title >= never) return never;
        return std::max(primary_target, title + detail_height(room) + 2 * row_padding_y);
    }

    [[nodiscard]] bool stands_in_column() const { return column_; }
    /// Whether the words stand in this cell where they are so large.
    [[nodiscard]] bool column_fits(const Rect& rect, float size) const {
        const float height = rect.h - above_words() - below_words();
        TextLook look = column_look();
        look.line_height *= size / look.size;
        look.size = size;
        const screen::Size used = page_.ui.measure({0, height}, column_words(), look);
        return used.w <= rect.w - 2 * column_padding && used.h <= height;
    }
    void enlarge_column(float size) {
        title_.line_height *= std::max(1.0F, size / title_.size);
        title_.size = std::max(title_.size, size);
    }

    void draw(const Rect& rect, const screen::Touched& touched) {
        const Colour ink = page_.ui.surface(rect, choice_.ground, touched, choice_.selection, choice_.availability, 28);
        title_.colour = detail_.colour = ink;
        if (choice_.ground == screen::Ground::card && choice_.selection == screen::Selection::unselected) {
            detail_.colour = Colour::birch700;
        }
        title_.opacity = opacity_;
        // A closed choice's second line says when it opens: it stays readable.
        if (column_) {
            draw_column(rect);
        } else if (icon_ && rect.h >= tile_height(rect.w)) {
            draw_tile(rect);
        } else {
            draw_row(rect);
        }
    }

  private:
    // The words of a row lie between the icon and the arrow.
    [[nodiscard]] float row_room(float width) const {
        const float pad = pad_at(width);
        return width - 2 * pad - (icon_ ? icon_size(width) + icon_gap : 0) - (arrow_at(width) ? arrow + icon_gap : 0);
    }
    [[nodiscard]] float pad_at(float width) const { return choice_.icon && width > 400 ? 40 : padding; }
    [[nodiscard]] bool arrow_at(float width) const { return icon_ && width > 600; }
    [[nodiscard]] static float icon_size(float width) { return width > 600 ? 88 : 56; }

    [[nodiscard]] bool on_one_line(const std::string& words, const TextLook& look, float room) const {
        return page_.ui.measure({0, 0}, words, look).w <= room;
    }
    [[nodiscard]] const std::string& title_at(float room) const {
        if (choice_.short_title.empty() || on_one_line(choice_.title, smallest_title(), room)) return choice_.title;
        return choice_.short_title;
    }
    // A long name is rather a little smaller than broken in two.
    [[nodiscard]] TextLook smallest_title() const {
        constexpr float least_share = 0.75F;
        return sized(std::max(smallest_text(page_.view.settings.type_size), std::round(title_.size * least_share)));
    }
    [[nodiscard]] TextLook sized(float size) const {
        TextLook look = title_;
        look.line_height *= size / look.size;
        look.size = size;
        return look;
    }
    [[nodiscard]] TextLook title_look(float room) const {
        constexpr float step = 2;
        const std::string& words = title_at(room);
        const TextLook least = smallest_title();
        TextLook look = title_;
        while (look.size > least.size && !on_one_line(words, look, room)) {
            look = sized(std::max(least.size, look.size - step));
        }
        return look;
    }
    [[nodiscard]] float title_height(float room) const {
        if (room <= 0) return never;
        const TextLook look = title_look(room);
        const screen::Size used = page_.ui.measure({room, 0}, title_at(room), look);
        const bool fits = used.w <= room + 1 && used.h <= 2.2F * look.line_height;
        return fits ? used.h : never;
    }
    [[nodiscard]] float detail_height(float room) const {
        if (!with_detail_) return 0;
        const screen::Size used = page_.ui.measure({room, 0}, choice_.detail, detail_);
        return used.w <= room + 1 ? used.h : never;
    }

    [[nodiscard]] float tile_icon(float width) const { return width > 400 ? 112 : 88; }
    [[nodiscard]] float tile_height(float width) const {
        const float room = width - 40 - 24;
        return 2 * tile_inset + tile_icon(width) + 12 + title_height(room) + detail_height(room);
    }

    void draw_tile(const Rect& rect) {
        const float size = tile_icon(rect.w);
        page_.ui.icon(*choice_.icon, {rect.x + tile_inset, rect.y + tile_inset, size, size},
                      screen::Paint(title_.colour, opacity_), size > 100 ? 2.2F : 2.4F);
        const float room = rect.w - 40 - 24;
        const float detail = detail_height(room);
        const float title = title_height(room);
        const float bottom = rect.bottom() - tile_inset;
        page_.say({}, {rect.x + 40, bottom - detail - title, room, title}, title_at(room), title_look(room));
        TextLook quiet = detail_;
        quiet.opacity = opacity_;
        if (with_detail_) page_.say({}, {rect.x + 40, bottom - detail, room, detail}, choice_.detail, quiet);
    }

    void draw_row(const Rect& rect) {
        const float room = row_room(rect.w);
        float x = rect.x + pad_at(rect.w);
        const screen::Paint paint(title_.colour, opacity_);
        if (icon_) {
            const float size = std::min(icon_size(rect.w), rect.h - 2 * row_padding_y);
            page_.ui.icon(*choice_.icon, {x, rect.y + (rect.h - size) / 2, size, size}, paint, 2.8F);
            x += icon_size(rect.w) + icon_gap;
        }
        if (arrow_at(rect.w)) {
            page_.ui.icon(screen::Icon::right, {rect.right() - 40 - arrow, rect.y + (rect.h - arrow) / 2, arrow, arrow},
                          paint, 4);
        }
        const float title = title_height(room);
        const float detail = detail_height(room);
        const float top = rect.y + (rect.h - title - detail) / 2;
        page_.say({}, {x, top, room, title}, title_at(room), title_look(room));
        if (with_detail_) page_.say({}, {x, top + title, room, detail}, choice_.detail, detail_);
    }

    // -- Mongolian: icon above, the words in columns, Chinese small at the foot --
    static constexpr float column_padding = 16;
    [[nodiscard]] float above_words() const { return icon_ ? 40 + 88 + 36 : 24; }
    [[nodiscard]] bool with_small() const { return rich_ && !choice_.small.empty(); }
    [[nodiscard]] float below_words() const { return with_small() ? 24 + 48 + 24 : 24; }
    [[nodiscard]] const std::string& column_words() const {
        return rich_ || choice_.short_title.empty() ? choice_.title : choice_.short_title;
    }
    [[nodiscard]] TextLook column_look() const {
        TextLook look = title_;
        look.flow = text::Flow::vertical_mongolian;
        look.weight = text::Weight::regular;
        return look;
    }
    [[nodiscard]] float column_height(float width) const {
        constexpr std::array heights{120.0F, 180.0F, 240.0F, 300.0F, 380.0F, 460.0F, 540.0F};
        const float room = width - 2 * column_padding;
        for (const float height : heights) {
            const screen::Size used = page_.ui.measure({0, height}, column_words(), column_look());
            if (used.w <= room && used.h <= height) return above_words() + height + below_words();
        }
        return never;
    }
    void draw_column(const Rect& rect) {
        if (icon_) {
            page_.ui.icon(*choice_.icon, {rect.centre().x - 44, rect.y + 40, 88, 88},
                          screen::Paint(title_.colour, opacity_), 2.4F);
        }
        const TextLook look = column_look();
        const float height = rect.h - above_words() - below_words();
        const float width = page_.ui.measure({0, height}, column_words(), look).w;
        // The optical middle of a column lies 0.28 em left of its box's.
        const float shift = width <= look.line_height + 1 ? look.size * 0.14F : 0;
        page_.say({}, {rect.centre().x - width / 2 + shift, rect.y + above_words(), width, height}, column_words(),
                  look);
        if (!with_small() || page_.ui.measure({0, 0}, choice_.small, detail_).w > rect.w - 8) return;
        TextLook small = detail_;
        small.align = text::Align::centre;
        small.opacity = opacity_;
        page_.say({}, {rect.x + 4, rect.bottom() - 24 - 48, rect.w - 8, 48}, choice_.small, small);
    }

    Page& page_;
    const Choice& choice_;
    TextLook title_;
    TextLook detail_;
    bool icon_ = true;
    bool with_detail_ = true;
    bool rich_ = true;  // all there is room for
    bool column_ = false;
    float opacity_ = 1.0F;
};

const Choice& choice_at(const ChoiceGrid& grid, std::size_t index) {
    return index < grid.choices.size() || !grid.last ? grid.choices[index] : *grid.last;
}

ArrangeOrder order_of(Page& page, const ChoiceGrid& grid, const Rect& room, Parts parts) {
    ArrangeOrder order;
    order.count = grid.choices.size();
    order.on_every_page = grid.last ? 1 : 0;
    order.room = room;
    order.gap_x = grid.gap_x;
    order.gap_y = grid.gap_y;
    order.weights = grid.row_weights;
    order.page = grid.page;
    order.pager_height = pager_height(page);
    order.columns = grid.columns;
    if (std::ranges::any_of(grid.choices, [&](const Choice& choice) { return in_column(page, choice); })) {
        order.columns = {std::min<std::size_t>(order.count, 7), 6, 5, 4, 3, 2, 1};
        order.weights.clear();
    } else if (page.large()) {
        // 大字: one below the other where there is room.
        std::ranges::sort(order.columns);
        order.weights.clear();
    } else {
        order.patterns = grid.patterns;
    }
    order.height_at = [&page, &grid, parts](std::size_t choice, float width) {
        return Cell(page, grid, choice_at(grid, choice), parts).height_at(width);
    };
    return order;
}

struct Chosen {
    Arrangement arrangement;
    Parts parts = Parts::all;
};

// The richest cells that fit on one page; else on several.
Chosen arranged(Page& page, const ChoiceGrid& grid, const Rect& room) {
    Chosen best;
    for (const Parts parts : every_parts) {
        Arrangement arrangement = arrange(order_of(page, grid, room, parts));
        const bool whole = arrangement.pages == 1 && arrangement.missing <= 0;
        if (whole) return {std::move(arrangement), parts};
        const bool better = parts == Parts::all || arrangement.missing < best.arrangement.missing ||
                            (best.arrangement.missing <= 0 && arrangement.pages < best.arrangement.pages);
        if (better) best = {std::move(arrangement), parts};
    }
    return best;
}

}  // namespace

Need need_of(Page& page, const ChoiceGrid& grid, float width) {
    // At least one row of the poorest cells and the pager.
    float row = never;
    for (const std::size_t columns : grid.columns) {
        const float cell = (width - grid.gap_x * static_cast<float>(columns - 1)) / static_cast<float>(columns);
        float highest = 0;
        for (std::size_t i = 0; i < grid.choices.size() + (grid.last ? 1 : 0); ++i) {
            highest = std::max(highest, Cell(page, grid, choice_at(grid, i), Parts::title_only).height_at(cell));
        }
        row = std::min(row, highest);
    }
    if (row >= never) row = 2 * page.look(grid.title).line_height;
    Need need;
    need.zone = Zone::controls;
    need.least = row + (grid.choices.size() > 1 ? pager_height(page) + grid.gap_y : 0);
    need.ideal = std::max(need.least, grid.ideal_height);
    need.stretch = grid.fill == Fill::yes ? 1 : 0;
    return need;
}

std::size_t pages_of(Page& page, const ChoiceGrid& grid, const Rect& room) {
    return arranged(page, grid, room).arrangement.pages;
}

namespace {

// The last cell is the one on every page, but where a page has a single cell.
bool is_fixed(const ChoiceGrid& grid, const Arrangement& arrangement, std::size_t cell) {
    return grid.last && cell + 1 == arrangement.cells.size() && (cell > 0 || arrangement.first == grid.choices.size());
}

const Choice& choice_in(const ChoiceGrid& grid, const Arrangement& arrangement, std::size_t cell) {
    return is_fixed(grid, arrangement, cell) ? *grid.last : choice_at(grid, arrangement.first + cell);
}

// Words in columns are as large as the design has them where all of a page have the room; 0: as they are.
float column_size(Page& page, const ChoiceGrid& grid, const Chosen& chosen) {
    constexpr float largest = 64;
    constexpr float step = 2;
    if (!page.mongolian() || chosen.parts != Parts::all) return 0;
    float size = largest;
    for (std::size_t i = 0; i < chosen.arrangement.cells.size(); ++i) {
        const Cell cell(page, grid, choice_in(grid, chosen.arrangement, i), chosen.parts);
        while (cell.stands_in_column() && size > 0 && !cell.column_fits(chosen.arrangement.cells[i], size)) {
            size -= step;
        }
    }
    return size;
}

// The cells of the arrangement's page, so far to the right of their places.
Picked draw_page(Page& page, const ChoiceGrid& grid, const Chosen& chosen, float shift) {
    const Arrangement& arrangement = chosen.arrangement;
    const float large = column_size(page, grid, chosen);
    Picked picked;
    for (std::size_t i = 0; i < arrangement.cells.size(); ++i) {
        const bool fixed = is_fixed(grid, arrangement, i);
        const std::size_t index = arrangement.first + i;
        const Choice& choice = choice_in(grid, arrangement, i);
        const Rect cell = arrangement.cells[i].moved(shift, 0);
        const auto touched =
            page.ui.touch_area(choice.id, choice.title, cell, choice.availability, screen::Role::button, choice.detail);
        Cell drawn(page, grid, choice, chosen.parts);
        if (drawn.stands_in_column()) drawn.enlarge_column(large);
        drawn.draw(cell, touched);
        if (!touched.activated && !touched.refused) continue;
        if (fixed) {
            picked.last = true;
        } else {
            picked.choice = index;
        }
    }
    return picked;
}

}  // namespace

Picked draw_choices(Page& page, const ChoiceGrid& grid, const Rect& room) {
    const Chosen chosen = arranged(page, grid, room);
    const Arrangement& arrangement = chosen.arrangement;
    page.note_missing("choices", arrangement.missing);
    if (arrangement.pages <= 1) return draw_page(page, grid, chosen, 0);
    Picked picked;
    const PagedArea pages{
        .id = grid.page_id, .area = arrangement.area, .shown = arrangement.page, .count = arrangement.pages};
    const auto turned = draw_pages(page, pages, [&](std::size_t shown, float shift) {
        if (shown == arrangement.page) {
            picked = draw_page(page, grid, chosen, shift);
        } else {
            ChoiceGrid other = grid;
            other.page = shown;
            (void)draw_page(page, grid, arranged(page, other, room), shift);
        }
    });
    picked.page = draw_pager(page, arrangement.pager, grid.page_id, arrangement.page, arrangement.pages);
    if (turned) picked.page = turned;
    return picked;
}

}  // namespace bangnin::kiosk
