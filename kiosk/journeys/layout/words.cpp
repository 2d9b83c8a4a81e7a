#include "kiosk/journeys/layout/words.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/rooms.h"

namespace bangnin::kiosk {
namespace {

using screen::Colour;
using screen::Rect;
using screen::TextLook;
using text::Weight;

constexpr float word_slack = 2;
constexpr float no_room = 2000;  // units of height that no page has, for a width in which words would be torn

struct NoteText {
    TextLook look;
    MarkedText words;
    std::string source;
    int spare = 0;
};

// One note, in whatever room it gets: in lines, in columns, or columns and behind them lines.
class Note {
  public:
    Note(Page& page, std::string_view id, Tone tone, screen::Icon icon, const std::vector<NoteLine>& lines)
        : page_(page), id_(id), tone_(tone), icon_(icon) {
        for (const NoteLine& line : lines) {
            if (line.source.empty()) continue;
            TextLook look = page.look(line.role, note_ink(tone));
            if (page.mongolian() && stands(line.source)) look = column_look(look);
            texts_.push_back({look, marked(line.source), line.source, line.spare});
        }
        for (const NoteText& text : texts_) label_ += (label_.empty() ? "" : "\n") + text.words.plain;
    }

    /// All of it, so that it is a column among columns.
    [[nodiscard]] bool stands_whole() const { return std::ranges::all_of(texts_, in_column); }

    /// Beside columns; on other pages anything may be tried.
    [[nodiscard]] float least_width() const {
        constexpr float usual = 280;
        const float words = least_line * smallest_text(page_.view.settings.type_size);
        return page_.cramped() ? 2 * padding_x + icon_size + gap + words : usual;
    }
    [[nodiscard]] Need need(float width, int spare) const {
        Need need{.spare = spare};
        need.least = std::max(height_at(width, 0, smallest_scale()), icon_size) + 32;
        need.ideal = std::max(height_at(width, everything, 1), icon_size) + 2 * padding_y;
        return need;
    }
    void draw_lines(const Rect& rect) const {
        const auto [most, scale] = shown_in(rect);
        const float height = lines_height(rect.w, most, scale);
        float y = rect.y + (rect.h - height) / 2;
        draw_note_ground(page_, rect, tone_);
        const bool one_line = height <= scaled(page_, texts_.front().look, scale).line_height + 1;
        const float icon_y = one_line ? rect.centre().y - icon_size / 2 : y - 4;
        page_.ui.icon(icon_, {rect.x + padding_x, icon_y, icon_size, icon_size}, note_ink(tone_), 2.6F);
        float x = rect.x + padding_x + icon_size + gap;
        for (const NoteText& text : texts_) {
            if (text.spare > most || !in_column(text)) continue;
            const float high = column_height(text);
            const float wide = column_width(text, scale);
            page_.say_marked({}, {x, rect.centre().y - high / 2, wide, high}, text.source,
                             scaled(page_, text.look, scale));
            x += wide + between;
        }
        for (const NoteText& text : texts_) {
            if (text.spare > most || in_column(text)) continue;
            const float used = line_height(text, rect.right() - padding_x - x, scale);
            page_.say_marked({}, {x, y, rect.right() - padding_x - x, used + word_slack}, text.source,
                             scaled(page_, text.look, scale));
            y += used + line_gap;
        }
        page_.ui.node(id_, screen::Role::status, label_, rect);
    }

    // Columns as narrow as they can be say only what must be said.
    [[nodiscard]] float width_at(float height, float scale) const {
        return columns_width(height, scale, scale > least_column_scale ? everything : 0);
    }
    void draw_columns(const Rect& rect) const {
        constexpr float step = 0.1F;
        float scale = 1;
        int most = everything;
        while (scale > least_column_scale && columns_width(rect.h, scale, most) > rect.w + 1) scale -= step;
        while (most > 0 && columns_width(rect.h, scale, most) > rect.w + 1) --most;
        draw_note_ground(page_, rect, tone_);
        page_.ui.icon(icon_, {rect.x + padding_y, rect.y + padding_y, icon_size, icon_size}, note_ink(tone_), 2.6F);
        const float top = rect.y + padding_y + icon_size + gap;
        const float room = rect.bottom() - padding_y - top;
        float x = rect.x + padding_y;
        for (const NoteText& text : texts_) {
            if (text.spare > most) continue;
            const TextLook look = scaled(page_, text.look, scale);
            const float wide = page_.ui.measure({0, room}, text.words.plain, look).w;
            page_.say_marked({}, {x, top, wide, room}, text.source, look);
            x += wide + between;
        }
        page_.ui.node(id_, screen::Role::status, label_, rect);
    }

  private:
    static constexpr float padding_x = 36;
    static constexpr float padding_y = 32;
    static constexpr float icon_size = 72;
    static constexpr float gap = 28;
    static constexpr float line_gap = 6;
    static constexpr float between = 16;  // columns
    static constexpr int everything = 100;
    static constexpr float least_line = 4;  // em

    [[nodiscard]] static bool in_column(const NoteText& text) {
        return text.look.flow == text::Flow::vertical_mongolian;
    }
    [[nodiscard]] float smallest_scale() const { return page_.cramped() ? least_column_scale : 1; }
    // Which lines are shown in a room, and how large: all that can be, then as large as they can be.
    struct Shown {
        int most = everything;
        float scale = 1;
    };
    [[nodiscard]] Shown shown_in(const Rect& rect) const {
        constexpr float step = 0.05F;
        Shown shown;
        for (; shown.most > 0; --shown.most) {
            for (shown.scale = 1; shown.scale >= smallest_scale(); shown.scale -= step) {
                if (height_at(rect.w, shown.most, shown.scale) + 16 <= rect.h) return shown;
            }
        }
        shown.scale = smallest_scale();
        return shown;
    }
    // Of a column among lines.
    [[nodiscard]] float column_height(const NoteText& text) const { return 6 * text.look.size; }
    [[nodiscard]] float column_width(const NoteText& text, float scale) const {
        return page_.ui.measure({0, column_height(text)}, text.words.plain, scaled(page_, text.look, scale)).w;
    }
    [[nodiscard]] float line_height(const NoteText& text, float room, float scale) const {
        return page_.ui.measure({room, 0}, text.words.plain, scaled(page_, text.look, scale), text.words.bold).h;
    }
    // Beside its icon and its columns a line has room for some words, or it is none.
    [[nodiscard]] bool lines_fit(float width, int most, float scale) const {
        float room = width - 2 * padding_x - icon_size - gap;
        for (const NoteText& text : texts_) {
            if (text.spare <= most && in_column(text)) room -= column_width(text, scale) + between;
        }
        return std::ranges::all_of(texts_, [&](const NoteText& text) {
            if (text.spare > most || in_column(text)) return true;
            const TextLook look = scaled(page_, text.look, scale);
            return std::max(least_line * look.size, longest_word(page_.ui, text.words.plain, look)) <= room;
        });
    }
    // Of the lines that are shown when all above this spare are left out, and of what stands before them.
    [[nodiscard]] float lines_height(float width, int most, float scale) const {
        float room = width - 2 * padding_x - icon_size - gap;
        for (const NoteText& text : texts_) {
            if (in_column(text) && text.spare <= most) room -= column_width(text, scale) + between;
        }
        float height = 0;
        for (const NoteText& text : texts_) {
            if (text.spare <= most && !in_column(text)) height += line_height(text, room, scale) + line_gap;
        }
        return std::max(0.0F, height - line_gap);
    }
    [[nodiscard]] float height_at(float width, int most, float scale) const {
        if (page_.cramped() && !lines_fit(width, most, scale)) return no_room;
        float height = lines_height(width, most, scale);
        for (const NoteText& text : texts_) {
            if (in_column(text) && text.spare <= most) height = std::max(height, column_height(text));
        }
        return height;
    }
    [[nodiscard]] float columns_width(float height, float scale, int most) const {
        const float room = height - 2 * padding_y - icon_size - gap;
        float used = 2 * padding_y - between;
        for (const NoteText& text : texts_) {
            if (text.spare > most) continue;
            used += page_.ui.measure({0, room}, text.words.plain, scaled(page_, text.look, scale)).w + between;
        }
        return std::max(used, icon_size + 2 * padding_y);
    }

    Page& page_;
    std::string id_;
    Tone tone_;
    screen::Icon icon_;
    std::vector<NoteText> texts_;
    std::string label_;
};

}  // namespace

TextLook column_look(TextLook look) {
    look.flow = text::Flow::vertical_mongolian;
    look.weight = Weight::regular;  // Noto Sans Mongolian has no bold
    look.line_height = look.size * 1.25F;
    return look;
}

TextLook scaled(const Page& page, TextLook look, float scale) {
    const float size = std::max(smallest_text(page.view.settings.type_size), std::floor(look.size * scale));
    if (size >= look.size) return look;
    look.line_height *= size / look.size;
    look.size = size;
    return look;
}

Part words_part(Page& page, std::string_view id, const std::string& source, const TextLook& look, screen::Role role,
                const Need& shape, float widest) {
    // Titles and their help say masked numbers too: their stars are no marks.
    const bool plain_only = id == ids::page_title || id == ids::page_help;
    const MarkedText text = plain_only ? MarkedText{source, {}} : marked(source);
    Part part;
    part.need = shape;
    if (page.mongolian() && stands(text.plain)) {
        const TextLook column = column_look(look);
        part.width_at = [&page, plain = text.plain, column](float height, float scale) {
            return page.ui.measure({0, height}, plain, scaled(page, column, scale)).w;
        };
        part.draw = [&page, id = std::string(id), text, column, role](const Rect& rect) {
            page.say_spans(id, rect, text, column, role);
        };
        return part;
    }
    // Where room is scarce a title comes down to the size of a text: what a page asks must not push out its answers.
    part.need_at = [&page, text, look, role, shape, widest](float width) {
        const float smallest_title = page.shallow() ? 0.55F : 0.6F;
        const float room = std::min(width, widest);
        Need need = shape;
        need.ideal = page.ui.measure({room, 0}, text.plain, look, text.bold).h;
        need.least = need.ideal;
        if (role == screen::Role::heading || page.cramped()) {
            const TextLook smallest = scaled(page, look, smallest_title);
            need.least = page.ui.measure({room, 0}, text.plain, smallest, text.bold).h;
            if (page.cramped() && longest_word(page.ui, text.plain, smallest) > room) need.least = no_room;
        }
        return need;
    };
    part.draw = [&page, id = std::string(id), text, look, role, widest](const Rect& rect) {
        page.say_spans(id, {rect.x, rect.y, std::min(rect.w, widest), rect.h + word_slack}, text, look, role);
    };
    return part;
}

Part icon_line_part(Page& page, std::string_view id, screen::Icon icon, const std::string& source, int spare,
                    LineStands stands) {
    constexpr float icon_size = 44;
    constexpr float gap = 16;
    const TextLook look = page.look(Role::secondary, Colour::birch700);
    const Need shape{.gap = 24, .spare = spare};
    Part part = words_part(page, id, source, look, screen::Role::text, shape);
    part.kind = PartKind::note;
    if (part.width_at) return part;
    part.need_at = [&page, source, look, shape](float width) {
        Need need = shape;
        need.least = need.ideal = page.ui.measure({width - icon_size - gap, 0}, source, look).h;
        return need;
    };
    part.draw = [&page, id = std::string(id), icon, source, look, stands](const Rect& rect) {
        const screen::Size used = page.ui.measure({rect.w - icon_size - gap, 0}, source, look);
        // On a wide screen everything that is read begins at the left.
        const bool left = page.wide() || stands == LineStands::at_the_left;
        const float x = left ? rect.x : rect.x + (rect.w - icon_size - gap - used.w) / 2;
        page.ui.icon(icon, {x, rect.y + 2, icon_size, icon_size}, Colour::pine700);
        page.say(id, {x + icon_size + gap, rect.y, used.w + 1, rect.h + word_slack}, source, look);
    };
    return part;
}

Part note_part(Page& page, std::string_view id, Tone tone, screen::Icon icon, const std::vector<NoteLine>& lines,
               int spare) {
    const auto note = std::make_shared<const Note>(page, id, tone, icon, lines);
    Part part;
    part.need = {.spare = spare};
    part.kind = PartKind::note;
    if (note->stands_whole()) {
        part.width_at = [note](float height, float scale) { return note->width_at(height, scale); };
        part.draw = [note](const Rect& rect) { note->draw_columns(rect); };
    } else {
        part.need_at = [note, spare](float width) { return note->need(width, spare); };
        part.least_width = note->least_width();
        part.draw = [note](const Rect& rect) { note->draw_lines(rect); };
    }
    return part;
}

}  // namespace bangnin::kiosk
