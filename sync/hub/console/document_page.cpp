#include "sync/hub/console/document_page.h"

#include <algorithm>

#include "sync/hub/console/fault_words.h"
#include "sync/hub/console/text_difference.h"

namespace bangnin::hub::console {
namespace {

constexpr std::size_t new_rows = 2;        // at a section's end, to be filled in
constexpr std::size_t lines_around = 3;    // of what differs
constexpr std::size_t most_unfolded = 60;  // rows of a section
constexpr std::string_view here = "/console/documents";

std::string_view language_words(std::string_view language) {
    if (language == "zh") return "汉";
    return language == "mn" ? "蒙" : "英";
}

std::string when(sync::Instant at, sync::HallZone zone) {
    return sync::local_day(at, zone).text() + " " + sync::local_hour_minute(at, zone);
}

// The fields of one draft, with the fault at the field it is about.
class Fields {
  public:
    Fields(const DocumentPage& page, const Form& form) : page_(page), form_(form), place_(fault_place(page.fault)) {}

    Html all() const {
        Html html;
        for (const DocumentSection& section : sections_of(page_.name)) {
            const bool many = section.occurs == Occurs::many;
            const std::size_t rows = many ? rows_in(form_, section) + new_rows : 1;
            Html inside;
            for (std::size_t row = 0; row < rows; ++row) {
                const Html title = many ? fill("<legend>{{number}}</legend>", {{"number", row + 1}})
                                        : fill("<legend>{{label}}</legend>", {{"label", section.label}});
                inside += fill(R"(<fieldset class="row">{{title}}{{fields}}</fieldset>)",
                               {{"title", title}, {"fields", row_fields(section, row)}});
            }
            const bool open =
                !many || rows_in(form_, section) <= most_unfolded || place_.field.starts_with(section.key);
            html += many ? fill(R"(<details{{open}}><summary><h2>{{label}}</h2></summary>{{inside}}</details>)",
                                {{"open", open ? Html(" open") : Html()}, {"label", section.label}, {"inside", inside}})
                         : inside;
        }
        html += kept();
        return html;
    }

  private:
    Html row_fields(const DocumentSection& section, std::size_t row) const {
        Html html;
        for (const DocumentField& field : section.fields) {
            if (field.kind != FieldKind::words) {
                html += labelled(field_name(section, row, field), std::string(field.label), field);
                continue;
            }
            for (const std::string_view language : languages) {
                html += labelled(field_name(section, row, field, language),
                                 std::string(field.label) + "（" + std::string(language_words(language)) + "）", field);
            }
        }
        return html;
    }
    Html labelled(const std::string& name, const std::string& label, const DocumentField& field) const {
        // A fault of a text in three languages is at the first of them.
        const bool wrong = !place_.field.empty() && (name == place_.field || name == place_.field + ".zh");
        return fill(R"(<p class="field{{look}}"><label for="{{name}}">{{label}}</label>{{input}}{{fault}}</p>)",
                    {{"look", wrong ? " wrong" : ""},
                     {"name", name},
                     {"label", label},
                     {"input", input(name, field, wrong)},
                     {"fault", wrong ? said_wrong() : Html()}});
    }
    Html said_wrong() const {
        return fill(R"(<span class="fault" id="fault">{{words}}</span>)", {{"words", fault_words(place_.reason)}});
    }
    Html input(const std::string& name, const DocumentField& field, bool wrong) const {
        const std::string value = console::field(form_, name);
        const Html described = wrong ? Html(R"( aria-invalid="true" aria-describedby="fault" autofocus)") : Html();
        switch (field.kind) {
            case FieldKind::lines:
                return fill(
                    "<textarea id=\"{{name}}\" name=\"{{name}}\" rows=\"{{rows}}\"{{wrong}}>\n{{text}}</textarea>",
                    {{"name", name},
                     {"rows", std::clamp<std::ptrdiff_t>(std::ranges::count(value, '\n') + 1, 1, 8)},
                     {"wrong", described},
                     {"text", value}});
            case FieldKind::yes_no:
                return select(name, value, {{"", "不是"}, {"true", "是"}}, described);
            case FieldKind::choice:
                return select(name, value, field.choices, described);
            case FieldKind::text:
            case FieldKind::words:
            case FieldKind::number:
                break;
        }
        return fill(R"(<input id="{{name}}" name="{{name}}" value="{{text}}" autocomplete="off"{{wrong}}>)",
                    {{"name", name}, {"text", value}, {"wrong", described}});
    }
    static Html select(const std::string& name, const std::string& value,
                       const std::vector<std::pair<std::string_view, std::string_view>>& choices, const Html& wrong) {
        Html options;
        for (const auto& [choice, words] : choices) {
            options +=
                fill(R"(<option value="{{value}}"{{chosen}}>{{words}}</option>)",
                     {{"value", choice}, {"chosen", choice == value ? Html(" selected") : Html()}, {"words", words}});
        }
        return fill(R"(<select id="{{name}}" name="{{name}}"{{wrong}}>{{options}}</select>)",
                    {{"name", name}, {"wrong", wrong}, {"options", options}});
    }
    // What no field shows goes along as it is.
    Html kept() const {
        Html html;
        for (const auto& [name, value] : form_) {
            if (name != "version" && !name.ends_with(".rest")) continue;
            html +=
                fill(R"(<input type="hidden" name="{{name}}" value="{{value}}">)", {{"name", name}, {"value", value}});
        }
        return html;
    }

    const DocumentPage& page_;
    const Form& form_;
    FaultPlace place_;
};

Html source_part(const DocumentPage& page) {
    const auto lines = std::clamp<std::ptrdiff_t>(std::ranges::count(page.body, '\n') + 2, 12, 40);
    return fill(
        "<label for=\"body\">原文</label><textarea id=\"body\" name=\"body\" class=\"source\" rows=\"{{rows}}\" "
        "spellcheck=\"false\">\n{{body}}</textarea>",
        {{"rows", lines}, {"body", page.body}});
}

Html fault_part(const DocumentPage& page) {
    Html html;
    if (!page.saying.empty()) {
        html += fill(R"(<p class="fault" role="alert" id="saying">{{words}}</p>)", {{"words", page.saying}});
    }
    if (page.fault.empty()) return html;
    const FaultPlace place = fault_place(page.fault);
    // Among the fields the wrong one is marked; in the source its line and its key lead to it.
    std::string where;
    if (page.view == EditorView::source) {
        if (place.line > 0) where += "第 " + std::to_string(place.line) + " 行　";
        if (!place.key.empty()) where += place.key + "　";
    }
    html += fill(R"(<p class="fault" role="alert" id="wrong">还不能发布：{{where}}{{reason}}</p>)",
                 {{"where", where}, {"reason", fault_words(place.reason)}});
    return html;
}

Html form_begin(const DocumentPage& page, const Viewer& viewer, std::string_view as) {
    return fill(
        R"(<form class="document" method="post" action="/console/documents/{{name}}">{{form}}<input type="hidden" name="base" value="{{base}}"><input type="hidden" name="as" value="{{as}}">)",
        {{"name", page.name}, {"form", form_token_field(viewer.form_token)}, {"base", page.base}, {"as", as}});
}

Html history(const DocumentPage& page) {
    Html rows;
    for (const DocumentVersion& one : page.versions) {
        const Html back = one.version == page.base
                              ? Html("现行")
                              : fill(R"(<a href="/console/documents/{{name}}?version={{version}}">看看，或者恢复</a>)",
                                     {{"name", page.name}, {"version", one.version}});
        rows += fill(
            R"(<tr><td>{{version}}</td><td>{{at}}</td><td>{{author}}</td><td>{{comment}}</td><td>{{back}}</td></tr>
)",
            {{"version", one.version},
             {"at", when(one.at, page.zone)},
             {"author", one.author},
             {"comment", one.comment},
             {"back", back}});
    }
    if (rows.empty()) rows = Html(R"(<tr><td colspan="5" class="quiet">还没有发布过</td></tr>)");
    return fill(
        R"(<h2>历史版本</h2><table><thead><tr><th scope="col">版本</th><th scope="col">时间</th><th scope="col">谁</th><th scope="col">说明</th><th scope="col"></th></tr></thead><tbody>{{rows}}</tbody></table>)",
        {{"rows", rows}});
}

Html view_links(const DocumentPage& page, EditorView shown) {
    const std::string version = page.from == 0 ? "" : "&version=" + std::to_string(page.from);
    const auto link = [&](std::string_view as, std::string_view words, EditorView view) {
        return fill(R"(<a href="/console/documents/{{name}}?as={{as}}{{version}}"{{here}}>{{words}}</a>)",
                    {{"name", page.name},
                     {"as", as},
                     {"version", version},
                     {"here", view == shown ? Html(R"( aria-current="true")") : Html()},
                     {"words", words}});
    };
    Html links = link("fields", "逐项填写", EditorView::fields);
    links += link("source", "原文", EditorView::source);
    return fill(R"(<p class="ways">{{links}}</p>)", {{"links", links}});
}

std::string state_words(const DocumentPage& page) {
    if (page.base == 0)
        return "还没有发布过：各设备用自己文件里的。下面是可以从这里开始的内容。写了的部分会整段代替设备自己的，请把那"
               "一段写全；空着的部分不动。";
    if (page.from != 0)
        return "这是版本 " + std::to_string(page.from) + "；现行的是版本 " + std::to_string(page.base) +
               "。发布会把它作为新版本。";
    return "现行的是版本 " + std::to_string(page.base) + "。";
}

std::string page_of(const DocumentPage& page, const Html& content, const Viewer& viewer) {
    return render_page({.hall = page.hall, .title = std::string(document_words(page.name)), .here = std::string(here)},
                       content, &viewer);
}

std::string_view sign_of(LineFate fate) {
    return fate == LineFate::added ? "+" : fate == LineFate::removed ? "−" : " ";
}

Html difference_part(const std::string& current, const std::string& draft) {
    const auto parts = changed_parts(difference(current, draft), lines_around);
    if (parts.empty()) return Html(R"(<p id="same">和现行的没有差别。</p>)");
    Html lines;
    for (const DifferenceLine& line : parts) {
        const std::string_view look = line.fate == LineFate::added     ? "added"
                                      : line.fate == LineFate::removed ? "removed"
                                                                       : "kept";
        lines += fill("<span class=\"{{look}}\">{{sign}} {{text}}\n</span>",
                      {{"look", look}, {"sign", sign_of(line.fate)}, {"text", line.text}});
    }
    return fill(R"(<pre class="difference" id="difference">{{lines}}</pre>)", {{"lines", lines}});
}

}  // namespace

std::string_view document_words(std::string_view name) { return name == "catalogue" ? "事项目录" : "大厅设置"; }

std::string render_document(const DocumentPage& page, const Viewer& viewer) {
    const auto form = page.view == EditorView::fields ? fields_of(page.name, page.body) : std::nullopt;
    const EditorView shown = form ? EditorView::fields : EditorView::source;
    const Html edited = form ? Fields(page, *form).all() : source_part(page);
    const Html content = fill(
        R"(<section class="card page editor"><div class="title"><h1>{{title}}</h1>{{links}}</div><p class="quiet">{{state}}</p>{{fault}}
{{begin}}{{edited}}<p class="publish"><button class="primary" id="do-preview" name="do" value="preview" data-key="F9" aria-keyshortcuts="F9">看看改了什么<kbd>F9</kbd></button></p></form>{{history}}</section>)",
        {{"title", document_words(page.name)},
         {"links", view_links(page, shown)},
         {"state", state_words(page)},
         {"fault", fault_part(page)},
         {"begin", form_begin(page, viewer, shown == EditorView::fields ? "fields" : "source")},
         {"edited", edited},
         {"history", history(page)}});
    return page_of(page, content, viewer);
}

std::string render_preview(const DocumentPage& page, const std::string& current, const Viewer& viewer) {
    const std::string_view as = page.view == EditorView::fields ? "fields" : "source";
    const Html content = fill(
        R"(<section class="card page editor"><h1>{{title}}：改了什么</h1><p class="quiet">左边的 − 是现行版本 {{base}} 里要去掉的，+ 是新加的。发布以后，各设备几秒钟内收到，没有人使用时生效。</p>
{{difference}}{{begin}}<input type="hidden" name="body" value="{{body}}"><label for="comment">改动说明，会留在历史里</label><input id="comment" name="comment" maxlength="200" autocomplete="off">
<p class="publish"><button class="primary" id="do-publish" name="do" value="publish" data-key="F9" aria-keyshortcuts="F9">发布新版本<kbd>F9</kbd></button><button id="do-edit" name="do" value="edit">回去改</button></p></form></section>)",
        {{"title", document_words(page.name)},
         {"base", page.base},
         {"difference", difference_part(current, page.body)},
         {"begin", form_begin(page, viewer, as)},
         {"body", page.body}});
    return page_of(page, content, viewer);
}

std::string render_documents(const std::string& hall, sync::HallZone zone, const std::vector<DocumentSummary>& list,
                             const Viewer& viewer) {
    Html rows;
    for (const DocumentSummary& one : list) {
        const std::string state = one.newest ? "版本 " + std::to_string(one.newest->version) + "　" +
                                                   when(one.newest->at, zone) + "　" + one.newest->author
                                             : std::string("还没有发布过");
        rows += fill(
            R"(<li><a href="/console/documents/{{name}}"><b>{{words}}</b><span class="queue"></span><span class="quiet">{{state}}</span></a></li>)",
            {{"name", one.name}, {"words", document_words(one.name)}, {"state", state}});
    }
    const Html content = fill(
        R"(<section class="card windows"><h1>设置</h1><p class="quiet">所有设备共用的内容，签名以后发给它们。</p><ul>{{rows}}</ul></section>)",
        {{"rows", rows}});
    return render_page({.hall = hall, .title = "设置", .here = std::string(here)}, content, &viewer);
}

}  // namespace bangnin::hub::console
