// The signature page in its states.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/journeys/signature/signature_page.h"

namespace bangnin::kiosk::samples {

/// Names of pictures and what they show.
[[nodiscard]] std::vector<std::pair<std::string, SignatureState>> signature_states();

}  // namespace bangnin::kiosk::samples
