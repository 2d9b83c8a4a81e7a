// The controls of the design: their grounds in every state, and buttons.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/screen/description.h"
#include "ui/screen/frame.h"
#include "ui/screen/ui.h"

namespace bangnin::screen {
namespace {

constexpr float disabled_opacity = 0.38F;  // tokens: disabled.opacity
constexpr float press_darkens = 0.08F;     // tokens: press_feedback
constexpr float high_press_lightens = 0.3F;
constexpr float high_line = 4.0F;      // tokens: line.hc_outline
constexpr float outline_width = 2.0F;  // tokens: line.outline
constexpr float card_radius = 28.0F;

// How a ground looks and what it carries (tokens "components"; hall.css of the design's sources).
struct GroundLook {
    Colour fill = Colour::white;
    Colour line = Colour::ink;
    float line_width = 0.0F;  // 0: no line
    Colour label = Colour::ink;
    float radius = 24.0F;
    float text_size = 44.0F;
    text::Weight weight = text::Weight::bold;
    float line_height = 0.0F;
    float icon_size = 52.0F;
    float icon_line = 3.4F;
    float gap = 20.0F;
    Elevation elevation = Elevation::none;
};

GroundLook look_of(Ground ground) {
    using enum text::Weight;
    switch (ground) {
        case Ground::primary:
            return {.fill = Colour::larch,
                    .line = Colour::larch_edge,
                    .line_width = outline_width,
                    .label = Colour::on_accent};
        case Ground::secondary:
            return {.line = Colour::pine600, .line_width = outline_width, .label = Colour::pine700};
        case Ground::quiet:
            return {.fill = Colour::pine050, .label = Colour::pine700};
        case Ground::pine:
            return {.fill = Colour::pine800, .label = Colour::on_pine, .radius = card_radius};
        case Ground::card:
            return {.radius = card_radius, .elevation = Elevation::card};
        case Ground::chip:
            return {
                .line = Colour::birch400, .line_width = outline_width, .text_size = 36, .weight = regular, .gap = 14};
        case Ground::key:
            return {.line = Colour::birch200, .line_width = outline_width, .radius = 14, .weight = regular};
        case Ground::function_key:
            return {.fill = Colour::birch100,
                    .line = Colour::birch200,
                    .line_width = outline_width,
                    .radius = 14,
                    .text_size = 34};
        case Ground::footer:
            return {.fill = Colour::pine600,
                    .label = Colour::on_pine,
                    .text_size = 30,
                    .weight = regular,
                    .line_height = 40,
                    .icon_size = 48,
                    .icon_line = 3,
                    .gap = 8};
        case Ground::footer_call:
            return {.label = Colour::pine800, .text_size = 30, .line_height = 40, .icon_size = 60, .gap = 16};
        case Ground::language:
            return {.fill = Colour::birch050, .radius = 16, .text_size = 28, .weight = regular};
        case Ground::plain:
            return {.text_size = 40, .weight = regular};
    }
    return {};
}

// What is selected looks the same everywhere (dark pine, white), but on the footer, which is dark already.
GroundLook selected_look(Ground ground, GroundLook look) {
    if (ground == Ground::footer) {
        look.fill = Colour::white;
        look.label = Colour::pine800;
        look.icon_line = 4;
    } else {
        look.fill = Colour::selected;
        look.label = Colour::on_selected;
    }
    look.line_width = 0;
    look.weight = text::Weight::bold;
    return look;
}

Rgba between(Rgba from, Rgba to, float share) {
    const auto mix = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(
            std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share));
    };
    return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b), from.a};
}

// "Multiply" with ink at 8 %.
Rgba pressed_in(Rgba ground, Rgba ink) {
    const auto product = [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a * b / 255); };
    return between(ground, {product(ground.r, ink.r), product(ground.g, ink.g), product(ground.b, ink.b), 255},
                   press_darkens);
}

// White on black and black on white: pressing turns either a good deal towards grey.
Rgba pressed_high(Rgba ground) {
    const bool dark = ground.r < 128;
    return between(ground, dark ? Rgba{255, 255, 255, 255} : Rgba{0, 0, 0, 255}, high_press_lightens);
}

struct HighLook {
    Rgba fill;
    Colour label = Colour::ink;
    bool line = true;
};

HighLook high_look(const Theme& theme, Ground ground, Selection selection) {
    if (ground == Ground::primary) {
        return {theme.ground(Colour::larch, Contrast::high), Colour::on_accent, false};
    }
    if (selection == Selection::selected || ground == Ground::footer_call) {
        return {theme.ground(Colour::selected, Contrast::high), Colour::on_selected, false};
    }
    return {theme.ground(Colour::white, Contrast::high), Colour::ink, true};
}

// Icon and label as one group in the middle of the control.
struct Group {
    Rect icon;
    Rect label;
};

Group arrange(const Rect& rect, Size label, float icon, float gap, IconPlace place) {
    const Point middle = rect.centre();
    if (place == IconPlace::above) {
        const float top = middle.y - (icon + gap + label.h) / 2;
        return {{middle.x - icon / 2, top, icon, icon}, {middle.x - label.w / 2, top + icon + gap, label.w, label.h}};
    }
    const float start = middle.x - (icon + gap + label.w) / 2;
    const float label_x = place == IconPlace::before ? start + icon + gap : start;
    const float icon_x = place == IconPlace::before ? start : start + label.w + gap;
    return {{icon_x, middle.y - icon / 2, icon, icon}, {label_x, middle.y - label.h / 2, label.w, label.h}};
}

}  // namespace

void Ui::card(const Rect& rect) {
    shadow(rect, Elevation::card, card_radius);
    fill(rect, Colour::white, card_radius);
    if (contrast() == Contrast::high) {
        outline(rect, Colour::ink, high_line, card_radius);
    }
}

Colour Ui::surface(const Rect& rect, Ground ground, const Touched& touched, Selection selection,
                   Availability availability, float radius) {
    if (frame_.recorder != nullptr) {
        frame_.recorder->surface(rect, ground, frame_.tree.top_layer());
    }
    GroundLook look = look_of(ground);
    if (selection == Selection::selected) {
        look = selected_look(ground, look);
    }
    const float round = radius < 0 ? look.radius : radius;
    if (ground == Ground::plain && selection == Selection::unselected) {
        return look.label;
    }
    if (contrast() == Contrast::high) {
        const HighLook high = high_look(frame_.theme, ground, selection);
        fill(rect, Paint(between(high.fill, pressed_high(high.fill), touched.depth)), round);
        if (high.line) {
            outline(rect, Colour::ink, availability == Availability::disabled ? high_line / 2 : high_line, round);
        }
        return high.label;
    }
    if (ground == Ground::footer && availability == Availability::disabled) {
        outline(rect, Colour::pine600, outline_width, round);
        return look.label;
    }
    shadow(rect, look.elevation, round);
    const Rgba normal = frame_.theme.ground(look.fill, Contrast::normal);
    const Rgba ink = frame_.theme.mark(Colour::ink, Contrast::normal);
    fill(rect, Paint(between(normal, pressed_in(normal, ink), touched.depth)), round);
    if (look.line_width > 0) {
        outline(rect, look.line, look.line_width, round);
    }
    return look.label;
}

Touched Ui::button(std::string_view id, std::string_view label, const Rect& rect, const ButtonLook& look) {
    std::string spoken(label);
    std::erase(spoken, '\n');
    const Touched touched = touch_area(id, spoken, rect, look.availability);
    GroundLook ground = look_of(look.ground);
    if (look.selection == Selection::selected) {
        tell_chosen();
        ground = selected_look(look.ground, ground);
    }
    const Colour colour = surface(rect, look.ground, touched, look.selection, look.availability, look.radius);
    const float opacity = look.availability == Availability::disabled ? disabled_opacity : 1.0F;

    const TextLook text_look{
        .size = look.text_size > 0 ? look.text_size : ground.text_size,
        .weight = look.weight.value_or(ground.weight),
        .colour = colour,
        .align = look.icon || look.flow == text::Flow::vertical_mongolian ? text::Align::start : text::Align::centre,
        .line_height = look.text_size > 0 ? 0 : ground.line_height,
        .flow = look.flow,
        .opacity = opacity};
    const Size size = label.empty() ? Size{} : measure({look.text_room, 0}, label, text_look);
    const float icon_size = !look.icon ? 0 : look.icon_size > 0 ? look.icon_size : ground.icon_size;
    const float gap = look.icon && !label.empty() ? ground.gap : 0;
    const Group group = arrange(rect, size, icon_size, gap, look.icon_place);
    if (look.icon) {
        icon(*look.icon, group.icon, Paint(colour, opacity), look.icon_line > 0 ? look.icon_line : ground.icon_line);
    }
    if (!label.empty()) {
        // The same shaping as measured, placed around or from this point.
        const bool centred = text_look.align == text::Align::centre;
        const float x = centred ? group.label.centre().x - look.text_room / 2 : group.label.x;
        text({x, group.label.y, look.text_room, 0}, label, text_look);
    }
    return touched;
}

Touched Ui::touch_area(std::string_view id, std::string_view label, const Rect& rect, Availability availability,
                       Role role, std::string_view value) {
    const bool focused = !frame_.focus.empty() && frame_.focus == id;
    const std::optional<Rect> seen = in_window(rect);
    frame_.last_told = seen.has_value();
    if (!seen) {
        return {};
    }
    if (focused && frame_.window && !frame_.window->row.empty() && frame_.scrolling != nullptr) {
        const float from = rect.x - frame_.window->view.x + frame_.window->offset;
        frame_.scrolling->reveal(frame_.window->row, id, from, from + rect.w, frame_.now);
    }
    frame_.tree.add({.id = std::string(id),
                     .role = role,
                     .label = std::string(label),
                     .value = std::string(value),
                     .rect = *seen,
                     .availability = availability,
                     .focus = focused ? Focus::here : Focus::elsewhere,
                     .reach = Reach::touchable});
    if (focused) {  // tokens: focus.ring
        const float line = contrast() == Contrast::high ? 8.0F : 6.0F;
        outline(rect.grown(4 + line), Colour::larch_edge, line, 24 + 4 + line);
    }
    Touched touched;
    if (frame_.pressed && frame_.pressed->id == id) {
        touched.pressed = availability == Availability::enabled;
        touched.at = {frame_.pressed->at.x - rect.x, frame_.pressed->at.y - rect.y};
        touched.held = std::chrono::duration_cast<std::chrono::milliseconds>(frame_.now - frame_.pressed->since);
    }
    if (frame_.feedback != nullptr && availability == Availability::enabled) {
        touched.depth = frame_.feedback->depth(id, frame_.now);
    }
    if (frame_.done && !frame_.done_taken && frame_.done->press.id == id) {
        frame_.done_taken = true;
        const Point at = frame_.done->press.at;
        touched.at = {at.x - rect.x, at.y - rect.y};
        const bool acts = frame_.done->outcome == Touch::Outcome::activated && availability == Availability::enabled;
        touched.activated = acts;
        touched.refused = !acts;
        touched.held = frame_.done->held;
    }
    return touched;
}

void Ui::tell_chosen() {
    if (frame_.last_told) {
        frame_.tree.choose_last();
    }
}

Ui::Trace Ui::trace_area(std::string_view id, std::string_view label, const Rect& rect, Role role,
                         std::string_view value) {
    Trace trace{.samples = {}, .activated = touch_area(id, label, rect, Availability::enabled, role, value).activated};
    frame_.tree.trace_last();
    if (frame_.trace.id != id) {
        return trace;
    }
    trace.samples.reserve(frame_.trace.samples.size());
    for (const FingerEvent& event : frame_.trace.samples) {
        const TracePhase phase = event.phase == FingerPhase::down   ? TracePhase::down
                                 : event.phase == FingerPhase::move ? TracePhase::move
                                                                    : TracePhase::up;
        trace.samples.push_back({.phase = phase, .at = {event.at.x - rect.x, event.at.y - rect.y}, .time = event.time});
    }
    frame_.trace = {};
    return trace;
}

}  // namespace bangnin::screen
