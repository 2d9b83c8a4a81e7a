// Where the keypad can stand on a page, and in which order its keys go from one place to the next. Pure: reads the
// semantics tree, which is all there is to operate.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "ui/screen/semantics.h"

namespace bangnin::kiosk {

/// The controls of the topmost layer that a finger could reach, in reading order: the page's before the frame's
/// (ids that begin with "frame."), from top to bottom, in a row from left to right. What cannot be used now is among
/// them: it says so. A dialog's own grounds are not. The pointers are into `tree`.
[[nodiscard]] std::vector<const screen::Node*> focus_order(const screen::Tree& tree, screen::Size surface);

enum class Direction { next, previous };

/// Where the order goes on from `id`, around its ends; from nowhere to the first or the last. Nothing only where there
/// is no control at all.
[[nodiscard]] const screen::Node* moved(const std::vector<const screen::Node*>& order, std::string_view id,
                                        Direction direction);

/// Its place in the order, from 0.
[[nodiscard]] std::optional<std::size_t> place_of(const std::vector<const screen::Node*>& order, std::string_view id);

}  // namespace bangnin::kiosk
