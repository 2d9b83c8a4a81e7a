#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "sync/link/link.h"

namespace bangnin::sync {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, TheCeilingDoublesUpToTheLongest) {
    const BackoffLimits limits{milliseconds{200}, milliseconds{30'000}};
    std::mt19937_64 random(1);
    const std::int64_t ceilings[] = {200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000};
    for (std::uint32_t failures = 1; failures <= 10; ++failures) {
        std::int64_t lowest = INT64_MAX, highest = 0, sum = 0;
        for (int draw = 0; draw < 4000; ++draw) {
            const std::int64_t delay = backoff_delay(limits, failures, random()).count();
            lowest = std::min(lowest, delay);
            highest = std::max(highest, delay);
            sum += delay;
        }
        const std::int64_t ceiling = ceilings[failures - 1];
        EXPECT_GE(lowest, 0);
        EXPECT_LE(highest, ceiling);
        // Full jitter: the whole interval, evenly.
        EXPECT_LT(lowest, ceiling / 20 + 1);
        EXPECT_GT(highest, ceiling * 19 / 20);
        EXPECT_NEAR(static_cast<double>(sum) / 4000, static_cast<double>(ceiling) / 2,
                    static_cast<double>(ceiling) / 20);
    }
    EXPECT_LE(backoff_delay(limits, UINT32_MAX, UINT64_MAX), limits.longest);
    EXPECT_EQ(backoff_delay({milliseconds{0}, milliseconds{0}}, 5, 77), milliseconds{0});
}

TEST(RetryAfter, SecondsAndDates) {
    const Instant now = parse_instant("1994-11-06T08:49:07Z").value();
    EXPECT_EQ(parse_retry_after("120", now), milliseconds{120'000});
    EXPECT_EQ(parse_retry_after(" 0 ", now), milliseconds{0});
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), milliseconds{30'000});
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:48:37 GMT", now), milliseconds{0});
    EXPECT_EQ(parse_retry_after("99999999999999999999", now), milliseconds{3'600'000});
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 2094 08:49:37 GMT", now), milliseconds{3'600'000});
    for (const char* wrong : {"", "-1", "1.5", "soon", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
                              "Sun, 06 Xyz 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"}) {
        EXPECT_FALSE(parse_retry_after(wrong, now)) << wrong;
    }
}

}  // namespace
}  // namespace bangnin::sync
