// The keys at the foot of a page: what to do next, and the pager of what does not fit on one page.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/journeys/layout/stack.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

struct ActionKey {
    std::string id;
    std::string label;
    screen::Icon icon = screen::Icon::check;
    screen::Ground ground = screen::Ground::secondary;
    screen::Availability availability = screen::Availability::enabled;
    screen::IconPlace icon_place = screen::IconPlace::before;
};

/// Side by side where their words fit, else one below the other.
struct ActionKeys {
    std::vector<ActionKey> keys;
    float ideal_height = 120;  ///< units of a row
    Role words = Role::card_title;
};

[[nodiscard]] Need need_of(Page& page, const ActionKeys& keys, float width);

struct PressedKey {
    std::optional<std::size_t> acted;    ///< this key does its work
    std::optional<std::size_t> refused;  ///< this one is disabled and has to say why
};
[[nodiscard]] PressedKey draw_action_keys(Page& page, const ActionKeys& keys, const screen::Rect& room);

/// Units of height of a pager.
[[nodiscard]] float pager_height(const Page& page);
/// "上一页  2 / 3  下一页"; gives the page that was asked for. Ids: base.previous, base.next, base.page.
[[nodiscard]] std::optional<std::size_t> draw_pager(Page& page, const screen::Rect& room, const std::string& base,
                                                    std::size_t shown, std::size_t pages);

/// The part of a paged list that a finger may move aside.
struct PagedArea {
    std::string id;  ///< of the pager
    screen::Rect area;
    std::size_t shown = 0;
    std::size_t count = 1;
};

/// Draws the page shown and, while a finger moves it, the neighbour that comes into sight: `draw` is given each one's
/// number and how far it stands beside its place. The page that the finger has turned to.
[[nodiscard]] std::optional<std::size_t> draw_pages(Page& page, const PagedArea& pages,
                                                    const std::function<void(std::size_t number, float shift)>& draw);

}  // namespace bangnin::kiosk
