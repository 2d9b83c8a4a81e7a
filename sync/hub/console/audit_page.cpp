#include "sync/hub/console/audit_page.h"

namespace bangnin::hub::console {
namespace {

std::string_view outcome_words(const std::string& outcome) {
    if (outcome == outcome_done) return "已做";
    if (outcome == "failed") return "密码不对";
    if (outcome == "locked") return "密码不对，次数已满";
    if (outcome == "wrong_role") return "岗位不符";
    return outcome;
}

Html row_of(const AuditLog::Row& row, const AuditPage& page) {
    const AuditEntry& entry = row.entry;
    // Among those of all halls the first's stand without its id.
    const bool elsewhere = page.wish.hall.empty() && entry.hall != first_hall;
    return fill(
        R"(<tr><td>{{number}}</td><td>{{day}} {{time}}</td><td>{{staff}}</td><td>{{act}}</td><td>{{subject}}</td><td>{{outcome}}</td><td>{{address}}</td></tr>
)",
        {{"number", row.number},
         {"day", sync::local_day(entry.at, page.zone).text()},
         {"time", sync::local_hour_minute(entry.at, page.zone)},
         {"staff", entry.staff.empty() ? std::string("—") : entry.staff},
         {"act", act_words(entry.act)},
         {"subject", (elsewhere ? entry.hall + " " : "") + entry.subject},
         {"outcome", outcome_words(entry.outcome)},
         {"address", entry.address}});
}

}  // namespace

std::string render_audit(const AuditPage& page, const Viewer& viewer) {
    Html rows;
    for (const AuditLog::Row& row : page.rows) rows += row_of(row, page);
    if (page.rows.empty()) rows += Html(R"(<tr><td colspan="7" class="quiet">没有记录</td></tr>)");
    Html older;
    if (page.rows.size() == page.wish.limit) {
        older = fill(
            R"(<p><a class="secondary" href="/console/audit?staff={{staff}}&amp;before={{before}}">更早的</a></p>)",
            {{"staff", url_part(page.wish.staff)}, {"before", page.rows.back().number}});
    }
    const Html content = fill(R"(<section class="card page"><h1>操作记录</h1>
<form class="filter" method="get" action="/console/audit"><label for="staff">工号</label><input id="staff" name="staff" value="{{staff}}" maxlength="32"><button>只看这个工号</button></form>
<table><thead><tr><th scope="col">序号</th><th scope="col">时间</th><th scope="col">工号</th><th scope="col">操作</th><th scope="col">对象</th><th scope="col">结果</th><th scope="col">来自</th></tr></thead>
<tbody>{{rows}}</tbody></table>{{older}}</section>)",
                              {{"staff", page.wish.staff}, {"rows", rows}, {"older", older}});
    return render_page({.hall = page.hall, .title = "操作记录", .here = "/console/audit"}, content, &viewer);
}

}  // namespace bangnin::hub::console
