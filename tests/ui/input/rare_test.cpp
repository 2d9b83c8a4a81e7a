#include <glib.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/ui/input/typing.h"
#include "tests/ui/text/engine_for_tests.h"
#include "ui/input/rare/han_set.h"
#include "ui/input/rare/radicals.h"
#include "ui/input/rare/rare_method.h"
#include "ui/input/rare/rare_table.h"
#include "ui/input/utf8.h"

namespace bangnin::input {
namespace {

RareTable table() { return RareTable::load(find_input_data() / "han.table").value(); }

std::string hex_of(std::uint32_t number) {
    char digits[8];
    return {digits, std::to_chars(digits, digits + sizeof digits, number, 16).ptr};
}

TEST(HanSet, HasTheStandardsNumber) {
    std::size_t counted = 0;
    for (char32_t character = 0; character <= 0x10FFFF; ++character) {
        const auto index = gb18030_han_index(character);
        if (index) {
            ASSERT_EQ(*index, counted++);
            ASSERT_EQ(gb18030_han_at(*index), character);
        }
    }
    EXPECT_EQ(counted, 87'887U);
    EXPECT_EQ(gb18030_han_at(gb18030_han_count), std::nullopt);
}

TEST(HanSet, EndsWhereTheStandardDoes) {
    for (const char32_t in : {U'䶮', U'龦', char32_t{0x9FEF}, U'𠮷', char32_t{0x2CB5B}, char32_t{0x2EBE0}, U'﨎'}) {
        EXPECT_TRUE(gb18030_han_index(in)) << hex_of(in);
    }
    for (const char32_t out :
         {char32_t{0x4DB6}, char32_t{0x9FF0}, char32_t{0xF900}, char32_t{0x2A6D7}, char32_t{0x2EBF0}, U'a'}) {
        EXPECT_FALSE(gb18030_han_index(out)) << hex_of(out);
    }
}

TEST(RareTable, ReachesEveryCharacterByItsRadical) {
    const RareTable known = table();
    std::set<char32_t> reached;
    for (const Radical& radical : radicals()) {
        const auto found = known.by_radical(radical, std::nullopt);
        reached.insert(found.begin(), found.end());
    }
    EXPECT_EQ(reached.size(), gb18030_han_count);
    for (std::size_t i = 0; i < gb18030_han_count; ++i) {
        ASSERT_LT(known.record_of(*gb18030_han_at(i))->places[0].strokes, 100) << "two digits are enough";
    }
}

TEST(RareTable, GivesEveryCharacterACodeOfItsOwn) {
    const RareTable known = table();
    std::set<std::uint32_t> codes;
    for (std::size_t i = 0; i < gb18030_han_count; ++i) {
        codes.insert(known.record_of(*gb18030_han_at(i))->gb_code);
    }
    EXPECT_EQ(codes.size(), gb18030_han_count);
    EXPECT_EQ(known.by_gb_code(0xC0EE), U'李');
    EXPECT_EQ(known.by_gb_code(0x82358F33), U'龦');
    EXPECT_EQ(known.by_gb_code(0x9933AA35), char32_t{0x2CB5B});
    EXPECT_EQ(known.by_gb_code(0xFE59), char32_t{0x9FB4}) << "as of 2022";
    EXPECT_EQ(known.record_of(U'a'), nullptr);
}

TEST(RareTable, RefusesWhatIsNoTable) {
    std::ifstream stream(find_input_data() / "han.table", std::ios::binary);
    std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_TRUE(RareTable::parse(bytes));
    auto other = bytes;
    other[0] ^= 1U;
    EXPECT_FALSE(RareTable::parse(other));
    bytes.pop_back();
    EXPECT_FALSE(RareTable::parse(bytes));
    EXPECT_FALSE(RareTable::parse({}));
    EXPECT_FALSE(RareTable::load("/nowhere"));
}

TEST(Radicals, AreAllThereInTheOrderOfTheKeys) {
    std::set<int> numbers;
    std::set<std::string_view> texts;
    for (const Radical& radical : radicals()) {
        numbers.insert(radical.number);
        texts.insert(radical.text);
        EXPECT_EQ(radical_of(radical.text)->number, radical.number) << radical.text;
    }
    EXPECT_EQ(numbers.size(), 214U);
    EXPECT_EQ(texts.size(), radicals().size()) << "no key twice";
    EXPECT_TRUE(std::ranges::is_sorted(radicals(), {}, &Radical::strokes));
    EXPECT_EQ(radical_of("⾦")->number, 167) << "Unicode's Kangxi radical";
    EXPECT_EQ(radical_of("⿕")->number, 214);
    EXPECT_FALSE(radical_of("⿖"));
    EXPECT_FALSE(radical_of("李"));
    EXPECT_FALSE(radical_of(""));
}

class Rare : public testing::Test {
  protected:
    static bool shows(char32_t character) {
        return text::test_engine().measure(utf8_of(character), {}).unknown_glyphs == 0;
    }
    std::unique_ptr<InputMethod> method_ = make_rare_method(table(), shows);
};

TEST_F(Rare, FindsByCodePoint) {
    EXPECT_EQ(type(*method_, "U+4DAE").preedit, (Preedit{"U+4DAE", 6}));
    EXPECT_EQ(method_->shown().page.candidates.front(), (Candidate{"䶮", "U+4DAE"}));
    EXPECT_EQ(method_->press(plain_key(KeyKind::enter)).committed, "\xE4\xB6\xAE");
    type(*method_, "2cb5b");
    EXPECT_EQ(method_->press(choose_key(0)).committed, "\xF0\xAC\xAD\x9B");
    type(*method_, "20BB7");
    EXPECT_EQ(method_->press(plain_key(KeyKind::space)).committed, "𠮷");
    EXPECT_EQ(method_->shown(), Answer{});
}

TEST_F(Rare, FindsByTheBytesOfTheStandard) {
    type(*method_, "82358F33");
    EXPECT_EQ(method_->press(plain_key(KeyKind::enter)).committed, "龦");
    type(*method_, "C0EE");
    EXPECT_EQ(method_->press(plain_key(KeyKind::enter)).committed, "李");
    type(*method_, "u+C0EE");
    EXPECT_EQ(method_->press(plain_key(KeyKind::enter)).committed, "샮") << "the code point, not the bytes";
}

TEST_F(Rare, OffersWhatBeginsSo) {
    const Answer answer = type(*method_, "2CB5");
    EXPECT_EQ(answer.page.candidates.front().comment, "U+2CB50");
    EXPECT_EQ(answer.page.candidates.size(), 16U);
    EXPECT_EQ(answer.page.next, More::no);
    EXPECT_EQ(choose(*method_, "𬭛"), "𬭛");
}

TEST_F(Rare, FindsByRadicalAndStrokes) {
    EXPECT_EQ(type(*method_, "钅").preedit.text, "钅");
    EXPECT_EQ(type(*method_, "8").preedit.text, "钅+8");
    EXPECT_EQ(choose(*method_, "𬭛"), "𬭛");
    type(*method_, "龙4");
    EXPECT_EQ(choose(*method_, "䶮"), "䶮");
    type(*method_, "口3");
    EXPECT_EQ(choose(*method_, "𠮷"), "𠮷");
    type(*method_, "⼝3");
    EXPECT_EQ(choose(*method_, "𠮷"), "𠮷");
    type(*method_, "口12女");
    EXPECT_EQ(method_->shown().preedit.text, "女") << "another radical starts anew";
}

TEST_F(Rare, ReachesEveryCharacterByItsCodePoint) {
    for (std::size_t i = 0; i < gb18030_han_count; i += 11) {
        const char32_t character = *gb18030_han_at(i);
        type(*method_, "U+" + hex_of(character));
        ASSERT_EQ(method_->press(plain_key(KeyKind::enter)).committed, utf8_of(character)) << hex_of(character);
    }
}

// What a name or an address may hold beside Han: letters of every script shown, marks, figures, spaces.
TEST_F(Rare, ReachesWhateverAFontShows) {
    const std::pair<const char*, const char*> samples[] = {
        {"U+00B7", "·"},      {"U+1820", "ᠠ"}, {"180B", "\u180B"}, {"180E", "\u180E"},   {"202F", "\u202F"},
        {"U+3000", "\u3000"}, {"3007", "〇"},  {"0041", "A"},      {"00E9", "é"},        {"0416", "Ж"},
        {"03A9", "Ω"},        {"2460", "①"},   {"AC00", "가"},     {"3042", "あ"},       {"2F00", "⼀"},
        {"F900", "\uF900"},   {"20AC", "€"},   {"2116", "№"},      {"U+9FFC", "\u9FFC"}, {"U+30000", "\U00030000"}};
    for (const auto& [code, character] : samples) {
        const Answer answer = type(*method_, code);
        if (!shows(g_utf8_get_char(character))) {
            EXPECT_EQ(answer.prospect, Prospect::none) << code;
            method_->reset();
            continue;
        }
        ASSERT_FALSE(answer.page.candidates.empty()) << code;
        EXPECT_EQ(method_->press(plain_key(KeyKind::enter)).committed, character) << code;
    }
    for (char32_t character = 0x21; character < 0x32000; character += 61) {
        const auto kind = g_unichar_type(character);
        const bool real = g_unichar_isgraph(character) && kind != G_UNICODE_PRIVATE_USE && shows(character);
        if (!real) continue;
        std::string code = hex_of(character);
        code.insert(0, code.size() < 4 ? 4 - code.size() : 0, '0');
        type(*method_, "U+" + code);
        ASSERT_EQ(method_->press(plain_key(KeyKind::enter)).committed, utf8_of(character)) << code;
    }
}

TEST_F(Rare, SaysThatACodeStandsForNothing) {
    for (const char* code : {"U+0007", "007F", "0085", "00AD", "061C", "U+D800", "DFFF", "E000", "U+F0000", "FFFE",
                             "FDD0", "U+1FFFF", "U+100000", "U+110000", "0378", "FEFF"}) {
        EXPECT_EQ(type(*method_, code).prospect, Prospect::none) << code;
        EXPECT_EQ(method_->press(plain_key(KeyKind::enter)).committed, "") << code;
        method_->reset();
    }
    for (const char* code : {"U", "0", "00", "000", "8235", "82358F", "82358F3", "2CB5", "U+2CB5", "钅", "钅99"}) {
        EXPECT_EQ(type(*method_, code).prospect, Prospect::some) << code;
        method_->reset();
    }
    EXPECT_EQ(type(*method_, "U+E000").prospect, Prospect::none);
    EXPECT_EQ(method_->press(plain_key(KeyKind::backspace)).prospect, Prospect::some);
}

TEST_F(Rare, TakesBack) {
    type(*method_, "U+4DAE");
    EXPECT_EQ(method_->press(plain_key(KeyKind::backspace)).preedit.text, "U+4DA");
    EXPECT_EQ(method_->press(plain_key(KeyKind::clear)), Answer{});
    type(*method_, "钅8");
    EXPECT_EQ(method_->press(plain_key(KeyKind::backspace)).preedit.text, "钅");
    EXPECT_EQ(method_->press(plain_key(KeyKind::backspace)), Answer{});
    EXPECT_EQ(method_->press(plain_key(KeyKind::backspace)).outcome, KeyOutcome::passed);
}

TEST_F(Rare, RandomKeysDoNoHarm) {
    const std::vector<std::string> keys{"U", "+", "0",  "2",  "4",  "9",  "A", "c",
                                        "F", "x", "钅", "龙", "口", "李", "",  "\xE9"};
    std::mt19937 random(5);
    for (int i = 0; i < 20'000; ++i) {
        const Key key = random() % 3 != 0 ? character_key(keys[random() % keys.size()])
                                          : Key{static_cast<KeyKind>(random() % 10), {}, random() % 12};
        const Answer answer = method_->press(key);
        ASSERT_LE(answer.page.candidates.size(), candidates_per_page);
        ASSERT_EQ(answer.preedit.caret_byte, answer.preedit.text.size());
    }
}

}  // namespace
}  // namespace bangnin::input
