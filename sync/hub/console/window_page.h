// A window's page: who waits, who is there, and what its clerk may do now. No personal data is in it. Pure: the same
// input gives the same bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/console/html.h"
#include "sync/hub/console/page_frame.h"
#include "sync/hub/queue_desk.h"

namespace bangnin::hub::console {

struct WindowPage {
    const Config& config;
    const CallWindow& window;
    const DeskView& view;
    Viewer viewer;
    std::string saying{};  // about what was asked for last; empty: nothing
};

std::string render_window(const WindowPage& page);
// The part that changes with the queues: what the stream of events sends anew.
Html render_window_live(const WindowPage& page);

struct WindowChoice {
    const CallWindow& window;
    const WindowStanding& standing;
};
// The windows that a person may serve at.
std::string render_windows(const std::vector<WindowChoice>& choices, const Viewer& viewer);

}  // namespace bangnin::hub::console
