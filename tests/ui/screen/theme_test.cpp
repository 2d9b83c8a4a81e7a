#include "ui/screen/theme.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "tests/ui/screen/contrast.h"
#include "tests/ui/screen/rig.h"

namespace bangnin::screen {
namespace {

std::string tokens() {
    std::ifstream file(source_folder() / "assets/theme/tokens.json");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Theme, ReadsTheDesignsTokens) {
    const auto theme = Theme::load(source_folder() / "assets/theme/tokens.json");
    ASSERT_TRUE(theme) << theme.error().reason;
    EXPECT_EQ(theme->ground(Colour::larch, Contrast::normal), (Rgba{0xF5, 0xB2, 0x1E, 255}));
    EXPECT_EQ(theme->mark(Colour::larch_edge, Contrast::normal), (Rgba{0x83, 0x59, 0x00, 255}));
    EXPECT_EQ(theme->ground(Colour::larch, Contrast::high), (Rgba{0xFF, 0xE6, 0x00, 255}));
}

TEST(Theme, WhatIsWrittenIsReadableInBothDresses) {
    const auto theme = Theme::load(source_folder() / "assets/theme/tokens.json");
    ASSERT_TRUE(theme);
    const std::pair<Colour, Colour> pairs[] = {
        {Colour::ink, Colour::snow},        {Colour::ink, Colour::white},
        {Colour::on_accent, Colour::larch}, {Colour::birch700, Colour::pine100},
        {Colour::pine700, Colour::pine050}, {Colour::on_selected, Colour::selected},
        {Colour::on_pine, Colour::pine700}, {Colour::pine200, Colour::pine800},
        {Colour::care, Colour::larch050},   {Colour::sky700, Colour::sky100},
        {Colour::larch200, Colour::pine900}};
    for (const auto& [mark, ground] : pairs) {
        const int which = static_cast<int>(mark);
        EXPECT_GE(contrast_ratio(theme->mark(mark, Contrast::normal), theme->ground(ground, Contrast::normal)), 7.0)
            << which;
        EXPECT_GE(contrast_ratio(theme->mark(mark, Contrast::high), theme->ground(ground, Contrast::high)), 15.0)
            << which;
    }
}

TEST(Theme, SaysWhichTokenIsMissingOrWrong) {
    auto json = nlohmann::json::parse(tokens());
    json["colour"].erase("pine700");
    EXPECT_EQ(Theme::parse(json.dump()).error().reason, "colour.pine700.hex: missing");
    json = nlohmann::json::parse(tokens());
    json["colour"]["larchEdge"]["hex"] = "#12345";
    EXPECT_EQ(Theme::parse(json.dump()).error().reason, "colour.larchEdge.hex: a colour \"#RRGGBB\" is expected");
    json = nlohmann::json::parse(tokens());
    json["high_contrast"]["colour"]["accent"] = 7;
    EXPECT_EQ(Theme::parse(json.dump()).error().reason,
              "high_contrast.colour.accent: a colour \"#RRGGBB\" is expected");
    EXPECT_EQ(Theme::parse("{").error().reason, "not JSON");
    EXPECT_EQ(Theme::parse("[]").error().reason, "colour.ink.hex: missing");
    EXPECT_EQ(Theme::parse(std::string(max_theme_bytes + 1, ' ')).error().reason, "larger than 256 KiB");
    EXPECT_FALSE(Theme::load("/nowhere/tokens.json"));
}

TEST(Theme, HexColoursAreExactlyOneForm) {
    EXPECT_EQ(parse_hex_colour("#0a2F33"), (Rgba{10, 47, 51, 255}));
    for (const char* wrong : {"", "#", "0A2F33", "#0A2F3", "#0A2F333", "#0A2F3G", "#-1-1-1", " #0A2F33"}) {
        EXPECT_FALSE(parse_hex_colour(wrong)) << wrong;
    }
}

TEST(Theme, SurvivesDamagedFiles) {
    const std::string good = tokens();
    std::mt19937 random(20260312);
    for (int round = 0; round < 300; ++round) {
        std::string bad = good;
        for (int i = 0; i < 5; ++i) {
            bad[random() % bad.size()] = static_cast<char>(random());
        }
        bad.resize(random() % bad.size());
        const auto theme = Theme::parse(bad);
        EXPECT_TRUE(theme || !theme.error().reason.empty());
    }
}

}  // namespace
}  // namespace bangnin::screen
