// The pictures of the design, as painters for Ui::illustration: forest and birches, the birch line, the ID card at the
// reader, the ticket at the scanner, the countdown's ring. Flat shapes only, in base px, (0,0) at the picture's top
// left. The same seeds as the design's sources, so every machine shows the same trees.
#pragma once

#include <cstdint>

#include "ui/screen/geometry.h"
#include "ui/screen/theme.h"

using cairo_t = struct _cairo;

namespace bangnin::kiosk::scenery {

/// Repeatable numbers in 0…1, the sequence of the design's sources.
class Random {
  public:
    explicit Random(unsigned seed) : state_(seed) {}
    double next();

  private:
    unsigned state_;
};

/// Colours of whole parts of the idle screen's picture.
inline constexpr screen::Rgba winter_sky_colour{0xE6, 0xEF, 0xF1, 0xFF};
inline constexpr screen::Rgba pine_ground_colour{0x0E, 0x3F, 0x43, 0xFF};

/// The idle screen's hills, from the back to the front: each is 1080 wide and a margin more on both sides, so that it
/// can be shifted, and stands in a strip of a page of 1080 × 1920.
enum class Hill : std::uint8_t { far, mid, near };
inline constexpr double hill_margin = 12;
struct Strip {
    float top = 0;
    float height = 0;
};
[[nodiscard]] Strip strip_of(Hill hill);
void paint_hill(cairo_t* cairo, Hill hill);

/// 184 × 184.
inline constexpr float sun_radius = 92;
void paint_sun(cairo_t* cairo);

/// Two rows of pines in front of the hills, 1080 wide, from y = 860 of the same page on.
inline constexpr float pines_top = 860;
void paint_pines(cairo_t* cairo, double height);

/// 1080 × 80: tree tops at the foot of the idle screen.
void paint_pine_tops(cairo_t* cairo);

/// A birch from top to bottom. The seed decides about its bark.
struct Birch {
    float x = 0;
    float width = 0;
    unsigned seed = 0;
    float step = 26;
    float jitter = 52;
};
void paint_birch(cairo_t* cairo, const Birch& birch, double height);

/// What is painted from now on is so much wider.
void stretch(cairo_t* cairo, float share);

/// 1080 × `height`: winter sky, a ridge and three birches standing in a snow drift.
void paint_birches(cairo_t* cairo, double height);

/// `width` × `height`, drawn for 1080 × 486: winter hills in the quiet hours.
void paint_quiet_hills(cairo_t* cairo, double width, double height);

/// 1080 × 18: the line under the header.
void paint_birch_line(cairo_t* cairo);

/// 1080 × 44: the tree tops at the foot of the footer.
void paint_forest_floor(cairo_t* cairo);

enum class Slot { dashed, solid };
inline constexpr screen::Size reader_size{700, 500};
/// The card reader with its slot; dashed while it waits, solid while it reads.
void paint_reader(cairo_t* cairo, Slot slot);

inline constexpr screen::Size card_size{366, 228};
/// The ID card that floats above the reader.
void paint_card(cairo_t* cairo);

inline constexpr screen::Size forgotten_size{780, 620};
/// The ID card that still lies on the reader, and the way it goes.
void paint_forgotten(cairo_t* cairo);

inline constexpr screen::Size scanner_size{700, 500};
/// A ticket held in front of the scanner's window.
void paint_scanner(cairo_t* cairo);

inline constexpr screen::Size ring_size{208, 208};
/// The countdown: `share` 0…1 of the ring is still full.
void paint_ring(cairo_t* cairo, double share);

}  // namespace bangnin::kiosk::scenery
