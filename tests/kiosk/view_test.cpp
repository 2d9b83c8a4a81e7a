#include "kiosk/journeys/view.h"

#include <gtest/gtest.h>

namespace bangnin::kiosk {
namespace {

using namespace std::chrono;

TEST(LocalTime, IsTheHallsOwn) {
    // 2026-03-12 02:42 UTC is 10:42 on a Thursday in China.
    const Wall wall = sys_days{2026y / March / 12} + 2h + 42min + 59s;
    const auto local = local_time(wall, 480);
    EXPECT_EQ(local.year, 2026);
    EXPECT_EQ(local.month, 3);
    EXPECT_EQ(local.day, 12);
    EXPECT_EQ(local.weekday, 4);
    EXPECT_EQ(clock_text(wall, 480), "10:42");
    EXPECT_EQ(clock_text(sys_days{2026y / March / 12} + 16h, 480), "00:00");
    EXPECT_EQ(local_time(sys_days{2026y / March / 12} + 16h, 480).day, 13);
}

TEST(HallText, FallsBackToChinese) {
    const HallText text{.zh = "林草局", .mn = "", .en = "Forestry"};
    EXPECT_EQ(text.in(Language::zh), "林草局");
    EXPECT_EQ(text.in(Language::mn), "林草局");
    EXPECT_EQ(text.in(Language::en), "Forestry");
}

}  // namespace
}  // namespace bangnin::kiosk
