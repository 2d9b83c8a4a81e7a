#include "ui/text/text_engine.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>

#include "tests/ui/text/engine_for_tests.h"

namespace bangnin::text {
namespace {

// The sum of all coverage, in whole pixels.
double ink(const Coverage& picture) { return std::accumulate(picture.alpha.begin(), picture.alpha.end(), 0.0) / 255.0; }

Style sized(float size_px, Weight weight = Weight::regular) {
    Style style;
    style.size_px = size_px;
    style.weight = weight;
    return style;
}

Style vertical(float size_px) {
    Style style = sized(size_px);
    style.flow = Flow::vertical_mongolian;
    return style;
}

class RareCharacters : public testing::TestWithParam<const char*> {};

TEST_P(RareCharacters, AreShown) {
    for (const Weight weight : {Weight::regular, Weight::bold}) {
        const Coverage picture = test_engine().render(GetParam(), sized(40, weight));
        EXPECT_EQ(picture.metrics.unknown_glyphs, 0);
        EXPECT_GT(ink(picture), 60.0);
        EXPECT_EQ(picture.alpha.size(), static_cast<std::size_t>(picture.width * picture.height));
    }
}

INSTANTIATE_TEST_SUITE_P(Names, RareCharacters, testing::Values("李䶮", "𬭛", "𠮷", "㛃", "𮯠", "ᠮᠣᠩᠭᠣᠯ", "鄂伦春"));

// Different characters must give different pictures: two boxes of the same kind would not.
TEST(TextEngine, DrawsRareCharactersAndNotBoxes) {
    const Coverage one = test_engine().render("𬭛", sized(40));
    const Coverage other = test_engine().render("𮯠", sized(40));
    EXPECT_NE(one.alpha, other.alpha);
}

TEST(TextEngine, CountsWhatNoFontCanShow) {
    EXPECT_EQ(test_engine().measure("\xF4\x8F\xBF\xBD", sized(28)).unknown_glyphs, 1);
    EXPECT_EQ(test_engine().measure("a\U000E1234z\U000E1235", sized(28)).unknown_glyphs, 2);
}

TEST(TextEngine, RunsMongolianDownwards) {
    const Coverage picture = test_engine().render("ᠮᠣᠩᠭᠣᠯ", vertical(40));
    EXPECT_EQ(picture.metrics.unknown_glyphs, 0);
    EXPECT_GT(picture.height, 2 * picture.width);
    EXPECT_GT(ink(picture), 100.0);
    const Coverage lying = test_engine().render("ᠮᠣᠩᠭᠣᠯ", sized(40));
    EXPECT_NEAR(picture.metrics.height, lying.metrics.width, 2) << "letters join and turn as a whole";
}

TEST(TextEngine, SetsMongolianColumnsFromLeftToRight) {
    Style style = vertical(40);
    style.line_height_px = 76;
    const std::string words = "ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡᠨ ᠦ ᠲᠠᠩᠬᠢᠮ";
    const Metrics metrics = test_engine().measure(words, style, 300);
    ASSERT_EQ(metrics.lines.size(), 2U);
    EXPECT_LT(metrics.lines[0].baseline, metrics.lines[1].baseline);
    EXPECT_EQ(metrics.width, 152);
    EXPECT_LE(metrics.height, 300);
    // The longer first column: its half of the picture holds more ink.
    const Coverage picture = test_engine().render(words, style, 300);
    double left = 0;
    double right = 0;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const auto alpha = picture.alpha[static_cast<std::size_t>(y * picture.width + x)];
            (picture.left + x < 76 ? left : right) += alpha;
        }
    }
    EXPECT_GT(left, right * 1.3);
    EXPECT_GT(right, 0);
}

TEST(TextEngine, NeverTearsAMongolianWord) {
    const Metrics metrics = test_engine().measure("ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡᠨ", vertical(40), 60);
    EXPECT_EQ(metrics.lines.size(), 1U);
    EXPECT_GT(metrics.height, 100);
}

// 一 is a wide flat stroke: lying in upright Han, standing if the character had been turned with the line.
TEST(TextEngine, KeepsHanUprightInColumns) {
    const Coverage picture = test_engine().render("一", vertical(64));
    EXPECT_GT(picture.width, 4 * picture.height);
}

// Columns are centred for the eye: the ink's middle is near the middle of the column.
TEST(TextEngine, CentresColumns) {
    for (const char* words : {"ᠮᠣᠩᠭᠣᠯ", "ᠪᠠᠶᠢᠴᠠᠭᠠᠬᠤ", "取号"}) {
        Style style = vertical(100);
        style.line_height_px = 160;
        const Coverage picture = test_engine().render(words, style);
        EXPECT_NEAR(picture.left + picture.width / 2.0, 80.0, 9.0) << words;
    }
}

// The boxes that a browser gives these lines, from the design: (text, size, weight, width, height).
struct BrowserBox {
    const char* words;
    float size_px;
    Weight weight;
    int width;
    int height;
};

TEST(TextEngine, FillsTheBoxesOfTheDesign) {
    constexpr BrowserBox boxes[] = {
        {"鄂伦春自治旗政务服务大厅", 34, Weight::bold, 408, 49},
        {"蒙速办 · 帮您办", 28, Weight::regular, 209, 40},
        {"English", 28, Weight::regular, 95, 40},
        {"10:42", 48, Weight::bold, 129, 70},
        {"3月12日 周四", 28, Weight::regular, 165, 40},
        {"请问要办什么事？", 80, Weight::bold, 640, 116},
        {"A1019", 60, Weight::bold, 180, 87},
        {"3 号窗口", 32, Weight::regular, 121, 46},
        {"33 项事项", 32, Weight::regular, 139, 46},
        {"返回", 30, Weight::regular, 60, 44},
    };
    for (const BrowserBox& box : boxes) {
        const Metrics metrics = test_engine().measure(box.words, sized(box.size_px, box.weight));
        EXPECT_NEAR(metrics.width, box.width, 1) << box.words;
        EXPECT_NEAR(metrics.height, box.height, 1) << box.words;
    }
}

TEST(TextEngine, CentresGlyphsInTheLineHeight) {
    Style style = sized(40);
    const int natural = test_engine().measure("您", style).lines.at(0).baseline;
    style.line_height_px = 100;
    const Metrics metrics = test_engine().measure("您\n好", style);
    EXPECT_EQ(metrics.height, 200);
    EXPECT_EQ(metrics.lines.at(0).baseline, natural + (100 - 58) / 2);
    EXPECT_EQ(metrics.lines.at(1).baseline, metrics.lines.at(0).baseline + 100);
}

TEST(TextEngine, ARareCharacterDoesNotShiftLines) {
    const Metrics usual = test_engine().measure("李明\n李明", sized(40));
    const Metrics rare = test_engine().measure("李𮯠\n𬭛明", sized(40));
    EXPECT_EQ(usual.height, rare.height);
    EXPECT_EQ(usual.lines.at(1).baseline, rare.lines.at(1).baseline);
}

TEST(TextEngine, BreaksLinesWithinTheWidth) {
    const std::string words = "叫到号会广播。过号不用重取，请到窗口说一声，号码当天有效。";
    const Metrics metrics = test_engine().measure(words, sized(28), 470);
    ASSERT_EQ(metrics.lines.size(), 2U);
    EXPECT_EQ(metrics.lines[0].length_bytes, 3U * 16) << "the comma stays with its line";
    for (const Line& line : metrics.lines) {
        EXPECT_LE(line.width, 470);
    }
    EXPECT_EQ(metrics.lines[0].start_byte + metrics.lines[0].length_bytes, metrics.lines[1].start_byte);
}

TEST(TextEngine, AlignsLinesInTheBlock) {
    Style style = sized(40);
    style.align = Align::end;
    const Coverage end = test_engine().render("口口口口\n口", style);
    style.align = Align::start;
    const Coverage start = test_engine().render("口口口口\n口", style);
    ASSERT_EQ(start.width, end.width);
    // Only the second line's box may differ: it moves from the left to the right.
    const auto lower_half_ink = [](const Coverage& picture, int from, int to) {
        int sum = 0;
        for (int y = picture.height * 2 / 3; y < picture.height; ++y) {
            for (int x = from; x < to; ++x) {
                sum += picture.alpha[static_cast<std::size_t>(y * picture.width + x)];
            }
        }
        return sum;
    };
    EXPECT_GT(lower_half_ink(start, 0, 40), 0);
    EXPECT_EQ(lower_half_ink(start, start.width - 40, start.width), 0);
    EXPECT_EQ(lower_half_ink(end, 0, 40), 0);
    EXPECT_GT(lower_half_ink(end, end.width - 40, end.width), 0);
}

TEST(TextEngine, EndsTooLongTextWithAnEllipsis) {
    const std::string words = "叫到号会广播。过号不用重取，请到窗口说一声，号码当天有效。叫到号会广播。过号不用重取。";
    Style style = sized(28);
    style.max_lines = 2;
    const Metrics metrics = test_engine().measure(words, style, 470);
    ASSERT_EQ(metrics.lines.size(), 2U);
    EXPECT_LE(metrics.width, 470);
    Style free = sized(28);
    EXPECT_GT(test_engine().measure(words, free, 470).lines.size(), 2U);
    EXPECT_EQ(metrics.lines[0], test_engine().measure(words, free, 470).lines[0]) << "the first line stays as it was";
    const Coverage cut = test_engine().render("取号排队取号排队", Style{.max_lines = 1}, 100);
    EXPECT_EQ(cut.metrics.lines.size(), 1U);
    EXPECT_LE(cut.metrics.width, 100);
}

TEST(TextEngine, AnEllipsisStandsForLaterParagraphsToo) {
    Style style = sized(28);
    style.max_lines = 1;
    const Metrics cut = test_engine().measure("取号\n排队", style, 400);
    const Metrics whole = test_engine().measure("取号", style, 400);
    EXPECT_EQ(cut.lines.size(), 1U);
    EXPECT_GT(cut.width, whole.width);
    const Metrics unlimited = test_engine().measure("取号\n排队", style);
    EXPECT_EQ(unlimited.lines.size(), 1U);
    EXPECT_GT(unlimited.width, whole.width);
}

TEST(TextEngine, SpansChangeWeightAndSize) {
    const std::string words = "前面 3 人";
    const Style style = sized(34);
    const std::array larger{Span{7, 1, Weight::bold, 72}};
    const Coverage plain = test_engine().render(words, style);
    const Coverage mixed = test_engine().render(words, style, 0, larger);
    EXPECT_GT(mixed.metrics.width, plain.metrics.width + 10);
    EXPECT_GT(mixed.metrics.height, plain.metrics.height + 30);
    const std::array bold{Span{0, 6, Weight::bold, 0}};
    EXPECT_GT(ink(test_engine().render(words, style, 0, bold)), ink(plain) * 1.05);
}

TEST(TextEngine, SpansFollowReplacedBytes) {
    const std::array third{Span{2, 1, Weight::regular, 80}};
    const Metrics dirty = test_engine().measure("\xFF\xFFW", sized(20), 0, third);
    const std::array clean_third{Span{6, 1, Weight::regular, 80}};
    const Metrics clean = test_engine().measure("\xEF\xBF\xBD\xEF\xBF\xBDW", sized(20), 0, clean_third);
    EXPECT_EQ(dirty, clean);
}

TEST(TextEngine, SpansOutsideTheTextDoNoHarm) {
    constexpr std::size_t far = std::numeric_limits<std::size_t>::max();
    const std::array spans{Span{far, far, Weight::bold, 0}, Span{1, far, Weight::bold, 1e9F}, Span{50, 1}};
    EXPECT_EQ(test_engine().measure("ab", sized(20), 0, spans).lines.size(), 1U);
}

TEST(TextEngine, SpansWithinACharacterMoveToItsStart) {
    struct Case {
        std::string words;
        Span span;
        Span whole;  // the same at the bounds of characters
    };
    const Case cases[] = {
        {"\xC3\x80'", {1, 32, Weight::bold, 10}, {0, 32, Weight::bold, 10}},
        {"\xE1\x8B\x8B", {1, 4}, {0, 4}},
        {"\x98\xDF\xDF\x98\xDF", {0, 3}, {0, 2}},
        {"李明", {1, 4}, {0, 3}},
        {"李明", {1, 1}, {0, 0}},
    };
    for (const Case& one : cases) {
        const std::array spans{one.span};
        const std::array whole{one.whole};
        const Coverage picture = test_engine().render(one.words, sized(20), 0, spans);
        EXPECT_EQ(picture.metrics, test_engine().measure(one.words, sized(20), 0, spans));
        EXPECT_EQ(picture.metrics, test_engine().measure(one.words, sized(20), 0, whole));
        EXPECT_EQ(picture.alpha, test_engine().render(one.words, sized(20), 0, whole).alpha);
    }
    const std::array half{Span{1, 32, Weight::bold, 10}};
    EXPECT_EQ(test_engine().measure("\xC3\x80'", sized(20), 0, half).unknown_glyphs, 0);
}

TEST(TextEngine, FiguresAreEquallyWide) {
    Style style = sized(48, Weight::bold);
    style.digits = Digits::tabular;
    EXPECT_EQ(test_engine().measure("10:11", style).width, test_engine().measure("20:48", style).width);
}

TEST(TextEngine, EmptyTextIsEmpty) {
    const Coverage nothing = test_engine().render("", sized(40));
    EXPECT_EQ(nothing.width, 0);
    EXPECT_TRUE(nothing.alpha.empty());
    EXPECT_TRUE(nothing.metrics.lines.empty());
    EXPECT_TRUE(test_engine().render("   ", sized(40)).alpha.empty());
}

TEST(TextEngine, BearsHugeInput) {
    const std::string huge(1 << 20, 'a');
    for (const int extent : {0, 1, 300, std::numeric_limits<int>::max()}) {
        const Coverage picture = test_engine().render(huge, Style{}, extent);
        EXPECT_LE(picture.width, max_side_px);
        EXPECT_LE(picture.height, max_side_px);
    }
    const float infinity = std::numeric_limits<float>::infinity();
    for (const float size : {0.0F, -5.0F, 1e30F, infinity, std::nanf("")}) {
        const Coverage picture = test_engine().render("取号", Style{.size_px = size, .line_height_px = size}, 200);
        EXPECT_LE(picture.width, max_side_px);
        EXPECT_LE(picture.metrics.height, max_side_px);
    }
}

std::string random_bytes(std::mt19937& random) {
    std::string bytes(random() % 80, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(random());
    }
    return bytes;
}

std::string random_characters(std::mt19937& random) {
    constexpr std::array<std::uint32_t, 3> ends{0x800, 0x10000, 0x110000};
    std::string bytes;
    for (std::size_t count = random() % 20; count > 0; --count) {
        const std::uint32_t code = random() % ends[random() % ends.size()];
        const auto byte = [&](unsigned lead, unsigned shift, unsigned mask) {
            bytes += static_cast<char>(lead | ((code >> shift) & mask));
        };
        if (code < 0x80) {
            byte(0, 0, 0x7F);
            continue;
        }
        if (code < 0x800) {
            byte(0xC0, 6, 0x1F);
        } else if (code < 0x10000) {
            byte(0xE0, 12, 0x0F);
            byte(0x80, 6, 0x3F);
        } else {
            byte(0xF0, 18, 0x07);
            byte(0x80, 12, 0x3F);
            byte(0x80, 6, 0x3F);
        }
        byte(0x80, 0, 0x3F);
    }
    return bytes;
}

TEST(TextEngine, BearsAnyBytes) {
    std::mt19937 random(42);
    for (int i = 0; i < 600; ++i) {
        const std::string bytes = i % 2 == 0 ? random_bytes(random) : random_characters(random);
        Style style = sized(static_cast<float>(random() % 60));
        style.flow = random() % 2 == 0 ? Flow::horizontal : Flow::vertical_mongolian;
        style.max_lines = static_cast<int>(random() % 4);
        style.line_height_px = static_cast<float>(random() % 80);
        const std::array spans{Span{random() % 90, random() % 90, Weight::bold, static_cast<float>(random() % 90)}};
        const int extent = static_cast<int>(random() % 300);
        const Coverage picture = test_engine().render(bytes, style, extent, spans);
        ASSERT_EQ(picture.alpha.size(),
                  static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
        ASSERT_EQ(picture.metrics, test_engine().measure(bytes, style, extent, spans)) << i;
    }
}

TEST(TextEngine, SaysWhatIsMissing) {
    const auto absent = Engine::create({source_folder() / "assets/no-such.conf", font_cache_folder()});
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, ErrorCode::configuration_unreadable);
    const auto folder = std::filesystem::path(testing::TempDir()) / "bangnin-fonts-test";
    std::filesystem::create_directories(folder);
    const auto write = [&](const char* text) {
        FILE* file = std::fopen((folder / "fonts.conf").c_str(), "w");
        std::fputs(text, file);
        std::fclose(file);
        return Options{folder / "fonts.conf", {}};
    };
    const auto fontless = Engine::create(write("<fontconfig><dir>/nonexistent</dir></fontconfig>"));
    ASSERT_FALSE(fontless);
    EXPECT_EQ(fontless.error().code, ErrorCode::fonts_missing);
    const auto broken = Engine::create(write("<fontconfig><dir>"));
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, ErrorCode::configuration_unreadable);
    std::filesystem::remove_all(folder);
}

TEST(TextEngine, TakesPathsFromTheWorkingFolder) {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(source_folder() / "assets");
    const auto engine = Engine::create({"fonts.conf", font_cache_folder()});
    std::filesystem::current_path(before);
    ASSERT_TRUE(engine);
    EXPECT_EQ((*engine)->measure("李", sized(28)).unknown_glyphs, 0);
}

TEST(TextEngine, WorksWithoutACacheFolder) {
    const auto engine = Engine::create({source_folder() / "assets/fonts.conf", "/proc/no/such/folder"});
    ASSERT_TRUE(engine);
    EXPECT_EQ((*engine)->measure("李䶮", sized(28)), test_engine().measure("李䶮", sized(28)));
}

}  // namespace
}  // namespace bangnin::text
