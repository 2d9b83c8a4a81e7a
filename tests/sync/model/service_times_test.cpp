#include "sync/model/service_times.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace bangnin::sync {
namespace {

TEST(ServiceTimesTest, NothingKnownIsThePrior) {
    for (int hour = -1; hour <= 24; ++hour) EXPECT_DOUBLE_EQ(expected_minutes({}, hour, 12.0), 12.0);
}

TEST(ServiceTimesTest, AnHourLearnsItsOwnMean) {
    std::mt19937_64 random(7);
    std::gamma_distribution<double> service(4.0, 5.0);
    ServiceTimes known;
    for (int count = 0; count < 200; ++count) known = learned(known, 9, service(random));
    EXPECT_NEAR(expected_minutes(known, 9, 8.0), 20.0, 7.0);
    EXPECT_GT(expected_minutes(known, 15, 8.0), 12.0) << "other hours lean on it";
    EXPECT_LT(expected_minutes(known, 15, 8.0), expected_minutes(known, 9, 8.0)) << "and on the prior";
}

TEST(ServiceTimesTest, ItFollowsWhatChanges) {
    ServiceTimes known;
    for (int count = 0; count < 500; ++count) known = learned(known, 9, 5.0);
    const double before = expected_minutes(known, 9, 5.0);
    for (int count = 0; count < 40; ++count) known = learned(known, 9, 15.0);
    EXPECT_DOUBLE_EQ(before, 5.0);
    EXPECT_GT(expected_minutes(known, 9, 5.0), 12.0);
}

TEST(ServiceTimesTest, WhatIsNoServiceTeachesNothing) {
    const ServiceTimes known = learned({}, 9, 10.0);
    EXPECT_EQ(learned(known, 9, 0.01), known);
    EXPECT_EQ(learned(known, 9, 100'000), known);
    EXPECT_EQ(learned(known, 9, std::nan("")), known);
    EXPECT_EQ(learned(known, 9, std::numeric_limits<double>::infinity()), known);
    EXPECT_EQ(learned(known, 24, 10.0), known);
    EXPECT_EQ(learned(known, -1, 10.0), known);
}

TEST(ServiceTimesTest, TheExpectationStaysBetweenWhatWasSeenAndThePrior) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> minutes(3.0, 30.0);
    std::uniform_int_distribution<int> hours(0, 23);
    ServiceTimes known;
    for (int count = 0; count < 2'000; ++count) {
        known = learned(known, hours(random), minutes(random));
        const double expected = expected_minutes(known, hours(random), 10.0);
        ASSERT_GE(expected, 3.0);
        ASSERT_LE(expected, 30.0);
    }
}

}  // namespace
}  // namespace bangnin::sync
