// The pages of 取号排队, by the state of the journey.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/ticket/ticket_journey.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// Draws the page of the state (without the frame) and gives what the person did on it.
std::optional<TicketEvent> draw_ticket(screen::Ui& ui, const TicketState& state, const View& view);

/// The spoken words of the page. Numbers are spelt out digit by digit.
[[nodiscard]] std::string ticket_caption(const TicketState& state, const View& view);

}  // namespace bangnin::kiosk
