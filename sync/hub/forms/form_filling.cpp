#include "sync/hub/forms/form_filling.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "ui/paper/document_layout.h"

namespace bangnin::hub {
namespace {

using paper::Edge;
using paper::Words;

constexpr std::string_view empty_box = "☐";
constexpr std::string_view ticked_box = "☑";
constexpr std::string_view hard_space = "\u00A0";
constexpr std::string_view thin_space = "\u2009";
constexpr double hard_space_em = 0.224;  // in Noto Sans CJK
constexpr int most_room = 60;
constexpr double pad_mm = 3;  // of a cell, both sides together

// "name", "name:8", "name:8_", "name:box".
struct PlaceForValue {
    std::string_view name;
    int room = 0;
    enum class Kind { plain, on_line, box } kind = Kind::plain;
};

PlaceForValue parse_place(std::string_view text) {
    const std::size_t colon = text.find(':');
    PlaceForValue place{text.substr(0, colon)};
    if (colon == std::string_view::npos) return place;
    std::string_view rest = text.substr(colon + 1);
    if (rest == "box") {
        place.kind = PlaceForValue::Kind::box;
        return place;
    }
    if (rest.ends_with('_')) {
        place.kind = PlaceForValue::Kind::on_line;
        rest.remove_suffix(1);
    }
    for (const char digit : rest) place.room = std::min(most_room, place.room * 10 + (digit - '0'));
    return place;
}

std::string room_for(int characters) {
    std::string room;
    const int spaces = static_cast<int>(std::ceil(characters / hard_space_em));
    for (int count = 0; count < spaces; ++count) room += hard_space;
    return room;
}

class Filling {
  public:
    Filling(text::Engine& engine, const FormValues& values, const sync::Catalogue& catalogue)
        : engine_(engine), values_(values), catalogue_(catalogue) {}

    paper::Paragraph operator()(const paper::Paragraph& paragraph) const {
        return {filled(paragraph.words), paragraph.before_mm, paragraph.after_mm};
    }
    paper::Table operator()(const TemplateTable& table) const {
        paper::Table result{table.columns_mm, {}, table.edges};
        for (const auto& row : table.rows) {
            if (const auto* pairs = std::get_if<ItemPairs>(&row)) {
                add_pairs(result, *pairs);
            } else {
                result.rows.push_back(filled(std::get<TemplateRow>(row)));
            }
        }
        return result;
    }
    paper::Paragraph operator()(const ItemList& list) const {
        paper::Paragraph paragraph{list.look};
        for (const sync::Item& item : catalogue_.items) {
            if (!paragraph.words.text.empty()) paragraph.words.text += '\n';
            paragraph.words.text += box_of(item) + std::to_string(item.number) + ". " + item.name;
        }
        return paragraph;
    }

  private:
    Words filled(const Words& look) const;
    void add_value(Words& words, const PlaceForValue& place) const;
    paper::Row filled(const TemplateRow& row) const;
    paper::Cell filled(const TemplateCell& cell) const;
    void add_pairs(paper::Table& table, const ItemPairs& pairs) const;
    bool fits(const Words& words, double width_mm) const;

    std::string box_of(const sync::Item& item) const {
        return std::string(values_.items.contains(item.number) ? ticked_box : empty_box) + " ";
    }
    std::string_view value_of(std::string_view name) const {
        const auto found = values_.texts.find(name);
        return found == values_.texts.end() ? std::string_view{} : found->second;
    }

    text::Engine& engine_;
    const FormValues& values_;
    const sync::Catalogue& catalogue_;
};

Words Filling::filled(const Words& look) const {
    Words words = look;
    words.text.clear();
    std::string_view rest = look.text;
    while (!rest.empty()) {
        const std::size_t begin = rest.find('{');
        const std::size_t end = begin == std::string_view::npos ? begin : rest.find('}', begin);
        if (end == std::string_view::npos) break;
        words.text += rest.substr(0, begin);
        add_value(words, parse_place(rest.substr(begin + 1, end - begin - 1)));
        rest.remove_prefix(end + 1);
    }
    words.text += rest;
    return words;
}

void Filling::add_value(Words& words, const PlaceForValue& place) const {
    const std::string_view value = value_of(place.name);
    if (place.kind == PlaceForValue::Kind::box) {
        words.text += value.empty() ? empty_box : ticked_box;
        return;
    }
    const std::size_t begin = words.text.size();
    if (value.empty()) {
        words.text += room_for(place.room);
    } else if (place.kind == PlaceForValue::Kind::on_line) {
        ((words.text += thin_space) += value) += thin_space;
    } else {
        words.text += value;
    }
    if (place.kind == PlaceForValue::Kind::on_line) words.underlined.push_back({begin, words.text.size() - begin});
}

paper::Row Filling::filled(const TemplateRow& row) const {
    paper::Row result{row.height_mm, Edge::ruled, {}};
    for (const TemplateCell& cell : row.cells) result.cells.push_back(filled(cell));
    return result;
}

paper::Cell Filling::filled(const TemplateCell& cell) const {
    paper::Cell result = cell.cell;
    result.words = filled(cell.cell.words);
    const auto picture = values_.pictures.find(cell.picture);
    if (picture != values_.pictures.end() && !picture->second.empty()) {
        result.picture = paper::Picture{picture->second, cell.picture_width_mm, cell.picture_height_mm};
    }
    return result;
}

bool Filling::fits(const Words& words, double width_mm) const {
    return engine_.measure(words.text, paper::style_of(words)).width <= paper::extent_px_of(width_mm - pad_mm);
}

// Two items share a row where each fits into its half on one line.
void Filling::add_pairs(paper::Table& table, const ItemPairs& pairs) const {
    const std::size_t first = table.rows.size();
    const auto right_end = table.columns_mm.end();
    const auto right_begin = right_end - std::min<std::ptrdiff_t>(pairs.columns, std::ssize(table.columns_mm));
    const auto left_begin =
        right_begin - std::min<std::ptrdiff_t>(pairs.columns, right_begin - table.columns_mm.begin());
    const double left_mm = std::accumulate(left_begin, right_begin, 0.0);
    const double right_mm = std::accumulate(right_begin, right_end, 0.0);
    const auto words_of = [&](std::size_t index) {
        Words words = pairs.look;
        words.text = box_of(catalogue_.items[index]) + catalogue_.items[index].name;
        return words;
    };
    for (std::size_t index = 0; index < catalogue_.items.size(); ++index) {
        const bool begins = table.rows.size() == first;
        paper::Row row{pairs.height_mm, begins ? Edge::ruled : Edge::open, {}};
        row.cells.push_back({words_of(index), 2 * pairs.columns});
        if (index + 1 < catalogue_.items.size() && fits(words_of(index), left_mm) &&
            fits(words_of(index + 1), right_mm)) {
            row.cells.back().columns = pairs.columns;
            row.cells.push_back({words_of(++index), pairs.columns});
            row.cells.back().left = Edge::open;
        }
        table.rows.push_back(std::move(row));
    }
    if (table.rows.size() == first) return;
    std::vector<paper::Cell> labels;
    labels.reserve(pairs.labels.size());
    for (const TemplateCell& label : pairs.labels) {
        labels.push_back(filled(label));
        labels.back().rows = static_cast<int>(table.rows.size() - first);
    }
    auto& cells = table.rows[first].cells;
    cells.insert(cells.begin(), labels.begin(), labels.end());
}

}  // namespace

paper::Document fill_form(text::Engine& engine, const FormTemplate& form, const FormValues& values,
                          const sync::Catalogue& catalogue) {
    const Filling filling(engine, values, catalogue);
    paper::Document document{form.title, {}, form.page_numbers, {}};
    for (const auto& block : form.blocks) {
        document.blocks.push_back(std::visit([&](const auto& one) { return paper::Block{filling(one)}; }, block));
    }
    return document;
}

}  // namespace bangnin::hub
