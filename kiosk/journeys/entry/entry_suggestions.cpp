// The bar over the keys: what the letters or the strokes may mean; while there is nothing to choose from, the keyboards
// that have no key of their own below.
#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "kiosk/journeys/entry/entry_parts.h"
#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Rect;
using screen::Selection;
using screen::TextLook;

constexpr float most_margin = 6;
constexpr float least_margin = 2;
constexpr float gap = 12;
constexpr float least_cell = 92;
constexpr float cell_padding = 20;
constexpr float radius = 20;

TextLook suggestion_look(const Page& page, Selection selection) {
    TextLook look;
    look.size = std::max(46.0F, smallest_text(page.view.settings.type_size));
    look.line_height = look.size * 1.3F;
    look.weight = selection == Selection::selected ? text::Weight::bold : text::Weight::regular;
    return look;
}

// The cells keep their height before the ground around them does.
float least_cell_height(const Page& page) {
    return std::max(least_key_height, suggestion_look(page, Selection::selected).line_height + 1);
}

Rect inside(const Page& page, const Rect& bar) {
    return bar.grown(-std::clamp((bar.h - least_cell_height(page)) / 2, least_margin, most_margin));
}

EntryDone draw_cell(Page& page, const Suggestion& suggestion, std::size_t index, const Rect& cell) {
    const Selection selection = index == 0 ? Selection::selected : Selection::unselected;
    const std::string_view words = suggestion.text.text();
    const auto touched = page.ui.touch_area(ids::entry_candidate(index), words, cell, screen::Availability::enabled,
                                            screen::Role::button, suggestion.comment);
    TextLook look = suggestion_look(page, selection);
    look.colour =
        page.ui.surface(cell, selection == Selection::selected || touched.depth > 0 ? Ground::key : Ground::plain,
                        touched, selection, screen::Availability::enabled, radius - most_margin);
    const float room = cell.w - cell_padding;
    look = page.fit({0, 0, room, cell.h}, words, look);
    look.max_lines = 1;
    const float width = page.ui.measure({room, 0}, words, look).w;
    page.ui.text({cell.x + (cell.w - width) / 2, cell.centre().y - look.line_height / 2, room, 0}, words, look);
    if (!touched.activated) return std::nullopt;
    return entry_event::Choose{index};
}

// In UTF-8.
bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

// An arrow beside the candidates; whether it was touched.
bool draw_turner(Page& page, std::string_view id, const std::string& label, screen::Icon icon, const Rect& rect) {
    const EntryKey key{.id = std::string(id), .label = label, .face = {}, .event = entry_event::Tick{}, .icon = icon};
    return draw_entry_key(page, key, rect).has_value();
}

// All candidates side by side, of which the bar shows some. Their widths follow from the number of their characters, so
// that only those that are seen are shaped.
class Row {
  public:
    Row(const Page& page, const Composing& composing, float room) : composing_(composing) {
        const float size = suggestion_look(page, Selection::selected).size;
        const std::hash<std::string_view> hash;
        content_ = hash(composing.letters.text());
        float x = 0;
        for (const Suggestion& suggestion : composing.all) {
            const std::string_view words = suggestion.text.text();
            const auto characters = static_cast<float>(std::ranges::count_if(words, begins_character));
            const float width = std::min(std::max(least_cell, characters * size + 2 * cell_padding), room);
            cells_.push_back({x, width});
            x += width + gap;
            content_ = content_ * 31 + hash(words);
        }
        extent_ = x - gap;
    }

    [[nodiscard]] float extent() const { return extent_; }
    [[nodiscard]] std::size_t content() const { return content_; }

    // Whether words are drawn of which only a part is seen: where the row rests they could be taken for others.
    enum class Parts { left_out, drawn };

    // Draws what of it is seen from `offset` on; `seen` begins where the row does or, once it has been moved, behind
    // the key that stands there.
    EntryDone draw(Page& page, const Rect& view, const Rect& seen, float offset, Parts parts) const {
        const auto place = [&](const Cell& cell) { return Rect{view.x + cell.x - offset, view.y, cell.width, view.h}; };
        const auto whole = [&](const Cell& cell) {
            return place(cell).x + 1 >= seen.x && place(cell).right() <= seen.right() + 1;
        };
        const bool some_whole = std::ranges::any_of(cells_, whole);
        EntryDone done;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const Rect cell = place(cells_[i]);
            if (cell.right() <= seen.x - gap || cell.x >= seen.right() + gap) continue;
            if (parts == Parts::left_out && some_whole && !whole(cells_[i])) continue;
            EntryDone chosen = draw_cell(page, composing_.all[i], i, cell);
            if (chosen) done = std::move(chosen);
        }
        return done;
    }

    // Where it stands one view further on: the first that was not seen as a whole comes first.
    [[nodiscard]] float further(float offset, float view, float lead) const {
        const auto cut = std::ranges::find_if(
            cells_, [&](const Cell& cell) { return cell.x > offset && cell.x + cell.width > offset + view + 1; });
        return cut == cells_.end() ? extent_ : cut->x - lead;
    }
    [[nodiscard]] float back(float offset, float view, float lead) const {
        const float from = offset - (view - lead);
        const auto first = std::ranges::find_if(cells_, [&](const Cell& cell) { return cell.x >= from; });
        return first == cells_.begin() || first == cells_.end() ? 0 : first->x - lead;
    }

  private:
    struct Cell {
        float x, width;
    };
    const Composing& composing_;
    std::vector<Cell> cells_;
    float extent_ = 0;
    std::size_t content_ = 0;
};

EntryDone draw_choices_of(Page& page, const Composing& composing, const Rect& bar) {
    constexpr std::string_view id = "entry.candidates";
    constexpr float turner = least_cell + gap;
    Rect view = inside(page, bar);
    const Rect before{view.x, view.y, least_cell, view.h};
    const Rect after{view.right() - least_cell, view.y, least_cell, view.h};
    const bool engine_before = composing.before == input::More::yes;
    const bool engine_after = composing.after == input::More::yes;
    if (engine_before) {
        view.x += turner;
        view.w -= turner;
    }
    if (Row(page, composing, view.w).extent() > view.w + 1 || engine_after) view.w -= turner;
    const Row row(page, composing, view.w);
    const float lead = engine_before ? 0 : turner;
    const float offset =
        page.ui.begin_row(id, {.view = view, .extent = row.extent(), .lead = lead, .content = row.content()});
    const float behind = offset > 0 ? lead : 0;
    const Rect seen{view.x + behind, view.y, view.w - behind, view.h};
    const Row::Parts parts = page.ui.row_moves(id) ? Row::Parts::drawn : Row::Parts::left_out;
    EntryDone done = row.draw(page, view, seen, offset, parts);
    page.ui.end_row();
    const bool more = offset + view.w + 1 < row.extent();
    if ((offset > 0 || engine_before) &&
        draw_turner(page, ids::entry_candidates_previous, tr("前面的字"), screen::Icon::left, before)) {
        if (offset > 0) {
            page.ui.move_row(id, row.back(offset, view.w, lead));
        } else {
            done = entry_event::PreviousCandidates{};
        }
    }
    if ((more || engine_after) &&
        draw_turner(page, ids::entry_candidates_next, tr("更多的字"), screen::Icon::right, after)) {
        if (more) {
            page.ui.move_row(id, row.further(offset, view.w, lead));
        } else {
            done = entry_event::NextCandidates{};
        }
    }
    return done;
}

EntryKey keyboard_key(KeyboardKind kind, KeyboardKind now, const std::string& words) {
    return {.id = method_id(kind),
            .label = words,
            .face = words,
            .event = entry_event::ChooseKeyboard{kind},
            .share = 1.8F,
            .ground = Ground::function_key,
            .selection = kind == now ? Selection::selected : Selection::unselected};
}

// The keyboards that have no key of their own below.
std::vector<EntryKey> keyboard_keys(const EntryState& state) {
    std::vector<EntryKey> keys;
    const KeyboardKind now = state.keyboard;
    if (now != KeyboardKind::pinyin && now != KeyboardKind::latin) {
        keys.push_back(keyboard_key(KeyboardKind::handwriting, now, tr("手写")));
        keys.back().short_face = screen::Icon::brush;
    }
    keys.push_back(keyboard_key(KeyboardKind::stroke, now, tr("笔画")));
    keys.push_back(keyboard_key(KeyboardKind::rare, now, tr("生僻字")));
    if (now != KeyboardKind::digits) keys.push_back(keyboard_key(KeyboardKind::symbols, now, tr("符号")));
    return keys;
}

}  // namespace

float least_bar_height(const Page& page) { return least_cell_height(page) + 2 * least_margin; }

float least_bar_width(Page& page, const EntryState& state) { return least_row_width(page, keyboard_keys(state)); }

EntryDone draw_suggestions(Page& page, const EntryState& state, const Rect& rect) {
    const Composing& composing = state.composing;
    if (!composing.all.empty()) {
        page.ui.fill(rect, Colour::pine050, radius);
        if (page.high_contrast()) page.ui.outline(rect, Colour::ink, 2, radius);
        return draw_choices_of(page, composing, rect);
    }
    if (!composing.letters.empty() || !state.written.empty()) {
        page.ui.fill(rect, Colour::pine050, radius);
        return std::nullopt;  // nothing fits; the other keyboards come back when this is taken away
    }
    const Rect cells = inside(page, rect);
    return draw_key_row(page, keyboard_keys(state), {rect.x, cells.y, rect.w, cells.h});
}

}  // namespace bangnin::kiosk
