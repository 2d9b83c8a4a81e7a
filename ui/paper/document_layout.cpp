#include "ui/paper/document_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/paper/document_flow.h"

namespace bangnin::paper {
namespace {

constexpr double mm_per_pt = 25.4 / 72;
constexpr double foot_mm = page_height_mm - 14;
constexpr double foot_pt = 9;
constexpr std::size_t fewest_lines = 2;  // of a paragraph at the foot of a page

double line_px(const Words& words) { return std::round(words.size_pt * mm_per_pt * px_per_mm * words.line_spacing); }

void place(Flow& flow, Paragraph paragraph) {
    flow.y_mm += paragraph.before_mm;
    while (!flow.fault()) {
        const auto metrics = flow.measure(paragraph.words, extent_px_of(text_width_mm));
        const double height_mm = metrics.height / px_per_mm;
        if (height_mm <= flow.room_mm()) {
            flow.put(paragraph.words, metrics, {side_margin_mm, flow.y_mm, text_width_mm});
            flow.y_mm += height_mm + paragraph.after_mm;
            return;
        }
        const std::size_t lines = lines_within(paragraph.words, flow.room_mm());
        if (lines < fewest_lines && !flow.at_top()) {
            flow.new_page();
            continue;
        }
        auto [head, rest] = split_at_line(paragraph.words, metrics, std::max<std::size_t>(lines, 1));
        flow.put(head, flow.measure(head, extent_px_of(text_width_mm)), {side_margin_mm, flow.y_mm, text_width_mm});
        paragraph.words = std::move(rest);
        flow.new_page();
    }
}

void replace(std::string& text, std::string_view name, std::size_t number) {
    const std::size_t place = text.find(name);
    if (place != std::string::npos) text.replace(place, name.size(), std::to_string(number));
}

void number_pages(Flow& measuring, Layout& layout, const std::string& pattern) {
    if (layout.pages.size() < 2 || pattern.empty()) return;
    for (std::size_t index = 0; index < layout.pages.size(); ++index) {
        Words words{pattern, foot_pt};
        replace(words.text, "{page}", index + 1);
        replace(words.text, "{pages}", layout.pages.size());
        const auto metrics = measuring.measure(words, extent_px_of(text_width_mm));
        const double x_mm = (page_width_mm - metrics.width / px_per_mm) / 2;
        layout.pages[index].words.push_back({x_mm, foot_mm, extent_px_of(text_width_mm), std::move(words)});
    }
}

}  // namespace

text::Style style_of(const Words& words) {
    text::Style style;
    style.size_px = static_cast<float>(words.size_pt * mm_per_pt * px_per_mm);
    style.weight = words.weight;
    style.align = words.align;
    style.line_height_px = static_cast<float>(line_px(words));
    return style;
}

int extent_px_of(double width_mm) { return static_cast<int>(width_mm * px_per_mm); }

text::Metrics Flow::measure(const Words& words, int extent_px) {
    if (words.text.size() > text::max_text_bytes) {
        fail(PdfFault::text_too_long);
        return {};
    }
    auto metrics = engine_.measure(words.text, style_of(words), extent_px);
    if (metrics.height >= text::max_side_px) fail(PdfFault::text_too_long);
    return metrics;
}

void Flow::put(const Words& words, const text::Metrics& metrics, Place place) {
    const double spare_mm = place.width_mm - metrics.width / px_per_mm;
    const double share = words.align == text::Align::start ? 0 : words.align == text::Align::centre ? 0.5 : 1;
    page().words.push_back({place.x_mm + spare_mm * share, place.y_mm, extent_px_of(place.width_mm), words});
    out_.unknown_glyphs += metrics.unknown_glyphs;
}

void Flow::new_page() {
    if (out_.pages.size() >= most_pages) return fail(PdfFault::too_many_pages);
    out_.pages.emplace_back();
    y_mm = top_margin_mm;
}

std::pair<Words, Words> split_at_line(const Words& words, const text::Metrics& metrics, std::size_t line) {
    const std::string clean = text::clean_utf8(words.text);
    const std::size_t place = line < metrics.lines.size() ? metrics.lines[line].start_byte : clean.size();
    std::pair<Words, Words> parts{words, words};
    parts.first.text = clean.substr(0, place);
    if (parts.first.text.ends_with('\n')) parts.first.text.pop_back();
    parts.second.text = clean.substr(place);
    parts.first.underlined.clear();
    parts.second.underlined.clear();
    for (const text::Range& range : words.underlined) {
        const std::size_t begin = text::cleaned_place(words.text, range.start_byte);
        const std::size_t end = text::cleaned_place(words.text, range.start_byte + range.length_bytes);
        if (begin < place) parts.first.underlined.push_back({begin, std::min(end, place) - begin});
        if (end > place) {
            parts.second.underlined.push_back({std::max(begin, place) - place, end - std::max(begin, place)});
        }
    }
    return parts;
}

std::size_t lines_within(const Words& words, double room_mm) {
    return static_cast<std::size_t>(std::max(0.0, room_mm * px_per_mm / line_px(words)));
}

std::expected<Layout, PdfFault> lay_out(text::Engine& engine, const Document& document) {
    Flow flow(engine);
    for (const Block& block : document.blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            place(flow, *paragraph);
        } else {
            place_table(flow, std::get<Table>(block));
        }
        if (flow.fault()) return std::unexpected(*flow.fault());
    }
    Layout layout = std::move(flow).take();
    Flow measuring(engine);
    number_pages(measuring, layout, document.page_numbers);
    return layout;
}

}  // namespace bangnin::paper
