// What an entry of the Mongolian catalogue may hold, as long as no native reader looks after it.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <ios>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ui/text/engine_for_tests.h"
#include "ui/locale/catalogue.h"
#include "ui/locale/embedded.h"

namespace bangnin::locale {
namespace {

struct Entry {
    std::string original;  // without its context
    std::string words;
};

// The words of every entry, the header left out.
std::vector<Entry> entries_of(std::span<const std::byte> bytes) {
    std::vector<Entry> entries;
    const auto catalogue = Catalogue::parse(bytes);
    EXPECT_TRUE(catalogue);
    if (!catalogue) return entries;
    catalogue->for_each([&](std::string_view key, std::string_view translations) {
        if (key.empty()) return;
        const auto context = key.find('\x04');
        if (context != std::string_view::npos) key.remove_prefix(context + 1);
        const std::string original(key.substr(0, key.find('\0')));
        while (true) {
            const auto end = translations.find('\0');
            entries.push_back({original, std::string(translations.substr(0, end))});
            if (end == std::string_view::npos) break;
            translations.remove_prefix(end + 1);
        }
    });
    return entries;
}

std::vector<char32_t> code_points(std::string_view utf8) {
    std::vector<char32_t> points;
    for (const char byte : utf8) {
        const auto value = static_cast<unsigned char>(byte);
        if ((value & 0xC0U) == 0x80U && !points.empty()) {
            points.back() = (points.back() << 6U) | (value & 0x3FU);
        } else {
            points.push_back(value >= 0xF0U   ? value & 0x07U
                             : value >= 0xE0U ? value & 0x0FU
                             : value >= 0xC0U ? value & 0x1FU
                                              : value);
        }
    }
    return points;
}

// The Mongolian block; the joiner of suffixes and the zero-width joiner; blanks, digits, slots and the marks of bold.
bool is_allowed(char32_t point) {
    constexpr char32_t narrow_no_break_space = 0x202F;
    constexpr char32_t zero_width_joiner = 0x200D;
    const bool mongolian = point >= 0x1800 && point <= 0x18AA;
    const bool plain =
        point < 0x80 && std::string_view(" \n0123456789{}*").find(static_cast<char>(point)) != std::string_view::npos;
    return mongolian || plain || point == narrow_no_break_space || point == zero_width_joiner;
}

std::size_t count_of(std::string_view text, std::string_view mark) {
    std::size_t count = 0;
    for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) ++count;
    return count;
}

TEST(MongolianCatalogue, HoldsNothingButMongolian) {
    const auto entries = entries_of(embedded_mongolian());
    EXPECT_GT(entries.size(), 60U) << "too few for a page in Mongolian";
    for (const Entry& entry : entries) {
        EXPECT_FALSE(entry.words.empty()) << entry.original;
        for (const char32_t point : code_points(entry.words)) {
            EXPECT_TRUE(is_allowed(point)) << entry.original << ": U+" << std::hex << static_cast<std::uint32_t>(point);
        }
    }
}

// A suffix stands after U+202F and a vowel after U+180E: neither begins or ends a word, nor stands beside a blank.
TEST(MongolianCatalogue, JoinsSuffixesToWords) {
    const auto is_letter = [](char32_t point) { return point >= 0x1820 && point <= 0x18AA; };
    for (const Entry& entry : entries_of(embedded_mongolian())) {
        const auto points = code_points(entry.words);
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (points[i] != 0x202F && points[i] != 0x180E) continue;
            ASSERT_TRUE(i > 0 && i + 1 < points.size()) << entry.original;
            EXPECT_TRUE(is_letter(points[i + 1])) << entry.original;
            const bool selector = points[i - 1] >= 0x180B && points[i - 1] <= 0x180D;
            EXPECT_TRUE(is_letter(points[i - 1]) || selector) << entry.original;
        }
    }
}

// What stands in the source between ** is bold: pairs stay pairs, and a translation of one has one.
TEST(Catalogues, KeepTheMarksOfTheirOriginals) {
    for (const auto bytes : {embedded_english(), embedded_mongolian()}) {
        for (const Entry& entry : entries_of(bytes)) {
            EXPECT_EQ(count_of(entry.words, "**"), count_of(entry.original, "**")) << entry.original;
        }
    }
}

TEST(Catalogues, AreShownWithoutBoxes) {
    for (const auto bytes : {embedded_english(), embedded_mongolian()}) {
        for (const Entry& entry : entries_of(bytes)) {
            text::Style style;
            EXPECT_EQ(text::test_engine().measure(entry.words, style).unknown_glyphs, 0) << entry.original;
            style.flow = text::Flow::vertical_mongolian;
            EXPECT_EQ(text::test_engine().measure(entry.words, style).unknown_glyphs, 0) << entry.original;
        }
    }
}

}  // namespace
}  // namespace bangnin::locale
