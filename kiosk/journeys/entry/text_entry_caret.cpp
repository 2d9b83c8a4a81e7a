#include "kiosk/journeys/entry/text_entry_caret.h"

#include <algorithm>

namespace bangnin::kiosk {

namespace {

using News = CaretTold::News;

void tell(EntryState& state, News news, std::string_view character) {
    state.caret = {.news = news, .character = Secret(character), .times = state.caret.times + 1};
    state.hint = EntryHint::none;
}

}  // namespace

void move_caret(EntryState& state, input::Move way) {
    input::TextField& field = state.field;
    const std::size_t before = field.caret_byte();
    const bool selected = !field.selected().empty();
    field.move(way);
    const std::size_t after = field.caret_byte();
    if (before == after && !selected) {
        const bool backwards = way == input::Move::left || way == input::Move::start;
        return tell(state, backwards ? News::at_start : News::at_end, {});
    }
    // Over a single one only: who jumps to an end hears where that is.
    const bool one = !selected && (way == input::Move::left || way == input::Move::right);
    const auto [from, to] = std::minmax(before, after);
    tell(state, News::moved, one ? std::string_view(field.text()).substr(from, to - from) : std::string_view());
}

void delete_at_caret(EntryState& state) {
    input::TextField& field = state.field;
    const std::size_t end = field.selection_end_byte();
    const std::size_t size = field.text().size();
    const Secret whole(field.text());
    field.backspace();
    const std::size_t gone = size - field.text().size();
    if (gone == 0) {
        return tell(state, News::at_start, {});
    }
    tell(state, News::deleted, whole.text().substr(end - gone, gone));
}

}  // namespace bangnin::kiosk
