#include "ui/screen/semantics.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ui/text/wipe.h"

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

namespace {

constexpr std::size_t usual_nodes = 64;

void wipe(Node& node) {
    text::wipe(node.label);
    text::wipe(node.value);
}

}  // namespace

Tree& Tree::operator=(const Tree& other) {
    if (this != &other) {
        clear();
        nodes_ = other.nodes_;
        layer_ = other.layer_;
    }
    return *this;
}

Tree& Tree::operator=(Tree&& other) noexcept {
    if (this != &other) {
        clear();
        nodes_.swap(other.nodes_);
        layer_ = std::exchange(other.layer_, 0);
    }
    return *this;
}

void Tree::clear() {
    for (Node& node : nodes_) {
        wipe(node);
    }
    nodes_.clear();
    layer_ = 0;
}

// A short text lives in its node itself: where the nodes move away, it would stay behind.
void Tree::grow() {
    std::vector<Node> roomy;
    roomy.reserve(std::max(usual_nodes, 2 * nodes_.size()));
    for (Node& node : nodes_) {
        roomy.push_back(std::move(node));
        wipe(node);
    }
    nodes_.swap(roomy);
}

void Tree::add(Node node) {
    if (nodes_.size() == nodes_.capacity()) {
        grow();
    }
    node.layer = layer_;
    nodes_.push_back(std::move(node));
    wipe(node);
}

void Tree::trace_last() {
    if (!nodes_.empty()) {
        nodes_.back().finger = FingerUse::traces;
    }
}

void Tree::choose_last() {
    if (!nodes_.empty()) {
        nodes_.back().chosen = Chosen::yes;
    }
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
