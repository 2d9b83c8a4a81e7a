#include "sync/hub/forms/form_template.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "sync/model/asset_file.h"

namespace bangnin::hub {
namespace {

using Json = nlohmann::json;
using paper::Edge;
using paper::VerticalAlign;
using paper::Words;

constexpr std::size_t most_entries = 200;
constexpr int most_spans = 100;

// Reads members of one object and remembers the first fault of all of them; whatever was not asked for is a fault too.
class Members {
  public:
    Members(const Json& object, std::optional<TemplateError>& fault) : object_(object), fault_(fault) {
        if (!object.is_object()) fail("an object", "is missing");
    }

    void fail(std::string_view member, std::string_view trouble);
    bool has(const char* name) const { return object_.is_object() && object_.contains(name); }

    std::string text(const char* name) {
        const Json* value = member(name);
        if (value == nullptr) return {};
        if (const auto* text = value->get_ptr<const std::string*>()) return *text;
        fail(name, "is no text");
        return {};
    }
    double number(const char* name, double otherwise, double least, double most) {
        const Json* value = member(name);
        if (value == nullptr) return otherwise;
        const double number = value->is_number() ? value->get<double>() : least - 1;
        if (number >= least && number <= most) return number;
        fail(name, "is no number, or out of range");
        return otherwise;
    }
    template <typename Choice>
    Choice word(const char* name, Choice otherwise, const std::map<std::string_view, Choice>& words) {
        if (member(name) == nullptr) return otherwise;
        const std::string chosen = text(name);
        if (const auto found = words.find(chosen); found != words.end()) return found->second;
        fail(name, "has an unknown word");
        return otherwise;
    }
    text::Weight weight(text::Weight otherwise) {
        const Json* value = member("bold");
        if (value == nullptr) return otherwise;
        if (!value->is_boolean()) fail("bold", "is neither true nor false");
        return *value == true ? text::Weight::bold : text::Weight::regular;
    }
    template <typename Visit>
    void each(const char* name, Visit visit) {
        const Json* value = member(name);
        if (value == nullptr || !value->is_array() || value->empty() || value->size() > most_entries) {
            return fail(name, "is no list, or empty, or too long");
        }
        for (const Json& entry : *value) visit(entry);
    }
    void finish() {
        if (!object_.is_object()) return;
        for (const auto& [name, value] : object_.items()) {
            if (!asked_.contains(name)) fail(name, "is unknown");
        }
    }

  private:
    const Json* member(const char* name) {
        asked_.insert(name);
        if (!object_.is_object()) return nullptr;
        const auto found = object_.find(name);
        return found == object_.end() ? nullptr : &*found;
    }

    const Json& object_;
    std::optional<TemplateError>& fault_;
    std::set<std::string, std::less<>> asked_;
};

void Members::fail(std::string_view member, std::string_view trouble) {
    if (fault_) return;
    fault_.emplace();
    fault_->reason.append(member).append(" ").append(trouble);
}

// The text and its look; what is not said is as in `otherwise`.
Words read_words(Members& members, const Words& otherwise) {
    Words words = otherwise;
    words.text = members.text("text");
    words.size_pt = members.number("size", otherwise.size_pt, 5, 72);
    words.weight = members.weight(otherwise.weight);
    words.line_spacing = members.number("spacing", otherwise.line_spacing, 1, 4);
    words.align = members.word<text::Align>(
        "align", otherwise.align,
        {{"start", text::Align::start}, {"centre", text::Align::centre}, {"end", text::Align::end}});
    return words;
}

class Parser {
  public:
    std::expected<FormTemplate, TemplateError> parse(const Json& json) {
        FormTemplate form;
        Members members(json, fault_);
        form.title = members.text("title");
        form.page_numbers = members.text("page_numbers");
        members.each("blocks", [&](const Json& block) { add_block(form, block); });
        members.finish();
        if (fault_) return std::unexpected(*fault_);
        return form;
    }

  private:
    void add_block(FormTemplate& form, const Json& json) {
        Members members(json, fault_);
        if (members.has("rows")) {
            form.blocks.emplace_back(read_table(members));
        } else if (members.has("items")) {
            numbered(members);
            form.blocks.emplace_back(ItemList{read_words(members, {})});
        } else {
            paper::Paragraph paragraph{read_words(members, {})};
            paragraph.before_mm = members.number("before", 0, 0, 200);
            paragraph.after_mm = members.number("after", 0, 0, 200);
            form.blocks.emplace_back(std::move(paragraph));
        }
        members.finish();
    }
    static void numbered(Members& members) {
        if (members.text("items") != "numbered") members.fail("items", "has an unknown word");
    }

    TemplateTable read_table(Members& members) {
        TemplateTable table;
        Words look = read_words(members, {});
        table.edges = read_edge(members, "edges");
        members.each("columns", [&](const Json& width) {
            const double mm = width.is_number() ? width.get<double>() : 0;
            if (mm < 5 || mm > paper::text_width_mm) members.fail("columns", "has a width out of range");
            table.columns_mm.push_back(mm);
        });
        members.each("rows", [&](const Json& row) { add_row(table, row, look); });
        return table;
    }
    static Edge read_edge(Members& members, const char* name) {
        return members.word<Edge>(name, Edge::ruled, {{"ruled", Edge::ruled}, {"open", Edge::open}});
    }

    void add_row(TemplateTable& table, const Json& json, const Words& look) {
        Members members(json, fault_);
        if (members.has("items")) {
            ItemPairs pairs;
            if (members.text("items") != "pairs") members.fail("items", "has an unknown word");
            pairs.columns = static_cast<int>(members.number("columns", 1, 1, most_spans));
            pairs.look = read_words(members, look);
            pairs.height_mm = members.number("height", pairs.height_mm, 1, 250);
            members.each("labels", [&](const Json& cell) { pairs.labels.push_back(read_cell(cell, look)); });
            table.rows.emplace_back(std::move(pairs));
        } else {
            TemplateRow row;
            row.height_mm = members.number("height", row.height_mm, 1, 250);
            members.each("cells", [&](const Json& cell) { row.cells.push_back(read_cell(cell, look)); });
            table.rows.emplace_back(std::move(row));
        }
        members.finish();
    }

    TemplateCell read_cell(const Json& json, const Words& look) {
        Members members(json, fault_);
        TemplateCell cell;
        cell.cell.words = read_words(members, look);
        cell.cell.columns = static_cast<int>(members.number("columns", 1, 1, most_spans));
        cell.cell.rows = static_cast<int>(members.number("rows", 1, 1, most_spans));
        cell.cell.left = read_edge(members, "left");
        cell.cell.vertical = members.word<VerticalAlign>(
            "vertical", VerticalAlign::middle,
            {{"top", VerticalAlign::top}, {"middle", VerticalAlign::middle}, {"bottom", VerticalAlign::bottom}});
        cell.picture = members.text("picture");
        cell.picture_width_mm = members.number("picture_width", cell.picture_width_mm, 5, 166);
        cell.picture_height_mm = members.number("picture_height", cell.picture_height_mm, 5, 100);
        members.finish();
        return cell;
    }

    std::optional<TemplateError> fault_;
};

}  // namespace

std::expected<FormTemplate, TemplateError> parse_form_template(std::string_view text) {
    if (text.size() > sync::largest_asset) return std::unexpected(TemplateError{"too large"});
    const Json json = sync::parse_shallow(text);
    if (json.is_discarded()) return std::unexpected(TemplateError{"no JSON"});
    return Parser().parse(json);
}

}  // namespace bangnin::hub
