#include "tests/kiosk/screens/rules.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "kiosk/focus.h"
#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/metrics.h"
#include "tests/ui/screen/contrast.h"

namespace bangnin::kiosk::samples {
namespace {

using screen::Node;
using screen::Rect;
using screen::Writing;

constexpr float smallest_control = 54;
constexpr float smallest_distance = 11;
constexpr float rounding = 1;
// Pictures of texts have whole px.
constexpr float ink_rounding = 2;
constexpr float icon_margin = 0.12F;  // of its box that an icon leaves free on every side

using Faults = std::vector<std::string>;

bool inside(const Rect& rect, screen::Size surface, float slack) {
    return rect.x >= -slack && rect.y >= -slack && rect.right() <= surface.w + slack &&
           rect.bottom() <= surface.h + slack;
}

// How far apart two rectangles are along the axis that parts them; negative when they overlap.
float distance(const Rect& a, const Rect& b) {
    const float x = std::max(b.x - a.right(), a.x - b.right());
    const float y = std::max(b.y - a.bottom(), a.y - b.bottom());
    return std::max(x, y);
}

bool holds(const Rect& outer, const Rect& inner) {
    constexpr float slack = 2;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.right() <= outer.right() + slack &&
           inner.bottom() <= outer.bottom() + slack;
}

bool is_control(const Node& node) {
    return node.reach == screen::Reach::touchable && node.id != ids::attract_anywhere &&
           node.role != screen::Role::dialog;
}

bool is_text(const Node& node) {
    switch (node.role) {
        case screen::Role::heading:
        case screen::Role::text:
        case screen::Role::status:
        case screen::Role::value:
            return node.reach == screen::Reach::silent;
        default:
            return false;
    }
}

// Of the layer that one can touch.
std::vector<Node> chosen(const screen::Tree& tree, bool (*wanted)(const Node&)) {
    std::vector<Node> nodes;
    std::ranges::copy_if(tree.nodes(), std::back_inserter(nodes),
                         [&](const Node& node) { return node.layer == tree.top_layer() && wanted(node); });
    return nodes;
}

std::vector<Writing> on_top(const screen::Description& page) {
    std::vector<Writing> writings;
    std::ranges::copy_if(page.writings, std::back_inserter(writings),
                         [&](const Writing& writing) { return writing.layer == page.tree.top_layer(); });
    return writings;
}

std::string named(const Writing& writing) { return "'" + writing.words + "'"; }

// Words that begin with empty em leave that room to others.
Rect room_left_free(const Writing& writing) {
    constexpr std::string_view empty_em = "\u3000";
    float free = 0;
    for (std::string_view words = writing.words; words.starts_with(empty_em); words.remove_prefix(empty_em.size())) {
        free += writing.size;
    }
    // The others' strokes may reach as high and as low as any of the line.
    return {writing.ink.x - writing.size / 4, writing.ink.y - writing.size / 4, free,
            free > 0 ? 1.4F * writing.size : 0};
}

bool over_each_other(const Writing& a, const Writing& b) {
    if (distance(a.ink, b.ink) >= -ink_rounding) return false;
    return !holds(room_left_free(a), b.ink) && !holds(room_left_free(b), a.ink);
}

// The languages' names are known by the look of their script and keep the design's size, whatever the person's.
float smallest_of(const Writing& writing, const std::vector<Node>& controls, TypeSize size) {
    constexpr float of_languages = 28;
    constexpr float of_columns = 23;
    const bool language = std::ranges::any_of(controls, [&](const Node& control) {
        return control.id.contains(".language.") && holds(control.rect, writing.ink);
    });
    if (!language) return smallest_text(size);
    return writing.flow == text::Flow::vertical_mongolian ? of_columns : std::min(of_languages, smallest_text(size));
}

}  // namespace

Faults faults_of_controls(const screen::Tree& tree, screen::Size surface) {
    Faults faults;
    const auto controls = chosen(tree, is_control);
    for (std::size_t i = 0; i < controls.size(); ++i) {
        const Node& node = controls[i];
        if (!inside(node.rect, surface, rounding)) faults.push_back(node.id + " leaves the screen");
        if (node.rect.w < smallest_control || node.rect.h < smallest_control) {
            faults.push_back(node.id + " is too small");
        }
        for (std::size_t k = i + 1; k < controls.size(); ++k) {
            const float apart = distance(node.rect, controls[k].rect);
            if (node.id == controls[k].id) faults.push_back(node.id + " is there twice");
            if (apart < smallest_distance) faults.push_back(node.id + " is too close to " + controls[k].id);
        }
    }
    return faults;
}

Faults faults_of_texts(const screen::Tree& tree, screen::Size surface) {
    Faults faults;
    const auto texts = chosen(tree, is_text);
    const auto controls = chosen(tree, is_control);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Node& node = texts[i];
        if (!inside(node.rect, surface, rounding)) faults.push_back(node.id + " leaves the screen");
        for (std::size_t k = i + 1; k < texts.size(); ++k) {
            if (distance(node.rect, texts[k].rect) < -rounding) {
                faults.push_back(node.id + " lies on " + texts[k].id);
            }
        }
        for (const Node& control : controls) {
            if (distance(node.rect, control.rect) < -rounding && !holds(control.rect, node.rect)) {
                faults.push_back(node.id + " runs into " + control.id);
            }
        }
    }
    return faults;
}

Faults faults_of_primaries(const screen::Description& page) {
    Faults faults;
    const float least = units_of(20);
    for (const screen::Surface& surface : page.surfaces) {
        if (surface.ground != screen::Ground::primary || surface.layer != page.tree.top_layer()) continue;
        const auto control = std::ranges::find_if(page.tree.nodes(), [&](const Node& node) {
            return node.reach == screen::Reach::touchable && node.rect == surface.rect;
        });
        const std::string id = control == page.tree.nodes().end() ? "what is gold" : control->id;
        if (control == page.tree.nodes().end()) faults.push_back(id + " is no control");
        if (surface.rect.h < least || surface.rect.w < least) faults.push_back(id + " is too small for a primary one");
    }
    return faults;
}

Faults faults_of_writings(const screen::Description& page, screen::Size surface, TypeSize size) {
    Faults faults;
    const auto writings = on_top(page);
    const auto controls = chosen(page.tree, is_control);
    for (std::size_t i = 0; i < writings.size(); ++i) {
        const Writing& writing = writings[i];
        if (!inside(writing.ink, surface, ink_rounding)) faults.push_back(named(writing) + " leaves the screen");
        if (writing.torn_words > 0) faults.push_back(named(writing) + " has a torn word");
        if (writing.unknown_glyphs > 0) faults.push_back("unknown glyph in " + named(writing));
        if (writing.size + 0.1F < smallest_of(writing, controls, size)) {
            faults.push_back(named(writing) + " is too small");
        }
        if (writing.grounds.size() > 1 && !writing.over_picture) {
            faults.push_back(named(writing) + " runs over the edge of its ground");
        }
        for (std::size_t k = i + 1; k < writings.size(); ++k) {
            if (over_each_other(writing, writings[k])) {
                faults.push_back(named(writing) + " is written over " + named(writings[k]));
            }
        }
        for (const screen::Surface& icon : page.icons) {
            const bool under = icon.layer == page.tree.top_layer() &&
                               distance(writing.ink, icon.rect.grown(-icon.rect.w * icon_margin)) < -ink_rounding;
            if (under) faults.push_back(named(writing) + " is written over an icon");
        }
        for (const Node& control : controls) {
            if (distance(writing.ink, control.rect) < -ink_rounding && !holds(control.rect, writing.ink)) {
                faults.push_back(named(writing) + " runs over the edge of " + control.id);
            }
        }
    }
    return faults;
}

Faults faults_of_contrast(const screen::Description& page, Contrast contrast) {
    Faults faults;
    const double least = contrast == Contrast::high ? 15 : 7;
    const auto controls = chosen(page.tree, is_control);
    for (const Writing& writing : on_top(page)) {
        if (writing.mark.a < 255) {
            // Only what cannot be used now may be dim.
            const bool disabled = std::ranges::any_of(controls, [&](const Node& control) {
                return control.availability == screen::Availability::disabled && holds(control.rect, writing.ink);
            });
            if (!disabled) faults.push_back(named(writing) + " is dim");
            continue;
        }
        double worst = 21;
        for (const screen::Rgba& ground : writing.grounds) {
            worst = std::min(worst, screen::contrast_ratio(writing.mark, ground));
        }
        if (worst < least) {
            faults.push_back(named(writing) + " is hard to see, 1:" + std::to_string(worst).substr(0, 4));
        }
    }
    return faults;
}

Faults faults_of_reach(const screen::Tree& tree, screen::Size surface) {
    // The lower 55 % of an upright screen, and on a wide one what is as far from its lower edge: a hand's reach is a
    // length. The header of neither has a control.
    constexpr float of_upright = 1920 * 0.55F;
    const Regions regions = regions_of(surface, {.reach = Reach::low});
    const float highest = surface.h >= surface.w ? surface.h * 0.45F : surface.h - of_upright;
    Faults faults;
    for (const Node& control : chosen(tree, is_control)) {
        if (control.rect.y < std::max(highest, regions.header.bottom()))
            faults.push_back(control.id + " is out of reach");
    }
    return faults;
}

Faults faults_of_keypad(const screen::Tree& tree, screen::Size surface) {
    Faults faults;
    const auto order = focus_order(tree, surface);
    if (order.empty()) faults.emplace_back("nowhere for the keypad to stand");
    const auto pressed = [](const Node& node) {
        return node.reach == screen::Reach::touchable && node.role != screen::Role::dialog;
    };
    for (const Node& node : chosen(tree, pressed)) {
        if (tree.target(node.id, surface) && !place_of(order, node.id)) {
            faults.push_back(node.id + " is not reached by the keypad");
        }
    }
    // The page's own come before its frame's.
    const auto framed = [](const Node* node) { return node->id.starts_with("frame."); };
    if (!std::ranges::is_partitioned(order, [&](const Node* node) { return !framed(node); })) {
        faults.emplace_back("the keypad comes to the frame too early");
    }
    // Key by key from nowhere: each once, in the order, with words.
    std::string id;
    for (std::size_t presses = 0; presses < order.size(); ++presses) {
        const Node* node = moved(order, id, Direction::next);
        if (node == nullptr || place_of(order, node->id) != presses) {
            faults.push_back("the keypad turns back after " + id);
            break;
        }
        if (node->label.empty()) faults.push_back(node->id + " says nothing");
        id = node->id;
    }
    return faults;
}

}  // namespace bangnin::kiosk::samples
