// Who of the hall may do what to a case, and see of it. Everybody may read cases; the rules of the case itself stand in
// sync/model. Pure.
#pragma once

#include <string>
#include <string_view>

#include "sync/hub/console/staff.h"
#include "sync/model/case.h"

namespace bangnin::hub::console {

// Where a case stands open: beside the person's work at a window, or only in the lists.
enum class CasePlace { lists, own_window };

// Of the act of that name (name_of() its command) on that item, 0: on the case. Why not, in Chinese; empty: they may.
// A clerk does what the items of their departments need, whoever is above them everything that is the hall's to do.
std::string act_refusal(const StaffMember& staff, const sync::Case& of, std::string_view act, std::uint32_t item);
// The same of taking in what was missing.
std::string gap_refusal(const StaffMember& staff, const sync::Case& of, const sync::Gap& gap);

// Of the command itself.
std::string refusal_for(const StaffMember& staff, const sync::Case& of, const sync::Command& command);

// Of opening what is sealed of the applicant: agents and those above them, clerks for whom they serve.
std::string look_refusal(const StaffMember& staff, CasePlace place);

// As the case's log names them.
sync::Actor actor_of(const StaffMember& staff);

}  // namespace bangnin::hub::console
