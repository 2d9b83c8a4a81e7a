// A case's page for the hall: where it and each of its items stand, what is wanted by when, what may be done to it now
// and by this person and why not the rest, its forms, and everything that happened. Of the applicant only masks are in
// it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/hub/case_desk.h"
#include "sync/hub/console/case_rights.h"
#include "sync/hub/console/form.h"
#include "sync/hub/console/page_frame.h"
#include "sync/hub/console/person_masks.h"
#include "sync/model/case_choices.h"
#include "sync/model/workdays.h"
#include "sync/wire/case_codec.h"

namespace bangnin::hub::console {

struct HallCasePage {
    std::string hall;
    const sync::WorkCalendar& calendar;
    sync::wire::CaseView view;
    std::vector<std::string> agents{};  // who may be entrusted with it
    PersonMasks applicant{};
    CasePlace place = CasePlace::lists;
    std::string saying{};  // about what was asked for last; empty: nothing
    Form draft{};          // what was posted and not done: its form is open again, with everything typed still in it
};

std::string render_case(const HallCasePage& page, const Viewer& viewer);

// -- its parts, for the window's page too --

// One act as a button, or as a form that opens under its name. `key` is pressed for it; empty: none.
Html act_part(const HallCasePage& page, const Viewer& viewer, const sync::CaseChoice& choice, std::string_view key);
// Nothing of what cannot be done now is offered: it says why not.
Html refused_part(const std::vector<sync::CaseChoice>& refused);
// The choices with the person's rights counted in.
std::vector<sync::CaseChoice> choices_for(const HallCasePage& page, const StaffMember& staff, std::uint32_t item);

}  // namespace bangnin::hub::console
