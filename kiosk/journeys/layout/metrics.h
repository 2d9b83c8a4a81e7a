// Sizes that people can see and reach, on any screen: pages are drawn in units of the design's pixel, and a unit is a
// length, not a dot of the glass. So one and the same page is right on every screen, and every rule in millimetres is a
// rule in units. Pure.
#pragma once

#include <expected>
#include <string>

#include "kiosk/journeys/session/session.h"
#include "ui/screen/geometry.h"
#include "ui/text/text_engine.h"

namespace bangnin::kiosk {

/// The design's pixel: 1080 × 1920 of them on a screen of 21.5 inches.
inline constexpr float millimetres_per_unit = 0.247897F;
[[nodiscard]] constexpr float units_of(float millimetres) { return millimetres / millimetres_per_unit; }

/// reference/service-rules: primary controls ≥ 20 mm, every control ≥ 12.7 mm, gaps ≥ 2.54 mm.
inline constexpr float primary_target = 81;  ///< units; 20.1 mm
inline constexpr float least_target = 52;    ///< units; 12.9 mm
inline constexpr float least_gap = 11;       ///< units; 2.7 mm

/// The glass as it is configured: dots, and the diagonal of what shows pictures.
struct Glass {
    int width = 1080;   ///< px, as the person sees it
    int height = 1920;  ///< px
    double diagonal_inches = 21.5;
};

/// What fits on this glass, in units, rounded to whole ones. A glass on which a kiosk's page cannot be shown in
/// readable size is refused with a sentence for the operator.
[[nodiscard]] std::expected<screen::Size, std::string> surface_of(const Glass& glass);

/// The roles of the design's type (tokens.json "type": r1 is `caption`, r3 `body`).
enum class Role { caption, secondary, body, large_body, choice, card_title, choice_title, question, greeting, count };

struct TypeRole {
    float size;         ///< units of the em
    float line_height;  ///< units
    text::Weight weight;
};
/// The type of a role. The four sizes keep the heights of capitals within 3.5–4.2, 4.8–5.6, 6.4–7.1 and 8.5–9.0 mm for
/// the smallest role and grow the others less, as they are large already.
[[nodiscard]] TypeRole type_of(Role role, TypeSize size);
/// No text of a page is smaller than this.
[[nodiscard]] float smallest_text(TypeSize size);

/// Higher than wide, or wider than high: one column of page, or information on the left and controls on the right.
enum class Shape { tall, wide };

/// The parts of the screen that every page has.
struct Regions {
    Shape shape = Shape::tall;
    screen::Rect header;  ///< hall, languages, clock
    screen::Rect birch;   ///< the line under it
    /// Where the page tells. In a tall shape, and in low reach, the same rectangle as `controls`.
    screen::Rect information;
    /// Where the page is touched; it ends where the action row ends.
    screen::Rect controls;
    /// No control of the page lies above this y.
    float controls_from = 0;
    screen::Rect rail;       ///< in a wide shape the dark part at the left, with the keys; else empty
    screen::Rect footer;     ///< the dark part at the bottom: keys where there is no rail, and the spoken words
    screen::Rect keys;       ///< the six constant keys
    screen::Rect caption;    ///< the spoken words, two lines at most
    screen::Rect remaining;  ///< the time that remains
    screen::Rect languages;  ///< the three keys
    screen::Rect reach_key;  ///< 低位操作
};
[[nodiscard]] Regions regions_of(screen::Size surface, const Settings& settings);

/// Gives this share of a wide page's width to what is read, the rest to what is touched.
void divide(Regions& regions, const screen::Rect& page, float share);

}  // namespace bangnin::kiosk
