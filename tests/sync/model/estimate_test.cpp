#include "sync/model/estimate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <queue>
#include <random>

namespace bangnin::sync {
namespace {

// A hall: all windows busy, `before` people before us in all; how long until a window is ours, in minutes.
double simulated_wait(std::mt19937_64& random, std::uint32_t before, std::uint32_t windows, double prior) {
    // The true mean is not the configured one.
    std::lognormal_distribution<double> wrongness(-0.5 * 0.25 * 0.25, 0.25);
    const double mean = prior * wrongness(random);
    const double shape = 1.0 / (service_variation * service_variation);
    std::gamma_distribution<double> service(shape, mean / shape);
    std::uniform_real_distribution<double> part(0.0, 1.0);
    std::priority_queue<double, std::vector<double>, std::greater<>> free_at;
    // Long services are the likelier to be under way when somebody comes: the running one is drawn by its length, and
    // the newcomer stands anywhere within it.
    std::gamma_distribution<double> running(shape + 1.0, mean / shape);
    for (std::uint32_t window = 0; window < windows; ++window) free_at.push(running(random) * part(random));
    for (std::uint32_t person = windows; person < before; ++person) {
        const double begin = free_at.top();
        free_at.pop();
        free_at.push(begin + service(random));
    }
    return free_at.top();
}

TEST(EstimateTest, TheIntervalCoversTheRealWaitAtTheStatedRate) {
    std::mt19937_64 random(2026);
    for (const std::uint32_t windows : {1U, 2U, 5U}) {
        for (const std::uint32_t before : {windows + 2, windows + 5, windows + 12, windows + 30}) {
            EstimateInput input;
            input.ahead = before - windows;
            input.serving = windows;
            input.open_windows = windows;
            input.minutes_per_service = 9.0;
            const Estimate estimate = estimate_wait(input).value();
            int covered = 0;
            constexpr int runs = 3000;
            for (int run = 0; run < runs; ++run) {
                const double wait = simulated_wait(random, before, windows, 9.0);
                covered += wait >= estimate.low_min && wait <= estimate.high_min ? 1 : 0;
            }
            const double rate = covered / static_cast<double>(runs);
            // At least as often as stated, give or take the approximation; and not by being uselessly wide.
            EXPECT_GE(rate, stated_coverage - 0.05) << windows << " windows, " << before << " before";
            EXPECT_LE(rate, 0.95) << windows << " windows, " << before << " before";
        }
    }
}

TEST(EstimateTest, MorePeopleNeverWaitLessAndMoreWindowsNeverLonger) {
    for (std::uint32_t windows = 1; windows <= 6; ++windows) {
        Estimate before;
        for (std::uint32_t ahead = 0; ahead < 200; ++ahead) {
            const Estimate now = estimate_wait({ahead, 0, windows, 10.0, {}}).value();
            EXPECT_LE(now.low_min, now.high_min);
            EXPECT_LE(before.low_min, now.low_min);
            EXPECT_LE(before.high_min, now.high_min);
            EXPECT_GE(now.high_min, estimate_wait({ahead, 0, windows + 1, 10.0, {}})->high_min);
            before = now;
        }
    }
}

TEST(EstimateTest, NonsenseIsBounded) {
    for (const double minutes : {-1.0, 0.0, 1e300, std::nan(""), std::numeric_limits<double>::infinity()}) {
        const Estimate estimate = estimate_wait({UINT32_MAX, UINT32_MAX, 1, minutes, {}}).value();
        EXPECT_LE(estimate.high_min, 1440U);
        EXPECT_LE(estimate.low_min, estimate.high_min);
    }
    EXPECT_EQ(estimate_wait({0, 0, 1, 10.0, {}})->low_min, 0U);
}

TEST(EstimateTest, NothingIsPromisedWhileNoWindowIsOpen) {
    EXPECT_FALSE(estimate_wait({.ahead = 0, .serving = 0, .open_windows = 0}));
    EXPECT_TRUE(estimate_wait({.ahead = 0, .serving = 0, .open_windows = 1}));
}

}  // namespace
}  // namespace bangnin::sync
