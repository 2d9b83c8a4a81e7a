// The forms of a case's acts.
#include <algorithm>
#include <array>

#include "sync/hub/console/case_page.h"

namespace bangnin::hub::console {
namespace {

constexpr std::uint32_t proposed_working_days = 5;  // for what an applicant is to bring

// What asks for nothing, and can be followed by everything else: one press does it.
constexpr std::array<std::string_view, 3> one_press{"begin_filing", "file_item", "answer_demand"};

class ActForm {
  public:
    ActForm(const HallCasePage& page, const Viewer& viewer, const sync::CaseChoice& choice)
        : page_(page), viewer_(viewer), choice_(choice) {}

    bool drafted() const {
        return field(page_.draft, "do") == choice_.name &&
               field(page_.draft, "item") == (choice_.item == 0 ? "" : std::to_string(choice_.item));
    }
    bool one_press() const { return std::ranges::find(console::one_press, choice_.name) != console::one_press.end(); }

    Html begin() const {
        Html html = fill(
            R"(<form class="step" method="post" action="/console/cases/{{token}}">{{form}}<input type="hidden" name="version" value="{{version}}"><input type="hidden" name="do" value="{{act}}">)",
            {{"token", page_.view.now.token.text()},
             {"form", form_token_field(viewer_.form_token)},
             {"version", page_.view.now.events},
             {"act", choice_.name}});
        if (choice_.item != 0) {
            html += fill(R"(<input type="hidden" name="item" value="{{item}}">)", {{"item", choice_.item}});
        }
        return html;
    }
    Html fields() const;

  private:
    std::string id(std::string_view name) const {
        return std::string(choice_.name) + "-" + std::to_string(choice_.item) + "-" + std::string(name);
    }
    std::string typed(const std::string& name, const std::string& otherwise = "") const {
        return drafted() ? field(page_.draft, name) : otherwise;
    }
    Html area(const std::string& name, std::string_view label, int rows, bool needed) const {
        return fill(
            R"(<label for="{{id}}">{{label}}</label><textarea id="{{id}}" name="{{name}}" rows="{{rows}}"{{needed}}>{{text}}</textarea>)",
            {{"id", id(name)},
             {"label", label},
             {"name", name},
             {"rows", rows},
             {"needed", needed ? Html(" required") : Html()},
             {"text", typed(name)}});
    }
    Html day(const std::string& name, std::string_view label, sync::LocalDay otherwise) const {
        return fill(
            R"(<label for="{{id}}">{{label}}</label><input id="{{id}}" type="date" name="{{name}}" value="{{day}}" required>)",
            {{"id", id(name)}, {"label", label}, {"name", name}, {"day", typed(name, otherwise.text())}});
    }
    Html options(const std::string& name, std::string_view label,
                 const std::vector<std::pair<std::string, std::string>>& choices) const {
        Html html;
        for (const auto& [value, words] : choices) {
            html += fill(
                R"(<option value="{{value}}"{{chosen}}>{{words}}</option>)",
                {{"value", value}, {"chosen", typed(name) == value ? Html(" selected") : Html()}, {"words", words}});
        }
        return fill(
            R"(<label for="{{id}}">{{label}}</label><select id="{{id}}" name="{{name}}" required>{{options}}</select>)",
            {{"id", id(name)}, {"label", label}, {"name", name}, {"options", html}});
    }
    sync::LocalDay today() const { return page_.calendar.today(page_.view.as_of); }
    Html missing() const {
        Html html = area("missing", "容缺：可以稍后补交的材料，一行一份，没有就空着", 2, false);
        html += day("by", "补交期限", page_.calendar.add_working_days(today(), proposed_working_days));
        return html;
    }
    Html agent() const {
        std::vector<std::pair<std::string, std::string>> names;
        for (const std::string& name : page_.agents) names.emplace_back(name, name);
        if (names.empty()) return Html(R"(<p class="quiet">还没有代办员的账号，请找系统管理员。</p>)");
        return options("agent", "代办员", names);
    }
    Html plan() const {
        Html html = area("plan", "代办帮办方案", 5, true);
        html += Html(R"(<p class="quiet">申报计划：每个未申报的事项一个工作日</p>)");
        const sync::LocalDay next = page_.calendar.add_working_days(today(), 1);
        for (const sync::CaseItem& item : page_.view.now.items) {
            if (item.state != sync::ItemState::not_filed) continue;
            const auto planned =
                std::ranges::find(page_.view.now.schedule, item.item.number, &sync::ScheduledFiling::item);
            html += day("day-" + std::to_string(item.item.number), item.item.name,
                        planned == page_.view.now.schedule.end() ? next : std::max(planned->day, next));
        }
        return html;
    }
    Html demand() const {
        Html html = options("kind", "要什么", {{"supplement", "补充材料"}, {"rectification", "整改"}});
        html += area("what", "一次写全，一行一份", 3, true);
        html += day("by", "完成期限", page_.calendar.add_working_days(today(), proposed_working_days));
        const auto same = [&](const sync::CaseItem& item) { return item.item.number == choice_.item; };
        const auto item = std::ranges::find_if(page_.view.now.items, same);
        const bool again = item != page_.view.now.items.end() &&
                           std::ranges::any_of(item->demands_made, [](std::uint32_t made) { return made > 0; });
        if (again) html += area("again_because", "已经一次性告知过：再次通知的原因", 2, false);
        return html;
    }
    Html termination() const {
        Html html = options("side", "由谁提出", {{"applicant", "申请人"}, {"hall", "帮您办窗口"}});
        html += area("reason", "原因", 2, true);
        return html;
    }

    const HallCasePage& page_;
    const Viewer& viewer_;
    const sync::CaseChoice& choice_;
};

Html ActForm::fields() const {
    const std::string_view act = choice_.name;
    if (act == "accept" || act == "accept_item") return missing();
    if (act == "entrust") return agent();
    if (act == "make_plan") return plan();
    if (act == "demand_more") return demand();
    if (act == "terminate") return termination();
    if (act == "approve_item") return Html(R"(<p class="quiet">批准以后不能收回。</p>)");
    if (act == "archive") return Html(R"(<p class="quiet">材料已经返还申请人，归档以后请申请人评价。</p>)");
    if (act == "decline" || act == "reject_item" || act == "withdraw_item") {
        return area("reason", "原因，申请人会看到", 2, true);
    }
    return {};
}

Html shortcut(std::string_view key) {
    return key.empty() ? Html() : fill(R"( data-key="{{key}}" aria-keyshortcuts="{{key}}")", {{"key", key}});
}

Html key_cap(std::string_view key) { return key.empty() ? Html() : fill("<kbd>{{key}}</kbd>", {{"key", key}}); }

}  // namespace

Html act_part(const HallCasePage& page, const Viewer& viewer, const sync::CaseChoice& choice, std::string_view key) {
    const ActForm form(page, viewer, choice);
    const std::string id = std::string(choice.name) + (choice.item == 0 ? "" : "-" + std::to_string(choice.item));
    Html html;
    if (form.one_press()) {
        html = form.begin();
        html += fill(R"(<button id="do-{{id}}"{{shortcut}}>{{words}}{{key}}</button></form>)",
                     {{"id", id}, {"shortcut", shortcut(key)}, {"words", choice.words}, {"key", key_cap(key)}});
        return html;
    }
    const bool again = form.drafted() && !page.saying.empty();
    Html inside = form.begin();
    if (again) inside += fill(R"(<p class="fault">{{words}}</p>)", {{"words", page.saying}});
    inside += form.fields();
    inside += fill(R"(<button class="primary" id="do-{{id}}">{{words}}</button></form>)",
                   {{"id", id}, {"words", choice.words}});
    return fill(
        R"(<details class="act" id="act-{{id}}"{{open}}><summary{{shortcut}}>{{words}}{{key}}</summary>{{inside}}</details>)",
        {{"id", id},
         {"open", form.drafted() ? Html(" open") : Html()},
         {"shortcut", shortcut(key)},
         {"words", choice.words},
         {"key", key_cap(key)},
         {"inside", inside}});
}

Html refused_part(const std::vector<sync::CaseChoice>& refused) {
    if (refused.empty()) return {};
    Html html;
    for (const sync::CaseChoice& choice : refused) {
        html += fill(R"(<li><b>{{words}}</b><span>{{why}}</span></li>)",
                     {{"words", choice.words}, {"why", choice.why_not}});
    }
    return fill(R"(<details class="why"><summary>现在不能做的</summary><ul>{{list}}</ul></details>)", {{"list", html}});
}

std::vector<sync::CaseChoice> choices_for(const HallCasePage& page, const StaffMember& staff, std::uint32_t item) {
    const sync::Case& of = page.view.now;
    const sync::LocalDay today = page.calendar.today(page.view.as_of);
    auto choices = item == 0 ? case_choices(of, today, page.calendar) : item_choices(of, item, today, page.calendar);
    // Gaps have their own buttons.
    std::erase_if(choices, [](const sync::CaseChoice& choice) { return choice.name == "close_gap"; });
    for (sync::CaseChoice& choice : choices) {
        if (choice.allowed()) choice.why_not = act_refusal(staff, of, choice.name, item);
    }
    return choices;
}

}  // namespace bangnin::hub::console
