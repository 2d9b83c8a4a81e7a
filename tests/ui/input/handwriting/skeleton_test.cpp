#include "ui/input/handwriting/skeleton.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace bangnin::input {
namespace {

Bitmap blank(int width, int height) {
    return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height), 0)};
}

void fill(Bitmap& bitmap, int left, int top, int right, int bottom) {
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            bitmap.ink[static_cast<std::size_t>(y * bitmap.width + x)] = 1;
        }
    }
}

TEST(Skeleton, OfABarIsItsMiddleLine) {
    Bitmap bar = blank(60, 20);
    fill(bar, 5, 7, 55, 12);
    const Bitmap skeleton = skeleton_of(bar);
    const auto pixels = std::ranges::count(skeleton.ink, 1);
    EXPECT_GE(pixels, 40);
    EXPECT_LE(pixels, 52);
    for (int x = 12; x < 48; ++x) {
        int rows = 0;
        for (int y = 0; y < 20; ++y) {
            const bool ink = skeleton.ink[static_cast<std::size_t>(y * 60 + x)] != 0;
            rows += ink ? 1 : 0;
            EXPECT_TRUE(!ink || std::abs(y - 9) <= 1) << x << ' ' << y;
        }
        EXPECT_EQ(rows, 1) << x;
    }
}

TEST(Skeleton, OfNothingIsNothing) {
    EXPECT_EQ(skeleton_of(blank(8, 8)).ink, blank(8, 8).ink);
    EXPECT_TRUE(shape_of_skeleton(blank(0, 0)).empty());
}

TEST(Skeleton, ACrossHasTwoDirectionsAndNoneWhereTheyMeet) {
    Bitmap cross = blank(81, 81);
    fill(cross, 5, 37, 76, 44);
    fill(cross, 37, 5, 44, 76);
    int across = 0, down = 0;
    for (const ShapePoint& point : shape_of_skeleton(skeleton_of(cross))) {
        across += point.cos2 > 0.95F ? 1 : 0;
        down += point.cos2 < -0.95F ? 1 : 0;
        EXPECT_FALSE(point.x == 40 && point.y == 40);
    }
    EXPECT_GT(across, 50);
    EXPECT_GT(down, 50);
}

}  // namespace
}  // namespace bangnin::input
