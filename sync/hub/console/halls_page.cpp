#include "sync/hub/console/halls_page.h"

namespace bangnin::hub::console {

std::string render_halls(const std::vector<HallRow>& halls, const Viewer& viewer) {
    Html rows;
    for (const HallRow& row : halls) {
        if (row.hall == viewer.hall.hall) {
            rows += fill(R"(<li aria-current="true"><b>{{hall}}</b><span class="queue">{{name}}</span>正在看</li>)",
                         {{"hall", row.hall}, {"name", row.name}});
            continue;
        }
        rows += fill(
            R"(<li><b>{{hall}}</b><span class="queue">{{name}}</span><form method="post" action="/console/halls">{{token}}<button name="hall" value="{{hall}}" aria-label="看 {{name}}">看这个大厅</button></form></li>)",
            {{"hall", row.hall}, {"name", row.name}, {"token", form_token_field(viewer.form_token)}});
    }
    const Html content = fill(R"(<section class="card windows halls"><h1>看哪个大厅？</h1><ul>{{rows}}</ul></section>)",
                              {{"rows", rows}});
    return render_page({.hall = viewer.hall.name, .title = "大厅", .here = "/console/halls"}, content, &viewer);
}

}  // namespace bangnin::hub::console
