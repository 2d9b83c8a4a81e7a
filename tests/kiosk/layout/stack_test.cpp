#include "kiosk/journeys/layout/stack.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::kiosk {
namespace {

Need read(float least, float ideal, int spare = 0) {
    return {.least = least, .ideal = ideal, .gap = 10, .spare = spare};
}
Need touched(float least, float ideal) { return {.zone = Zone::controls, .least = least, .ideal = ideal, .gap = 10}; }

TEST(Stack, LeavesTheFreeRoomAboveWhatIsTouched) {
    const std::vector needs{read(50, 100), touched(80, 120)};
    const Stacked stacked = stack(needs, 200, 1200);
    EXPECT_EQ(stacked.places[0].top, 200);
    EXPECT_EQ(stacked.places[0].height, 100);
    EXPECT_EQ(stacked.places[1].top, 1080);
    EXPECT_EQ(stacked.places[1].height, 120);
    EXPECT_EQ(stacked.missing, 0);
}

TEST(Stack, WhatIsReadAtTheFootStandsRightAboveTheControls) {
    std::vector needs{read(50, 100), read(60, 60), touched(80, 120)};
    needs[1].zone = Zone::foot;
    const Stacked stacked = stack(needs, 0, 1000);
    EXPECT_EQ(stacked.places[1].top, 1000 - 120 - 10 - 60);
}

TEST(Stack, SharesWhatNobodyNeedsAmongThoseThatStretch) {
    std::vector needs{read(50, 100), touched(80, 120)};
    needs[1].stretch = 1;
    const Stacked stacked = stack(needs, 0, 1000);
    EXPECT_EQ(stacked.places[1].height, 1000 - 100 - 10);
}

TEST(Stack, ShrinksAllBetweenIdealAndLeast) {
    const std::vector needs{read(50, 100), touched(100, 200)};
    const Stacked stacked = stack(needs, 0, 235);  // halfway between 160 and 310
    EXPECT_EQ(stacked.places[0].height, 75);
    EXPECT_EQ(stacked.places[1].height, 150);
    EXPECT_EQ(stacked.missing, 0);
}

TEST(Stack, LeavesOutTheMostSparableFirst) {
    const std::vector needs{read(50, 50), read(50, 50, 1), read(50, 50, 2), touched(50, 50)};
    const Stacked one_less = stack(needs, 0, 170);
    EXPECT_EQ(one_less.places[1].shown, Shown::yes);
    EXPECT_EQ(one_less.places[2].shown, Shown::no);
    const Stacked two_less = stack(needs, 0, 110);
    EXPECT_EQ(two_less.places[1].shown, Shown::no);
    EXPECT_EQ(two_less.places[0].shown, Shown::yes);
    EXPECT_EQ(two_less.missing, 0);
}

TEST(Stack, SaysWhatIsMissing) {
    const std::vector needs{read(50, 50), touched(50, 50)};
    EXPECT_EQ(stack(needs, 0, 100).missing, 10);
}

TEST(Stack, KeepsControlsWithinReach) {
    const std::vector needs{read(50, 100), touched(80, 900)};
    const Stacked stacked = stack(needs, 0, 1000, 450);
    EXPECT_GE(stacked.places[1].top, 450);
    EXPECT_EQ(stacked.places[1].top + stacked.places[1].height, 1000);
}

TEST(Stack, NeverOverlapsAndStaysInTheRoom) {
    std::mt19937 random(7);
    const auto number = [&](int most) { return static_cast<float>(random() % static_cast<unsigned>(most)); };
    for (int round = 0; round < 2000; ++round) {
        std::vector<Need> needs;
        for (unsigned i = 0; i < 1 + random() % 6; ++i) {
            Need need = read(1 + number(200), 0, static_cast<int>(random() % 4));
            need.ideal = need.least + number(200);
            need.stretch = number(2);
            needs.push_back(need);
        }
        const std::size_t controls = random() % (needs.size() + 1);
        for (std::size_t i = controls; i < needs.size(); ++i) needs[i].zone = Zone::controls;
        const float from = random() % 2 == 0 ? 0 : 300;
        const Stacked stacked = stack(needs, 100, 900, from);
        if (stacked.missing > 0) continue;
        float bottom = 100;
        for (std::size_t i = 0; i < needs.size(); ++i) {
            const Placed& place = stacked.places[i];
            if (place.shown == Shown::no) {
                EXPECT_GT(needs[i].spare, 0);
                continue;
            }
            EXPECT_GE(place.top, bottom - 0.01F);
            EXPECT_GE(place.height, needs[i].least - 0.01F);
            if (i >= controls && from > 0) {
                EXPECT_GE(place.top, from);
            }
            bottom = place.top + place.height;
        }
        EXPECT_LE(bottom, 900.01F);
    }
}

}  // namespace
}  // namespace bangnin::kiosk
