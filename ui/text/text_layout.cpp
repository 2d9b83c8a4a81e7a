#include "ui/text/text_layout.h"

#include <algorithm>
#include <cmath>

namespace bangnin::text {
namespace {

constexpr double smallest_px = 4;
constexpr double largest_px = 1024;
constexpr float largest_line_px = 4096.0F;

double clamped_size(double size_px) { return size_px >= smallest_px ? std::min(size_px, largest_px) : smallest_px; }

int pixels_up(int pango_units) { return (pango_units + PANGO_SCALE - 1) / PANGO_SCALE; }

void insert(PangoAttrList* list, PangoAttribute* attribute, const Span& span) {
    attribute->start_index = static_cast<guint>(span.start_byte);
    attribute->end_index = static_cast<guint>(span.start_byte + span.length_bytes);
    pango_attr_list_insert(list, attribute);
}

void set_attributes(PangoLayout* layout, const Style& style, std::span<const Span> spans) {
    PangoAttrList* list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    if (style.digits == Digits::tabular) {
        pango_attr_list_insert(list, pango_attr_font_features_new("tnum=1"));
    }
    for (const Span& span : spans) {
        insert(list, pango_attr_weight_new(span.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL),
               span);
        if (span.size_px > 0.0F) {
            const double size = clamped_size(span.size_px);
            insert(list, pango_attr_size_new_absolute(static_cast<int>(std::lround(size * PANGO_SCALE))), span);
        }
    }
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

ObjectPointer<PangoLayout> make_layout(const FontSet& fonts, std::string_view text, const Style& style, int extent_px,
                                       std::span<const Span> spans) {
    ObjectPointer<PangoLayout> layout(pango_layout_new(fonts.context(style.flow)));
    const auto description = FontSet::description(style.flow, style.weight, clamped_size(style.size_px));
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_auto_dir(layout.get(), FALSE);
    // A joined Mongolian word is never torn: one longer than its column reaches out of it.
    const bool horizontal = style.flow == Flow::horizontal;
    pango_layout_set_wrap(layout.get(), horizontal ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
    if (extent_px > 0) {
        // Columns of single letters help nobody and take Pango quadratic time.
        const int least = static_cast<int>(2 * clamped_size(style.size_px));
        pango_layout_set_width(layout.get(), std::clamp(extent_px, least, max_side_px) * PANGO_SCALE);
        // What lies beyond the largest picture need not be broken into lines.
        pango_layout_set_height(layout.get(), max_side_px * PANGO_SCALE);
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    }
    set_attributes(layout.get(), style, spans);
    return layout;
}

// The spans in the coordinates of a piece of the text that begins at `start`.
std::vector<Span> rebased(std::span<const Span> spans, std::size_t start, std::size_t length) {
    std::vector<Span> result;
    for (Span span : spans) {
        const std::size_t begin = std::clamp(span.start_byte, start, start + length);
        const std::size_t end = std::clamp(span.start_byte + span.length_bytes, start, start + length);
        if (begin < end) {
            span.start_byte = begin - start;
            span.length_bytes = end - begin;
            result.push_back(span);
        }
    }
    return result;
}

// The part of the cleaned text, always at the bounds of characters: where an attribute ends inside a character, Pango
// makes items that overlap, measures the same text differently from call to call, and may fail an assertion of its own.
Range cleaned_range(std::string_view raw, std::size_t start_byte, std::size_t length_bytes) {
    const std::size_t start = std::min(start_byte, raw.size());
    const std::size_t length = std::min(length_bytes, raw.size() - start);
    const std::size_t begin = cleaned_place(raw, start);
    return {begin, cleaned_place(raw, start + length) - begin};
}

std::vector<Span> cleaned_spans(std::string_view raw, std::span<const Span> spans) {
    std::vector<Span> result;
    for (Span span : spans) {
        const Range range = cleaned_range(raw, span.start_byte, span.length_bytes);
        if (range.length_bytes > 0) {
            span.start_byte = range.start_byte;
            span.length_bytes = range.length_bytes;
            result.push_back(span);
        }
    }
    return result;
}

struct SourceLine {
    PangoLayoutLine* line = nullptr;
    std::size_t start_byte = 0;
    std::size_t length_bytes = 0;
};

// The last line that may be shown, cut with an ellipsis: the rest of its paragraph on one line.
SourceLine make_tail(Block& block, const FontSet& fonts, std::string_view text, const Style& style, int extent_px,
                     std::span<const Span> spans, std::size_t start) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string rest(text.substr(start, end - start));
    if (end < text.size()) {
        rest += "…";
    }
    const auto rest_spans = rebased(spans, start, end - start);
    block.tail = make_layout(fonts, rest, style, extent_px, rest_spans);
    pango_layout_set_ellipsize(block.tail.get(), PANGO_ELLIPSIZE_END);
    return {pango_layout_get_line_readonly(block.tail.get(), 0), start, end - start};
}

std::vector<SourceLine> break_lines(Block& block, const FontSet& fonts, std::string_view text, const Style& style,
                                    int extent_px, std::span<const Span> spans) {
    std::vector<SourceLine> lines;
    for (GSList* item = pango_layout_get_lines_readonly(block.body.get()); item != nullptr; item = item->next) {
        auto* line = static_cast<PangoLayoutLine*>(item->data);
        lines.push_back({line, static_cast<std::size_t>(line->start_index), static_cast<std::size_t>(line->length)});
    }
    const auto most = static_cast<std::size_t>(std::max(style.max_lines, 0));
    if (most > 0 && lines.size() > most) {
        lines.resize(most);
        lines.back() = make_tail(block, fonts, text, style, extent_px, spans, lines.back().start_byte);
    }
    return lines;
}

// The room a line takes across its own direction, as CSS does it: the first font's reach in whole pixels (never the
// fallback fonts', so that one rare character does not shift the lines), centred in the line height.
struct LineBox {
    int height = 0;
    int baseline = 0;  // from the box's top
};

LineBox line_box(const FontSet& fonts, const Style& style, const SourceLine& line, std::span<const Span> spans) {
    double size = clamped_size(style.size_px);
    for (const Span& span : spans) {
        const bool touches = span.start_byte < line.start_byte + line.length_bytes &&
                             span.start_byte + span.length_bytes > line.start_byte;
        if (touches && span.size_px > 0.0F) {
            size = std::max(size, clamped_size(span.size_px));
        }
    }
    const int ascent = static_cast<int>(std::lround(fonts.reach().ascent * size));
    const int descent = static_cast<int>(std::lround(fonts.reach().descent * size));
    int height = ascent + descent;
    if (style.line_height_px > 0.0F) {
        height = static_cast<int>(std::lround(std::min(style.line_height_px, largest_line_px)));
    }
    const double leading = (height - (ascent + descent)) / 2.0;
    return {height, ascent + static_cast<int>(std::floor(leading))};
}

int line_length(PangoLayoutLine* line) {
    PangoRectangle logical{};
    pango_layout_line_get_extents(line, nullptr, &logical);
    return pixels_up(logical.width);
}

int aligned(Align align, int room) {
    switch (align) {
        case Align::start:
            return 0;
        case Align::centre:
            return room / 2;
        case Align::end:
            return room;
    }
    return 0;
}

// How far right of a column's middle its baseline lies, in em. Han stands on the middle; Mongolian words have most
// of their body left of the baseline and are moved so that the eye sees them in the middle.
constexpr double mongolian_baseline_em = 0.26;

bool has_mongolian(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto second = static_cast<unsigned char>(text[i + 1]);  // U+1800…U+18BF
        if (text[i] == '\xE1' && second >= 0xA0U && second <= 0xA2U) {
            return true;
        }
    }
    return false;
}

int column_baseline(const LineBox& box, double size_px, std::string_view text) {
    const double shift = has_mongolian(text) ? mongolian_baseline_em * size_px : 0.0;
    return static_cast<int>(std::lround(box.height / 2.0 + shift));
}

void place_lines(Block& block, const FontSet& fonts, std::string_view text, const Style& style,
                 const std::vector<SourceLine>& lines, std::span<const Span> spans) {
    int longest = 0;
    std::vector<int> lengths;
    for (const SourceLine& source : lines) {
        lengths.push_back(line_length(source.line));
        longest = std::max(longest, lengths.back());
    }
    int across = 0;
    for (std::size_t i = 0; i < lines.size() && across < max_side_px; ++i) {
        const LineBox box = line_box(fonts, style, lines[i], spans);
        const int along = aligned(style.align, longest - lengths[i]);
        int baseline = across + box.baseline;
        if (style.flow == Flow::horizontal) {
            block.lines.push_back({lines[i].line, along, baseline});
        } else {
            const auto content = text.substr(lines[i].start_byte, lines[i].length_bytes);
            baseline = across + column_baseline(box, clamped_size(style.size_px), content);
            block.lines.push_back({lines[i].line, baseline, along});
        }
        block.metrics.lines.push_back({lines[i].start_byte, lines[i].length_bytes, lengths[i], baseline});
        across += box.height;
    }
    longest = std::min(longest, max_side_px);
    across = std::min(across, max_side_px);
    block.metrics.width = style.flow == Flow::horizontal ? longest : across;
    block.metrics.height = style.flow == Flow::horizontal ? across : longest;
}

}  // namespace

std::vector<Range> cleaned_ranges(std::string_view raw, std::span<const Range> ranges) {
    std::vector<Range> result;
    result.reserve(ranges.size());
    for (const Range& range : ranges) {
        result.push_back(cleaned_range(raw, range.start_byte, range.length_bytes));
    }
    return result;
}

Block lay_out(const FontSet& fonts, std::string_view raw, const Style& style, int extent_px,
              std::span<const Span> raw_spans) {
    Block block;
    const std::string text = clean_utf8(raw);
    if (text.empty()) {
        return block;
    }
    const auto spans = cleaned_spans(raw, raw_spans);
    block.body = make_layout(fonts, text, style, extent_px, spans);
    const auto lines = break_lines(block, fonts, text, style, extent_px, spans);
    block.metrics.unknown_glyphs = pango_layout_get_unknown_glyphs_count(block.body.get());
    place_lines(block, fonts, text, style, lines, spans);
    return block;
}

}  // namespace bangnin::text
