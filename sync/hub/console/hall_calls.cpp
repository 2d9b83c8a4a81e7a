// Which hall an admin of all halls looks at.
#include <algorithm>

#include "sync/hub/console/halls_page.h"
#include "sync/hub/console/responses.h"

namespace bangnin::hub {

using namespace console;

Api::Answer Api::console_halls(const ApiRequest& request) {
    auto halls = co_await office_.run([](Records& records) { return records.halls.list(); });
    if (!halls) co_return console_unavailable(request);
    const std::string& own = request.session->staff.hall;
    std::erase_if(*halls, [&](const HallRow& row) { return !own.empty() && row.hall != own; });
    co_return page_response(200, render_halls(*halls, viewer_of(request)));
}

Api::Answer Api::console_look_at(const ApiRequest& request) {
    const std::string hall = field(request.form, "hall");
    const auto turned = co_await office_.run([&](Records& records) {
        return records.sign_ins.look_at(*request.session, hall, request.address, sync::wall_clock_now());
    });
    if (!turned) co_return console_unavailable(request);
    if (!*turned) co_return console_notice(404, "没有这个大厅", "没有这个大厅，或者您不能看它。", request);
    office_.changed();
    co_return redirect("/console");
}

}  // namespace bangnin::hub
