#include "ui/screen/press_feedback.h"

#include <gtest/gtest.h>

#include "ui/screen/transitions.h"

namespace bangnin::screen {
namespace {

using std::chrono::milliseconds;
using TimePoint = PressFeedback::TimePoint;

const TimePoint begin{std::chrono::hours(1)};

TEST(PressFeedback, TheFirstPictureDiffersAlready) {
    PressFeedback feedback;
    feedback.see("a", begin);
    EXPECT_GE(feedback.depth("a", begin), 0.4F);
    EXPECT_EQ(feedback.depth("b", begin), 0);
}

TEST(PressFeedback, GoesDownAndUpInItsTimesAndThenAsksForNothing) {
    PressFeedback feedback;
    TimePoint now = begin;
    int pictures = 0;
    float before = 0;
    for (;; ++pictures) {
        feedback.see("a", now);
        EXPECT_GE(feedback.depth("a", now), before);
        before = feedback.depth("a", now);
        const auto next = feedback.end_frame(now);
        if (!next) break;
        ASSERT_GT(*next, now);
        now = *next;
    }
    EXPECT_EQ(before, 1);
    EXPECT_LE(now - begin, press_time);
    EXPECT_LE(pictures, press_time / picture_every);
    const TimePoint lifted = now + milliseconds(300);
    now = lifted;
    feedback.see(std::nullopt, now);
    EXPECT_LT(feedback.depth("a", now), 1) << "the first picture tells that it has left";
    while (const auto next = feedback.end_frame(now)) {
        now = *next;
        feedback.see(std::nullopt, now);
        (void)feedback.depth("a", now);
    }
    EXPECT_EQ(feedback.depth("a", now), 0);
    EXPECT_LE(now - lifted, release_time);
}

TEST(PressFeedback, PicturesBetweenTheStepsLookTheSame) {
    PressFeedback feedback;
    feedback.see("a", begin);
    const float first = feedback.depth("a", begin);
    EXPECT_EQ(feedback.depth("a", begin + milliseconds(5)), first);
    EXPECT_GT(feedback.depth("a", begin + picture_every), first);
}

TEST(PressFeedback, AQuickSecondPressGoesOnFromWhereItStands) {
    PressFeedback feedback;
    feedback.see("a", begin);
    feedback.see("a", begin + press_time);
    feedback.see(std::nullopt, begin + milliseconds(200));
    const TimePoint again = begin + milliseconds(232);
    const float half = feedback.depth("a", again);
    EXPECT_GT(half, 0);
    EXPECT_LT(half, 1);
    feedback.see("a", again);
    EXPECT_GE(feedback.depth("a", again), half);
}

TEST(PressFeedback, WhatIsNotDrawnAnyMoreIsForgotten) {
    PressFeedback feedback;
    feedback.see("a", begin);
    EXPECT_FALSE(feedback.end_frame(begin)) << "nobody asked for it";
    EXPECT_EQ(feedback.depth("a", begin), 0);
}

TEST(PressFeedback, WithReducedMotionThereIsNoWay) {
    PressFeedback feedback(Motion::none);
    feedback.see("a", begin);
    EXPECT_EQ(feedback.depth("a", begin), 1);
    EXPECT_FALSE(feedback.end_frame(begin));
    feedback.see(std::nullopt, begin);
    EXPECT_EQ(feedback.depth("a", begin), 0);
}

// -- transitions --

float asked(Transitions& transitions, std::size_t value, TimePoint now) {
    transitions.begin_frame();
    const float share = transitions.share("step", value, milliseconds(240), now);
    transitions.end_frame();
    return share;
}

TEST(Transitions, BeginWithEachNewValueAndEnd) {
    Transitions transitions;
    EXPECT_EQ(asked(transitions, 1, begin), 0);
    EXPECT_TRUE(transitions.moving(begin));
    EXPECT_GT(asked(transitions, 1, begin + milliseconds(100)), 0.5F);
    EXPECT_EQ(asked(transitions, 1, begin + milliseconds(240)), 1);
    EXPECT_FALSE(transitions.moving(begin + milliseconds(240)));
    EXPECT_EQ(asked(transitions, 2, begin + milliseconds(900)), 0);
    transitions.begin_frame();
    transitions.end_frame();
    EXPECT_FALSE(transitions.moving(begin + milliseconds(901))) << "it is not shown any more";
}

TEST(Transitions, WithReducedMotionEverythingIsThere) {
    Transitions transitions(Motion::none);
    EXPECT_EQ(asked(transitions, 1, begin), 1);
    EXPECT_FALSE(transitions.moving(begin));
}

}  // namespace
}  // namespace bangnin::screen
