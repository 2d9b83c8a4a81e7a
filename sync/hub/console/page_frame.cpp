#include "sync/hub/console/page_frame.h"

#include <array>

#include "sync/hub/api/access.h"
#include "sync/hub/console/assets.h"
#include "sync/hub/console/console_assets.h"

namespace bangnin::hub::console {
namespace {

struct Link {
    std::string_view path;
    std::string_view words;
    Access access;
    bool of_all_halls = false;  // only for those of no hall in particular
};
constexpr std::array links{Link{"/console", "窗口", Access::clerk},
                           Link{"/console/cases", "办件", Access::clerk},
                           Link{"/console/statistics", "统计", Access::manager},
                           Link{"/console/follow-ups", "差评", Access::manager},
                           Link{"/console/devices", "设备", Access::manager},
                           Link{"/console/audit", "记录", Access::manager},
                           Link{"/console/documents", "设置", Access::admin},
                           Link{"/console/halls", "大厅", Access::admin, true}};

Html links_for(const Viewer& viewer, const std::string& here) {
    Html html;
    for (const Link& link : links) {
        if (!may(viewer.staff.role, link.access) || (link.of_all_halls && !viewer.staff.hall.empty())) continue;
        html += fill(R"(<a href="{{path}}"{{current}}>{{words}}</a>)",
                     {{"path", link.path},
                      {"current", link.path == here ? Html(R"( aria-current="page")") : Html()},
                      {"words", link.words}});
    }
    return html;
}

Html signed_in_part(const Viewer& viewer, const std::string& here) {
    return fill(R"(<nav aria-label="页面">{{links}}</nav>
<span class="who">{{name}}<span class="login">工号 {{login}}</span></span>
<form method="post" action="/console/sign-out">{{token}}<button class="on-pine" id="sign-out">退出</button></form>)",
                {{"links", links_for(viewer, here)},
                 {"name", viewer.staff.name},
                 {"login", viewer.staff.login},
                 {"token", form_token_field(viewer.form_token)}});
}

}  // namespace

Html form_token_field(const std::string& token) {
    return fill(R"(<input type="hidden" name="form" value="{{token}}">)", {{"token", token}});
}

std::string render_page(const PageFrame& frame, const Html& content, const Viewer* viewer) {
    return fill(console_assets::page_html,
                {{"title", frame.title},
                 {"hall", frame.hall},
                 {"css", style_sheet().path()},
                 {"js", script().path()},
                 {"body_class", frame.body_class},
                 {"head", frame.head.empty() ? fill("<b>{{hall}}</b>", {{"hall", frame.hall}}) : frame.head},
                 {"tools", frame.tools},
                 {"signed_in", viewer != nullptr ? signed_in_part(*viewer, frame.here) : Html()},
                 {"content", content}})
        .markup();
}

std::string render_notice_page(const std::string& hall, const std::string& title, const std::string& words,
                               const Viewer* viewer) {
    const Html content = fill(R"(<section class="card notice"><h1>{{title}}</h1><p role="alert">{{words}}</p>
<p><a class="secondary" href="/console">回到工作台</a></p></section>)",
                              {{"title", title}, {"words", words}});
    return render_page({.hall = hall, .title = title, .here = {}}, content, viewer);
}

}  // namespace bangnin::hub::console
