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
void draw_header(Page& page, const Session& session, FramePress& result);

/// The hall's mark. Where nobody is in the middle of something staff hold it to come to their page, unless everything
/// that is touched shall be low.
struct MarkLook {
    float icon_size = 48;
    float radius = 18;
};
screen::Touched draw_mark(Page& page, const Session& session, const screen::Rect& mark, const MarkLook& look,
                          FramePress& result);

/// The three language keys, side by side in the room that the screen has for them.
void draw_languages(Page& page, FramePress& result);

/// 返回 首页 大字 高对比 语音 呼叫工作人员.
void draw_footer_keys(Page& page, const Session& session, const Frame& frame, FramePress& result);

/// The words that are being spoken, two lines at most, behind the small word 语音, or 提示 where nobody speaks them.
void draw_caption(Page& page, const Frame& frame, screen::Colour ink, screen::Colour quiet);

/// What has just happened by itself, in the place of those words. (toast_screen.cpp)
void draw_toast(Page& page, const Toast& toast);

/// The session's remaining time, once the view has one.
void draw_remaining(Page& page);

}  // namespace bangnin::kiosk
