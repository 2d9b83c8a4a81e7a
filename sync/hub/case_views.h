// What is told of a case, and to whom. Pure.
#pragma once

#include "sync/hub/case_desk.h"
#include "sync/model/workdays.h"
#include "sync/wire/case_codec.h"

namespace bangnin::hub {

// hall: clerks and agents, who must not see who gave which grade. applicant: whoever has the case's token, who sees
// names and numbers masked, and not the agent's notes.
enum class CaseAudience { hall, applicant };

// With so many working days left a deadline is near.
inline constexpr std::uint32_t due_soon_days = 3;
// Of a long log only the latest is told.
inline constexpr std::size_t most_told_entries = 300;

sync::wire::CaseView case_view(const CaseFile& file, const sync::WorkCalendar& calendar, CaseAudience audience,
                               sync::Instant now);

}  // namespace bangnin::hub
