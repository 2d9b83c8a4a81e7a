#pragma once
// What is on the screen, in words: every control and every text that matters, in the order it was drawn. Keypad focus,
// spoken guidance, the finger and the automation port all read this one tree; what is not in it is not operable.

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screen/geometry.h"

namespace bangnin::screen {

enum class Role : std::uint8_t { button, field, heading, text, status, value, image, dialog };
[[nodiscard]] std::string_view role_name(Role role);

enum class Availability : std::uint8_t { enabled, disabled };
enum class Focus : std::uint8_t { elsewhere, here };
// Whether a key is lit: the one in force among several, or what is switched on.
enum class Chosen : std::uint8_t { no, yes };
// touchable: takes fingers. silent: only tells.
enum class Reach : std::uint8_t { silent, touchable };
// What a finger does there: presses a control, or leaves a trace (ink, a selection) that no drag cancels.
enum class FingerUse : std::uint8_t { presses, traces };

struct Node {
    std::string id = {};
    Role role = Role::text;
    std::string label = {};
    std::string value = {};
    Rect rect = {};
    Availability availability = Availability::enabled;
    Focus focus = Focus::elsewhere;
    Chosen chosen = Chosen::no;
    Reach reach = Reach::silent;
    FingerUse finger = FingerUse::presses;
    int layer = 0;  // 0 the page, 1 a dialog over it, …; only the topmost layer is reachable

    bool operator==(const Node&) const = default;
};

enum class Unreachable : std::uint8_t { absent, outside, covered, disabled, silent };
[[nodiscard]] std::string_view unreachable_name(Unreachable reason);

// What the nodes say may be a person's words: it is overwritten when they go.
class Tree {
  public:
    Tree() = default;
    Tree(const Tree&) = default;
    Tree(Tree&&) noexcept = default;
    Tree& operator=(const Tree& other);
    Tree& operator=(Tree&& other) noexcept;
    ~Tree() { clear(); }

    void clear();
    void add(Node node);
    void trace_last();   // … is a place for traces
    void choose_last();  // the node added last is lit
    // Everything added from now on lies above everything added so far.
    void raise_layer() { ++layer_; }

    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] int top_layer() const { return layer_; }
    [[nodiscard]] const Node* find(std::string_view id) const;
    // The node of this id, else the first one of this label that is a control, else the first of this label.
    [[nodiscard]] const Node* find_by_id_or_label(std::string_view name) const;

    // The touchable node that a finger at `point` meets: the last drawn one there, of the topmost layer; nullptr if
    // none.
    [[nodiscard]] const Node* hit(Point point) const;

    // Where to put the finger to press the named control, or why that is impossible. `surface` is the base screen.
    [[nodiscard]] std::expected<Point, Unreachable> target(std::string_view id_or_label, Size surface) const;

    bool operator==(const Tree&) const = default;

  private:
    void grow();

    std::vector<Node> nodes_;
    int layer_ = 0;
};

}  // namespace bangnin::screen
