#include "sync/hub/console/statistics_page.h"

#include <algorithm>

#include "sync/hub/console/statistics_table.h"

namespace bangnin::hub::console {
namespace {

constexpr std::size_t most_narrow = 4;  // columns

Html look_of(const Cell& cell) { return is_number(cell) ? Html(R"( class="number")") : Html(); }

// Bars by their lengths as attributes: the page's policy allows no styles in it.
Html hours_chart(const Statistics& statistics) {
    std::uint32_t most = 1;
    for (const auto& [hour, sum] : statistics.by_hour) most = std::max(most, sum.issued);
    Html bars;
    int row = 0;
    for (const auto& [hour, sum] : statistics.by_hour) {
        bars += fill(
            R"(<text x="0" y="{{text}}">{{hour}}</text><rect x="60" y="{{top}}" width="{{width}}" height="18" rx="3"/><text x="{{end}}" y="{{text}}">{{count}}</text>)",
            {{"text", row * 26 + 15},
             {"top", row * 26},
             {"hour", std::to_string(hour) + ":00"},
             {"width", sum.issued * 400 / most},
             {"end", 68 + sum.issued * 400 / most},
             {"count", sum.issued}});
        ++row;
    }
    if (row == 0) return {};
    return fill(
        R"(<h2>各时段取号</h2><svg class="chart" viewBox="0 0 540 {{height}}" role="img" aria-label="各时段取号数，数字见表">{{bars}}</svg>)",
        {{"height", row * 26}, {"bars", bars}});
}

Html table_of(const Table& table) {
    Html head;
    for (std::size_t column = 0; column < table.headings.size(); ++column) {
        const Html look = table.rows.empty() ? Html() : look_of(table.rows.front().at(column));
        head += fill(R"(<th scope="col"{{look}}>{{words}}</th>)", {{"look", look}, {"words", table.headings[column]}});
    }
    Html rows;
    for (const Row& row : table.rows) {
        Html cells;
        for (const Cell& cell : row) {
            cells += fill("<td{{look}}>{{cell}}</td>", {{"look", look_of(cell)}, {"cell", cell_text(cell)}});
        }
        rows += fill("<tr>{{cells}}</tr>\n", {{"cells", cells}});
    }
    // Two columns as wide as the page would be hard to read across.
    const Html look = table.headings.size() > most_narrow ? Html() : Html(R"( class="narrow")");
    return fill("<table{{look}}><thead><tr>{{head}}</tr></thead><tbody>{{rows}}</tbody></table>",
                {{"look", look}, {"head", head}, {"rows", rows}});
}

Html grades_part(const Statistics& statistics) {
    std::uint32_t given = 0;
    for (const std::uint32_t count : statistics.grades) given += count;
    return fill(R"(<h2>评价</h2><p class="quiet">窗口请了 {{wished}} 次，收到 {{given}} 个评价。</p>{{table}})",
                {{"wished", statistics.wished}, {"given", given}, {"table", table_of(grades_table(statistics))}});
}

Html presence_part(const Statistics& statistics) {
    if (statistics.presence.empty()) return {};
    return fill(R"(<h2>设备在线</h2><p class="quiet">只算大厅开门、中心也在运行的分钟。</p>{{table}})",
                {{"table", table_of(presence_table(statistics))}});
}

Html cases_part(const Statistics& statistics) {
    return fill(R"(<div id="cases"><h2>办件</h2>{{table}}</div>)", {{"table", table_of(cases_table(statistics))}});
}

}  // namespace

std::string render_statistics(const Config& config, const Statistics& statistics, const Viewer& viewer) {
    const Html content = fill(R"(<section class="card page"><h1>统计</h1>
<form class="filter" method="get" action="/console/statistics"><label for="from">从</label><input id="from" name="from" type="date" value="{{from}}"><label for="to">到</label><input id="to" name="to" type="date" value="{{to}}"><button>查看</button><a class="secondary" href="/console/statistics.csv?from={{from}}&amp;to={{to}}">导出 CSV</a><a class="secondary" href="/console/statistics.xlsx?from={{from}}&amp;to={{to}}">导出 Excel</a></form>
{{figures}}{{chart}}{{grades}}{{cases}}{{presence}}</section>)",
                              {{"from", statistics.from.text()},
                               {"to", statistics.to.text()},
                               {"figures", table_of(figures_table(config, statistics))},
                               {"chart", hours_chart(statistics)},
                               {"grades", grades_part(statistics)},
                               {"cases", cases_part(statistics)},
                               {"presence", presence_part(statistics)}});
    return render_page({.hall = statistics.hall.name, .title = "统计", .here = "/console/statistics"}, content,
                       &viewer);
}

}  // namespace bangnin::hub::console
