// What every page of the console has around it: the header with the hall, the pages that the person may open, and the
// way out. Pure.
#pragma once

#include <string>

#include "sync/hub/console/html.h"
#include "sync/hub/console/staff.h"
#include "sync/hub/halls.h"

namespace bangnin::hub::console {

// Who looks at a page, and what its forms must carry.
struct Viewer {
    StaffMember staff;
    std::string form_token;
    HallRow hall{};  // at which they look
};

struct PageFrame {
    std::string hall;
    std::string title;
    std::string here;  // the path of the page among the header's links; empty: none of them
    std::string body_class{};
    Html head{};   // beside the title
    Html tools{};  // at the right of the header
};

// `viewer` null: nobody is signed in.
std::string render_page(const PageFrame& frame, const Html& content, const Viewer* viewer);

// The hidden field that every form of the console carries.
Html form_token_field(const std::string& token);

// A page that says one thing and leads back.
std::string render_notice_page(const std::string& hall, const std::string& title, const std::string& words,
                               const Viewer* viewer);

}  // namespace bangnin::hub::console
