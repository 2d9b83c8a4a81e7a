#include "sync/hub/console/statistics_page.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace bangnin::hub::console {
namespace {

constexpr std::array<std::string_view, 5> grade_words{"非常不满意", "不满意", "基本满意", "满意", "非常满意"};

std::string one_decimal(double value) {
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.1f", value);
    return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

struct Line {
    std::string kind;
    std::string name;
    Sum sum;
};

std::string service_words(const Config& config, char letter) {
    const auto found = std::ranges::find(config.services, letter, &sync::Service::letter);
    return std::string(1, letter) + (found == config.services.end() ? std::string() : " " + found->name);
}

std::vector<Line> lines_of(const Config& config, const Statistics& statistics) {
    std::vector<Line> lines{{"全部", "", statistics.all}};
    for (const auto& [letter, sum] : statistics.by_service)
        lines.push_back({"队列", service_words(config, letter), sum});
    for (const auto& [window, sum] : statistics.by_window) lines.push_back({"窗口", window, sum});
    for (const auto& [hour, sum] : statistics.by_hour) lines.push_back({"时段", std::to_string(hour) + ":00", sum});
    return lines;
}

std::vector<std::string> cells_of(const Line& line) {
    const Sum& sum = line.sum;
    return {line.kind,
            line.name,
            std::to_string(sum.issued),
            std::to_string(sum.called),
            std::to_string(sum.done),
            std::to_string(sum.missed),
            one_decimal(sum.waited_mean),
            one_decimal(sum.waited_p90),
            one_decimal(sum.served_mean)};
}

const std::vector<std::string>& headings() {
    static const std::vector<std::string> words{"分组", "名称",           "取号",           "已叫",          "办结",
                                                "过号", "平均等候（分）", "九成等候（分）", "平均办理（分）"};
    return words;
}

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

Html grades_table(const Statistics& statistics) {
    Html rows;
    std::uint32_t given = 0;
    for (std::size_t grade = grade_words.size(); grade-- > 0;) {
        given += statistics.grades.at(grade);
        rows += fill("<tr><td>{{words}}</td><td>{{count}}</td></tr>",
                     {{"words", grade_words.at(grade)}, {"count", statistics.grades.at(grade)}});
    }
    return fill(
        R"(<h2>评价</h2><p class="quiet">窗口请了 {{wished}} 次，收到 {{given}} 个评价。</p><table><tbody>{{rows}}</tbody></table>)",
        {{"wished", statistics.wished}, {"given", given}, {"rows", rows}});
}

Html figures_table(const Config& config, const Statistics& statistics) {
    Html head;
    for (const std::string& words : headings()) head += fill(R"(<th scope="col">{{words}}</th>)", {{"words", words}});
    Html rows;
    for (const Line& line : lines_of(config, statistics)) {
        Html cells;
        for (const std::string& cell : cells_of(line)) cells += fill("<td>{{cell}}</td>", {{"cell", cell}});
        rows += fill("<tr>{{cells}}</tr>\n", {{"cells", cells}});
    }
    return fill("<table><thead><tr>{{head}}</tr></thead><tbody>{{rows}}</tbody></table>",
                {{"head", head}, {"rows", rows}});
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) {
        if (!line.empty()) line += ',';
        line += '"';
        // OWASP's CSV injection: a cell that begins so is a formula to a spreadsheet.
        if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) line += '\'';
        for (const char letter : cell) line += letter == '"' ? std::string("\"\"") : std::string(1, letter);
        line += '"';
    }
    return line + "\r\n";
}

std::string statistics_csv(const Config& config, const Statistics& statistics) {
    std::string text = "\xEF\xBB\xBF";
    text += csv_line({config.hall_name, statistics.from.text(), statistics.to.text()});
    text += csv_line(headings());
    for (const Line& line : lines_of(config, statistics)) text += csv_line(cells_of(line));
    text += csv_line({"请评价", "", std::to_string(statistics.wished)});
    for (std::size_t grade = grade_words.size(); grade-- > 0;) {
        text += csv_line({"评价", std::string(grade_words.at(grade)), std::to_string(statistics.grades.at(grade))});
    }
    return text;
}

std::string render_statistics(const Config& config, const Statistics& statistics, const Viewer& viewer) {
    const Html content = fill(R"(<section class="card page"><h1>统计</h1>
<form class="filter" method="get" action="/console/statistics"><label for="from">从</label><input id="from" name="from" type="date" value="{{from}}"><label for="to">到</label><input id="to" name="to" type="date" value="{{to}}"><button>查看</button><a class="secondary" href="/console/statistics.csv?from={{from}}&amp;to={{to}}">导出表格</a></form>
{{figures}}{{chart}}{{grades}}</section>)",
                              {{"from", statistics.from.text()},
                               {"to", statistics.to.text()},
                               {"figures", figures_table(config, statistics)},
                               {"chart", hours_chart(statistics)},
                               {"grades", grades_table(statistics)}});
    return render_page({.hall = config.hall_name, .title = "统计", .here = "/console/statistics"}, content, &viewer);
}

}  // namespace bangnin::hub::console
