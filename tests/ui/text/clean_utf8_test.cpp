#include <gtest/gtest.h>

#include <random>
#include <string>

#include "ui/text/text_engine.h"

namespace bangnin::text {
namespace {

const std::string bad = "\xEF\xBF\xBD";

TEST(CleanUtf8, LeavesGoodTextAlone) {
    for (const std::string good : {"", "A1023", "李䶮", "𬭛 𠮷 㛃 𮯠", "ᠮᠣᠩᠭᠣᠯ", "one\ntwo", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_EQ(clean_utf8(good), good);
    }
}

TEST(CleanUtf8, ReplacesWhatIsNoCharacter) {
    EXPECT_EQ(clean_utf8("a\xFF\x62"), "a" + bad + "b");
    EXPECT_EQ(clean_utf8("\xE6\x9D"), bad + bad);                      // cut in the middle of 李
    EXPECT_EQ(clean_utf8("\xC0\xAF"), bad + bad);                      // longer than needed
    EXPECT_EQ(clean_utf8("\xE0\x80\x80"), bad + bad + bad);            // longer than needed
    EXPECT_EQ(clean_utf8("\xED\xA0\x80"), bad + bad + bad);            // a surrogate
    EXPECT_EQ(clean_utf8("\xF4\x90\x80\x80"), bad + bad + bad + bad);  // beyond U+10FFFF
    EXPECT_EQ(clean_utf8("\x80李"), bad + "李");
}

TEST(CleanUtf8, TurnsControlsIntoSpacesButKeepsLines) {
    EXPECT_EQ(clean_utf8("a\tb\x1B[1m"), "a b [1m");
    EXPECT_EQ(clean_utf8(std::string_view("a\0b", 3)), "a b");
    EXPECT_EQ(clean_utf8("a\r\nb\rc"), "a\nb c");
    EXPECT_EQ(clean_utf8("a\xC2\x85z"), "a z");
}

TEST(CleanUtf8, CutsAtACharacter) {
    std::string many;
    for (int i = 0; i < 10000; ++i) {
        many += "李";
    }
    const std::string clean = clean_utf8(many);
    EXPECT_LE(clean.size(), max_text_bytes);
    EXPECT_GT(clean.size(), max_text_bytes - 3);
    EXPECT_EQ(clean.size() % 3, 0U);
}

TEST(CleanUtf8, IsDoneAfterOnceWhateverTheBytes) {
    std::mt19937 random(7);
    for (int i = 0; i < 5000; ++i) {
        std::string bytes(random() % 64, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random());
        }
        const std::string once = clean_utf8(bytes);
        ASSERT_EQ(clean_utf8(once), once);
    }
}

TEST(CleanUtf8, FindsTheCharacterOfAByte) {
    const std::string_view words = "a\xFF\r\n李b";
    const std::string clean = clean_utf8(words);
    ASSERT_EQ(clean, "a\xEF\xBF\xBD\n李b");
    constexpr std::size_t places[] = {0, 1, 4, 4, 5, 5, 5, 8, 9};
    for (std::size_t byte = 0; byte < std::size(places); ++byte) {
        EXPECT_EQ(cleaned_place(words, byte), places[byte]) << byte;
    }
    EXPECT_EQ(cleaned_place(words, 1000), clean.size());
    const std::string huge(2 * max_text_bytes, '\xFF');
    EXPECT_EQ(cleaned_place(huge, huge.size()), clean_utf8(huge).size());
}

}  // namespace
}  // namespace bangnin::text
