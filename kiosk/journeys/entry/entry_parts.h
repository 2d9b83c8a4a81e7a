// The parts of the text-entry page; used by its own files only. Each draws itself into the room it is given and says
// what the person did there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/entry/text_entry.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

using EntryDone = std::optional<EntryEvent>;

inline constexpr float key_gap = 11;      ///< units between keys of a row
inline constexpr float key_row_gap = 12;  ///< and between rows
inline constexpr float key_height = 104;  ///< of the design
inline constexpr float least_key_height = 58;

// -- entry_field.cpp --

/// Units of height that the field takes at this width, and the least without which no line of it is seen.
struct FieldNeed {
    float least = 0;
    float ideal = 0;
};
[[nodiscard]] FieldNeed field_need(Page& page, const EntryState& state, float width);
[[nodiscard]] EntryDone draw_entry_field(Page& page, const EntryState& state, std::string_view name,
                                         const screen::Rect& rect);

// -- entry_keys.cpp --

struct EntryKey {
    std::string id;
    std::string label;  ///< what it is called
    std::string face;   ///< what stands on it; may be empty beside an icon
    EntryEvent event;
    float share = 1;  ///< of the row, in widths of a letter's key
    screen::Ground ground = screen::Ground::key;
    std::optional<screen::Icon> icon = std::nullopt;
    screen::IconPlace icon_place = screen::IconPlace::before;
    screen::Availability availability = screen::Availability::enabled;
    screen::Selection selection = screen::Selection::unselected;
    std::optional<screen::Icon> short_face = std::nullopt;  ///< stands for the words where they find no room
};
/// Side by side; keys whose words need more take it from the others, and where nobody has more to give, words that have
/// an icon go. `whole` shares are a whole row; fewer stand in its middle.
[[nodiscard]] EntryDone draw_key_row(Page& page, const std::vector<EntryKey>& keys, const screen::Rect& rect,
                                     float whole = 10);
/// The width without which they do not stand side by side.
[[nodiscard]] float least_row_width(Page& page, const std::vector<EntryKey>& keys);
[[nodiscard]] EntryDone draw_entry_key(Page& page, const EntryKey& key, const screen::Rect& rect);

/// One key for each character of `text`, ids entry.key.X.
[[nodiscard]] std::vector<EntryKey> character_keys(std::string_view text, Letters letters = Letters::small);

// -- entry_suggestions.cpp --
/// The height without which no words stand in it.
[[nodiscard]] float least_bar_height(const Page& page);
/// The width without which its keys do not stand side by side.
[[nodiscard]] float least_bar_width(Page& page, const EntryState& state);
[[nodiscard]] EntryDone draw_suggestions(Page& page, const EntryState& state, const screen::Rect& rect);

// -- entry_pad.cpp --
[[nodiscard]] float least_pad_height(const Page& page);
[[nodiscard]] EntryDone draw_pad(Page& page, const EntryState& state, const screen::Rect& rect);

// -- entry_keyboards.cpp --
[[nodiscard]] std::string method_id(KeyboardKind kind);
struct KeyboardNeed {
    float least = 0;
    float ideal = 0;
};
/// At this width; where the keys cannot stand side by side in it, more than any room has.
[[nodiscard]] KeyboardNeed keyboard_need(Page& page, const EntryState& state, std::string_view done, float width);
[[nodiscard]] EntryDone draw_keyboard(Page& page, const EntryState& state, std::string_view done,
                                      const screen::Rect& rect);

}  // namespace bangnin::kiosk
