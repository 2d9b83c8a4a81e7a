#include "ui/screen/icons.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "tests/ui/screen/rig.h"

namespace bangnin::screen {
namespace {

using Kind = PathStep::Kind;

PathStep last_step(std::string_view path) {
    const auto steps = parse_path(path);
    EXPECT_TRUE(steps) << path << ": " << steps.error().reason;
    return steps && !steps->empty() ? steps->back() : PathStep{};
}

TEST(IconPath, RelativeAndAbsoluteCommandsMeanTheSame) {
    const auto absolute = parse_path("M10 10L20 10H30V40C30 50 20 50 20 40Z");
    const auto relative = parse_path("m10 10l10 0h10v30c0 10-10 10-10 0z");
    ASSERT_TRUE(absolute && relative);
    EXPECT_EQ(*absolute, *relative);
    EXPECT_EQ(absolute->size(), 6U);
}

TEST(IconPath, NumbersMayStickTogether) {
    EXPECT_EQ(last_step("M1 2l3-4").at[1], -2);
    EXPECT_EQ(last_step("M1,2L.5.25").at[1], 0.25F);
    EXPECT_EQ(last_step("M0 0a4 4 0 008 0").at[4], 8);  // the flags stick to what follows
    EXPECT_EQ(last_step("M1 1 2 3").kind, Kind::line);  // further pairs after a move are lines
    EXPECT_EQ(last_step("M0 0h1e1").at[0], 10);
}

TEST(IconPath, AfterCloseThePenIsAtTheBeginning) {
    EXPECT_EQ(last_step("M5 6l10 0 0 10zl1 1"), (PathStep{Kind::line, {6, 7}}));
}

TEST(IconPath, ArcsLieOnTheirCircle) {
    const auto half = parse_path("M24 7a17 17 0 0 1 0 34");
    ASSERT_TRUE(half);
    ASSERT_EQ(half->size(), 3U);  // a move and two quarters
    for (const PathStep& step : *half) {
        const float x = step.kind == Kind::cubic ? step.at[4] : step.at[0];
        const float y = step.kind == Kind::cubic ? step.at[5] : step.at[1];
        EXPECT_NEAR(std::hypot(x - 24, y - 24), 17, 1e-3);
    }
    EXPECT_NEAR(half->at(1).at[4], 41, 1e-3);  // sweep flag set: by the right side
    EXPECT_EQ(last_step("M0 0a0 5 0 0 1 8 8").kind, Kind::line);
    EXPECT_EQ(last_step("M0 0a1 1 0 0 1 20 0").at[4], 20);  // radii too small grow
}

TEST(IconPath, SmoothCurvesMirrorTheControlPoint) {
    EXPECT_EQ(last_step("M0 0C0 10 10 10 10 0S20-10 20 0"), (PathStep{Kind::cubic, {10, -10, 20, -10, 20, 0}}));
}

TEST(IconPath, WrongPathsAreRefused) {
    for (const char* wrong : {"L1 1", "M", "M1", "M1 x", "M1 1Q", "M1 1a1 1 0 2 0 5 5", "M1 1z5", "5", "M1e9 0",
                              "Mnan 0", "Minf 0", "M9999 0l9999 0", "M1 1X"}) {
        EXPECT_FALSE(parse_path(wrong)) << wrong;
    }
    EXPECT_FALSE(parse_path(std::string(max_path_bytes + 1, ' ')));
    EXPECT_TRUE(parse_path("")->empty());
}

TEST(IconPath, AnyBytesGiveStepsOrAnError) {
    constexpr std::string_view alphabet = "MmLlHhVvCcSsQqTtAaZz0123456789.,-+eE \n\xff";
    std::mt19937 random(7);
    for (int round = 0; round < 20000; ++round) {
        std::string path = round % 2 == 0 ? "M" : "";
        for (std::size_t length = random() % 60; length > 0; --length) {
            path.push_back(random() % 50 == 0 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()]);
        }
        if (const auto steps = parse_path(path)) {
            for (const PathStep& step : *steps) {
                for (const float number : step.at) {
                    ASSERT_TRUE(std::abs(number) <= 10000.0F) << path;
                }
            }
        }
    }
}

TEST(IconSet, EveryIconOfTheDesignHasInkAndStaysInItsSquare) {
    const auto icons = IconSet::load(source_folder() / "assets/icons/icons.json");
    ASSERT_TRUE(icons) << icons.error().reason;
    for (std::size_t i = 0; i < icon_count; ++i) {
        const auto icon = static_cast<Icon>(i);
        const IconCoverage small = icons->render(icon, 48, 3);
        const IconCoverage strong = icons->render(icon, 48, 5);
        ASSERT_EQ(small.alpha.size(), 48U * 48U);
        const auto ink = [](const IconCoverage& c) { return std::accumulate(c.alpha.begin(), c.alpha.end(), 0L); };
        EXPECT_GT(ink(small), 48 * 255) << icon_name(icon);
        EXPECT_GT(ink(strong), ink(small)) << icon_name(icon);
        EXPECT_EQ(small.alpha.front() + small.alpha.back(), 0) << icon_name(icon);
    }
}

TEST(IconSet, TheHalfDiscIsFilledOnOneSide) {
    const auto icons = IconSet::load(source_folder() / "assets/icons/icons.json");
    ASSERT_TRUE(icons);
    const IconCoverage half = icons->render(Icon::half, 48, 3);
    EXPECT_EQ(half.alpha[24 * 48 + 32], 255);
    EXPECT_EQ(half.alpha[24 * 48 + 16], 0);
}

TEST(IconSet, SaysWhatIsWrong) {
    EXPECT_EQ(IconSet::parse("x").error().reason, "not a JSON object with \"icons\"");
    EXPECT_EQ(IconSet::parse(R"({"icons":{}})").error().reason, "icons.ticket: missing");
    EXPECT_EQ(IconSet::parse(R"({"icons":{"ticket":[{"d":"L"}]}})").error().reason,
              "icons.ticket: path: must begin with a move");
    EXPECT_EQ(IconSet::parse(R"({"icons":{"ticket":[4]}})").error().reason, "icons.ticket: each outline needs a \"d\"");
    EXPECT_FALSE(IconSet::load("/nowhere/icons.json"));
}

}  // namespace
}  // namespace bangnin::screen
