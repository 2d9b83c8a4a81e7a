// What the examination makes of what it finds.
#include "kiosk/doctor.h"

#include <gtest/gtest.h>

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;

const sync::Instant monday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 2h;

TEST(Doctor, AClockThatAgreesWithTheHubsIsGood) {
    EXPECT_EQ(judge_clock(monday, 0ms).finding, Finding::good);
    EXPECT_EQ(judge_clock(monday, 60s).finding, Finding::good);
    EXPECT_EQ(judge_clock(monday, -60s).finding, Finding::good);
    // Nobody to ask: only what cannot be is wrong.
    EXPECT_EQ(judge_clock(monday, std::nullopt).finding, Finding::good);
}

TEST(Doctor, OverAMinuteIsAWarningAndOverTenAreTrouble) {
    const auto ahead = judge_clock(monday, 60s + 1ms);
    EXPECT_EQ(ahead.finding, Finding::warning);
    EXPECT_NE(ahead.detail.find("60 s ahead of the hub's"), std::string::npos) << ahead.detail;
    EXPECT_EQ(judge_clock(monday, -10min).finding, Finding::warning);
    const auto behind = judge_clock(monday, -10min - 1s);
    EXPECT_EQ(behind.finding, Finding::trouble);
    EXPECT_NE(behind.detail.find("601 s behind the hub's"), std::string::npos) << behind.detail;
    EXPECT_TRUE(fit({ahead}));
    EXPECT_FALSE(fit({behind}));
    EXPECT_NE(as_text({ahead}).find("clock: warning: "), std::string::npos);
}

TEST(Doctor, AYearThatCannotBeIsTroubleWhateverTheHubSays) {
    EXPECT_EQ(judge_clock(sync::Instant{0ms}, 0ms).finding, Finding::trouble);
    EXPECT_EQ(judge_clock(monday + 24h * 365 * 80, std::nullopt).finding, Finding::trouble);
}

}  // namespace
}  // namespace bangnin::kiosk
