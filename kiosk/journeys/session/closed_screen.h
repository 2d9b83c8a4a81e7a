// The idle screen outside the opening hours (24): when the hall opens again, and what can be done meanwhile.
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
