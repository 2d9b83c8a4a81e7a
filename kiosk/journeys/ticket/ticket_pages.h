// The pages behind draw_ticket, one for each stage; used by ticket_screen.cpp only.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/ticket/ticket_journey.h"

namespace bangnin::kiosk {

std::optional<TicketEvent> draw_departments(Page& page, const ticket_stage::Department& stage);
std::optional<TicketEvent> draw_services(Page& page, const ticket_stage::Service& stage);
std::optional<TicketEvent> draw_identify(Page& page, const ticket_stage::Identify& stage);
std::optional<TicketEvent> draw_committing(Page& page, const ticket_stage::Committing& stage);
std::optional<TicketEvent> draw_phone(Page& page, const ticket_stage::Phone& stage);
std::optional<TicketEvent> draw_issued(Page& page, const ticket_stage::Issued& stage);
std::optional<TicketEvent> draw_not_committed(Page& page, const ticket_stage::NotCommitted& stage);

/// The queue's department and window as the ticket shows them: "林草局 · 2 楼 3 号窗口".
[[nodiscard]] std::string place_of(const View& view, std::size_t queue);

/// "A1023" → "A 1 0 2 3", for speaking.
[[nodiscard]] std::string spelt(std::string_view number);

/// What the printer did not do, as the help under the title.
[[nodiscard]] std::string not_printed_text(NotPrinted reason);

}  // namespace bangnin::kiosk
