// When frames are drawn, and that nothing is spent in between.
#include <gtest/gtest.h>
#include <pthread.h>

#include <csignal>
#include <ctime>
#include <thread>

#include "tests/ui/screen/demo_screens.h"
#include "tests/ui/screen/screen_fixture.h"

namespace bangnin::screen {
namespace {

using Drawn = Screen::Drawn;
using std::chrono::milliseconds;

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

TEST_F(ScreenTest, WhatIsNobodysNewsEndsNoWait) {
    const auto painter = one_button();
    settle(painter);
    struct sigaction nothing{};
    nothing.sa_handler = [](int) {};
    struct sigaction usual{};
    ASSERT_EQ(sigaction(SIGUSR1, &nothing, &usual), 0);
    const pthread_t waiting = pthread_self();
    {
        const std::jthread storm([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                pthread_kill(waiting, SIGUSR1);
                std::this_thread::yield();
            }
        });
        const auto until = std::chrono::steady_clock::now() + milliseconds(30);
        const Waited waited = screen_.wait(until);
        EXPECT_GE(std::chrono::steady_clock::now(), until);
        EXPECT_FALSE(waited.woken || waited.input || waited.quit);
    }
    sigaction(SIGUSR1, &usual, nullptr);
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

}  // namespace
}  // namespace bangnin::screen
