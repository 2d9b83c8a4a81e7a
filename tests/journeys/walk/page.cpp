#include "tests/journeys/walk/page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace bangnin::walk {
namespace {

using nlohmann::json;

Node read_node(const json& answer) {
    Node node{.id = answer.value("id", ""),
              .role = answer.value("role", ""),
              .label = answer.value("label", ""),
              .value = answer.value("value", ""),
              .enabled = answer.value("enabled", false),
              .focused = answer.value("focused", false)};
    constexpr double nowhere = NAN;
    const json rect = answer.value("rect", json::array());
    const auto side = [&rect](std::size_t i) {
        return i < rect.size() && rect[i].is_number() ? rect[i].get<double>() : nowhere;
    };
    node.x = side(0);
    node.y = side(1);
    node.w = side(2);
    node.h = side(3);
    return node;
}

// The whole idle page is a key too.
constexpr std::array pages_without_frame{"attract", "closed"};

bool has_frame(const Page& page) {
    return std::ranges::find(pages_without_frame, page.screen) == pages_without_frame.end();
}

void check_node(const Node& node, std::vector<std::string>& faults) {
    const std::string name = node.id.empty() ? node.label : node.id;
    if (!std::isfinite(node.x + node.y + node.w + node.h) || node.w < 0 || node.h < 0) {
        faults.push_back(name + " is nowhere");
    }
    if (!node.is_control()) return;
    if (node.w < 1 || node.h < 1) faults.push_back(name + " has no size");
    if (node.id.empty()) faults.push_back("the key " + node.label + " has no name");
    if (node.label.empty() && node.value.empty()) faults.push_back(name + " says nothing");
}

}  // namespace

const Node* Page::find(std::string_view id) const {
    const auto found = std::ranges::find(nodes, id, &Node::id);
    return found == nodes.end() ? nullptr : &*found;
}

bool Page::has_dialog() const { return find("dialog") != nullptr; }

std::string Page::words(std::string_view id) const {
    const Node* node = find(id);
    if (node == nullptr) return {};
    return node->value.empty() ? node->label : node->value;
}

std::vector<const Node*> Page::keys() const {
    std::vector<const Node*> found;
    for (const Node& node : nodes) {
        const bool reachable = !has_dialog() || node.id.starts_with("dialog.");
        if (node.is_control() && node.enabled && reachable) found.push_back(&node);
    }
    return found;
}

Page read_page(const json& answer) {
    Page page;
    if (!answer.is_object()) return page;
    page.screen = answer.value("screen", "");
    page.language = answer.value("language", "");
    for (const json& node : answer.value("nodes", json::array())) page.nodes.push_back(read_node(node));
    return page;
}

std::vector<std::string> faults_of(const Page& page) {
    std::vector<std::string> faults;
    if (page.screen.empty()) faults.emplace_back("the page has no name");
    if (page.language != "zh" && page.language != "mn" && page.language != "en") {
        faults.push_back("no language: " + page.language);
    }
    std::set<std::string> names;
    int focused = 0;
    for (const Node& node : page.nodes) {
        check_node(node, faults);
        if (node.focused) ++focused;
        if (node.is_control() && !names.insert(node.id).second) faults.push_back(node.id + " is there twice");
    }
    if (focused > 1) faults.emplace_back("the focus is at several places");
    if (page.keys().empty()) faults.emplace_back("there is nothing to press");
    if (has_frame(page) && page.find("frame.home") == nullptr) faults.emplace_back("there is no way home");
    if (has_frame(page) && page.find("frame.call") == nullptr) faults.emplace_back("nobody can be called");
    return faults;
}

}  // namespace bangnin::walk
