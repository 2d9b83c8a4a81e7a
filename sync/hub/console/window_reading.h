// What a window's page is made of, read from the records at one time.
#pragma once

#include <optional>
#include <string>

#include "sync/hub/authority.h"
#include "sync/hub/case_basis.h"
#include "sync/hub/console/window_page.h"
#include "sync/hub/database_lane.h"

namespace bangnin::hub::console {

struct WindowReading {
    DeskView view;
    std::optional<CaseFile> at_hand;
    std::string sealed;  // of whoever is present and not known yet
};
// `known`: the token of whom one knows already; of others what is sealed is looked for.
DatabaseResult<WindowReading> read_window(Records& records, const WindowPlace& place, const std::string& known,
                                          sync::Instant now);

// What belongs to the window, whatever happens there.
struct WindowSetting {
    const Config& config;
    const CallWindow& window;
    const Authority& authority;
    const CaseBasis* basis = nullptr;  // null: there is no calendar, and no case is shown
};
// `reading` must outlive it. Without who is present: see ticket_masks().
WindowPage window_page(const WindowSetting& setting, const WindowReading& reading, const Viewer& viewer, WindowTab tab);

}  // namespace bangnin::hub::console
