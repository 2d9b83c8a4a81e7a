// Home: five big choices.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// In its normal, large-type, low-reach, Mongolian and offline dress, by the settings and the hub's reachability. A
/// choice that this terminal does not offer keeps its place, dimmed; touching it gives Choose all the same, so that
/// the answer says why.
std::optional<SessionEvent> draw_home(screen::Ui& ui, const Session& session, const View& view);

/// The spoken words of the home screen.
[[nodiscard]] std::string home_caption(const Session& session, const View& view);

}  // namespace bangnin::kiosk
