#include "sync/hub/console/opened_page.h"

namespace bangnin::hub::console {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

std::string key_project_words(sync::KeyProject key) {
    if (key == sync::KeyProject::unknown) return {};
    return key == sync::KeyProject::yes ? "是" : "否";
}

Rows without_empty(Rows rows) {
    std::erase_if(rows, [](const auto& row) { return row.second.empty(); });
    return rows;
}

}  // namespace

Rows rows_of(const sync::ApplicantDetails& details) {
    return without_empty({{"单位名称", details.unit_name},
                          {"单位地址", details.unit_address},
                          {"负责人", details.unit_head},
                          {"邮编", details.postcode},
                          {"联系电话", details.phone},
                          {"经办人", details.handler},
                          {"项目地址", details.project_address},
                          {"投资总额", details.investment},
                          {"资金来源", details.funding},
                          {"土地性质", details.land},
                          {"重点项目", key_project_words(details.key_project)},
                          {"用途及规模", details.purpose},
                          {"审批进展", details.progress}});
}

Rows rows_of(const TicketPerson& person) {
    return without_empty({{"姓名", person.name}, {"身份证号", person.id_number}, {"手机号", person.phone}});
}

std::string render_opened(const OpenedPage& page, const Viewer& viewer) {
    Html rows;
    for (const auto& [name, text] : page.rows) {
        rows += fill("<dt>{{name}}</dt><dd>{{text}}</dd>", {{"name", name}, {"text", text}});
    }
    const Html content = fill(
        R"(<section class="card page opened"><h1>{{title}}　个人信息</h1><p class="fault">只显示这一次，离开后要再看须重新写明原因。已经记录：工号 {{login}}，原因：{{reason}}</p>
<dl>{{rows}}</dl><p><a class="secondary" id="back" href="{{back}}">看完了</a></p></section>)",
        {{"title", page.title},
         {"login", viewer.staff.login},
         {"reason", page.reason},
         {"rows", rows},
         {"back", page.back}});
    return render_page({.hall = page.hall, .title = page.title, .here = page.here}, content, &viewer);
}

}  // namespace bangnin::hub::console
