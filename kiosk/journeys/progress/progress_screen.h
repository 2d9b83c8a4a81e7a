// The pages of 查询进度: scan a ticket, see where it stands.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/progress/progress_journey.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// Draws the page of the state (without the frame) and gives what the person did on it.
std::optional<ProgressEvent> draw_progress(screen::Ui& ui, const ProgressState& state, const View& view);

/// The spoken words of the page. Numbers are spelt out digit by digit.
[[nodiscard]] std::string progress_caption(const ProgressState& state, const View& view);

}  // namespace bangnin::kiosk
