#pragma once
// The static pictures of the design: birches, ridges, pines, the birch line, the mark. Seeded, so that they are the
// same everywhere and always. The painters draw in base px from (0,0) (for Ui::illustration).

#include "ui/screen/geometry.h"
#include "ui/screen/ui.h"

namespace bangnin::screen {

// 01: the whole idle screen's picture, 1080 × 1920. ridge_shift: px to the right by which the far ridges drift.
void paint_attract(cairo_t* cairo, float ridge_shift);
inline constexpr Size attract_size{1080, 1920};

// 02: winter sky, a ridge and three birches in a snow drift; stands at (0, 142).
void paint_home_birches(cairo_t* cairo);
inline constexpr Rect home_birches_rect{0, 142, 1080, 490};

// The line under the header with its lenticels; stands at (0, 140).
void paint_birch_line(cairo_t* cairo);
inline constexpr Rect birch_line_rect{0, 140, 1080, 18};

// The tops of the forest at the foot of the footer; stands at the bottom of the screen.
void paint_footer_forest(cairo_t* cairo);
inline constexpr Rect footer_forest_rect{0, 1876, 1080, 44};

// 04: the reader with its slot, and the card above it; 700 × 500 and 360 × 222.
enum class Slot { waiting, reading };
void paint_reader(cairo_t* cairo, Slot slot);
void paint_card(cairo_t* cairo);
inline constexpr Size reader_size{700, 500};
inline constexpr Size card_size{366, 228};  // the outline reaches 3 px over on each side

// The header's birch line, as above; in high contrast a plain line.
void draw_birch_line(Ui& ui);
// The mark: one pine on a rounded square.
void draw_mark(Ui& ui, const Rect& rect);

}  // namespace bangnin::screen
