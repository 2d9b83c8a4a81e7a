// What a person may begin at home: five choices in the shape that the screen and the person's settings ask for.
#pragma once

#include <vector>

#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/session/session.h"

namespace bangnin::kiosk {

/// Adds the choices to the sheet; `picked` is filled in by its draw(). Gives what each choice begins, in their order.
[[nodiscard]] std::vector<Offer> add_home_choices(Sheet& sheet, std::size_t page, Picked& picked);

}  // namespace bangnin::kiosk
