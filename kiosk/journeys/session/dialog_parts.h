// What the dialogs over a page have in common: where they may stand, their ground, and the language keys beside them.
#pragma once

#include <optional>

#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// From top to bottom, clear of the language keys.
struct DialogRoom {
    float top = 0;
    float bottom = 0;
    [[nodiscard]] float height() const { return bottom - top; }
};
[[nodiscard]] DialogRoom dialog_room(const Page& page);

/// The top of a dialog that is so high: it ends where the hand is; on a wide screen it stands in the middle.
[[nodiscard]] float dialog_top(const Page& page, float height);

void draw_dialog_ground(Page& page, const screen::Rect& box);

/// The language keys once more, within reach above the scrim. To be drawn after the dialog; the frame has left them out
/// (LanguageKeys::over_dialog).
std::optional<SessionEvent> draw_dialog_languages(screen::Ui& ui, const View& view);

}  // namespace bangnin::kiosk
