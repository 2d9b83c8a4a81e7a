// The pictures of the design, as painters for Ui::illustration: forest and birches, the birch line, the ID card at the
// reader, the ticket at the scanner, the countdown's ring. Flat shapes only, in base px, (0,0) at the picture's top
// left. The same seeds as the design's sources, so every machine shows the same trees.
#pragma once

#include "ui/screen/geometry.h"

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

/// 1080 × 1920: sky, sun, three ridges, two rows of pines, four birches.
void paint_attract(cairo_t* cairo);
/// The same for a screen that is wider than high: hills up to the middle, dark ground behind it.
[[nodiscard]] float attract_middle(screen::Size surface);
void paint_wide_attract(cairo_t* cairo, double across, double height);

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
