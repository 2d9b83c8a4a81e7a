// The bar over the keys: what the letters or the strokes may mean; while there is nothing to choose from, the keyboards
// that have no key of their own below.
#include <algorithm>
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

EntryDone draw_cell(Page& page, const Suggestion& suggestion, std::size_t index, std::size_t place, const Rect& cell) {
    const Selection selection = index == 0 ? Selection::selected : Selection::unselected;
    const std::string_view words = suggestion.text.text();
    const auto touched = page.ui.touch_area(ids::entry_candidate(place), words, cell, screen::Availability::enabled,
                                            screen::Role::button, suggestion.comment);
    TextLook look = suggestion_look(page, selection);
    look.colour =
        page.ui.surface(cell, selection == Selection::selected || touched.pressed ? Ground::key : Ground::plain,
                        touched, selection, screen::Availability::enabled, radius - most_margin);
    const float room = cell.w - cell_padding;
    look = page.fit({0, 0, room, cell.h}, words, look);
    look.max_lines = 1;
    const float width = page.ui.measure({room, 0}, words, look).w;
    page.ui.text({cell.x + (cell.w - width) / 2, cell.centre().y - look.line_height / 2, room, 0}, words, look);
    if (!touched.activated) return std::nullopt;
    return entry_event::Choose{index};
}

EntryDone draw_turner(Page& page, std::string_view id, const std::string& label, screen::Icon icon, EntryEvent event,
                      const Rect& rect) {
    return draw_entry_key(
        page, {.id = std::string(id), .label = label, .face = {}, .event = std::move(event), .icon = icon}, rect);
}

float cell_width(Page& page, const Suggestion& suggestion, std::size_t index, float room) {
    const TextLook look = suggestion_look(page, index == 0 ? Selection::selected : Selection::unselected);
    const float words = page.ui.measure({0, 0}, suggestion.text.text(), look).w;
    return std::min(std::max(least_cell, words + 2 * cell_padding), room);
}

EntryDone draw_choices_of(Page& page, const Composing& composing, const Rect& bar) {
    EntryDone done;
    Rect rest = inside(page, bar);
    if (composing.first > 0 || composing.before == input::More::yes) {
        done = draw_turner(page, ids::entry_candidates_previous, tr("前面的字"), screen::Icon::left,
                           entry_event::PreviousCandidates{}, {rest.x, rest.y, least_cell, rest.h});
        rest.x += least_cell + gap;
        rest.w -= least_cell + gap;
    }
    const Rect turner{rest.right() - least_cell, rest.y, least_cell, rest.h};
    const float end = turner.x - gap;
    std::size_t shown = 0;
    float x = rest.x;
    for (std::size_t i = composing.first; i < composing.all.size(); ++i) {
        const float width = cell_width(page, composing.all[i], i, end - rest.x);
        if (x + width > end + 1) break;
        EntryDone chosen = draw_cell(page, composing.all[i], i, shown, {x, rest.y, width, rest.h});
        if (chosen) done = std::move(chosen);
        x += width + gap;
        ++shown;
    }
    if (composing.first + shown < composing.all.size() || composing.after == input::More::yes) {
        EntryDone more = draw_turner(page, ids::entry_candidates_next, tr("更多的字"), screen::Icon::right,
                                     entry_event::NextCandidates{shown}, turner);
        if (more) done = std::move(more);
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

}  // namespace

float least_bar_height(const Page& page) { return least_cell_height(page) + 2 * least_margin; }

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
    std::vector<EntryKey> keys;
    const KeyboardKind now = state.keyboard;
    if (now != KeyboardKind::pinyin && now != KeyboardKind::latin) {
        keys.push_back(keyboard_key(KeyboardKind::handwriting, now, tr("手写")));
    }
    keys.push_back(keyboard_key(KeyboardKind::stroke, now, tr("笔画")));
    keys.push_back(keyboard_key(KeyboardKind::rare, now, tr("生僻字")));
    if (now != KeyboardKind::digits) keys.push_back(keyboard_key(KeyboardKind::symbols, now, tr("符号")));
    const Rect cells = inside(page, rect);
    return draw_key_row(page, keys, {rect.x, cells.y, rect.w, cells.h});
}

}  // namespace bangnin::kiosk
