#include "ui/screen/semantics.h"

#include <array>
#include <utility>

namespace bangnin::screen {

std::string_view role_name(Role role) {
    static constexpr std::array<std::string_view, 8> names = {"button", "field", "heading", "text",
                                                              "status", "value", "image",   "dialog"};
    return names.at(static_cast<std::size_t>(role));
}

std::string_view unreachable_name(Unreachable reason) {
    static constexpr std::array<std::string_view, 5> names = {"absent", "outside the screen", "covered", "disabled",
                                                              "not a control"};
    return names.at(static_cast<std::size_t>(reason));
}

void Tree::clear() {
    nodes_.clear();
    layer_ = 0;
}

void Tree::add(Node node) {
    node.layer = layer_;
    nodes_.push_back(std::move(node));
}

const Node* Tree::find(std::string_view id) const {
    for (const Node& node : nodes_) {
        if (node.id == id) {
            return &node;
        }
    }
    return nullptr;
}

const Node* Tree::find_by_id_or_label(std::string_view name) const {
    if (const Node* node = find(name)) {
        return node;
    }
    const Node* first = nullptr;
    for (const Node& node : nodes_) {
        if (node.label != name) {
            continue;
        }
        if (node.reach == Reach::touchable) {
            return &node;
        }
        first = first == nullptr ? &node : first;
    }
    return first;
}

const Node* Tree::hit(Point point) const {
    for (auto node = nodes_.rbegin(); node != nodes_.rend() && node->layer == layer_; ++node) {
        if (node->reach == Reach::touchable && node->rect.contains(point)) {
            return &*node;
        }
    }
    return nullptr;
}

std::expected<Point, Unreachable> Tree::target(std::string_view id_or_label, Size surface) const {
    const Node* node = find_by_id_or_label(id_or_label);
    if (node == nullptr) {
        return std::unexpected(Unreachable::absent);
    }
    if (node->reach == Reach::silent) {
        return std::unexpected(Unreachable::silent);
    }
    const Rect visible = node->rect.intersected({0, 0, surface.w, surface.h});
    if (visible.empty()) {
        return std::unexpected(Unreachable::outside);
    }
    if (hit(visible.centre()) != node) {
        return std::unexpected(Unreachable::covered);
    }
    if (node->availability == Availability::disabled) {
        return std::unexpected(Unreachable::disabled);
    }
    return visible.centre();
}

}  // namespace bangnin::screen
