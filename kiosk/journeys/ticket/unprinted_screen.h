// The notice that an earlier ticket's paper did not come out: its number and QR once more, over whatever page is shown.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/ticket/paper_watch.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// Modal; its one key gives Noted. A touch beside it does nothing: the number must have been seen.
std::optional<PaperEvent> draw_unprinted(screen::Ui& ui, const Unprinted& unprinted, const View& view);

/// The spoken words.
[[nodiscard]] std::string unprinted_caption(const Unprinted& unprinted, const View& view);

}  // namespace bangnin::kiosk
