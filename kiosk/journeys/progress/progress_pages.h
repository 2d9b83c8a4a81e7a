// The pages behind draw_progress; used by progress_screen.cpp only.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/progress/progress_journey.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

enum class Looking { no, yes };

std::optional<ProgressEvent> draw_scan(Page& page, const ProgressState& state, ScanProblem problem, Looking looking);
/// `problem`: of a scan that led nowhere while this result was shown.
std::optional<ProgressEvent> draw_ticket_progress(Page& page, const TicketProgress& ticket, ScanProblem problem);

/// Why the last scan led nowhere, in the three parts of a notice. Empty for ScanProblem::none.
[[nodiscard]] NoticeText scan_problem_text(ScanProblem problem);

/// Where the ticket stands, in one sentence; figures are **bold**.
[[nodiscard]] std::string standing_text(const TicketProgress& ticket);

}  // namespace bangnin::kiosk
