#include "sync/hub/console/case_board_page.h"

#include <array>

#include "sync/hub/case_views.h"
#include "sync/hub/console/due_words.h"
#include "sync/hub/target.h"

namespace bangnin::hub::console {
namespace {

constexpr std::uint64_t farthest_due = 250;  // working days
constexpr std::string_view all_states = "all";

struct Choice {
    std::string value;
    std::string words;
};

std::vector<Choice> state_choices() {
    std::vector<Choice> choices{{"", "在办"}, {std::string(all_states), "全部"}};
    for (std::size_t index = 0; index < sync::case_states; ++index) {
        const auto state = static_cast<sync::CaseState>(index);
        choices.push_back({std::string(to_text(state)), std::string(words_of(state))});
    }
    return choices;
}

std::vector<Choice> choices_of(std::string_view all, const std::vector<std::string>& names) {
    std::vector<Choice> choices{{"", std::string(all)}};
    for (const std::string& name : names) choices.push_back({name, name});
    return choices;
}

Html select(std::string_view name, std::string_view label, const std::vector<Choice>& choices,
            const std::string& chosen) {
    Html options;
    for (const Choice& choice : choices) {
        options += fill(R"(<option value="{{value}}"{{chosen}}>{{words}}</option>)",
                        {{"value", choice.value},
                         {"chosen", choice.value == chosen ? Html(" selected") : Html()},
                         {"words", choice.words}});
    }
    return fill(R"(<label for="{{name}}">{{label}}</label><select id="{{name}}" name="{{name}}">{{options}}</select>)",
                {{"name", name}, {"label", label}, {"options", options}});
}

Html filter_form(const CaseBoard& board) {
    const CaseWish& wish = board.wish;
    const std::vector<Choice> due{
        {"", "不限"}, {"overdue", "已超期"}, {"0", "今天"}, {"3", "三个工作日内"}, {"10", "十个工作日内"}};
    return fill(
        R"(<form class="filter" method="get" action="/console/cases"><label for="search">编号或项目</label><input id="search" name="search" value="{{search}}" maxlength="200" data-key="F2" aria-keyshortcuts="F2" autocomplete="off"><kbd>F2</kbd>
{{state}}{{department}}{{agent}}{{due}}<button id="do-search">查找</button></form>)",
        {{"search", wish.search},
         {"state", select("state", "状态", state_choices(), wish.state)},
         {"department", select("department", "部门", choices_of("不限", board.departments), wish.department)},
         {"agent", select("agent", "代办员", choices_of("不限", board.agents), wish.agent)},
         {"due", select("due", "期限", due, wish.due)}});
}

// The lists that are asked for most, one press each.
Html ways(const Viewer& viewer) {
    Html html = Html(R"(<p class="ways"><a href="/console/cases">全部在办</a>)");
    if (viewer.staff.role != StaffRole::clerk) {
        html += fill(R"(<a href="/console/cases?agent={{name}}">我的</a>)", {{"name", url_part(viewer.staff.name)}});
    }
    html += Html(
        R"(<a href="/console/cases?due=overdue">已超期</a><a href="/console/cases?due=3">三个工作日内到期</a><a class="secondary" id="new-case" href="/console/cases/new" data-key="F4" aria-keyshortcuts="F4">登记新申请<kbd>F4</kbd></a></p>)");
    return html;
}

Html row_of(const CaseBoard& board, const CaseRow& row) {
    const Html due = row.due ? due_part(*row.due, board.calendar.due_in(*row.due, board.now, due_soon_days))
                             : Html(R"(<span class="quiet">—</span>)");
    return fill(
        R"(<tr><td><a href="/console/cases/{{token}}" data-row>{{number}}</a></td><td>{{project}}</td><td>{{state}}</td><td>{{agent}}</td><td class="due">{{due}}</td><td>{{submitted}}</td></tr>
)",
        {{"token", row.token},
         {"number", row.number},
         {"project", row.project_name},
         {"state", words_of(row.state)},
         {"agent", row.agent.empty() ? std::string("—") : row.agent},
         {"due", due},
         {"submitted", board.calendar.today(row.submitted_at).text()}});
}

}  // namespace

std::optional<CaseFilter> filter_of(const CaseWish& wish, const sync::WorkCalendar& calendar, sync::Instant now) {
    CaseFilter filter{.agent = wish.agent, .department = wish.department, .search = wish.search};
    if (wish.state.empty()) {
        filter.scope = CaseScope::under_way;
    } else if (wish.state != all_states) {
        filter.state = sync::parse_case_state(wish.state);
        if (!filter.state) return std::nullopt;
    }
    // A number is looked for wherever the case is.
    if (!wish.search.empty()) filter.scope = CaseScope::all;
    const sync::LocalDay today = calendar.today(now);
    if (wish.due == "overdue") {
        filter.due_until = sync::LocalDay::from_number(today.number() - 1);
    } else if (!wish.due.empty()) {
        const auto days = parse_whole(wish.due, farthest_due);
        if (!days) return std::nullopt;
        filter.due_from = today;
        filter.due_until = *days == 0 ? today : calendar.add_working_days(today, static_cast<std::uint32_t>(*days));
    }
    return filter;
}

std::string render_case_board(const CaseBoard& board, const Viewer& viewer) {
    Html rows;
    for (const CaseRow& row : board.rows) rows += row_of(board, row);
    if (board.rows.empty()) rows += Html(R"(<tr><td colspan="6" class="quiet">没有这样的办件</td></tr>)");
    const bool more = board.rows.size() == most_cases_shown;
    const Html content = fill(
        R"(<section class="card page board"><div class="title"><h1>办件</h1>{{ways}}</div>{{filter}}
<table><thead><tr><th scope="col">编号</th><th scope="col">项目</th><th scope="col">状态</th><th scope="col">代办员</th><th scope="col">最近的期限</th><th scope="col">提交</th></tr></thead>
<tbody>{{rows}}</tbody></table>{{more}}</section>)",
        {{"ways", ways(viewer)},
         {"filter", filter_form(board)},
         {"rows", rows},
         {"more", more ? Html(R"(<p class="quiet">只列出期限最近的 200 件，请用上面的条件缩小范围。</p>)") : Html()}});
    return render_page({.hall = board.hall, .title = "办件", .here = "/console/cases"}, content, &viewer);
}

}  // namespace bangnin::hub::console
