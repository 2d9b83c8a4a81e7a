// The field: what is in it, what is being composed where the caret stands, and the finger that moves the caret.
#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/journeys/entry/entry_parts.h"
#include "kiosk/journeys/entry/entry_words.h"
#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using screen::TextLook;

constexpr float padding_x = 36;
constexpr float padding_y = 30;
constexpr float least_padding_y = 8;
constexpr float most_lines = 4;
constexpr float caret_width = 4;
constexpr float underline = 4;
constexpr float radius = 24;
constexpr float clear_gap = 12;

// One character as it stands in the field.
struct Glyph {
    std::string_view text;  // of the state
    std::size_t byte = 0;   // of the field's text where a finger on its left half puts the caret
    std::size_t after = 0;  // and on its right half
    float x = 0;
    float width = 0;
    std::size_t line = 0;
    enum class Kind : std::uint8_t { written, selected, composing } kind = Kind::written;
};

struct Place {
    float x = 0;
    std::size_t line = 0;
};

struct Laid {
    std::vector<Glyph> glyphs;
    Place caret;
    std::size_t lines = 1;
};

// Puts characters side by side and begins a new line where the width ends.
class Layer {
  public:
    Layer(Page& page, const TextLook& look, float width) : page_(page), look_(look), width_(width) {}

    void put(Glyph glyph) {
        glyph.width = page_.ui.measure({0, 0}, glyph.text, look_).w;
        if (at_.x + glyph.width > width_ && at_.x > 0) at_ = {0, at_.line + 1};
        glyph.x = at_.x;
        glyph.line = at_.line;
        at_.x += glyph.width;
        laid_.glyphs.push_back(glyph);
    }
    // What is put next stands on one line, where a line has room for it.
    void keep_together(std::string_view letters) {
        const float width = page_.ui.measure({0, 0}, letters, look_).w;
        if (at_.x + width + caret_width > width_ && width + caret_width <= width_ && at_.x > 0) at_ = {0, at_.line + 1};
    }
    void caret_here() { laid_.caret = at_.x + caret_width > width_ ? Place{0, at_.line + 1} : at_; }
    Laid finish() {
        laid_.lines = std::max(at_.line, laid_.caret.line) + 1;
        return std::move(laid_);
    }

  private:
    Page& page_;
    const TextLook& look_;
    float width_;
    Place at_;
    Laid laid_;
};

// Bytes of the character that begins here.
std::size_t character_bytes(std::string_view text) {
    std::size_t bytes = 1;
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) ++bytes;
    return bytes;
}

void put_letters(Layer& layer, const Composing& composing, std::size_t caret_byte) {
    std::string_view rest = composing.letters.text();
    layer.keep_together(rest);
    std::size_t at = 0;
    while (!rest.empty()) {
        if (at == composing.caret_byte) layer.caret_here();
        const std::size_t bytes = character_bytes(rest);
        layer.put(
            {.text = rest.substr(0, bytes), .byte = caret_byte, .after = caret_byte, .kind = Glyph::Kind::composing});
        rest.remove_prefix(bytes);
        at += bytes;
    }
    if (at <= composing.caret_byte) layer.caret_here();
}

Laid lay_out(Page& page, const EntryState& state, const TextLook& look, float width) {
    Layer layer(page, look, width);
    const std::string_view text = state.field.text();
    const auto& stops = state.field.stops();
    const std::size_t caret = state.field.caret_byte();
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (stops[i] == caret) put_letters(layer, state.composing, caret);
        if (i + 1 == stops.size()) break;
        const bool selected =
            stops[i] >= state.field.selection_start_byte() && stops[i] < state.field.selection_end_byte();
        layer.put({.text = text.substr(stops[i], stops[i + 1] - stops[i]),
                   .byte = stops[i],
                   .after = stops[i + 1],
                   .kind = selected ? Glyph::Kind::selected : Glyph::Kind::written});
    }
    return layer.finish();
}

TextLook field_look(const Page& page) { return page.look(Role::large_body); }

float words_width(float field_width) { return field_width - 2 * padding_x; }

// Where the lines that are shown stand.
struct Window {
    float left = 0;
    float top = 0;
    float line_height = 0;
    std::size_t first = 0;
    std::size_t count = 1;
};

Window window_of(const Laid& laid, const Rect& box, const TextLook& look) {
    Window window;
    window.line_height = look.line_height;
    const float room = box.h - 2 * least_padding_y;
    window.count =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::max(0.0F, room / look.line_height)), 1, laid.lines);
    window.first = laid.caret.line < window.count ? 0 : laid.caret.line - window.count + 1;
    window.left = box.x + padding_x;
    window.top = box.y + (box.h - static_cast<float>(window.count) * look.line_height) / 2;
    return window;
}

void draw_glyph(Page& page, const Glyph& glyph, const Window& window, TextLook look) {
    if (glyph.line < window.first || glyph.line >= window.first + window.count) return;
    const float y = window.top + static_cast<float>(glyph.line - window.first) * window.line_height;
    const Rect place{window.left + glyph.x, y, glyph.width, window.line_height};
    if (glyph.kind == Glyph::Kind::selected) {
        page.ui.fill(place, Colour::selected);
        look.colour = Colour::on_selected;
    }
    if (glyph.kind == Glyph::Kind::composing) {
        look.colour = Colour::pine700;
        const float below = place.bottom() - underline;
        page.ui.line({place.x, below}, {place.right(), below}, Colour::pine700, underline);
    }
    page.ui.text({place.x, place.y, 0, 0}, glyph.text, look);
}

std::size_t byte_at(const Laid& laid, const Window& window, screen::Point at) {
    const float row = std::floor((at.y - window.top) / window.line_height);
    const auto last_shown = static_cast<float>(window.count - 1);
    const std::size_t line = window.first + static_cast<std::size_t>(std::clamp(row, 0.0F, last_shown));
    std::size_t byte = 0;
    for (const Glyph& glyph : laid.glyphs) {
        if (glyph.line > line) break;
        const bool behind = glyph.line < line || at.x - window.left >= glyph.x + glyph.width / 2;
        if (!behind) return glyph.byte;
        byte = glyph.after;
    }
    return byte;
}

EntryDone caret_event(const std::vector<screen::TraceSample>& samples, const Laid& laid, const Window& window,
                      const Rect& box) {
    if (samples.empty()) return std::nullopt;
    const auto place = [&](const screen::TraceSample& sample) {
        return byte_at(laid, window, {sample.at.x + box.x, sample.at.y + box.y});
    };
    entry_event::PlaceCaret caret;
    if (samples.front().phase == screen::TracePhase::down) caret.from = place(samples.front());
    caret.to = place(samples.back());
    return caret;
}

// 清空, and what takes it back.
EntryDone draw_clear(Page& page, const EntryState& state, const Rect& rect) {
    const bool cleared = !state.cleared.empty() && state.field.text().empty();
    const bool empty = !has_text(state) && !cleared;
    EntryKey key{.id = std::string(cleared ? ids::entry_restore : ids::entry_clear),
                 .label = cleared ? tr("恢复刚才的字") : tr("清空"),
                 .face = {},
                 .event = cleared ? EntryEvent(entry_event::Restore{}) : EntryEvent(entry_event::Clear{}),
                 .ground = screen::Ground::function_key,
                 .icon = cleared ? screen::Icon::undo : screen::Icon::close,
                 .availability = empty ? screen::Availability::disabled : screen::Availability::enabled};
    return draw_entry_key(page, key, rect);
}

float clear_width(float field_width) { return std::min(primary_target + 9, field_width / 4); }

}  // namespace

FieldNeed field_need(Page& page, const EntryState& state, float width) {
    const TextLook look = field_look(page);
    const float room = words_width(width - clear_width(width) - clear_gap);
    const auto lines = static_cast<float>(lay_out(page, state, look, room).lines);
    // Who sees two characters of a name does not know what is written: rather one line over the keys.
    constexpr float least_characters = 5;
    constexpr float no_room = 2000;  // a height that no page has
    const bool narrow = page.cramped() && room < least_characters * look.size;
    return {.least = narrow ? no_room : std::max(primary_target, look.line_height + 2 * least_padding_y),
            .ideal = std::min(lines, most_lines) * look.line_height + 2 * padding_y + 2 * caret_width};
}

EntryDone draw_entry_field(Page& page, const EntryState& state, std::string_view name, const Rect& rect) {
    const float aside = clear_width(rect.w);
    const Rect box{rect.x, rect.y, rect.w - aside - clear_gap, rect.h};
    const TextLook look = field_look(page);
    const Laid laid = lay_out(page, state, look, words_width(box.w));
    const Window window = window_of(laid, box, look);
    page.ui.fill(box, Colour::white, radius);
    page.ui.outline(box, Colour::pine700, 4, radius);
    const auto traced = page.ui.trace_area(ids::entry_field, name, box, screen::Role::field, state.field.text());
    for (const Glyph& glyph : laid.glyphs) draw_glyph(page, glyph, window, look);
    if (!state.composing.letters.empty()) {
        page.ui.node(ids::entry_composing, screen::Role::value, state.composing.letters.text(), box.grown(-1));
    }
    // The caret stands still: blinking would keep the machine drawing.
    const float y = window.top + static_cast<float>(laid.caret.line - window.first) * window.line_height;
    const float inset = window.line_height / 8;
    const float x = window.left + laid.caret.x + caret_width / 2;
    page.ui.line({x, y + inset}, {x, y + window.line_height - inset}, Colour::pine700, caret_width);
    const float height = std::min(rect.h, 2 * primary_target);
    EntryDone cleared = draw_clear(page, state, {rect.right() - aside, rect.y + (rect.h - height) / 2, aside, height});
    if (cleared) return cleared;
    if (traced.activated) {
        // Also where its keys are there: a hand that shakes presses twice, and wants them.
        return entry_event::OpenCaret{};
    }
    return caret_event(traced.samples, laid, window, box);
}

}  // namespace bangnin::kiosk
