#include "kiosk/journeys/layout/keys.h"

#include <algorithm>
#include <array>

#include "kiosk/journeys/layout/words.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::Rect;
using screen::TextLook;

constexpr float gap = 24;
constexpr float icon_size = 52;
constexpr float around_words = 2 * 12;  // what Page::key keeps free beside a label
constexpr float icon_gap = 20;
constexpr float row_padding = 24;

// In which the columns of a key's words have the width, in their smallest size; nothing where they never do.
std::optional<float> column_height(Page& page, const std::string& label, float width) {
    constexpr float margin = 16;
    constexpr std::array heights{180.0F, 220.0F, 260.0F, 300.0F};
    TextLook look;
    look.size = smallest_text(page.view.settings.type_size);
    look.line_height = look.size * 1.25F;
    look.flow = text::Flow::vertical_mongolian;
    for (const float height : heights) {
        const screen::Size used = page.ui.measure({0, height - margin}, label, look);
        if (used.w <= width - margin && used.h <= height - margin) return height;
    }
    return std::nullopt;
}

// How large the words of keys are: as the design has them, or as small as the person's size allows.
enum class Words { full, least };

TextLook words_look(const Page& page, const ActionKeys& keys, Words words) {
    TextLook look = page.look(keys.words);
    if (words == Words::least) look = scaled(page, look, 0);
    look.weight = text::Weight::bold;
    return look;
}

Words smallest_words(const Page& page) { return page.cramped() ? Words::least : Words::full; }

enum class Icons { shown, left_out };

// Words come first: where not all of them stand beside their icons, but do without, the icons go.
Icons icons_at(Page& page, const ActionKeys& keys, float width, Words words) {
    const TextLook look = words_look(page, keys, words);
    float widest = 0;
    for (const ActionKey& key : keys.keys) {
        if (page.mongolian() && stands(key.label)) return Icons::shown;  // Page::key sees to it
        widest = std::max(widest, page.ui.measure({0, 0}, key.label, look).w);
    }
    const float room = width - around_words;
    return widest > room - icon_size - icon_gap && widest <= room ? Icons::left_out : Icons::shown;
}

// What stands on keys, and how high the highest of them is.
struct Faces {
    Words words = Words::full;
    Icons icons = Icons::shown;
    float height = 0;
};

// Nothing where a label does not fit.
std::optional<float> height_at(Page& page, const ActionKeys& keys, float width, Words words, Icons icons) {
    const TextLook look = words_look(page, keys, words);
    const float icon = icons == Icons::shown ? icon_size + icon_gap : 0;
    float height = primary_target;
    for (const ActionKey& key : keys.keys) {
        if (page.mongolian() && stands(key.label)) {
            const auto column = column_height(page, key.label, width);
            if (!column) return std::nullopt;
            height = std::max(height, *column);
            continue;
        }
        const float room = width - icon - around_words;
        const screen::Size used = page.ui.measure({room, 0}, key.label, look);
        if (used.w > room + 1 || used.h > 2.2F * look.line_height) return std::nullopt;
        if (longest_word(page.ui, key.label, look) > room) return std::nullopt;
        height = std::max(height, used.h + row_padding);
    }
    return height;
}

// Where each key has this width; nothing where a label does not fit.
std::optional<Faces> faces_at(Page& page, const ActionKeys& keys, float width, Words words) {
    const Icons icons = icons_at(page, keys, width, words);
    if (const auto height = height_at(page, keys, width, words, icons)) return Faces{words, icons, *height};
    if (!page.cramped() || icons == Icons::left_out) return std::nullopt;
    const auto height = height_at(page, keys, width, words, Icons::left_out);
    return height ? std::optional(Faces{words, Icons::left_out, *height}) : std::nullopt;
}

// A key whose words are only heard.
bool arrow_key(Page& page, const std::string& id, const std::string& label, const Rect& rect,
               const screen::ButtonLook& look) {
    const auto touched = page.ui.touch_area(id, label, rect, look.availability);
    const screen::Colour ink =
        page.ui.surface(rect, look.ground, touched, screen::Selection::unselected, look.availability);
    const float opacity = look.availability == Availability::enabled ? 1.0F : 0.38F;
    const Rect place{rect.centre().x - look.icon_size / 2, rect.centre().y - look.icon_size / 2, look.icon_size,
                     look.icon_size};
    page.ui.icon(*look.icon, place, screen::Paint(ink, opacity), look.icon_line);
    return touched.activated;
}

float width_of(std::size_t columns, float width) {
    return (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
}

std::size_t columns_at(Page& page, const ActionKeys& keys, float width) {
    for (std::size_t columns = keys.keys.size(); columns > 1; --columns) {
        if (keys.keys.size() % columns != 0) continue;
        const float each = width_of(columns, width);
        if (faces_at(page, keys, each, Words::full) || faces_at(page, keys, each, smallest_words(page))) return columns;
    }
    return 1;
}

// As they are lowest, and as the design has them. Words that fit nowhere need more than a page has.
struct FacesRange {
    Faces least;
    Faces full;
};
FacesRange faces_range(Page& page, const ActionKeys& keys, float width) {
    constexpr float no_room = 2000;
    const float unfit = page.cramped() ? no_room : 2 * primary_target;
    const Faces least =
        faces_at(page, keys, width, smallest_words(page)).value_or(Faces{smallest_words(page), Icons::left_out, unfit});
    const Faces full = faces_at(page, keys, width, Words::full).value_or(least);
    return {least.height < full.height ? least : full, full};
}

}  // namespace

Need need_of(Page& page, const ActionKeys& keys, float width) {
    const std::size_t columns = columns_at(page, keys, width);
    const std::size_t lines = (keys.keys.size() + columns - 1) / columns;
    const auto rows = static_cast<float>(lines);
    const FacesRange faces = faces_range(page, keys, width_of(columns, width));
    const float row = faces.full.height;
    // Stacked keys need not be as high as the design's pair.
    const float ideal = rows > 1 ? std::min(keys.ideal_height, 120.0F) : keys.ideal_height;
    Need need;
    need.zone = Zone::controls;
    need.least = rows * faces.least.height + (rows - 1) * 16;
    need.ideal = rows * std::max(row, ideal) + (rows - 1) * 16;
    return need;
}

PressedKey draw_action_keys(Page& page, const ActionKeys& keys, const Rect& room) {
    const std::size_t columns = columns_at(page, keys, room.w);
    const std::size_t rows = (keys.keys.size() + columns - 1) / columns;
    const float width = width_of(columns, room.w);
    const float height = (room.h - 16 * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    const FacesRange range = faces_range(page, keys, width);
    const Icons icons = (height + 1 < range.full.height ? range.least : range.full).icons;
    PressedKey pressed;
    for (std::size_t i = 0; i < keys.keys.size(); ++i) {
        const ActionKey& key = keys.keys[i];
        const std::size_t row = i / columns;
        const Rect rect{room.x + static_cast<float>(i % columns) * (width + gap),
                        room.y + static_cast<float>(row) * (height + 16), width, height};
        screen::ButtonLook look{.ground = key.ground, .icon = key.icon, .icon_size = icon_size, .icon_line = 3.4F};
        look.icon_place = key.icon_place;
        if (icons == Icons::left_out) look.icon.reset();
        look.text_size = page.look(keys.words).size;
        look.availability = key.availability;
        const auto touched = page.key(key.id, key.label, rect, look);
        if (touched.activated) pressed.acted = i;
        if (touched.refused) pressed.refused = i;
    }
    return pressed;
}

float pager_height(const Page& page) {
    if (page.cramped()) return primary_target;
    return std::max(primary_target, page.look(Role::body).line_height + row_padding);
}

std::optional<std::size_t> draw_pager(Page& page, const Rect& room, const std::string& base, std::size_t shown,
                                      std::size_t pages) {
    const float width = std::max(primary_target, room.w * 0.36F);
    const auto key = [&](const char* name, const std::string& label, screen::Icon icon, float x, bool possible) {
        screen::ButtonLook look{.ground = screen::Ground::secondary, .icon = icon, .icon_size = 44, .icon_line = 3.4F};
        look.text_size = page.look(Role::body).size;
        look.availability = possible ? Availability::enabled : Availability::disabled;
        const Rect rect{x, room.y, width, room.h};
        const TextLook words{.size = look.text_size, .weight = text::Weight::bold};
        if (page.mongolian() || page.ui.measure({0, 0}, label, words).w > width - 44 - icon_gap - around_words) {
            return arrow_key(page, base + name, label, rect, look);
        }
        return page.key(base + name, label, rect, look).activated;
    };
    std::optional<std::size_t> wanted;
    if (key(".previous", tr("上一页"), screen::Icon::left, room.x, shown > 0)) wanted = shown - 1;
    if (key(".next", tr("下一页"), screen::Icon::right, room.right() - width, shown + 1 < pages)) wanted = shown + 1;
    screen::TextLook look = page.look(Role::body);
    look.align = text::Align::centre;
    look.vertical = screen::VerticalAlign::middle;
    page.say(base + ".page", {room.x + width, room.y, room.w - 2 * width, room.h},
             std::to_string(shown + 1) + " / " + std::to_string(pages), look, screen::Role::value);
    return wanted;
}

std::optional<std::size_t> draw_pages(Page& page, const PagedArea& pages,
                                      const std::function<void(std::size_t, float)>& draw) {
    const float width = pages.area.w + gap;
    const auto turning =
        page.ui.begin_pages(pages.id, {.view = pages.area, .width = width, .shown = pages.shown, .count = pages.count});
    draw(pages.shown, turning.shift);
    if (turning.shift < 0 && pages.shown + 1 < pages.count) draw(pages.shown + 1, turning.shift + width);
    if (turning.shift > 0 && pages.shown > 0) draw(pages.shown - 1, turning.shift - width);
    page.ui.end_pages();
    return turning.turned;
}

}  // namespace bangnin::kiosk
