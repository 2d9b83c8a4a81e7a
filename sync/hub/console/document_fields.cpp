#include "sync/hub/console/document_fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sync/hub/console/case_act_form.h"
#include "sync/hub/target.h"
#include "sync/settings/table_reader.h"

namespace bangnin::hub::console {
namespace {

using enum FieldKind;
using Json = nlohmann::ordered_json;

constexpr std::size_t most_rows = 1'000;

const std::vector<DocumentSection>& hall_sections() {
    static const std::vector<DocumentSection> sections{
        {"hall",
         "大厅",
         Occurs::once,
         {{"name", "名称", words},
          {"short_name", "待机屏上的短名", words},
          {"brand", "品牌", words},
          {"opening", "开放时间，一行一条：mon-fri 08:30-12:00 14:30-17:30", lines},
          {"opening_dates", "特别的日子，一行一条：2026-10-01/2026-10-07 closed", lines},
          {"open_until", "待机屏上的截止时间（写了开放时间就不用写）"},
          {"zone", "时区"},
          {"paper_order", "小票上哪种文字在前", choice, {{"", "—"}, {"zh-mn", "汉文"}, {"mn-zh", "蒙文"}}}}},
        {"notice",
         "公告（当天的第一条显示在屏幕上）",
         Occurs::many,
         {{"text", "内容", words}, {"from", "从哪天起（空着：马上）"}, {"until", "到哪天止（空着：直到撤下）"}}},
        {"rating",
         "评价",
         Occurs::once,
         {{"authority", "差评由谁核查", words},
          {"verify_days", "几个工作日内核查", number},
          {"mend_days", "几个工作日内整改答复", number},
          {"open_days", "取号后几天内可以评价", number},
          {"thanks_s", "感谢页停几秒", number}}},
        {"rating_reason",
         "评价原因",
         Occurs::many,
         {{"code", "代码（a-z 和 _，统计用，不要改）"},
          {"words", "文字", words},
          {"worst", "从几分（1 非常不满意）", number},
          {"best", "到几分（5 非常满意）", number}}},
        {"service",
         "队列（字母和部门必须和本系统的配置一致）",
         Occurs::many,
         {{"letter", "字母"},
          {"department", "部门"},
          {"name", "名称", words},
          {"hint", "提示", words},
          {"window", "去哪里", words},
          {"agency", "帮您办窗口", yes_no},
          {"prior_minutes", "预计每件几分钟", number},
          {"open_windows", "通常开几个窗口", number},
          {"hours", "办理时间，一行一段：08:30-12:00", lines}}}};
    return sections;
}

const std::vector<DocumentSection>& catalogue_sections() {
    static const std::vector<DocumentSection> sections{
        {"catalogue", "目录", Occurs::once, {{"source", "出处"}}},
        {"item",
         "事项（顺序就是编号；已有的事项不要挪动）",
         Occurs::many,
         {{"name", "事项"}, {"departments", "部门，一行一个", lines}, {"materials", "材料，一行一份", lines}}}};
    return sections;
}

// What of the catalogue no field shows goes along: its version, and other members of an item.
constexpr const char* version_field = "version";
std::string rest_field(std::size_t row) { return "item." + std::to_string(row) + ".rest"; }

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines) all += (all.empty() ? "" : "\n") + line;
    return all;
}

// -- TOML --

std::string toml_string(std::string_view text) {
    std::string result = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') result += '\\';
        if (letter == '\n') {
            result += "\\n";
        } else {
            result += letter;
        }
    }
    return result + '"';
}

std::string scalar_text(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return *text;
    std::ostringstream stream;
    if (const auto* value = node.as_integer()) stream << value->get();
    if (const auto* value = node.as_floating_point()) stream << value->get();
    if (const auto* value = node.as_boolean()) stream << (value->get() ? "true" : "false");
    return stream.str();
}

void put_value(Form& form, const DocumentSection& section, std::size_t row, const DocumentField& field,
               const toml::node& node) {
    const std::string name = field_name(section, row, field);
    if (const auto* list = node.as_array()) {
        std::vector<std::string> lines;
        for (const toml::node& one : *list) lines.push_back(scalar_text(one));
        form[name] = joined(lines);
    } else if (const auto* table = node.as_table()) {
        for (const std::string_view language : languages) {
            const auto* text = table->get(language);
            if (text != nullptr) form[field_name(section, row, field, language)] = scalar_text(*text);
        }
    } else {
        form[field.kind == words ? name + ".zh" : name] = scalar_text(node);
    }
}

void put_table(Form& form, const DocumentSection& section, std::size_t row, const toml::table& table) {
    for (const DocumentField& field : section.fields) {
        if (const auto* node = table.get(field.key)) put_value(form, section, row, field, *node);
    }
}

std::optional<Form> hall_fields(const std::string& body) {
    const auto parsed = sync::parse_toml(body, "hall");
    if (!parsed) return std::nullopt;
    Form form;
    for (const DocumentSection& section : hall_sections()) {
        const auto* node = parsed->get(section.key);
        if (node == nullptr) continue;
        if (const auto* table = node->as_table()) put_table(form, section, 0, *table);
        const auto* list = node->as_array();
        for (std::size_t row = 0; list != nullptr && row < list->size(); ++row) {
            if (const auto* table = (*list)[row].as_table()) put_table(form, section, row, *table);
        }
    }
    return form;
}

bool numeric(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos &&
           std::ranges::count(text, '.') <= 1 && text.front() != '.' && text.back() != '.' &&
           (text.size() == 1 || text.front() != '0' || text[1] == '.');
}

// "key = value", or nothing where nothing was entered.
std::string toml_line(const Form& form, const DocumentSection& section, std::size_t row, const DocumentField& field) {
    const std::string begin = std::string(field.key) + " = ";
    const std::string value = console::field(form, field_name(section, row, field));
    switch (field.kind) {
        case words: {
            std::string members;
            for (const std::string_view language : languages) {
                const std::string text = console::field(form, field_name(section, row, field, language));
                if (text.empty()) continue;
                members += (members.empty() ? "" : ", ") + std::string(language) + " = " + toml_string(text);
            }
            return members.empty() ? "" : begin + "{ " + members + " }\n";
        }
        case lines: {
            std::string members;
            for (const std::string& line : lines_of(value))
                members += (members.empty() ? "" : ", ") + toml_string(line);
            return members.empty() ? "" : begin + "[" + members + "]\n";
        }
        case number:
            return value.empty() ? "" : begin + (numeric(value) ? value : toml_string(value)) + "\n";
        case yes_no:
            return value == "true" ? begin + "true\n" : "";
        case text:
        case choice:
            break;
    }
    return value.empty() ? "" : begin + toml_string(value) + "\n";
}

std::string toml_section(const Form& form, const DocumentSection& section, std::size_t row) {
    std::string lines;
    for (const DocumentField& field : section.fields) lines += toml_line(form, section, row, field);
    if (lines.empty()) return {};
    const bool many = section.occurs == Occurs::many;
    return (many ? "[[" : "[") + std::string(section.key) + (many ? "]]\n" : "]\n") + lines + "\n";
}

std::string hall_body(const Form& form) {
    std::string body;
    for (const DocumentSection& section : hall_sections()) {
        const std::size_t rows = section.occurs == Occurs::once ? 1 : rows_in(form, section);
        for (std::size_t row = 0; row < rows; ++row) body += toml_section(form, section, row);
    }
    if (body.ends_with("\n\n")) body.pop_back();
    return body;
}

// -- JSON --

std::vector<std::string> texts_of(const Json& json, const char* name) {
    std::vector<std::string> texts;
    const auto found = json.find(name);
    if (found == json.end() || !found->is_array()) return texts;
    for (const Json& one : *found) {
        if (one.is_string()) texts.push_back(one.get<std::string>());
    }
    return texts;
}

// Text that is no UTF-8 is mended rather than thrown about.
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// What is deeper is left out: it would be told level by level on this thread's stack.
bool is_shallow(int depth, Json::parse_event_t, Json&) {
    constexpr int deepest = 32;
    return depth <= deepest;
}

std::optional<Form> catalogue_fields(const std::string& body) {
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object() || !json.contains("items") || !json["items"].is_array()) return std::nullopt;
    if (json["items"].size() > most_rows) return std::nullopt;
    const DocumentSection& items = catalogue_sections()[1];
    Form form;
    if (json.contains("version") && json["version"].is_number_unsigned()) {
        form[version_field] = std::to_string(json["version"].get<std::uint64_t>());
    }
    if (json.contains("source") && json["source"].is_string()) form["catalogue.source"] = json["source"];
    std::size_t row = 0;
    for (Json item : json["items"]) {
        if (!item.is_object()) return std::nullopt;
        const auto name = item.find("name");
        if (name != item.end() && !name->is_string()) return std::nullopt;
        form[field_name(items, row, items.fields[0])] = name == item.end() ? std::string() : name->get<std::string>();
        form[field_name(items, row, items.fields[1])] = joined(texts_of(item, "departments"));
        form[field_name(items, row, items.fields[2])] = joined(texts_of(item, "materials"));
        for (const char* shown : {"no", "name", "departments", "materials"}) item.erase(shown);
        if (!item.empty()) form[rest_field(row)] = text_of(item);
        ++row;
    }
    return form;
}

std::string catalogue_body(const Form& form) {
    const DocumentSection& items = catalogue_sections()[1];
    // A catalogue that says something else is another version.
    const auto version = parse_whole(console::field(form, version_field), 999'999'999).value_or(0) + 1;
    std::string body = "{\n  \"version\": " + std::to_string(version) +
                       ",\n  \"source\": " + text_of(Json(console::field(form, "catalogue.source"))) +
                       ",\n  \"items\": [\n";
    const std::size_t rows = rows_in(form, items);
    std::size_t number = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto value = [&](std::size_t field) {
            return console::field(form, field_name(items, row, items.fields[field]));
        };
        if (value(0).empty() && value(1).empty() && value(2).empty()) continue;
        Json item{{"no", ++number}, {"name", value(0)}, {"departments", lines_of(value(1))}};
        if (const auto materials = lines_of(value(2)); !materials.empty()) item["materials"] = materials;
        const Json rest = Json::parse(console::field(form, rest_field(row)), &is_shallow, false);
        if (rest.is_object()) item.update(rest);
        // A line each: so a difference shows the item.
        body += (number == 1 ? "    " : ",\n    ") + text_of(item);
    }
    return body + "\n  ]\n}\n";
}

}  // namespace

const std::vector<DocumentSection>& sections_of(const std::string& document) {
    return document == "catalogue" ? catalogue_sections() : hall_sections();
}

std::string field_name(const DocumentSection& section, std::size_t row, const DocumentField& field,
                       std::string_view language) {
    std::string name(section.key);
    if (section.occurs == Occurs::many) name += "." + std::to_string(row);
    name += "." + std::string(field.key);
    return language.empty() ? name : name + "." + std::string(language);
}

std::optional<Form> fields_of(const std::string& document, const std::string& body) {
    return document == "catalogue" ? catalogue_fields(body) : hall_fields(body);
}

std::string body_of(const std::string& document, const Form& form) {
    return document == "catalogue" ? catalogue_body(form) : hall_body(form);
}

std::size_t rows_in(const Form& form, const DocumentSection& section) {
    const std::string begin = std::string(section.key) + ".";
    std::size_t rows = 0;
    for (auto entry = form.lower_bound(begin); entry != form.end() && entry->first.starts_with(begin); ++entry) {
        if (entry->second.empty()) continue;
        const std::string_view after = std::string_view(entry->first).substr(begin.size());
        const auto row = parse_whole(std::string(after.substr(0, after.find('.'))), most_rows - 1);
        if (row) rows = std::max<std::size_t>(rows, *row + 1);
    }
    return rows;
}

FaultPlace fault_place(std::string_view fault) {
    FaultPlace place;
    const auto part = [&] {
        const std::size_t end = fault.find(": ");
        const std::string_view found = fault.substr(0, std::min(end, fault.size()));
        fault.remove_prefix(end == std::string_view::npos ? fault.size() : end + 2);
        return found;
    };
    const std::string_view file = part();
    if (const std::size_t colon = file.find(':'); colon != std::string_view::npos) {
        place.line = parse_whole(std::string(file.substr(colon + 1)), 1'000'000).value_or(0);
    }
    const std::string_view rest = fault;
    const std::string_view key = part();
    const bool is_key =
        !fault.empty() && key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.[]0123456789") == std::string_view::npos;
    place.reason = is_key ? fault : rest;
    if (!is_key) return place;
    place.key = key;
    const std::size_t open = key.find('[');
    const std::size_t close = key.find(']');
    if (open == std::string_view::npos || close == std::string_view::npos) {
        place.field = key;
        return place;
    }
    const auto number = parse_whole(std::string(key.substr(open + 1, close - open - 1)), most_rows).value_or(1);
    place.field = std::string(key.substr(0, open)) + "." + std::to_string(std::max<std::uint64_t>(number, 1) - 1) +
                  std::string(key.substr(close + 1));
    return place;
}

}  // namespace bangnin::hub::console
