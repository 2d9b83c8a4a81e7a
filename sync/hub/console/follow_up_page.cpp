#include "sync/hub/console/follow_up_page.h"

#include <array>
#include <utility>

#include "sync/hub/console/due_words.h"

namespace bangnin::hub::console {
namespace {

std::string_view grade_words(sync::Grade grade) {
    return grade == sync::Grade::very_dissatisfied ? "非常不满意" : "不满意";
}

std::string day_of(sync::Instant at, const FollowUpBasis& basis) { return sync::local_day(at, basis.zone).text(); }

std::string state_words(const FollowUp& one) {
    const auto next = one.next();
    return next ? "待" + std::string(step_words(*next)) : std::string("已答复");
}

Html due_words(const FollowUpBasis& basis, const FollowUp& one) {
    const sync::LocalDay day = one.due(basis.calendar);
    if (!one.next()) return fill("{{day}}", {{"day", day.text()}});
    return due_part(day, basis.calendar.due_in(day, basis.now, follow_up_soon));
}

Html steps_of(const FollowUpBasis& basis, const FollowUp& one) {
    Html html;
    for (const auto& [step, taken] : one.steps) {
        html +=
            fill(R"(<li><b>{{step}}</b><span class="quiet">{{day}} {{time}}　{{staff}}</span><p>{{words}}</p></li>)",
                 {{"step", step_words(step)},
                  {"day", day_of(taken.at, basis)},
                  {"time", sync::local_hour_minute(taken.at, basis.zone)},
                  {"staff", taken.staff},
                  {"words", taken.words}});
    }
    return html;
}

Html step_form(const FollowUp& one, const Viewer& viewer) {
    const auto next = one.next();
    if (!next) return Html(R"(<p>已经答复，办完了。</p>)");
    return fill(
        R"(<form class="step" method="post" action="/console/follow-ups/{{rating}}">{{token}}<input type="hidden" name="step" value="{{step}}">
<label for="words">{{words}}：做了什么，结果怎样</label><textarea id="words" name="words" rows="4" maxlength="500" required></textarea>
<button class="primary" id="do-step">记下{{words}}</button></form>)",
        {{"rating", url_part(one.rating)},
         {"token", form_token_field(viewer.form_token)},
         {"step", to_text(*next)},
         {"words", step_words(*next)}});
}

}  // namespace

std::string render_follow_ups(const FollowUpBasis& basis, const std::vector<FollowUp>& list, const Viewer& viewer) {
    Html rows;
    for (const FollowUp& one : list) {
        rows += fill(
            R"(<tr><td><a href="/console/follow-ups/{{rating}}">{{day}}</a></td><td>{{grade}}</td><td>{{department}}</td><td>{{state}}</td><td>{{due}}</td></tr>
)",
            {{"rating", url_part(one.rating)},
             {"day", day_of(one.at, basis)},
             {"grade", grade_words(one.grade)},
             {"department", one.department},
             {"state", state_words(one)},
             {"due", due_words(basis, one)}});
    }
    if (list.empty()) rows += Html(R"(<tr><td colspan="5" class="quiet">没有差评</td></tr>)");
    const Html content =
        fill(R"(<section class="card page"><h1>差评回访</h1><p class="quiet">联系、整改、答复，十五个工作日之内。</p>
<table><thead><tr><th scope="col">评价日期</th><th scope="col">评价</th><th scope="col">部门</th><th scope="col">进展</th><th scope="col">期限</th></tr></thead><tbody>{{rows}}</tbody></table></section>)",
             {{"rows", rows}});
    return render_page({.hall = basis.hall, .title = "差评回访", .here = "/console/follow-ups"}, content, &viewer);
}

std::string render_follow_up(const FollowUpBasis& basis, const FollowUp& one, const std::string& saying,
                             const Viewer& viewer) {
    const Html fault = saying.empty()
                           ? Html()
                           : fill(R"(<p class="fault" role="alert" id="saying">{{words}}</p>)", {{"words", saying}});
    const std::string who = one.anonymity == sync::Anonymity::anonymous ? "匿名"
                            : one.number.empty()                        ? "没有编号"
                                                                        : "编号 " + one.number;
    const Html content = fill(R"(<section class="card page"><h1>{{grade}}　{{day}}</h1>{{fault}}
<dl><dt>谁</dt><dd>{{who}}</dd><dt>部门</dt><dd>{{department}}</dd><dt>原因</dt><dd>{{reasons}}</dd><dt>留言</dt><dd>{{comment}}</dd><dt>期限</dt><dd>{{due}}</dd></dl>
<ol class="steps">{{steps}}</ol>{{form}}<p><a class="secondary" href="/console/follow-ups">回到列表</a></p></section>)",
                              {{"grade", grade_words(one.grade)},
                               {"day", day_of(one.at, basis)},
                               {"fault", fault},
                               {"who", who},
                               {"department", one.department.empty() ? std::string("—") : one.department},
                               {"reasons", one.reasons.empty() ? std::string("—") : one.reasons},
                               {"comment", one.comment.empty() ? std::string("—") : one.comment},
                               {"due", due_words(basis, one)},
                               {"steps", steps_of(basis, one)},
                               {"form", step_form(one, viewer)}});
    return render_page({.hall = basis.hall, .title = "差评回访", .here = "/console/follow-ups"}, content, &viewer);
}

}  // namespace bangnin::hub::console
