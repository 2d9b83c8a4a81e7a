// A page as a walker sees it: the semantics tree that the automation port gives, and what every page owes to whoever
// stands before it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::walk {

struct Node {
    std::string id;
    std::string role;
    std::string label;
    std::string value;
    double x = 0, y = 0, w = 0, h = 0;
    bool enabled = false;
    bool focused = false;

    [[nodiscard]] bool is_control() const { return role == "button" || role == "field"; }
};

struct Page {
    std::string screen;
    std::string language;
    std::vector<Node> nodes;

    [[nodiscard]] const Node* find(std::string_view id) const;
    [[nodiscard]] bool has_dialog() const;
    /// The words of a text; empty where there are none.
    [[nodiscard]] std::string words(std::string_view id) const;
    /// What can be pressed: of the dialog's own where there is one.
    [[nodiscard]] std::vector<const Node*> keys() const;
};

/// Of anything that is no such answer: an empty page.
[[nodiscard]] Page read_page(const nlohmann::json& answer);

/// What is wrong with it; one sentence each.
[[nodiscard]] std::vector<std::string> faults_of(const Page& page);

}  // namespace bangnin::walk
