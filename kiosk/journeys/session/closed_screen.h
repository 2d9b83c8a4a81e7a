// The idle screen while no number can be had here (24): outside the opening hours, while staff have paused the service,
// and while nothing can be written down. Why, where else to go, what is safe, and what can be done meanwhile.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// Any touch of the page begins a session: home, where a number cannot be taken.
std::optional<SessionEvent> draw_closed(screen::Ui& ui, const View& view);
[[nodiscard]] std::string closed_caption(const View& view);

}  // namespace bangnin::kiosk
