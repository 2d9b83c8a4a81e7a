// Content that a finger moves, through SDL's events as the glass sends them.
#include "ui/screen/scrolling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/ui/screen/screen_fixture.h"

namespace bangnin::screen {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr Rect view{100, 400, 600, 100};
constexpr float cell = 100;
constexpr int cells = 40;

class ScrollingTest : public testing::Test {
  protected:
    explicit ScrollingTest(Motion motion = Motion::full) : rig_(Rig::make({.motion = motion})), screen_(*rig_.screen) {
        rig_.settle(painter());
    }

    std::function<void(Ui&)> painter() {
        return [this](Ui& ui) {
            ui.fill({0, 0, 1080, 1920}, Colour::snow);
            offset_ = ui.begin_row("row", {.view = view, .extent = cell * cells, .content = content_});
            for (int i = 0; i < cells; ++i) {
                const Rect rect{view.x + static_cast<float>(i) * cell - offset_, view.y, cell - 10, view.h};
                if (ui.button("cell." + std::to_string(i), std::to_string(i), rect)) activated_ = i;
            }
            ui.end_row();
            const auto turning =
                ui.begin_pages("pages", {.view = {100, 800, 600, 300}, .width = 620, .shown = page_, .count = 3});
            shift_ = turning.shift;
            const Rect leaf{100 + turning.shift, 800, 600, 300};
            if (ui.button("leaf", "leaf", leaf)) ++leaves_;
            ui.end_pages();
            if (turning.turned) page_ = *turning.turned;
            if (ui.button("away", "away", {100, 1200, 300, 100})) ui.move_row("row", 900);
        };
    }

    void show() {
        screen_.wait(TimePoint::min());
        screen_.invalidate();
        screen_.draw(painter());
    }
    void finger(FingerPhase phase, Point at) {
        screen_.finger(phase, at);
        show();
    }
    // Taken for a drag from the first move on.
    void drag(Point from, float by) {
        finger(FingerPhase::down, from);
        finger(FingerPhase::move, {from.x + std::copysign(drag_cancels_px, by), from.y});
        finger(FingerPhase::move, {from.x + std::copysign(drag_cancels_px, by) + by, from.y});
    }
    // Without any speed: only a finger that has rested has none.
    void leave(Point at) {
        const auto rested = Clock::now() + finger_rests_after + milliseconds(1);
        while (Clock::now() < rested) {
            screen_.wait(rested);
        }
        finger(FingerPhase::up, at);
    }
    void drag_and_leave(Point from, float by) {
        drag(from, by);
        leave({from.x + std::copysign(drag_cancels_px, by) + by, from.y});
    }
    // Draws every picture that is asked for, and no other, until nothing moves.
    int watch() {
        int pictures = 0;
        const auto limit = Clock::now() + std::chrono::seconds(20);
        for (bool moves = true; moves && Clock::now() < limit;) {
            moves = screen_.scrolls();  // one more picture once it has come to rest
            screen_.wait(Clock::now() + 2 * picture_every);
            pictures += screen_.draw(painter()) == Screen::Drawn::drawn ? 1 : 0;
        }
        return pictures;
    }
    [[nodiscard]] const Node* node(const char* id) const { return screen_.semantics().find(id); }

    Rig rig_;
    Screen& screen_;
    float offset_ = 0;
    float shift_ = 0;
    std::size_t page_ = 0;
    std::size_t content_ = 1;
    int activated_ = -1;
    int leaves_ = 0;
};

class StillScrollingTest : public ScrollingTest {
  protected:
    StillScrollingTest() : ScrollingTest(Motion::none) {}
};

TEST_F(ScrollingTest, DraggingMovesWhatLiesUnderTheFingerAndPressesNothing) {
    finger(FingerPhase::down, {450, 450});
    finger(FingerPhase::move, {430, 450});
    EXPECT_EQ(offset_, 0) << "from where it was taken for a drag";
    finger(FingerPhase::move, {230, 450});
    EXPECT_NEAR(offset_, 200, 0.01);
    EXPECT_LE(screen_.stats().damaged_pixels, 620U * 120U) << "nothing else is drawn again";
    ASSERT_NE(node("cell.3"), nullptr);
    EXPECT_NEAR(node("cell.3")->rect.x, view.x + 300 - 200, 0.01) << "the tree follows";
    EXPECT_EQ(node("cell.0"), nullptr) << "out of sight, out of reach";
    leave({230, 450});
    rig_.settle(painter());
    EXPECT_NEAR(offset_, 200, 0.01);
    EXPECT_EQ(activated_, -1);
    screen_.tap({view.x + 50, 450});
    rig_.settle(painter());
    EXPECT_EQ(activated_, 2) << "a tap presses what has come under it";
}

TEST_F(ScrollingTest, NothingIsDrawnOnceItRests) {
    drag_and_leave({600, 450}, -200);
    rig_.settle(painter());
    EXPECT_EQ(screen_.draw(painter()), Screen::Drawn::not_due);
}

TEST_F(ScrollingTest, NothingIsDrawnOutsideItsPlace) {
    drag_and_leave({600, 450}, -250);
    rig_.settle(painter());
    const auto picture = screen_.pixels();
    const Rgba snow = pixel(picture, 20, 450);
    for (int x = 0; x < 85; ++x) {
        ASSERT_EQ(pixel(picture, x, 450), snow) << x;
        ASSERT_EQ(pixel(picture, 715 + x, 450), snow) << x;
    }
    EXPECT_NE(pixel(picture, 150, 450), snow);
}

TEST_F(ScrollingTest, AnUprightDragMeansSomethingElse) {
    finger(FingerPhase::down, {450, 450});
    finger(FingerPhase::move, {452, 430});
    finger(FingerPhase::move, {300, 430});
    EXPECT_EQ(offset_, 0);
    finger(FingerPhase::up, {300, 430});
}

TEST_F(ScrollingTest, OtherContentBeginsAtItsBeginning) {
    drag_and_leave({600, 450}, -250);
    EXPECT_NEAR(offset_, 250, 0.01);
    content_ = 2;
    show();
    EXPECT_EQ(offset_, 0);
}

TEST_F(ScrollingTest, TheKeypadsFocusComesIntoView) {
    drag_and_leave({600, 450}, -30);
    show();
    ASSERT_NE(node("cell.0"), nullptr);
    EXPECT_NEAR(node("cell.0")->rect.w, 60, 0.01);
    screen_.set_focus("cell.0");
    show();
    watch();
    EXPECT_NEAR(node("cell.0")->rect.w, cell - 10, 0.01);
    EXPECT_EQ(offset_, 0);
}

TEST_F(ScrollingTest, AKeyMovesIt) {
    screen_.tap({200, 1250});
    rig_.settle(painter());
    EXPECT_GT(watch(), 0);
    EXPECT_EQ(offset_, 900);
}

TEST_F(ScrollingTest, WhatAKeyMovesStandsThereWhereNobodyWaits) {
    screen_.tap({200, 1250});
    rig_.settle(painter());
    screen_.settle();
    rig_.settle(painter());
    EXPECT_FALSE(screen_.scrolls());
    EXPECT_EQ(offset_, 900);
}

TEST_F(ScrollingTest, PagesTurnWithTheFinger) {
    drag({600, 950}, -300);
    EXPECT_NEAR(shift_, -300, 0.01);
    ASSERT_NE(node("leaf"), nullptr);
    EXPECT_NEAR(node("leaf")->rect.w, 300, 0.01);
    leave({288, 950});
    show();
    EXPECT_EQ(page_, 1U);
    watch();
    EXPECT_EQ(shift_, 0);
    EXPECT_EQ(leaves_, 0);
    EXPECT_EQ(node("leaf")->rect.x, 100);
}

TEST_F(ScrollingTest, BesideTheFirstPageThereIsNone) {
    drag({200, 950}, 300);
    EXPECT_NEAR(shift_, 300 * beyond_share, 0.01);
    leave({512, 950});
    watch();
    EXPECT_EQ(page_, 0U);
    EXPECT_EQ(shift_, 0);
}

TEST_F(StillScrollingTest, WithReducedMotionOnlyTheFingerMovesIt) {
    drag_and_leave({600, 450}, -200);
    EXPECT_NEAR(offset_, 200, 0.01);
    screen_.tap({200, 1250});
    rig_.settle(painter());
    EXPECT_EQ(offset_, 900) << "at once";
    drag_and_leave({600, 950}, -300);
    EXPECT_FALSE(screen_.scrolls());
    show();
    EXPECT_EQ(page_, 1U);
    EXPECT_EQ(shift_, 0);
}

// -- a finger's own time --

class FingerTest : public testing::Test {
  protected:
    FingerTest() { draw(); }

    float draw() {
        scrolling_.begin_frame();
        const float offset = scrolling_.row("row", {.view = view, .extent = cell * cells}, 0, time_);
        scrolling_.end_frame();
        return offset;
    }
    Scrolling::Taken send(FingerPhase phase, float x, milliseconds later, int layer = 0) {
        time_ += later;
        return scrolling_.take({phase, 1, {x, 450}, time_}, layer);
    }
    void flick(float by) {
        constexpr int samples = 8;
        send(FingerPhase::down, 500, milliseconds(10));
        for (int i = 1; i <= samples; ++i) {
            send(FingerPhase::move, 500 + by * static_cast<float>(i) / samples, milliseconds(10));
        }
        send(FingerPhase::up, 500 + by, milliseconds(5));
    }

    Scrolling scrolling_;
    Scrolling::TimePoint time_{std::chrono::hours(1)};
};

TEST_F(FingerTest, AFlickGoesOnAndComesToRest) {
    flick(-200);
    const float left_at = draw();
    EXPECT_TRUE(scrolling_.moving(time_));
    for (int pictures = 0; scrolling_.moving(time_); ++pictures) {
        ASSERT_LT(pictures, 1000);
        time_ += picture_every;
        draw();
    }
    // 2500 px a second: half of that number of px, as on a phone.
    EXPECT_NEAR(draw() - left_at, (2500 - stops_below) * 0.4995F, 15);
}

TEST_F(FingerTest, ARowMovesWhileItFollowsAndUntilItRests) {
    const auto moves = [this] { return scrolling_.row_moves("row", time_); };
    send(FingerPhase::down, 500, milliseconds(10));
    EXPECT_FALSE(moves());
    send(FingerPhase::move, 480, milliseconds(10));
    EXPECT_TRUE(moves());
    send(FingerPhase::up, 480, finger_rests_after + milliseconds(1));
    EXPECT_FALSE(moves());
    flick(-200);
    EXPECT_TRUE(moves());
    while (scrolling_.moving(time_)) time_ += picture_every;
    EXPECT_FALSE(moves());
    EXPECT_FALSE(scrolling_.row_moves("another", time_));
}

TEST_F(FingerTest, ATouchStopsItAndDoesNoMore) {
    flick(-200);
    time_ += milliseconds(100);
    EXPECT_EQ(send(FingerPhase::down, 300, milliseconds(0)), Scrolling::Taken::stopped);
    EXPECT_FALSE(scrolling_.moving(time_));
    const float here = draw();
    EXPECT_EQ(send(FingerPhase::up, 300, milliseconds(60)), Scrolling::Taken::nothing);
    EXPECT_EQ(draw(), here);
    EXPECT_EQ(send(FingerPhase::down, 300, milliseconds(500)), Scrolling::Taken::nothing)
        << "now it means what is there";
}

TEST_F(FingerTest, AFingerThatRestedBeforeItLeftFlicksNothing) {
    send(FingerPhase::down, 500, milliseconds(10));
    send(FingerPhase::move, 400, milliseconds(10));
    send(FingerPhase::move, 300, milliseconds(10));
    send(FingerPhase::up, 300, finger_rests_after + milliseconds(1));
    EXPECT_FALSE(scrolling_.moving(time_));
}

TEST_F(FingerTest, UnderADialogNothingMoves) {
    send(FingerPhase::down, 500, milliseconds(10), 1);
    send(FingerPhase::move, 300, milliseconds(10), 1);
    send(FingerPhase::move, 200, milliseconds(10), 1);
    EXPECT_EQ(draw(), 0);
}

TEST_F(FingerTest, ASecondFingerIsIgnored) {
    send(FingerPhase::down, 500, milliseconds(10));
    send(FingerPhase::move, 480, milliseconds(10));
    send(FingerPhase::move, 400, milliseconds(10));
    scrolling_.take({FingerPhase::move, 2, {100, 450}, time_}, 0);
    EXPECT_EQ(draw(), 80);
}

TEST_F(FingerTest, APlaceThatWasLeftOutBeginsAnew) {
    flick(-200);
    scrolling_.begin_frame();
    scrolling_.end_frame();
    EXPECT_FALSE(scrolling_.moving(time_));
    EXPECT_EQ(draw(), 0);
}

}  // namespace
}  // namespace bangnin::screen
