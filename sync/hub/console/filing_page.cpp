#include "sync/hub/console/filing_page.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bangnin::hub::console {
namespace {

constexpr std::string_view unit_key = "F2";
constexpr std::string_view project_key = "F3";
constexpr std::string_view items_key = "F4";

std::string departments_of(const sync::Item& item) {
    std::string names;
    for (const std::string& name : item.departments) names += (names.empty() ? "" : "、") + name;
    return names;
}

class FilingMarkup {
  public:
    explicit FilingMarkup(const FilingPage& page) : page_(page) {}

    Html fields(std::span<const FilingField> fields, std::string_view key) const {
        Html html;
        for (const FilingField& one : fields) {
            const std::string name(one.name);
            const Html more = fill("{{marks}}{{shortcut}}", {{"marks", marks(name, one.needed)},
                                                             {"shortcut", shortcut(&one == fields.data() ? key : "")}});
            html += labelled(name, one.label, one.needed, input(one, more));
        }
        return html;
    }
    Html key_project() const {
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> choices{
            {{"unknown", "不清楚"}, {"yes", "是"}, {"no", "否"}}};
        const std::string name(key_project_field);
        const std::string chosen = field(page_.typed, name);
        Html options;
        for (const auto& [value, words] : choices) {
            options +=
                fill(R"(<option value="{{value}}"{{chosen}}>{{words}}</option>)",
                     {{"value", value}, {"chosen", value == chosen ? Html(" selected") : Html()}, {"words", words}});
        }
        return labelled(
            name, "是否重点项目", Needed::where_there_is_one,
            fill(R"(<select id="{{name}}" name="{{name}}"{{marks}}>{{options}}</select>)",
                 {{"name", name}, {"marks", marks(name, Needed::where_there_is_one)}, {"options", options}}));
    }
    // Departments in the catalogue's order, each with its items.
    Html items() const {
        Html html;
        Html group;
        std::string department;
        for (const sync::Item& item : page_.catalogue.items) {
            const std::string of = departments_of(item);
            if (of != department) html += department_part(department, std::exchange(group, {}));
            department = of;
            group += item_part(item);
        }
        html += department_part(department, group);
        return html;
    }
    Html items_fault() const { return fault_part(std::string(items_field)); }
    Html items_described() const {
        const std::string all(items_field);
        return fault_at(all) == nullptr ? Html() : fill(R"( aria-describedby="fault-{{all}}")", {{"all", all}});
    }
    // That the form is about, and everything that is wrong with it.
    Html saying() const {
        if (page_.saying.empty()) return {};
        // In a page of its own, so that what was typed here stays.
        const Html before =
            page_.filed_before.empty()
                ? Html()
                : fill(
                      R"(　<a id="filed-before" href="/console/cases/{{token}}" target="_blank" rel="noopener">看那一件（另开一页）</a>)",
                      {{"token", page_.filed_before}});
        return fill(R"(<p class="fault" id="saying">{{words}}{{before}}</p>)",
                    {{"words", page_.saying}, {"before", before}});
    }

    Html hidden(std::string_view name) const {
        return fill(R"(<input type="hidden" name="{{name}}" value="{{text}}">)",
                    {{"name", name}, {"text", field(page_.typed, std::string(name))}});
    }
    // No key presses it: who sends once more by habit files nothing more.
    Html another() const {
        if (page_.another.empty()) return {};
        return fill(
            R"(<button class="secondary" id="do-another" name="another" value="{{token}}">另外登记一件</button>)",
            {{"token", page_.another}});
    }
    Html way_back() const {
        const std::string window = field(page_.typed, std::string(window_field));
        return fill(R"(<a class="secondary" href="{{path}}">取消登记</a>)",
                    {{"path", window.empty() ? "/console/cases" : "/console/window/" + url_part(window)}});
    }

  private:
    const FilingFault* fault_at(const std::string& name) const {
        const auto found = std::ranges::find(page_.faults, name, &FilingFault::field);
        return found == page_.faults.end() ? nullptr : &*found;
    }
    Html fault_part(const std::string& name) const {
        const FilingFault* fault = fault_at(name);
        if (fault == nullptr) return {};
        return fill(R"(<span class="fault" id="fault-{{name}}">{{words}}</span>)",
                    {{"name", name}, {"words", fault->words}});
    }
    // Where to begin: at the first fault, or at the form's beginning.
    bool first(const std::string& name) const {
        return name == (page_.faults.empty() ? std::string(unit_fields().front().name) : page_.faults.front().field);
    }
    Html marks(const std::string& name, Needed needed) const {
        Html html;
        if (needed == Needed::always) html += Html(" required");
        if (fault_at(name) != nullptr) {
            html += fill(R"( aria-invalid="true" aria-describedby="fault-{{name}}")", {{"name", name}});
        }
        if (first(name)) html += Html(" autofocus");
        return html;
    }
    static Html shortcut(std::string_view key) {
        if (key.empty()) return {};
        return fill(R"( data-key="{{key}}" aria-keyshortcuts="{{key}}")", {{"key", key}});
    }
    Html labelled(const std::string& name, std::string_view label, Needed needed, const Html& input) const {
        return fill(
            R"(<p class="field{{look}}"><label for="{{name}}">{{label}}{{star}}</label>{{input}}{{fault}}</p>)",
            {{"look", fault_at(name) != nullptr ? " wrong" : ""},
             {"name", name},
             {"label", label},
             {"star", needed == Needed::always ? Html(R"(<span class="needed" aria-hidden="true"> *</span>)") : Html()},
             {"input", input},
             {"fault", fault_part(name)}});
    }
    // What is too long is said, and not cut where it is pasted; only what no form would hold is kept out.
    Html input(const FilingField& one, const Html& more) const {
        const std::string name(one.name);
        if (one.shape == FieldShape::lines) {
            // A text's first line feed would be taken for the markup's.
            return fill(
                "<textarea id=\"{{name}}\" name=\"{{name}}\" rows=\"2\" "
                "maxlength=\"{{most}}\"{{more}}>\n{{text}}</textarea>",
                {{"name", name}, {"most", 2 * one.longest}, {"more", more}, {"text", field(page_.typed, name)}});
        }
        return fill(
            R"(<input id="{{name}}" name="{{name}}" value="{{text}}" maxlength="{{most}}" autocomplete="off"{{more}}>)",
            {{"name", name}, {"most", 2 * one.longest}, {"more", more}, {"text", field(page_.typed, name)}});
    }
    Html item_part(const sync::Item& item) const {
        const std::string name = item_field(item.number);
        const bool is_first = item.number == page_.catalogue.items.front().number;
        Html more = shortcut(is_first ? items_key : "");
        if (is_first && first(std::string(items_field))) more += Html(" autofocus");
        return fill(
            R"(<label class="tick"><input type="checkbox" name="{{name}}" id="{{name}}" value="1"{{checked}}{{more}} data-row><span class="no">{{number}}</span><span>{{words}}</span></label>
)",
            {{"name", name},
             {"checked", page_.typed.contains(name) ? Html(" checked") : Html()},
             {"more", more},
             {"number", item.number},
             {"words", item.name}});
    }
    static Html department_part(const std::string& department, const Html& items) {
        if (items.empty()) return {};
        return fill(R"(<fieldset class="department"><legend>{{department}}</legend>{{items}}</fieldset>
)",
                    {{"department", department}, {"items", items}});
    }

    const FilingPage& page_;
};

}  // namespace

std::string render_filing(const FilingPage& page, const Viewer& viewer) {
    const FilingMarkup markup(page);
    // Browsers neither offer what was typed of somebody else nor send any of it to have its spelling looked at.
    const Html content = fill(
        R"(<form class="card page editor filing" method="post" action="/console/cases/new" autocomplete="off" spellcheck="false" novalidate>{{form}}<input type="hidden" name="token" value="{{token}}">{{window}}{{ticket}}
<div class="title"><h1>登记代办帮办申请</h1><p class="quiet">照申请人的《代办帮办服务申请表》填写，带 * 的必须填。</p></div>
<div role="alert">{{saying}}</div>
<fieldset class="row"><legend>项目单位情况<kbd>{{unit_key}}</kbd></legend>{{unit}}<p class="quiet reason">只用于办理这个项目和联系申请人。提交时密封，以后查看要写明原因，并且留痕。</p></fieldset>
<fieldset class="row"><legend>项目基本情况<kbd>{{project_key}}</kbd></legend>{{project}}{{key_project}}</fieldset>
<fieldset class="row items"{{items_described}}><legend>申请代办帮办的事项<kbd>{{items_key}}</kbd></legend>{{items_fault}}<div class="departments">{{items}}</div></fieldset>
<div class="publish"><button class="primary" id="do-file" data-key="F9" aria-keyshortcuts="F9">提交申请<kbd>F9</kbd></button>{{another}}{{way_back}}</div></form>)",
        {{"form", form_token_field(viewer.form_token)},
         {"token", page.token},
         {"window", markup.hidden(window_field)},
         {"ticket", markup.hidden(ticket_field)},
         {"saying", markup.saying()},
         {"unit_key", unit_key},
         {"unit", markup.fields(unit_fields(), unit_key)},
         {"project_key", project_key},
         {"project", markup.fields(project_fields(), project_key)},
         {"key_project", markup.key_project()},
         {"items_key", items_key},
         {"items_fault", markup.items_fault()},
         {"items_described", markup.items_described()},
         {"items", markup.items()},
         {"another", markup.another()},
         {"way_back", markup.way_back()}});
    return render_page(
        {.hall = page.hall, .title = page.saying.empty() ? "登记申请" : "有错：登记申请", .here = "/console/cases"},
        content, &viewer);
}

}  // namespace bangnin::hub::console
