// One part of a page: how much room it needs, and how it is drawn into the room that it gets.
#pragma once

#include <cstddef>
#include <functional>

#include "kiosk/journeys/layout/stack.h"
#include "ui/screen/geometry.h"

namespace bangnin::kiosk {

/// What a wide page does with a part: keys leave room above themselves, and notes may stand in it.
enum class PartKind { other, keys, note };

struct Part {
    Need need;  ///< at the width of its column
    std::function<void(const screen::Rect&)> draw;
    /// Words that stand in columns: the width they need at a height, with their size scaled by `scale` but never under
    /// the smallest text. Empty: the part lies as it is in every language.
    std::function<float(float height, float scale)> width_at = {};
    /// For a part that lies beside columns: the width without which it cannot be shown, and what it needs at another
    /// width than its column's.
    float least_width = 280;
    std::function<Need(float width)> need_at = {};
    PartKind kind = PartKind::other;
    /// On how many pages the part shows what it has to show in this room. Empty: on one.
    std::function<std::size_t(const screen::Rect& room)> pages_at = {};

    [[nodiscard]] Need needed(float width) const { return need_at ? need_at(width) : need; }
};

}  // namespace bangnin::kiosk
