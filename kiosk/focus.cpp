#include "kiosk/focus.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace bangnin::kiosk {

namespace {

using Order = std::vector<const screen::Node*>;

bool of_frame(const screen::Node* node) { return node->id.starts_with("frame."); }

bool can_stand_on(const screen::Node& node, const screen::Tree& tree, screen::Size surface) {
    if (node.id.empty() || node.reach != screen::Reach::touchable || node.role == screen::Role::dialog ||
        node.layer != tree.top_layer()) {
        return false;
    }
    const screen::Rect visible = node.rect.intersected({0, 0, surface.w, surface.h});
    return !visible.empty() && tree.hit(visible.centre()) == &node;
}

/// Sorts [first, last): rows from the top, a row being everything whose middle lies above the bottom of its first.
void into_rows(Order::iterator first, Order::iterator last) {
    // Where all else is equal the tree's own order holds: its nodes lie one after another.
    std::ranges::sort(first, last, {}, [](const auto* node) { return std::tuple(node->rect.y, node); });
    while (first != last) {
        const float bottom = (*first)->rect.bottom();
        const auto end =
            std::find_if(first, last, [bottom](const auto* node) { return node->rect.centre().y >= bottom; });
        const auto row_end = end == first ? std::next(first) : end;
        std::ranges::sort(first, row_end, {},
                          [](const auto* node) { return std::tuple(node->rect.x, node->rect.y, node); });
        first = row_end;
    }
}

}  // namespace

Order focus_order(const screen::Tree& tree, screen::Size surface) {
    Order order;
    for (const auto& node : tree.nodes()) {
        if (can_stand_on(node, tree, surface)) {
            order.push_back(&node);
        }
    }
    const auto frame = std::ranges::partition(order, [](const auto* node) { return !of_frame(node); }).begin();
    into_rows(order.begin(), frame);
    into_rows(frame, order.end());
    return order;
}

const screen::Node* moved(const Order& order, std::string_view id, Direction direction) {
    if (order.empty()) {
        return nullptr;
    }
    const auto place = place_of(order, id);
    if (!place) {
        return direction == Direction::next ? order.front() : order.back();
    }
    const std::size_t step = direction == Direction::next ? 1 : order.size() - 1;
    return order[(*place + step) % order.size()];
}

std::optional<std::size_t> place_of(const Order& order, std::string_view id) {
    const auto found = std::ranges::find_if(order, [id](const auto* node) { return node->id == id; });
    return found == order.end() ? std::nullopt
                                : std::optional{static_cast<std::size_t>(std::distance(order.begin(), found))};
}

}  // namespace bangnin::kiosk
