// What was sealed, opened for somebody once: the page says that it is on record, and is kept by no browser. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sync/hub/console/page_frame.h"
#include "sync/hub/console/person_masks.h"
#include "sync/model/applicant.h"

namespace bangnin::hub::console {

struct OpenedPage {
    std::string hall;
    std::string title;                                      // the case's or the ticket's number
    std::string reason;                                     // as it is on record
    std::string back;                                       // path
    std::string here;                                       // the header's link
    std::vector<std::pair<std::string, std::string>> rows;  // what it is called, and what it says
};

std::vector<std::pair<std::string, std::string>> rows_of(const sync::ApplicantDetails& details);
std::vector<std::pair<std::string, std::string>> rows_of(const TicketPerson& person);

std::string render_opened(const OpenedPage& page, const Viewer& viewer);

}  // namespace bangnin::hub::console
