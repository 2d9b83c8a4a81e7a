// The text-entry page with each of its keyboards and in its states.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/journeys/entry/text_entry.h"

namespace bangnin::kiosk::samples {

/// Names of pictures and what they show.
[[nodiscard]] std::vector<std::pair<std::string, EntryState>> entry_states();

}  // namespace bangnin::kiosk::samples
