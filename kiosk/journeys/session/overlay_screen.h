// What lies over a page: the time-out warning and the question whether to leave.
#pragma once

#include <optional>

#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// To be drawn last. Draws nothing for Overlay::none. Touching beside the dialog is Stay.
std::optional<SessionEvent> draw_overlay(screen::Ui& ui, const Session& session, const View& view);

/// The spoken words of the overlay; empty for Overlay::none.
[[nodiscard]] std::string overlay_caption(const Session& session, const View& view);

}  // namespace bangnin::kiosk
