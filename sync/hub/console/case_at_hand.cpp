#include "sync/hub/console/case_at_hand.h"

#include <algorithm>
#include <array>

#include "sync/hub/console/case_parts.h"
#include "sync/hub/console/case_rights.h"
#include "sync/hub/console/due_words.h"
#include "sync/hub/console/icons.h"

namespace bangnin::hub::console {
namespace {

using sync::wire::CaseView;

Html row(const Html& what, const Html& day, const Html& state, const Html& act) {
    return fill(
        R"(<li>{{icon}}<span class="what">{{what}}</span><span class="day">{{day}}</span>{{state}}<span class="act">{{act}}</span></li>
)",
        {{"icon", icon_paper()}, {"what", what}, {"day", day}, {"state", state}, {"act", act}});
}

Html item_rows(const WindowPage& page, const CaseView& view) {
    Html rows;
    for (const sync::CaseItem& item : view.now.items) {
        const Html link = fill(R"(<a href="/console/cases/{{token}}#item-{{number}}">办理</a>)",
                               {{"token", view.now.token.text()}, {"number", item.item.number}});
        const bool mine = act_refusal(page.viewer.staff, view.now, "accept_item", item.item.number).empty();
        rows +=
            row(Html::text(item.item.name), item_due(view, item.item.number), item_pill(item), mine ? link : Html());
    }
    return rows;
}

std::size_t materials_of(const CaseView& view) {
    std::size_t count = view.now.gaps.size();
    for (const sync::CaseItem& item : view.now.items) count += item.demand ? item.demand->what.size() : 0;
    return count;
}

Html demand_rows(const WindowPage& page, const CaseView& view, const sync::CaseItem& item) {
    Html rows;
    const bool mine = act_refusal(page.viewer.staff, view.now, "answer_demand", item.item.number).empty();
    for (const std::string& what : item.demand->what) {
        // They are taken in together: once for all of them.
        const bool last = &what == &item.demand->what.back();
        const Html act = mine && last
                             ? receive_form(view, page.viewer, {"answer_demand", item.item.number, page.window.name})
                             : Html();
        rows += row(Html::text(what), fill("{{day}} 前", {{"day", item.demand->by.text()}}), received_pill(false), act);
    }
    return rows;
}

Html material_rows(const WindowPage& page, const CaseView& view) {
    Html rows;
    for (const sync::Gap& gap : view.now.gaps) {
        const bool open = gap.state == sync::GapState::open;
        const bool mine = open && gap_refusal(page.viewer.staff, view.now, gap).empty();
        rows += row(Html::text(gap.missing.what), open ? fill("{{day}} 前", {{"day", gap.missing.by.text()}}) : Html(),
                    received_pill(!open),
                    mine ? receive_form(view, page.viewer, {"close_gap", gap.number, page.window.name}) : Html());
    }
    for (const sync::CaseItem& item : view.now.items) {
        if (item.demand) rows += demand_rows(page, view, item);
    }
    if (rows.empty()) rows += Html(R"(<li class="quiet">没有要补交的材料</li>)");
    return rows;
}

Html tabs(const WindowPage& page, const Html& aside) {
    const std::string count = page.at_hand ? " " + std::to_string(materials_of(*page.at_hand)) : "";
    const std::array<std::pair<WindowTab, std::string>, 3> all{
        {{WindowTab::items, "手上的办件"}, {WindowTab::materials, "材料" + count}, {WindowTab::log, "记录"}}};
    Html links;
    for (const auto& [tab, words] : all) {
        links += fill(R"(<a id="tab-{{tab}}" href="/console/window/{{window}}?tab={{tab}}"{{here}}>{{words}}</a>)",
                      {{"window", url_part(page.window.name)},
                       {"tab", to_text(tab)},
                       {"here", tab == page.tab ? Html(R"( aria-current="true")") : Html()},
                       {"words", words}});
    }
    return fill(R"(<div class="tabs"><nav aria-label="办件">{{links}}</nav><div class="aside">{{aside}}</div></div>)",
                {{"links", links}, {"aside", aside}});
}

Html desk_form(const WindowPage& page, const Html& inside) {
    return fill(
        R"(<form method="post" action="/console/window/{{window}}/case">{{form}}<input type="hidden" name="ticket" value="{{ticket}}">{{inside}}</form>)",
        {{"window", url_part(page.window.name)},
         {"form", form_token_field(page.viewer.form_token)},
         {"ticket", page.view.present->token},
         {"inside", inside}});
}

Html opening(const WindowPage& page) {
    return fill(
        R"(<div class="hand"><p class="quiet">还没有打开办件。输入编号，或者扫申请人的二维码。</p>{{form}}</div>)",
        {{"form",
          desk_form(
              page,
              fill(
                  R"(<label for="case" class="unseen">办件编号</label><input id="case" name="case" maxlength="200" placeholder="BB…" autocomplete="off" required data-key="F10" aria-keyshortcuts="F10"><button id="do-open-case">打开办件<kbd>F10</kbd></button><a class="secondary" id="new-case" href="/console/cases/new?window={{window}}">登记新申请</a>)",
                  {{"window", url_part(page.window.name)}}))}});
}

Html head(const CaseView& view) {
    return fill(
        R"(<div class="line"><h2>{{project}}</h2>{{state}}</div><p class="quiet"><span>{{number}}</span><span>{{agent}}</span></p>)",
        {{"project", view.now.project_name},
         {"state", case_pill(view.now)},
         {"number", view.number},
         {"agent", view.now.agent.empty() ? std::string("还没有代办员") : "代办员 " + view.now.agent}});
}

Html foot(const WindowPage& page, const CaseView& view) {
    const Html due = view.due.empty() ? Html() : due_part(view.due.front().what.by, view.due.front().due);
    return fill(
        R"(<div class="foot"><a class="secondary" id="open-page" href="/console/cases/{{token}}">打开整页</a>{{close}}<span class="due">{{due}}</span></div>)",
        {{"token", view.now.token.text()},
         {"close", desk_form(page, Html(R"(<button id="do-close-case" name="case" value="">收起</button>)"))},
         {"due", due}});
}

}  // namespace

Html case_at_hand_part(const WindowPage& page, const Html& aside) {
    Html html = tabs(page, aside);
    if (!page.at_hand || page.calendar == nullptr) {
        html += opening(page);
        return html;
    }
    const CaseView& view = *page.at_hand;
    Html under;
    if (page.tab == WindowTab::log) {
        under = log_part(view, *page.calendar);
    } else {
        under = fill(R"(<ul class="sheet">{{rows}}</ul>)",
                     {{"rows", page.tab == WindowTab::items ? item_rows(page, view) : material_rows(page, view)}});
    }
    html += fill(R"(<div class="hand">{{head}}{{under}}{{foot}}</div>)",
                 {{"head", head(view)}, {"under", under}, {"foot", foot(page, view)}});
    return html;
}

}  // namespace bangnin::hub::console
