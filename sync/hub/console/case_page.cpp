#include "sync/hub/console/case_page.h"

#include <algorithm>
#include <array>
#include <ranges>

#include "sync/hub/case_forms.h"
#include "sync/hub/console/case_parts.h"
#include "sync/hub/console/due_words.h"
#include "sync/hub/console/icons.h"

namespace bangnin::hub::console {
namespace {

// Not F1, F5, F11 and F12, which browsers have for themselves; F10 is the menu's.
constexpr std::array<std::string_view, 7> act_keys{"F2", "F3", "F4", "F6", "F7", "F8", "F9"};

struct Appendices {
    std::string_view number;
    std::string_view words;
};
constexpr std::array sealed_forms{Appendices{"3", "附件3 申请表"}, Appendices{"4", "附件4 授权委托书"},
                                  Appendices{"5", "附件5 承诺书"}};

Html act_list(const HallCasePage& page, const Viewer& viewer, std::uint32_t item) {
    Html html;
    std::vector<sync::CaseChoice> refused;
    std::size_t keys = 0;
    for (const sync::CaseChoice& choice : choices_for(page, viewer.staff, item)) {
        if (!choice.allowed()) {
            refused.push_back(choice);
            continue;
        }
        const bool keyed = item == 0 && keys < act_keys.size();
        html += act_part(page, viewer, choice, keyed ? act_keys.at(keys++) : std::string_view());
    }
    html += refused_part(refused);
    return fill(R"(<div class="acts">{{acts}}</div>)", {{"acts", html}});
}

Html item_part(const HallCasePage& page, const Viewer& viewer, const sync::CaseItem& item) {
    std::string departments;
    for (const std::string& name : item.item.departments) departments += (departments.empty() ? "" : "、") + name;
    return fill(
        R"(<li id="item-{{number}}"><div class="line"><span class="no">{{number}}</span><b>{{name}}</b><span class="quiet">{{departments}}</span>{{state}}<span class="due">{{due}}</span></div>{{wanted}}{{acts}}</li>
)",
        {{"number", item.item.number},
         {"name", item.item.name},
         {"departments", departments},
         {"state", item_pill(item)},
         {"due", item_due(page.view, item.item.number)},
         {"wanted", wanted_part(item)},
         {"acts", act_list(page, viewer, item.item.number)}});
}

Html gap_part(const HallCasePage& page, const Viewer& viewer, const sync::Gap& gap) {
    Html act;
    if (gap.state == sync::GapState::open) {
        const std::string why_not = gap_refusal(viewer.staff, page.view.now, gap);
        act = why_not.empty() ? receive_form(page.view, viewer, {"close_gap", gap.number})
                              : fill(R"(<span class="quiet">{{why}}</span>)", {{"why", why_not}});
    }
    return fill(
        R"(<li><b>{{what}}</b><span class="quiet">{{item}}</span>{{state}}<span class="due">{{due}}</span>{{act}}</li>
)",
        {{"what", gap.missing.what},
         {"item", gap.item == 0 ? std::string("整个办件") : "事项 " + std::to_string(gap.item)},
         {"state", received_pill(gap.state == sync::GapState::closed)},
         {"due", gap.state == sync::GapState::open ? fill("{{day}} 前", {{"day", gap.missing.by.text()}}) : Html()},
         {"act", act}});
}

Html gaps_card(const HallCasePage& page, const Viewer& viewer) {
    if (page.view.now.gaps.empty()) return {};
    Html rows;
    for (const sync::Gap& gap : page.view.now.gaps) rows += gap_part(page, viewer, gap);
    return fill(R"(<section class="card"><h2>容缺补交</h2><ul class="rows">{{rows}}</ul></section>)", {{"rows", rows}});
}

Html plan_card(const HallCasePage& page) {
    if (page.view.now.plan.empty()) return {};
    return fill(R"(<section class="card"><h2>代办帮办方案</h2><p class="words">{{plan}}</p></section>)",
                {{"plan", page.view.now.plan}});
}

// Forms without personal data, as soon as there is anything to say in them.
Html open_form(const HallCasePage& page, std::string_view number, std::string_view words, std::string_view why_not) {
    if (!why_not.empty()) {
        return fill(R"(<li><span>{{words}}</span><span class="quiet">{{why}}</span></li>)",
                    {{"words", words}, {"why", why_not}});
    }
    return fill(
        R"(<li><a class="secondary" target="_blank" href="/console/cases/{{token}}/forms/{{number}}.pdf">{{words}}</a></li>)",
        {{"token", page.view.now.token.text()}, {"number", number}, {"words", words}});
}

Html sealed_buttons(const HallCasePage& page) {
    Html buttons;
    for (const Appendices& form : sealed_forms) {
        buttons += fill(
            R"(<button formtarget="_blank" formaction="/console/cases/{{token}}/forms/{{number}}.pdf">{{words}}</button>)",
            {{"token", page.view.now.token.text()}, {"number", form.number}, {"words", form.words}});
    }
    return buttons;
}

Html applicant_card(const HallCasePage& page, const Viewer& viewer) {
    const std::string why_not = look_refusal(viewer.staff, page.place);
    Html look;
    if (!why_not.empty()) {
        look = fill(R"(<p class="quiet">{{why}}</p>)", {{"why", why_not}});
    } else {
        look = fill(
            R"(<form class="step look" method="post" action="/console/cases/{{token}}/look" data-again>{{form}}{{reason}}<div class="buttons"><button id="do-look">{{icon}}显示（留痕）</button>{{forms}}</div></form>)",
            {{"token", page.view.now.token.text()},
             {"form", form_token_field(viewer.form_token)},
             {"reason", reason_field()},
             {"icon", icon_hidden()},
             {"forms", sealed_buttons(page)}});
    }
    return fill(R"(<section class="card"><h2>申请人</h2>{{masks}}{{look}}</section>)",
                {{"masks", masks_part(page.applicant)}, {"look", look}});
}

Html forms_card(const HallCasePage& page) {
    const sync::Case& now = page.view.now;
    const std::string_view not_yet = now.completed_at ? "" : "办结以后";
    const std::string_view going_on = now.state == sync::CaseState::terminated ? "" : "终止以后";
    Html list = open_form(page, "6", "附件6 办结单", not_yet);
    list += open_form(page, "7", "附件7 评价表", not_yet);
    list += open_form(page, "8", "附件8 终止单", going_on);
    return fill(R"(<section class="card"><h2>表单</h2><ul class="rows">{{list}}</ul></section>)", {{"list", list}});
}

Html head_part(const HallCasePage& page) {
    const sync::Case& now = page.view.now;
    const Html due = page.view.due.empty()
                         ? Html()
                         : fill(R"(<span>最近的期限 {{due}}</span>)",
                                {{"due", due_part(page.view.due.front().what.by, page.view.due.front().due)}});
    return fill(
        R"(<section class="card head"><div class="line"><h1>{{project}}</h1>{{state}}</div><p class="quiet"><span>{{number}}</span><span>{{agent}}</span><span>{{code}}</span><span>{{submitted}} 提交</span>{{due}}</p>{{reason}}</section>)",
        {{"project", now.project_name},
         {"state", case_pill(now)},
         {"number", page.view.number},
         {"agent", now.agent.empty() ? std::string("还没有代办员") : "代办员 " + now.agent},
         {"code", now.project_code.empty() ? std::string() : "项目编码 " + now.project_code},
         {"submitted", page.calendar.today(page.view.submitted_at).text()},
         {"due", due},
         {"reason",
          now.reason.empty() ? Html() : fill(R"(<p class="words">{{reason}}</p>)", {{"reason", now.reason}})}});
}

}  // namespace

std::string render_case(const HallCasePage& page, const Viewer& viewer) {
    Html items;
    for (const sync::CaseItem& item : page.view.now.items) items += item_part(page, viewer, item);
    const Html saying =
        page.saying.empty() ? Html() : fill(R"(<p class="fault" id="saying">{{words}}</p>)", {{"words", page.saying}});
    const Html content = fill(
        R"(<div class="case"><div role="alert">{{saying}}</div>{{head}}<div class="columns"><div class="left">
<section class="card"><h2>事项　{{count}} 项</h2><ol class="items">{{items}}</ol></section>{{gaps}}{{plan}}
<section class="card"><h2>记录</h2>{{log}}</section></div>
<div class="right"><section class="card"><h2>现在可以做的</h2>{{acts}}</section>{{applicant}}{{forms}}
<p><a class="secondary" href="/console/cases">回到办件</a></p></div></div></div>)",
        {{"saying", saying},
         {"head", head_part(page)},
         {"count", page.view.now.items.size()},
         {"items", items},
         {"gaps", gaps_card(page, viewer)},
         {"plan", plan_card(page)},
         {"log", log_part(page.view, page.calendar)},
         {"acts", act_list(page, viewer, 0)},
         {"applicant", applicant_card(page, viewer)},
         {"forms", forms_card(page)}});
    return render_page({.hall = page.hall, .title = page.view.number, .here = "/console/cases"}, content, &viewer);
}

}  // namespace bangnin::hub::console
