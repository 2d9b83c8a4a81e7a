// The pad for writing by hand: ink as it is written, and the keys beside it.
#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/journeys/entry/entry_parts.h"
#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/ink.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Rect;

constexpr float radius = 24;
constexpr float side_gap = 12;
constexpr float side_width = 146;
// A signature's pen, made as broad as a brush: 3 mm where the hand is slow.
constexpr float broader = 3.6F;
constexpr float units_a_pen_unit = broader / millimetres_per_unit;

void draw_dashes(Page& page, screen::Point from, screen::Point to) {
    constexpr float dash = 12;
    constexpr float every = 22;
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    const float dx = (to.x - from.x) / length;
    const float dy = (to.y - from.y) / length;
    const int dashes = static_cast<int>(std::ceil(length / every));
    for (int i = 0; i < dashes; ++i) {
        const float at = static_cast<float>(i) * every;
        const float end = std::min(length, at + dash);
        page.ui.line({from.x + dx * at, from.y + dy * at}, {from.x + dx * end, from.y + dy * end}, Colour::birch200, 2);
    }
}

EntryDone draw_paper(Page& page, const EntryState& state, const Rect& pad) {
    page.ui.fill(pad, Colour::white, radius);
    page.ui.outline(pad, Colour::birch400, 2, radius);
    const screen::Point middle = pad.centre();
    draw_dashes(page, {pad.x + 22, middle.y}, {pad.right() - 22, middle.y});
    draw_dashes(page, {middle.x, pad.y + 22}, {middle.x, pad.bottom() - 22});
    auto samples = pen_area(page, ids::entry_pad, tr("写字的地方"), pad);
    draw_ink(page, state.written.ink, units_a_pen_unit, {.zero = {pad.x, pad.y}}, pad);
    if (samples.empty()) return std::nullopt;
    return entry_event::Write{std::move(samples)};
}

float side_keys_width(Page& page, const std::vector<EntryKey>& keys) {
    float width = side_width;
    for (const EntryKey& key : keys) {
        screen::TextLook look;
        look.size = std::max(30.0F, smallest_text(page.view.settings.type_size));
        look.weight = text::Weight::bold;
        width = std::max(width, page.ui.measure({0, 0}, key.face, look).w + 24);
    }
    return width;
}

}  // namespace

float least_pad_height(const Page& page) {
    const float words = std::max(34.0F, smallest_text(page.view.settings.type_size)) * 1.3F;
    return 3 * std::max(least_key_height, words + 2) + 2 * side_gap;
}

EntryDone draw_pad(Page& page, const EntryState& state, const Rect& rect) {
    const auto key = [](std::string_view id, const std::string& words, screen::Icon icon, EntryEvent event) {
        return EntryKey{.id = std::string(id),
                        .label = words,
                        .face = words,
                        .event = std::move(event),
                        .ground = Ground::function_key,
                        .icon = icon,
                        .icon_place = screen::IconPlace::above};
    };
    std::vector<EntryKey> keys{key(ids::entry_undo_stroke, tr("撤一笔"), screen::Icon::undo, entry_event::UndoStroke{}),
                               key(ids::entry_rewrite, tr("重写"), screen::Icon::trash, entry_event::Rewrite{}),
                               key(ids::entry_delete, tr("删字"), screen::Icon::bksp, entry_event::Backspace{})};
    if (state.written.empty()) {
        keys[0].availability = screen::Availability::disabled;
        keys[1].availability = screen::Availability::disabled;
    }
    const float width = side_keys_width(page, keys);
    EntryDone done = draw_paper(page, state, {rect.x, rect.y, rect.w - width - side_gap, rect.h});
    const float height = (rect.h - 2 * side_gap) / 3;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const float y = rect.y + static_cast<float>(i) * (height + side_gap);
        EntryDone one = draw_entry_key(page, keys[i], {rect.right() - width, y, width, height});
        if (one) done = std::move(one);
    }
    return done;
}

}  // namespace bangnin::kiosk
