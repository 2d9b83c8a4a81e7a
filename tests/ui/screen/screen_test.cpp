#include "ui/screen/screen.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "tests/ui/screen/demo_screens.h"
#include "tests/ui/screen/rig.h"

namespace bangnin::screen {
namespace {

using Drawn = Screen::Drawn;
using std::chrono::milliseconds;

Rgba pixel(const Screen::Pixels& picture, int x, int y) {
    const auto* p = picture.rgba.data() + (static_cast<std::ptrdiff_t>(y) * picture.width + x) * 4;
    return {p[0], p[1], p[2], p[3]};
}

class ScreenTest : public testing::Test {
  protected:
    Rig rig_ = Rig::make();
    Screen& screen_ = *rig_.screen;
    int activations_ = 0;
    int refusals_ = 0;

    std::function<void(Ui&)> one_button(ButtonLook look = {.ground = Ground::primary}) {
        return [this, look](Ui& ui) {
            ui.fill({0, 0, 1080, 1920}, Colour::snow);
            const Touched touched = ui.button("go", "好的", {200, 400, 480, 120}, look);
            activations_ += touched.activated ? 1 : 0;
            refusals_ += touched.refused ? 1 : 0;
        };
    }
    void settle(const std::function<void(Ui&)>& painter) const { rig_.settle(painter); }
};

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

TEST_F(ScreenTest, NothingIsDrawnWhenNothingChanges) {
    demo::Home home;
    const auto painter = [&](Ui& ui) { demo::draw_home(ui, home); };
    settle(painter);
    const auto drawn = screen_.stats().frames_drawn;
    for (int i = 0; i < 5; ++i) {
        screen_.invalidate();
        screen_.wait(TimePoint::min());
        EXPECT_EQ(screen_.draw(painter), Drawn::unchanged);
    }
    screen_.tap({540, 700});  // beside all controls
    settle(painter);
    EXPECT_EQ(screen_.stats().frames_drawn, drawn);
    EXPECT_EQ(screen_.draw(painter), Drawn::not_due);
    home.clock = "10:43";
    screen_.invalidate();
    EXPECT_EQ(screen_.draw(painter), Drawn::drawn);
    EXPECT_LE(screen_.stats().damaged_pixels, 176U * 80U) << "only the clock";
}

TEST_F(ScreenTest, SleepingCostsNothing) {
    const auto painter = one_button();
    settle(painter);
    timespec before{};
    timespec after{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    const auto until = std::chrono::steady_clock::now() + milliseconds(1000);
    while (std::chrono::steady_clock::now() < until) {
        screen_.wait(until);
        screen_.draw(painter);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    const double spent = static_cast<double>(after.tv_sec - before.tv_sec) * 1e3 +
                         static_cast<double>(after.tv_nsec - before.tv_nsec) / 1e6;
    EXPECT_LT(spent, 5.0) << "milliseconds of processor time in a second without events";
}

TEST_F(ScreenTest, WakeComesFromAnyThreadAndDeadlinesHold) {
    const auto painter = one_button();
    settle(painter);
    std::jthread other([&] { screen_.wake(); });
    const Waited waited = screen_.wait(TimePoint::max());
    EXPECT_TRUE(waited.woken);
    EXPECT_EQ(screen_.draw(painter), Drawn::unchanged);
    const auto until = std::chrono::steady_clock::now() + milliseconds(30);
    const Waited late = screen_.wait(until);
    EXPECT_FALSE(late.woken || late.input || late.quit);
    EXPECT_GE(std::chrono::steady_clock::now(), until);
}

TEST_F(ScreenTest, AnimationsGetTheirFramesAndNoMore) {
    int frame = 0;
    const auto painter = [&](Ui& ui) {
        ui.fill({0, 0, 1080, 1920}, Colour::snow);
        ui.fill({static_cast<float>(frame) * 10, 0, 50, 50}, Colour::ink);
        if (++frame < 4) {
            ui.request_frame_at(ui.now() + milliseconds(15));
        }
    };
    while (frame < 4) {
        screen_.wait(TimePoint::max());
        screen_.draw(painter);
    }
    EXPECT_EQ(screen_.stats().frames_drawn, 4U);
    const auto until = std::chrono::steady_clock::now() + milliseconds(60);
    screen_.wait(until);
    EXPECT_EQ(screen_.draw(painter), Drawn::not_due);
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

}  // namespace
}  // namespace bangnin::screen
