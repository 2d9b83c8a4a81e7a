// The signature page (11 of the design): what is signed, the pad with its ink, and its keys; and the question whether
// to sign on paper instead.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/signature/signature_page.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

std::optional<SignatureEvent> draw_signature(screen::Ui& ui, const SignatureState& state, const View& view);

[[nodiscard]] std::string signature_caption(const SignatureState& state, const View& view);

}  // namespace bangnin::kiosk
