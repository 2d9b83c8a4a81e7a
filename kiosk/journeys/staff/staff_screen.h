// Screens of the staff page: the PIN, and the terminal's parts with what staff can do about them (23).
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/staff/staff.h"
#include "kiosk/journeys/staff/staff_facts.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

std::optional<StaffEvent> draw_staff(screen::Ui& ui, const StaffState& state, const StaffFacts& facts,
                                     const View& view);

/// What came of the last key, what to do about the part that is shown, or how the page leaves. Written only; the staff
/// page says nothing aloud.
[[nodiscard]] std::string staff_caption(const StaffState& state, const StaffFacts& facts, const View& view);

}  // namespace bangnin::kiosk
