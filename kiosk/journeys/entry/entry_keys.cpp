// The keys of the keyboards, and how they share a row.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "kiosk/journeys/entry/entry_parts.h"
#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using screen::Ground;
using screen::Rect;
using screen::TextLook;

constexpr float letter_size = 44;
constexpr float words_size = 34;
constexpr float padding = 10;
constexpr float icon_size = 44;
constexpr float icon_line = 3;
constexpr float icon_gap = 12;
constexpr float disabled_opacity = 0.38F;

bool with_letter(const EntryKey& key) { return key.ground == Ground::key; }

TextLook face_look(const Page& page, const EntryKey& key) {
    TextLook look;
    const float least = smallest_text(page.view.settings.type_size);
    const bool letter = with_letter(key) && key.share <= 1;
    look.size = std::max(letter ? letter_size : words_size, least);
    if (key.ground == Ground::primary) look.size = std::max(40.0F, least);
    look.weight =
        with_letter(key) && key.selection == screen::Selection::unselected ? text::Weight::regular : text::Weight::bold;
    look.line_height = look.size * 1.15F;  // one line, in the middle of its key
    return look;
}

// The face's words on one line, smaller where they must be.
TextLook on_one_line(Page& page, const std::string& words, TextLook look, float width) {
    const float used = page.ui.measure({0, 0}, words, look).w;
    if (used > width) {
        look.size = std::max(smallest_text(page.view.settings.type_size), std::floor(look.size * width / used));
        look.line_height = look.size * 1.15F;
        page.note_missing("key", page.ui.measure({0, 0}, words, look).w - width);
    }
    return look;
}

// On a low key the tails of letters (j, y) would reach over its edge: the words stand a little higher.
float rise_of(const TextLook& look, const Rect& key) {
    constexpr float tail = 0.74F;  // em below the middle of the line
    return std::max(0.0F, tail * look.size - key.h / 2);
}

float beside_icon(const EntryKey& key) {
    return key.icon && key.icon_place != screen::IconPlace::above ? icon_size + icon_gap : 0;
}

// The width without which the key's words do not stand on it, at the smallest text.
float least_width(Page& page, const EntryKey& key) {
    const float least = key.ground == Ground::primary ? primary_target : least_target + 4;
    if (key.face.empty()) return least;
    TextLook look = face_look(page, key);
    look.size = std::max(smallest_text(page.view.settings.type_size), std::min(look.size, 30.0F));
    const float words = page.ui.measure({0, 0}, key.face, look).w;
    return std::max(least, words + 2 * padding + beside_icon(key) + 2);
}

std::vector<float> widths_of(Page& page, const std::vector<EntryKey>& keys, float unit) {
    std::vector<float> widths;
    std::vector<float> spare;
    float missing = 0;
    for (const EntryKey& key : keys) {
        const float wished = key.share * (unit + key_gap) - key_gap;
        const float least = least_width(page, key);
        widths.push_back(std::max(wished, least));
        spare.push_back(std::max(0.0F, wished - least));
        missing += std::max(0.0F, least - wished);
    }
    const float all = std::accumulate(spare.begin(), spare.end(), 0.0F);
    if (missing > 0 && all > 0) {
        const float part = std::min(1.0F, missing / all);
        for (std::size_t i = 0; i < widths.size(); ++i) widths[i] -= spare[i] * part;
    }
    for (float& width : widths) width = std::floor(width);
    return widths;
}

float total_of(const std::vector<float>& widths) {
    return std::accumulate(widths.begin(), widths.end(), key_gap * static_cast<float>(widths.size() - 1));
}

// Its icon alone.
void shorten(EntryKey& key) {
    if (key.short_face) key.icon = key.short_face;
    if (key.icon) key.face.clear();
}

std::string capital(std::string_view letter) {
    std::string text(letter);
    if (text.size() == 1 && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

EntryDone draw_entry_key(Page& page, const EntryKey& key, const Rect& rect) {
    const auto touched = page.ui.touch_area(key.id, key.label, rect, key.availability);
    TextLook look = face_look(page, key);
    constexpr float radius = 14;
    look.colour = page.ui.surface(rect, key.ground, touched, key.selection, key.availability,
                                  key.ground == Ground::primary ? radius : -1);
    look.opacity = key.availability == screen::Availability::disabled ? disabled_opacity : 1;
    const bool above = key.icon_place == screen::IconPlace::above;
    const float beside = key.face.empty() ? 0 : beside_icon(key);
    const Rect room{rect.x + padding, rect.y, rect.w - 2 * padding - beside, rect.h};
    look = key.face.empty() ? look : on_one_line(page, key.face, look, room.w);
    const float words = key.face.empty() ? 0 : page.ui.measure({0, 0}, key.face, look).w;
    const float words_height = key.face.empty() ? 0 : look.line_height;
    const bool icon = key.icon && (!above || icon_size + words_height <= rect.h);
    const screen::Paint paint(look.colour, look.opacity);
    if (above) {
        const float used = (icon ? icon_size : 0) + words_height;
        const float top = rect.centre().y - used / 2;
        if (icon)
            page.ui.icon(*key.icon, {rect.centre().x - icon_size / 2, top, icon_size, icon_size}, paint, icon_line);
        const float y = top + used - words_height - (icon ? 0 : rise_of(look, rect));
        if (words > 0) page.ui.text({rect.centre().x - words / 2, y, 0, 0}, key.face, look);
    } else {
        const float used = words > 0 ? words + beside : icon_size;
        const float left = rect.centre().x - used / 2;
        const bool after = key.icon_place == screen::IconPlace::after;
        if (icon) {
            const float x = after ? left + used - icon_size : left;
            page.ui.icon(*key.icon, {x, rect.centre().y - icon_size / 2, icon_size, icon_size}, paint, icon_line);
        }
        const float x = after ? left : left + beside;
        if (words > 0)
            page.ui.text({x, rect.centre().y - words_height / 2 - rise_of(look, rect), 0, 0}, key.face, look);
    }
    if (touched.refused) return entry_event::Refused{};
    if (!touched.activated) return std::nullopt;
    return key.event;
}

EntryDone draw_key_row(Page& page, const std::vector<EntryKey>& asked, const Rect& rect, float whole) {
    std::vector<EntryKey> keys = asked;
    const float unit = (rect.w - key_gap * (whole - 1)) / whole;
    auto widths = widths_of(page, keys, unit);
    for (EntryKey& key : keys) {
        if (total_of(widths) <= rect.w + 1) break;
        shorten(key);
        widths = widths_of(page, keys, unit);
    }
    page.note_missing("keys", total_of(widths) - rect.w);
    float x = rect.x + std::floor((rect.w - total_of(widths)) / 2);
    EntryDone done;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        EntryDone one = draw_entry_key(page, keys[i], {x, rect.y, widths[i], rect.h});
        if (one) done = std::move(one);
        x += widths[i] + key_gap;
    }
    return done;
}

float least_row_width(Page& page, const std::vector<EntryKey>& keys) {
    std::vector<float> widths;
    for (EntryKey key : keys) {
        shorten(key);
        widths.push_back(least_width(page, key));
    }
    return total_of(widths);
}

std::vector<EntryKey> character_keys(std::string_view text, Letters letters) {
    std::vector<EntryKey> keys;
    while (!text.empty()) {
        std::size_t bytes = 1;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) ++bytes;
        const std::string_view character = text.substr(0, bytes);
        const std::string face = letters == Letters::small ? std::string(character) : capital(character);
        keys.push_back(
            {.id = ids::entry_key(character), .label = face, .face = face, .event = entry_event::Type{face}});
        text.remove_prefix(bytes);
    }
    return keys;
}

}  // namespace bangnin::kiosk
