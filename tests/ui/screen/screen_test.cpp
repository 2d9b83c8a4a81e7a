// What a page shows, and what fingers do on it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "tests/ui/screen/demo_screens.h"
#include "tests/ui/screen/screen_fixture.h"

namespace bangnin::screen {
namespace {

using Drawn = Screen::Drawn;

TEST_F(ScreenTest, AButtonLooksAsDesigned) {
    settle(one_button());
    const auto picture = screen_.pixels();
    EXPECT_EQ(pixel(picture, 10, 10), (Rgba{0xF6, 0xF8, 0xF7, 255}));
    EXPECT_EQ(pixel(picture, 260, 420), (Rgba{0xF5, 0xB2, 0x1E, 255})) << "ground";
    EXPECT_EQ(pixel(picture, 440, 400), (Rgba{0x83, 0x59, 0x00, 255})) << "outline, first row";
    EXPECT_EQ(pixel(picture, 440, 401), (Rgba{0x83, 0x59, 0x00, 255})) << "outline, second row";
    EXPECT_EQ(pixel(picture, 440, 402), (Rgba{0xF5, 0xB2, 0x1E, 255})) << "and no third";
    EXPECT_EQ(pixel(picture, 440, 399), (Rgba{0xF6, 0xF8, 0xF7, 255})) << "sharp edge";
    EXPECT_EQ(pixel(picture, 201, 401), (Rgba{0xF6, 0xF8, 0xF7, 255})) << "round corner";
    int ink = 0;
    for (int y = 430; y < 490; ++y) {
        for (int x = 380; x < 500; ++x) {
            ink += pixel(picture, x, y) == Rgba{0x0C, 0x2A, 0x2E, 255} ? 1 : 0;
        }
    }
    EXPECT_GT(ink, 300) << "the label stands in the middle";
}

TEST_F(ScreenTest, PressShowsAndReleaseActs) {
    const auto painter = one_button();
    settle(painter);
    screen_.finger(FingerPhase::down, {440, 420});
    settle(painter);
    // 8 % of ink multiplied in.
    EXPECT_EQ(pixel(screen_.pixels(), 260, 420), (Rgba{226, 166, 28, 255}));
    EXPECT_EQ(activations_, 0);
    screen_.finger(FingerPhase::up, {441, 421});
    EXPECT_TRUE(screen_.wait(TimePoint::min()).input);
    EXPECT_EQ(screen_.draw(painter), Drawn::activated);
    settle(painter);
    EXPECT_EQ(activations_, 1);
    EXPECT_EQ(pixel(screen_.pixels(), 260, 420), (Rgba{0xF5, 0xB2, 0x1E, 255}));
}

TEST_F(ScreenTest, DragsAndDisabledControlsDoNotAct) {
    const auto painter = one_button();
    settle(painter);
    screen_.drag({440, 420}, {460, 420});
    settle(painter);
    EXPECT_EQ(activations_, 0);
    const auto disabled = one_button({.ground = Ground::primary, .availability = Availability::disabled});
    screen_.invalidate();
    settle(disabled);
    screen_.tap({440, 420});
    settle(disabled);
    EXPECT_EQ(activations_, 0);
    EXPECT_EQ(refusals_, 1);
}

TEST_F(ScreenTest, TapsTypedAheadMeetTheScreenThatFollows) {
    int page = 0;
    std::vector<int> pressed_on;
    const auto painter = [&](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, page == 0 ? Colour::snow : Colour::birch100);
        // The second page has nothing where the first has its button.
        if (page == 0 && ui.button("first", "一", {100, 100, 300, 120})) {
            pressed_on.push_back(page);
            page = 1;
        }
        if (page == 1) {
            ui.button("second", "二", {600, 900, 300, 120});
        }
    };
    settle(painter);
    screen_.tap({200, 150});
    screen_.tap({200, 150});
    settle(painter);
    EXPECT_EQ(pressed_on, std::vector<int>{0});
}

TEST_F(ScreenTest, TwoQuickTapsOnAKeyAreTwo) {
    const auto painter = one_button({.ground = Ground::key});
    settle(painter);
    screen_.tap({440, 420});
    screen_.tap({440, 420});
    settle(painter);
    EXPECT_EQ(activations_, 2);
}

TEST_F(ScreenTest, ADialogCoversThePage) {
    int page_presses = 0;
    int yes = 0;
    int outside = 0;
    const auto painter = [&](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Colour::white);
        page_presses += ui.button("page.go", "去", {100, 100, 300, 120}) ? 1 : 0;
        const Rect dialog{100, 600, 880, 600};
        outside += ui.begin_modal("dialog", "还在吗？", dialog) ? 1 : 0;
        ui.shadow(dialog, Elevation::dialog, 36);
        ui.fill(dialog, Colour::white, 36);
        yes += ui.button("dialog.confirm", "我还在", {200, 1000, 400, 120}, {.ground = Ground::primary}) ? 1 : 0;
        ui.end_modal();
    };
    settle(painter);
    EXPECT_EQ(screen_.semantics().target("page.go", screen_.surface_size()).error(), Unreachable::covered);
    screen_.tap({120, 620});  // in the dialog, beside its controls
    settle(painter);
    EXPECT_EQ(page_presses + outside + yes, 0);
    screen_.tap({200, 150});  // where the page's button is
    settle(painter);
    EXPECT_EQ(page_presses, 0);
    EXPECT_EQ(outside, 1);
    screen_.tap(*screen_.semantics().target("dialog.confirm", screen_.surface_size()));
    settle(painter);
    EXPECT_EQ(yes, 1);
    // White under the 72 % scrim.
    const Rgba covered = pixel(screen_.pixels(), 50, 300);
    EXPECT_NEAR(covered.r, 255 * 0.28 + 0x0A * 0.72, 2);
    EXPECT_NEAR(covered.g, 255 * 0.28 + 0x2F * 0.72, 2);
    EXPECT_NEAR(covered.b, 255 * 0.28 + 0x33 * 0.72, 2);
}

TEST_F(ScreenTest, WhatMovesIsTouchedWhereItWillBe) {
    float beside = 24;
    int presses = 0;
    const auto painter = [&](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Colour::snow);
        ui.displace({beside, 0});
        presses += ui.button("go", "", {200, 400, 480, 120}, {.ground = Ground::primary, .radius = 0}) ? 1 : 0;
        ui.displace({});
        ui.fill({0, 0, 50, 50}, Colour::ink);
    };
    constexpr Rgba gold{0xF5, 0xB2, 0x1E, 255};
    constexpr Rgba snow{0xF6, 0xF8, 0xF7, 255};
    settle(painter);
    EXPECT_EQ(pixel(screen_.pixels(), 210, 460), snow);
    EXPECT_EQ(pixel(screen_.pixels(), 690, 460), gold);
    EXPECT_EQ(pixel(screen_.pixels(), 49, 10).r, pixel(screen_.pixels(), 10, 10).r) << "displaced no longer";
    screen_.tap({205, 460});
    settle(painter);
    EXPECT_EQ(presses, 1);
    beside = 0;
    screen_.invalidate();
    settle(painter);
    EXPECT_EQ(pixel(screen_.pixels(), 210, 460), gold);
    EXPECT_EQ(pixel(screen_.pixels(), 690, 460), snow);
}

TEST_F(ScreenTest, AScrimCoversEverythingWhileItsDialogMoves) {
    const auto painter = [&](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Colour::white);
        ui.displace({0, 24});
        (void)ui.begin_modal("dialog", "还在吗？", {100, 600, 880, 600});
        ui.end_modal();
    };
    settle(painter);
    EXPECT_LT(pixel(screen_.pixels(), 5, 5).r, 100);
}

TEST(ScreenScale, ASmallerWindowShowsTheSameInTheMiddle) {
    const Rig rig = Rig::make({.width = 600, .height = 960});
    int activations = 0;
    const auto painter = [&](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Colour::snow);
        activations += ui.button("go", "好的", {200, 400, 480, 120}, {.ground = Ground::primary}) ? 1 : 0;
    };
    rig.settle(painter);
    rig.screen->tap({210, 460});
    rig.settle(painter);
    EXPECT_EQ(activations, 1);
    const auto picture = rig.screen->pixels();
    EXPECT_EQ(pixel(picture, 10, 10), (Rgba{0, 0, 0, 255})) << "nothing beside the surface";
    EXPECT_EQ(pixel(picture, 40, 10), (Rgba{0xF6, 0xF8, 0xF7, 255}));
    EXPECT_EQ(pixel(picture, 30 + 130, 210), (Rgba{0xF5, 0xB2, 0x1E, 255}));
}

TEST_F(ScreenTest, ScreenshotIsAPictureOfTheWholeFrame) {
    settle(one_button());
    const auto file = std::filesystem::temp_directory_path() / ("bangnin-shot-" + std::to_string(getpid()) + ".png");
    ASSERT_TRUE(screen_.screenshot(file));
    std::ifstream stream(file, std::ios::binary);
    std::array<unsigned char, 24> head{};
    stream.read(reinterpret_cast<char*>(head.data()), head.size());
    // PNG 1.2, 11.2.2: signature, then IHDR with width and height, big-endian.
    EXPECT_EQ(std::string(head.begin() + 1, head.begin() + 4), "PNG");
    EXPECT_EQ(head[18] * 256 + head[19], 1080);
    EXPECT_EQ(head[22] * 256 + head[23], 1920);
    std::filesystem::remove(file);
    EXPECT_EQ(screen_.screenshot("/nowhere/x.png").error().code, ErrorCode::screenshot);
}

TEST_F(ScreenTest, TheTreeSaysWhatIsThere) {
    demo::Home home;
    screen_.set_focus("home.ticket");
    settle([&](Ui& ui) { demo::draw_home(ui, home); });
    const Tree& tree = screen_.semantics();
    ASSERT_NE(tree.find("home.ticket"), nullptr);
    EXPECT_EQ(tree.find("home.ticket")->focus, Focus::here);
    EXPECT_EQ(tree.find("frame.back")->availability, Availability::disabled);
    EXPECT_EQ(tree.find_by_id_or_label("呼叫工作人员")->id, "frame.call");
    EXPECT_EQ(pixel(screen_.pixels(), 42, 900), (Rgba{0x83, 0x59, 0x00, 255})) << "the focus ring";
}

TEST_F(ScreenTest, QrCodesHaveWholePixels) {
    Bitmap bitmap{3, 3, {255, 0, 255, 0, 255, 0, 255, 255, 0}};
    settle([&](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Colour::white);
        ui.bitmap("test", bitmap, {100, 100, 23, 23}, Colour::ink);  // 7 px a module fit, 2 px are left over
    });
    const auto picture = screen_.pixels();
    for (int y = 0; y < 21; ++y) {
        for (int x = 0; x < 21; ++x) {
            const bool dark = bitmap.alpha[static_cast<std::size_t>(y / 7 * 3 + x / 7)] != 0;
            ASSERT_EQ(pixel(picture, 101 + x, 101 + y),
                      dark ? (Rgba{0x0C, 0x2A, 0x2E, 255}) : (Rgba{255, 255, 255, 255}));
        }
    }
}

TEST(ScreenCreate, SaysWhyItFails) {
    auto engine = text::Engine::create({.fonts_conf = source_folder() / "assets/fonts.conf",
                                        .cache_dir = std::filesystem::temp_directory_path() / "bangnin-test-fonts"});
    ASSERT_TRUE(engine);
    const auto no_theme = Screen::create({.assets = "/nowhere", .video_driver = "offscreen"}, **engine);
    ASSERT_FALSE(no_theme);
    EXPECT_EQ(no_theme.error().code, ErrorCode::theme);
    const auto no_video = Screen::create({.assets = source_folder() / "assets", .video_driver = "nonsense"}, **engine);
    ASSERT_FALSE(no_video);
    EXPECT_EQ(no_video.error().code, ErrorCode::no_video);
}

// All that lies within the round at either end, or between both, is ink; nothing else is.
TEST_F(ScreenTest, APenLeavesInkWhereItWentAndOnlyThere) {
    struct Way {
        Point from;
        float from_radius;
        Point to;
        float to_radius;
    };
    constexpr Rgba ink{12, 42, 46, 255};
    for (const Way& way :
         {Way{{100, 100}, 6, {140, 117}, 9}, Way{{140, 117}, 9, {100, 100}, 6}, Way{{100, 100}, 8, {100, 100}, 8},
          Way{{100, 100}, 12, {103, 101}, 4}, Way{{100, 100}, 5, {100, 160}, 5}, Way{{160, 100}, 2, {100, 100}, 7}}) {
        screen_.invalidate();
        settle([&](Ui& ui) {
            ui.fill({0, 0, 1080, 1920}, Colour::snow);
            ui.pen(way.from, way.from_radius, way.to, way.to_radius, Colour::ink);
        });
        const auto picture = screen_.pixels();
        const Rgba snow = pixel(picture, 500, 500);
        for (int y = 80; y < 180; ++y) {
            for (int x = 80; x < 180; ++x) {
                const Point at{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
                float outside = 1e6F;  // of the nearest of the rounds on the way
                for (int i = 0; i <= 100; ++i) {
                    const float part = static_cast<float>(i) / 100;
                    const Point centre{std::lerp(way.from.x, way.to.x, part), std::lerp(way.from.y, way.to.y, part)};
                    const float radius = std::lerp(way.from_radius, way.to_radius, part);
                    outside = std::min(outside, std::hypot(at.x - centre.x, at.y - centre.y) - radius);
                }
                if (std::abs(outside) > 1.5F) {
                    ASSERT_EQ(pixel(picture, x, y), outside < 0 ? ink : snow) << x << ' ' << y;
                }
            }
        }
    }
}

}  // namespace
}  // namespace bangnin::screen
