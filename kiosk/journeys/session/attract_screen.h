// The idle screen: birches before three ridges, the greeting in Chinese and Mongolian.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// Drawn alone, without the frame. Any touch starts a session; a language key starts it in that language.
std::optional<SessionEvent> draw_attract(screen::Ui& ui, const Session& session, const View& view);
/// What who has headphones in hears.
[[nodiscard]] std::string attract_caption(const View& view);

}  // namespace bangnin::kiosk
