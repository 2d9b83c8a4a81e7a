#include "ui/paper/text_stamps.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/ui/text/engine_for_tests.h"

namespace bangnin::paper {
namespace {

int black_dots(const Raster& raster) {
    int count = 0;
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width_dots; ++x) {
            count += raster.black(x, y) ? 1 : 0;
        }
    }
    return count;
}

text::Style sized(float size_px, text::Weight weight = text::Weight::regular) {
    text::Style style;
    style.size_px = size_px;
    style.weight = weight;
    return style;
}

// The same words break at the same places on paper as on the screen.
TEST(TextStamps, BreakLinesAsTheScreenDoes) {
    TextStamps stamps(text::test_engine());
    for (const char* words :
         {"叫到号会广播。过号不用重取，请到窗口说一声，号码当天有效。",
          "李䶮、𬭛𠮷㛃𮯠，请到 3 号窗口 (window 3) 办理。", "Please keep your number: it is valid all day long."}) {
        for (const int width : {200, 384, 470, 576}) {
            const text::Metrics screen = text::test_engine().measure(words, sized(28), width);
            for (const Dots dots : {Dots::fine, Dots::doubled_rows, Dots::doubled}) {
                const Stamp& paper = stamps.get(words, sized(28), width, dots);
                EXPECT_EQ(paper.lines, static_cast<int>(screen.lines.size()));
                EXPECT_EQ(paper.block_width, screen.width);
                EXPECT_EQ(paper.block_height, screen.height);
                EXPECT_EQ(paper.baseline, screen.lines.at(0).baseline);
            }
        }
    }
}

TEST(TextStamps, BlackenWhatIsDarkerThanTheThreshold) {
    TextStamps stamps(text::test_engine());
    const text::Coverage grey = text::test_engine().render("您", sized(40));
    const Stamp& stamp = stamps.get("您", sized(40));
    for (int y = 0; y < grey.height; ++y) {
        for (int x = 0; x < grey.width; ++x) {
            const auto alpha = grey.alpha[static_cast<std::size_t>(y * grey.width + x)];
            ASSERT_EQ(stamp.ink.black(grey.left + x - stamp.left, grey.top + y - stamp.top),
                      255 - alpha < 255 * 62 / 100);
        }
    }
}

TEST(TextStamps, DoubledTextDoubles) {
    TextStamps stamps(text::test_engine());
    for (const char* words : {"A1023", "取号排队", "ᠮᠣᠩᠭᠣᠯ"}) {
        const int fine = black_dots(stamps.get(words, sized(101, text::Weight::bold)).ink);
        const Stamp doubled = stamps.get(words, sized(101, text::Weight::bold), 0, Dots::doubled);
        const Stamp rows = stamps.get(words, sized(101, text::Weight::bold), 0, Dots::doubled_rows);
        EXPECT_EQ(doubled.left % 2, 0);
        EXPECT_EQ(doubled.top % 2, 0);
        EXPECT_EQ(rows.top % 2, 0);
        for (int y = 0; y < doubled.ink.height; ++y) {
            for (int x = 0; x < doubled.ink.width_dots; ++x) {
                ASSERT_EQ(doubled.ink.black(x, y), doubled.ink.black(x / 2 * 2, y / 2 * 2));
            }
        }
        for (int y = 0; y < rows.ink.height; ++y) {
            for (int x = 0; x < rows.ink.width_dots; ++x) {
                ASSERT_EQ(rows.ink.black(x, y), rows.ink.black(x, y / 2 * 2));
            }
        }
        EXPECT_NEAR(black_dots(doubled.ink), fine, fine * 0.05) << "coarser, but neither bolder nor thinner";
        EXPECT_NEAR(black_dots(rows.ink), fine, fine * 0.05);
    }
}

TEST(TextStamps, TellWhatWasSetDifferently) {
    TextStamps stamps(text::test_engine());
    const std::array bold{text::Span{0, 3, text::Weight::bold, 0}};
    const Stamp plain = stamps.get("您的号码", sized(28));
    EXPECT_NE(stamps.get("您的号码", sized(28), 0, Dots::fine, bold).ink, plain.ink);
    EXPECT_NE(stamps.get("您的号码", sized(28), 60).ink, plain.ink);
    EXPECT_NE(stamps.get("您的号码", sized(29)).ink, plain.ink);
    EXPECT_NE(stamps.get("您的号码", sized(28), 0, Dots::doubled).ink, plain.ink);
    EXPECT_EQ(stamps.get("您的号码", sized(28)).ink, plain.ink);
}

TEST(TextStamps, ShowRareNames) {
    TextStamps stamps(text::test_engine());
    for (const char* words : {"李䶮", "𬭛", "𠮷", "㛃", "𮯠"}) {
        const Stamp& stamp = stamps.get(words, sized(28));
        EXPECT_EQ(stamp.unknown_glyphs, 0);
        EXPECT_GT(black_dots(stamp.ink), 50);
    }
}

TEST(TextStamps, StayEmptyForEmptyText) {
    TextStamps stamps(text::test_engine());
    EXPECT_EQ(stamps.get("", sized(28), 0, Dots::doubled).ink, Raster{});
}

}  // namespace
}  // namespace bangnin::paper
