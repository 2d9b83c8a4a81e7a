// The two things beside the reasons: words of one's own, and whether one can be answered. Used by reasons_page.cpp
// only.
#pragma once

#include <optional>

#include "kiosk/journeys/rating/rating_pages.h"

namespace bangnin::kiosk {

/// `words` must outlive the sheet's draw(), which puts into `done` what the person did.
void add_options(Sheet& sheet, const RatingWords& words, CallBack call_back, std::optional<RatingEvent>& done);

}  // namespace bangnin::kiosk
