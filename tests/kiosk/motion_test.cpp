#include "kiosk/journeys/motion.h"

#include <gtest/gtest.h>

#include "kiosk/journeys/session/toast.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;

TEST(Motion, EasingBeginsFastAndNeverTurnsBack) {
    EXPECT_EQ(motion::eased(-1), 0);
    EXPECT_EQ(motion::eased(0), 0);
    EXPECT_EQ(motion::eased(1), 1);
    EXPECT_EQ(motion::eased(2), 1);
    double before = 0;
    for (int i = 1; i < 1000; ++i) {
        const double here = motion::eased(i / 1000.0);
        EXPECT_GE(here, before) << i;
        before = here;
    }
    // The curve's own points at t = 0.5: x = 3 · 0.2 · 0.125 + 0.125 = 0.2, y = 0.375 + 0.125 = 0.5.
    EXPECT_NEAR(motion::eased(0.2), 0.5, 1e-5);
}

TEST(Motion, TheFirstPageIsThereAtOnce) {
    Arrivals arrivals;
    arrivals.see("attract", "", 5000ms);
    EXPECT_FALSE(arrivals.at(5000ms).moving());
}

TEST(Motion, APageComesFromTheSideAndStaysAtItsPlace) {
    Arrivals arrivals;
    arrivals.see("attract", "", 0ms);
    arrivals.see("home", "", 1000ms);
    EXPECT_EQ(arrivals.at(1000ms).page, motion::page_shift);
    EXPECT_EQ(arrivals.at(1000ms).dialog, 0);
    arrivals.see("home", "", 1090ms);
    const float half_way = arrivals.at(1090ms).page;
    EXPECT_GT(half_way, 0);
    EXPECT_LT(half_way, motion::page_shift / 4) << "most of the way lies at the beginning";
    EXPECT_TRUE(arrivals.at(1179ms).moving());
    EXPECT_FALSE(arrivals.at(1180ms).moving());
    arrivals.see("home", "", 9000ms);
    EXPECT_FALSE(arrivals.at(9000ms).moving());
}

TEST(Motion, ADialogMovesAndThePageBelowDoesNot) {
    Arrivals arrivals;
    arrivals.see("home", "", 0ms);
    arrivals.see("home", "time_out_warning", 1000ms);
    EXPECT_EQ(arrivals.at(1000ms).page, 0);
    EXPECT_EQ(arrivals.at(1000ms).dialog, motion::page_shift);
    EXPECT_FALSE(arrivals.at(1160ms).moving());
}

TEST(Motion, SettledIsSettledUntilSomethingElseComes) {
    Arrivals arrivals;
    arrivals.see("attract", "", 0ms);
    arrivals.see("home", "", 1000ms);
    arrivals.settle();
    EXPECT_FALSE(arrivals.at(1000ms).moving());
    arrivals.see("home", "", 1010ms);
    EXPECT_FALSE(arrivals.at(1010ms).moving());
    arrivals.see("ticket.service", "", 1020ms);
    EXPECT_TRUE(arrivals.at(1020ms).moving());
}

// -- the idle screen's hills --

TEST(Motion, TheHillsStandStillBetweenTheirShifts) {
    EXPECT_EQ(motion::hill_shift(0ms), 0);
    EXPECT_EQ(motion::hill_shift(7999ms), 0);
    EXPECT_EQ(motion::hill_shift(8600ms), motion::most_hill_shift);
    EXPECT_EQ(motion::hill_shift(15'999ms), motion::most_hill_shift);
    EXPECT_EQ(motion::hill_shift(16'600ms), 0);
    EXPECT_EQ(motion::hill_shift(24'600ms), motion::most_hill_shift);
}

TEST(Motion, AShiftTakesAPictureForEachUnitAndNoMore) {
    Steady now = 8600ms;
    int pictures = 0;
    for (int shown = motion::hill_shift(now); now < 24'600ms; ++pictures) {
        now = motion::next_hill_picture(now);
        const bool begins = now % motion::attract_cycle < 2ms;
        EXPECT_TRUE(begins || motion::hill_shift(now) != shown) << now.count();
        EXPECT_LE((now % motion::attract_cycle).count(), motion::attract_fade.count()) << now.count();
        shown = motion::hill_shift(now);
    }
    EXPECT_LE(pictures, 2 * (motion::most_hill_shift + 1));
}

TEST(Motion, NoShiftIsMissedWhereverOneLooksFrom) {
    for (Steady now = 0ms; now < 20'000ms; now += 7ms) {
        const Steady next = motion::next_hill_picture(now);
        ASSERT_GT(next, now);
        for (Steady between = now; between < next - motion::picture; between += 3ms) {
            ASSERT_EQ(motion::hill_shift(between), motion::hill_shift(now)) << now.count() << " " << between.count();
        }
    }
}

// -- toast --

TEST(Motion, AToastIsShownForItsTime) {
    const Toast toast{.words = ToastWords::network_back, .since = 5000ms};
    EXPECT_FALSE(still_shown(std::nullopt, 0ms));
    EXPECT_EQ(still_shown(toast, 5000ms), toast);
    EXPECT_EQ(still_shown(toast, 5000ms + motion::toast_hold - 1ms), toast);
    EXPECT_FALSE(still_shown(toast, ends_at(toast)));
}

}  // namespace
}  // namespace bangnin::kiosk
