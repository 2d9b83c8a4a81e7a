// Parts of a page that are words: a line or more of them, and notes. They lie in lines; Mongolian words stand in
// columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/layout/part.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

/// The look of words in columns.
[[nodiscard]] screen::TextLook column_look(screen::TextLook look);

/// The same words smaller, but never smaller than the person's text size allows.
[[nodiscard]] screen::TextLook scaled(const Page& page, screen::TextLook look, float scale);

/// Words of a look, at most `widest` units wide where they lie.
[[nodiscard]] Part words_part(Page& page, std::string_view id, const std::string& source, const screen::TextLook& look,
                              screen::Role role, const Need& shape, float widest = 1e6F);

/// Where a line with an icon stands that leaves room beside itself.
enum class LineStands { in_the_middle, at_the_left };

/// A quiet line with an icon before it.
[[nodiscard]] Part icon_line_part(Page& page, std::string_view id, screen::Icon icon, const std::string& source,
                                  int spare, LineStands stands);

/// A line of a note: what is said, how large, and whether it may be left out.
struct NoteLine {
    std::string source;  ///< may have **bold** words
    Role role = Role::body;
    int spare = 0;
};

/// A note; the whole is one node with this id.
[[nodiscard]] Part note_part(Page& page, std::string_view id, Tone tone, screen::Icon icon,
                             const std::vector<NoteLine>& lines, int spare);

}  // namespace bangnin::kiosk
