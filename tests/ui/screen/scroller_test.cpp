#include "ui/screen/scroller.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <random>

#include "ui/screen/page_turn.h"

namespace bangnin::screen {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using TimePoint = Scroller::TimePoint;

const TimePoint begin{std::chrono::hours(1)};

// Where it comes to rest when it is looked at every so often; what is seen on the way is checked.
float rest(Scroller scroller, milliseconds every) {
    TimePoint now = begin;
    constexpr int most_pictures = 10'000;
    int pictures = 0;
    while (scroller.moving(now)) {
        now += every;
        const float here = scroller.position(now);
        EXPECT_GE(here, 0);
        EXPECT_LE(here, scroller.most());
        if (++pictures > most_pictures) {
            ADD_FAILURE() << "never ends";
            break;
        }
    }
    return scroller.position(now);
}

Scroller flung(float most, float from, float speed) {
    Scroller scroller;
    scroller.set_range(most, begin);
    scroller.jump(from);
    scroller.fling(speed, begin);
    return scroller;
}

TEST(Scroller, RestsAtTheSamePlaceHoweverOftenItIsDrawn) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> place(0, 4000);
    std::uniform_real_distribution<float> speed(-9000, 9000);
    for (int i = 0; i < 2000; ++i) {
        const Scroller scroller = flung(4000, place(random), speed(random));
        const float often = rest(scroller, milliseconds(16));
        EXPECT_NEAR(often, rest(scroller, milliseconds(33)), 1);
        EXPECT_NEAR(often, rest(scroller, milliseconds(250)), 1);
    }
}

TEST(Scroller, AFlickGoesAsFarAsPeopleKnow) {
    // Half its speed's number of px for the rate of iOS, less what is left when it stops.
    const float at_rest = rest(flung(100'000, 1000, 1000), milliseconds(16));
    EXPECT_NEAR(at_rest, 1000 + (1000 - stops_below) * 0.4995F, 2);
    EXPECT_NEAR(rest(flung(100'000, 50'000, -1000), milliseconds(16)), 50'000 - (1000 - stops_below) * 0.4995F, 2);
    const float fastest = rest(flung(100'000, 0, 1e6F), milliseconds(16));
    EXPECT_NEAR(fastest, (fastest_flick - stops_below) * 0.4995F, 5) << "faster than any finger";
}

TEST(Scroller, SlowsDownAllTheWay) {
    const Scroller scroller = flung(100'000, 0, 3000);
    float before = 0;
    float step_before = 1e6F;
    for (TimePoint now = begin + milliseconds(16); scroller.moving(now); now += milliseconds(16)) {
        const float here = scroller.position(now);
        EXPECT_GT(here, before);
        EXPECT_LE(here - before, step_before + 0.1F);
        step_before = here - before;
        before = here;
    }
}

TEST(Scroller, StopsAtItsEnds) {
    const Scroller scroller = flung(300, 100, 5000);
    EXPECT_EQ(rest(scroller, milliseconds(16)), 300);
    EXPECT_FALSE(scroller.moving(begin + milliseconds(200))) << "no picture is drawn of what stands still";
    EXPECT_EQ(rest(flung(300, 100, -5000), milliseconds(16)), 0);
    EXPECT_FALSE(flung(300, 300, 5000).moving(begin));
    Scroller dragged;
    dragged.set_range(300, begin);
    dragged.move_by(-50);
    EXPECT_EQ(dragged.position(begin), 0);
    dragged.move_by(20);
    EXPECT_EQ(dragged.position(begin), 20) << "the finger's way back counts at once";
}

TEST(Scroller, ATouchStopsAFlickAndNotWhatAKeyMoves) {
    Scroller scroller = flung(4000, 0, 2000);
    const TimePoint then = begin + milliseconds(100);
    const float here = scroller.position(then);
    EXPECT_EQ(scroller.hold(then), Scroller::Was::moving);
    EXPECT_EQ(scroller.position(then + milliseconds(500)), here);
    EXPECT_EQ(scroller.hold(then), Scroller::Was::still);
    scroller.glide(1000, then);
    EXPECT_TRUE(scroller.moving(then));
    EXPECT_EQ(scroller.hold(then + milliseconds(20)), Scroller::Was::still);
}

TEST(Scroller, TooSlowAFlickIsNone) { EXPECT_FALSE(flung(4000, 100, slowest_flick - 1).moving(begin)); }

TEST(Scroller, WhatBecomesShorterIsNotLeftBehind) {
    Scroller scroller = flung(4000, 3000, 2000);
    scroller.set_range(500, begin + milliseconds(10));
    EXPECT_LE(scroller.position(begin + milliseconds(10)), 500);
    EXPECT_EQ(rest(scroller, milliseconds(16)), 500);
}

// -- the finger --

FingerSpeed moved(float px_each, milliseconds every, int samples) {
    FingerSpeed speed;
    speed.begin(0, begin);
    for (int i = 1; i <= samples; ++i) speed.add(px_each * static_cast<float>(i), begin + every * i);
    return speed;
}

TEST(FingerSpeed, IsThatOfTheLastTenthOfASecond) {
    EXPECT_NEAR(moved(10, milliseconds(10), 30).at(begin + milliseconds(300)), 1000, 1);
    FingerSpeed turned = moved(10, milliseconds(10), 20);
    for (int i = 1; i <= 11; ++i) {
        turned.add(200 - 10 * static_cast<float>(i), begin + milliseconds(200 + 10 * i));
    }
    EXPECT_NEAR(turned.at(begin + milliseconds(310)), -1000, 20);
}

TEST(FingerSpeed, AFingerThatRestedFlicksNothing) {
    EXPECT_EQ(moved(10, milliseconds(10), 10).at(begin + milliseconds(100 + 41)), 0);
    FingerSpeed paused = moved(10, milliseconds(10), 10);
    paused.add(101, begin + milliseconds(400));
    EXPECT_EQ(paused.at(begin + milliseconds(401)), 0);
    FingerSpeed at_once;
    at_once.begin(0, begin);
    at_once.add(500, begin);
    EXPECT_EQ(at_once.at(begin), 0);
}

// -- pages --

constexpr float width = 1000;

PageTurn middle_page() {
    PageTurn turn;
    turn.lay_out(width, 1, 3);
    EXPECT_EQ(turn.hold(begin), Scroller::Was::still);
    return turn;
}

TEST(PageTurn, FollowsTheFingerAndTurns) {
    PageTurn turn = middle_page();
    turn.move_by(-450);
    EXPECT_EQ(turn.shift(begin), -450);
    turn.release(0, begin, Motion::full);
    EXPECT_EQ(turn.take_turned(), 2U);
    EXPECT_FALSE(turn.take_turned()) << "told once";
    turn.lay_out(width, 2, 3);
    EXPECT_EQ(turn.shift(begin), width - 450) << "nothing leaps when the other page becomes the one shown";
    EXPECT_GT(turn.shift(begin + milliseconds(50)), 0);
    EXPECT_EQ(turn.shift(begin + glide_time), 0);
    EXPECT_FALSE(turn.moving(begin + glide_time));
}

TEST(PageTurn, AFlickTurnsAndASmallDragGoesBack) {
    PageTurn flicked = middle_page();
    flicked.move_by(60);
    flicked.release(900, begin, Motion::full);
    EXPECT_EQ(flicked.take_turned(), 0U);
    PageTurn dragged = middle_page();
    dragged.move_by(60);
    dragged.release(0, begin, Motion::full);
    EXPECT_FALSE(dragged.take_turned());
    EXPECT_TRUE(dragged.moving(begin));
    EXPECT_EQ(dragged.shift(begin + glide_time), 0);
    PageTurn thought_better = middle_page();
    thought_better.move_by(-500);
    thought_better.release(900, begin, Motion::full);
    EXPECT_FALSE(thought_better.take_turned()) << "flicked back to where it came from";
}

TEST(PageTurn, NoPageLiesBeyondTheLast) {
    PageTurn turn;
    turn.lay_out(width, 2, 3);
    (void)turn.hold(begin);
    turn.move_by(-600);
    EXPECT_EQ(turn.shift(begin), -600 * beyond_share);
    turn.release(-3000, begin, Motion::full);
    EXPECT_FALSE(turn.take_turned());
    EXPECT_EQ(turn.shift(begin + glide_time), 0);
}

TEST(PageTurn, WithReducedMotionItIsThereAtOnce) {
    PageTurn turn = middle_page();
    turn.move_by(-600);
    turn.release(0, begin, Motion::none);
    EXPECT_EQ(turn.take_turned(), 2U);
    turn.lay_out(width, 2, 3);
    EXPECT_EQ(turn.shift(begin), 0);
    EXPECT_FALSE(turn.moving(begin));
}

TEST(PageTurn, AKeyShowsAnotherPageAtOnce) {
    PageTurn turn;
    turn.lay_out(width, 0, 3);
    turn.lay_out(width, 1, 3);
    EXPECT_EQ(turn.shift(begin), 0);
}

}  // namespace
}  // namespace bangnin::screen
