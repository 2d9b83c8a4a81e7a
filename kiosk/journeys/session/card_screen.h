// The page of a card that its owner left on the reader (18). It never shows whose card it is.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

std::optional<SessionEvent> draw_forgotten_card(screen::Ui& ui, const Session& session, const View& view);
[[nodiscard]] std::string forgotten_card_caption(const Session& session, const View& view);

}  // namespace bangnin::kiosk
