// The parts of the frame, each drawn into its region of the page; frame_screen.cpp puts them together.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// What the person touched in the frame; none when nothing was.
using FramePress = std::optional<SessionEvent>;

/// Hall, clock and birch line.
void draw_header(Page& page);

/// The three language keys, side by side in the room that the screen has for them.
void draw_languages(Page& page, FramePress& result);

/// 返回 首页 大字 高对比 语音 呼叫工作人员.
void draw_footer_keys(Page& page, const Session& session, const Frame& frame, FramePress& result);

/// The words that are being spoken, two lines at most, behind the small word 语音.
void draw_caption(Page& page, const std::string& caption, screen::Colour ink, screen::Colour quiet);

/// What has just happened by itself, in the place of those words. (toast_screen.cpp)
void draw_toast(Page& page, const Toast& toast);

/// The session's remaining time, once the view has one.
void draw_remaining(Page& page);

}  // namespace bangnin::kiosk
