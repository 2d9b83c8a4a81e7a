// The frame around every page but the idle one: header, birch line, footer keys, spoken words, remaining time.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// To be drawn after the page. 返回 gives Back, 首页 gives GoHome (the terminal fills in what was typed); a key that
/// cannot work now gives the event whose answer says why.
std::optional<SessionEvent> draw_frame(screen::Ui& ui, const Session& session, const Frame& frame, const View& view);

/// The words that answer a touch; empty for Notice::none. In the language of `view`.
[[nodiscard]] std::string notice_caption(Notice notice, const View& view);

}  // namespace bangnin::kiosk
