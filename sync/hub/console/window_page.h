// A window's page: who waits, who is there, what its clerk may do now, and the case that lies open there. Of the person
// only masks are in it. Pure: the same input gives the same bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/console/html.h"
#include "sync/hub/console/page_frame.h"
#include "sync/hub/console/person_masks.h"
#include "sync/hub/queue_desk.h"
#include "sync/model/workdays.h"
#include "sync/wire/case_codec.h"

namespace bangnin::hub::console {

enum class WindowTab { items, materials, log };  // of the case that lies open
std::string_view to_text(WindowTab tab);
WindowTab window_tab(std::string_view text);  // the first where it is none of them

struct WindowPage {
    const Config& config;
    const CallWindow& window;
    const DeskView& view;
    Viewer viewer;
    std::string saying{};  // about what was asked for last; empty: nothing
    PersonMasks person{};  // who is present
    std::optional<sync::wire::CaseView> at_hand{};
    const sync::WorkCalendar* calendar = nullptr;
    WindowTab tab = WindowTab::items;
};

std::string render_window(const WindowPage& page);
// The part that changes with the queues: what the stream of events sends anew.
Html render_window_live(const WindowPage& page);
// What stands in the header to pause and to go on: changes with the window's state.
Html render_window_pause(const WindowPage& page);

struct WindowChoice {
    const CallWindow& window;
    const WindowStanding& standing;
};
// The windows that a person may serve at.
std::string render_windows(const std::vector<WindowChoice>& choices, const Viewer& viewer);

}  // namespace bangnin::hub::console
