// The page on which a case is filed for an applicant who stands at the window, from their paper form. What was typed
// and could not be taken stands in it again, each fault beside its field. Pure.
#pragma once

#include <string>
#include <vector>

#include "sync/hub/console/filing_form.h"
#include "sync/hub/console/page_frame.h"

namespace bangnin::hub::console {

struct FilingPage {
    std::string hall;
    const sync::Catalogue& catalogue;
    std::string token;  // of the case that will be: a form sent twice files one
    Form typed{};       // at first only from where it was opened
    std::vector<FilingFault> faults{};
    std::string saying{};        // about what was asked for last
    std::string filed_before{};  // the token of the case that this form filed, where it said something else then
    std::string another{};       // and the token of the one that it may file beside that one, where it is pressed for
};

std::string render_filing(const FilingPage& page, const Viewer& viewer);

}  // namespace bangnin::hub::console
