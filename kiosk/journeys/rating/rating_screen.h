// The pages of 评价服务: which service, five grades, why, thank you.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/rating/rating.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// Draws the page of the state (without the frame) and gives what the person did on it.
std::optional<RatingEvent> draw_rating(screen::Ui& ui, const RatingState& state, const View& view);

/// The spoken words of the page.
[[nodiscard]] std::string rating_caption(const RatingState& state, const View& view);

}  // namespace bangnin::kiosk
