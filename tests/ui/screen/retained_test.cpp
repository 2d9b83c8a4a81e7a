// What is kept from frame to frame: pixels that did not change, and pictures of words.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <random>

#include "tests/ui/screen/demo_screens.h"
#include "tests/ui/screen/screen_fixture.h"

namespace bangnin::screen {
namespace {

using Drawn = Screen::Drawn;
using std::chrono::milliseconds;

TEST_F(ScreenTest, WhatIsPreparedIsThereWhenItIsShown) {
    const auto page = [](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Colour::snow);
        ui.text({100, 100, 600, 100}, "取号排队", {});
        ui.text({100, 300, 600, 100}, "查询进度", {});
    };
    settle(one_button());
    const auto before = screen_.stats();
    const auto seen = screen_.pixels().rgba;
    // No time at all still makes one picture a round, so that it ends.
    EXPECT_EQ(screen_.prepare(page, milliseconds(0)), Screen::Prepared::some);
    EXPECT_EQ(screen_.stats().textures, before.textures + 1);
    EXPECT_EQ(screen_.prepare(page, milliseconds(0)), Screen::Prepared::all);
    EXPECT_EQ(screen_.stats().textures, before.textures + 2);
    EXPECT_EQ(screen_.stats().frames_drawn, before.frames_drawn) << "nothing was shown";
    EXPECT_EQ(screen_.pixels().rgba, seen);
    ASSERT_NE(screen_.semantics().find("go"), nullptr) << "nor can it be touched";
    screen_.invalidate();
    settle(page);
    EXPECT_EQ(screen_.stats().textures, before.textures + 2) << "and nothing had to be made for it";
    EXPECT_NE(screen_.pixels().rgba, seen);
}

TEST_F(ScreenTest, PicturesOfAPersonsWordsAreForgotten) {
    std::string typed = "13800138000";
    const auto page = [&](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Colour::snow);
        ui.text({100, 100, 600, 100}, "请输入手机号", {});
        ui.text({100, 300, 600, 100}, typed, {});
    };
    settle(page);
    EXPECT_EQ(screen_.stats().textures, 2U);
    typed = "";
    EXPECT_EQ(screen_.prepare(page, milliseconds(1000)), Screen::Prepared::all);
    screen_.forget_pictures();
    EXPECT_EQ(screen_.stats().textures, 2U) << "heading and empty field were prepared, the number was not";
    EXPECT_EQ(screen_.draw(page), Drawn::drawn) << "the number goes from the glass as well";
    settle(page);
    EXPECT_EQ(screen_.stats().textures, 2U);
}

TEST_F(ScreenTest, PressingAButtonTouchesOnlyItsPixels) {
    demo::Home home;
    const auto painter = [&](Ui& ui) { demo::draw_home(ui, home); };
    settle(painter);
    const auto before = screen_.pixels();
    screen_.finger(FingerPhase::down, {200, 1050});
    settle(painter);
    const auto after = screen_.pixels();
    // The choice at (48, 784), 480 × 372, and one pixel around for smoothed corners.
    EXPECT_LE(screen_.stats().damaged_pixels, 482U * 374U);
    int changed = 0;
    for (int y = 0; y < before.height; ++y) {
        for (int x = 0; x < before.width; ++x) {
            const bool inside = x >= 47 && x < 529 && y >= 783 && y < 1157;
            const bool same = pixel(before, x, y) == pixel(after, x, y);
            ASSERT_TRUE(same || inside) << x << ' ' << y;
            changed += same ? 0 : 1;
        }
    }
    EXPECT_GT(changed, 100000);
    screen_.redraw_all();
    settle(painter);
    EXPECT_EQ(screen_.pixels().rgba, after.rgba);
}

void random_screen(Ui& ui, std::mt19937& random) {
    const auto number = [&](int below) { return static_cast<float>(random() % static_cast<unsigned>(below)); };
    const auto rect = [&] { return Rect{number(1000) - 20, number(1800) - 20, 20 + number(500), 20 + number(300)}; };
    const auto colour = [&] { return static_cast<Colour>(random() % static_cast<unsigned>(Colour::scrim)); };
    for (int i = 0; i < 14; ++i) {
        switch (random() % 8) {
            case 0:
                ui.fill(rect(), Paint(colour(), random() % 2 == 0 ? 1.0F : 0.5F), number(3) * 12);
                break;
            case 1:
                ui.outline(rect(), colour(), 1 + number(6), number(2) * 24);
                break;
            case 2:
                ui.text(rect(), "您好 A1023 鄂伦春", {.size = 20 + number(60), .colour = colour()});
                break;
            case 3:
                ui.icon(static_cast<Icon>(random() % icon_count), rect(), colour(), 3);
                break;
            case 4:
                ui.card(rect());
                break;
            case 5: {
                const std::array<Point, 3> corners = {
                    Point{number(1080), number(1920)}, {number(1080), number(1920)}, {number(1080), number(1920)}};
                ui.polygon(corners, colour());
                break;
            }
            case 6:
                ui.line({number(1080), number(1920)}, {number(1080), number(1920)}, colour(), 1 + number(8));
                break;
            default:
                ui.button("b" + std::to_string(i), "按钮", rect(), {.ground = static_cast<Ground>(random() % 10)});
                break;
        }
    }
}

TEST_F(ScreenTest, TheRetainedFrameEqualsAFullRedraw) {
    std::mt19937 seeds(99);
    auto kept = seeds();
    for (int round = 0; round < 25; ++round) {
        const auto changing = seeds();
        // Half of the screen stays, half is new.
        const auto painter = [&](Ui& ui) {
            ui.fill({0, 0, 1080, 1920}, Colour::snow);
            std::mt19937 first(kept);
            random_screen(ui, first);
            std::mt19937 second(changing);
            random_screen(ui, second);
        };
        screen_.invalidate();
        settle(painter);
        const auto retained = screen_.pixels();
        screen_.redraw_all();
        settle(painter);
        ASSERT_EQ(screen_.pixels().rgba, retained.rgba) << "round " << round;
        kept = round % 5 == 4 ? seeds() : kept;
    }
}

TEST(ScreenKeep, BothWaysOfKeepingTheFrameShowTheSame) {
    std::vector<std::uint8_t> pictures[2];
    for (const auto keep : {Options::Keep::window, Options::Keep::texture}) {
        const Rig rig = Rig::make({.keep = keep});
        demo::Home home;
        const auto painter = [&](Ui& ui) { demo::draw_home(ui, home); };
        rig.settle(painter);
        rig.screen->finger(FingerPhase::down, {200, 1050});
        rig.settle(painter);
        pictures[keep == Options::Keep::window ? 0 : 1] = rig.screen->pixels().rgba;
    }
    ASSERT_EQ(pictures[0].size(), pictures[1].size());
    int largest = 0;
    for (std::size_t i = 0; i < pictures[0].size(); ++i) {
        largest = std::max(largest, std::abs(pictures[0][i] - pictures[1][i]));
    }
    EXPECT_LE(largest, 2) << "the two kinds of buffers round blended colours differently, but no more than that";
}

TEST(ScreenCache, TexturesStayWithinTheirBound) {
    constexpr std::size_t bound = 4U << 20U;
    const Rig rig = Rig::make({.texture_bytes = bound});
    for (int variant = 0; variant < 60; ++variant) {
        rig.screen->invalidate();
        rig.settle([&](Ui& ui) { demo::draw_page(ui, variant); });
        ASSERT_LE(rig.screen->stats().texture_bytes, bound);
    }
    const auto picture = rig.screen->pixels();
    rig.screen->redraw_all();
    rig.settle([&](Ui& ui) { demo::draw_page(ui, 59); });
    EXPECT_TRUE(rig.screen->pixels().rgba == picture.rgba) << "what was forgotten is made anew";
}

}  // namespace
}  // namespace bangnin::screen
