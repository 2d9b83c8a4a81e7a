#include "ui/paper/sheet.h"

#include <gtest/gtest.h>

#include <random>

#include "ui/paper/png.h"

namespace bangnin::paper {
namespace {

int black_dots(const Raster& raster) {
    int count = 0;
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width_dots; ++x) {
            count += raster.black(x, y) ? 1 : 0;
        }
    }
    return count;
}

Stamp square_stamp(int side) {
    Stamp stamp;
    stamp.ink.width_dots = side;
    stamp.ink.height = side;
    stamp.ink.rows.resize(static_cast<std::size_t>(stamp.ink.stride() * side));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            stamp.ink.rows[static_cast<std::size_t>(y * stamp.ink.stride() + x / 8)] |=
                static_cast<std::uint8_t>(0x80U >> static_cast<unsigned>(x % 8));
        }
    }
    return stamp;
}

TEST(Sheet, StartsWhiteAndWithoutLength) {
    const Sheet sheet(576);
    EXPECT_EQ(sheet.width(), 576);
    EXPECT_EQ(sheet.height(), 0);
    EXPECT_EQ(Sheet(-3).width(), 8);
    EXPECT_EQ(Sheet(100000).width(), 1024);
    EXPECT_EQ(Sheet(383).width(), 376);
}

TEST(Sheet, RulesAreExact) {
    std::mt19937 random(11);
    for (int i = 0; i < 200; ++i) {
        Sheet sheet(64);
        const int x = static_cast<int>(random() % 80) - 8;
        const int y = static_cast<int>(random() % 20) - 4;
        const int width = static_cast<int>(random() % 80);
        const int height = static_cast<int>(random() % 10);
        sheet.rule(x, y, width, height);
        for (int row = -1; row < 40; ++row) {
            for (int column = -1; column < 66; ++column) {
                const bool inside = column >= std::max(x, 0) && column < std::min(x + width, 64) &&
                                    row >= std::max(y, 0) && row < y + height;
                ASSERT_EQ(sheet.raster().black(column, row), inside);
            }
        }
    }
}

TEST(Sheet, StampsFallWhereTheyBelong) {
    const Stamp stamp = square_stamp(11);
    for (int x = -15; x < 75; ++x) {
        for (const int y : {-20, -4, 0, 3}) {
            Sheet sheet(64);
            sheet.put(x, y, stamp);
            for (int row = 0; row < 20; ++row) {
                for (int column = 0; column < 64; ++column) {
                    const bool inside = column >= x && column < x + 11 && row >= y && row < y + 11;
                    ASSERT_EQ(sheet.raster().black(column, row), inside) << x << ' ' << y;
                }
            }
        }
    }
}

TEST(Sheet, StampsAddAndNeverErase) {
    Sheet sheet(64);
    sheet.rule(0, 0, 64, 20);
    sheet.put(5, 5, square_stamp(3));
    EXPECT_EQ(black_dots(sheet.raster()), 64 * 20);
}

TEST(Sheet, GrowsToItsLimitAndNoFurther) {
    Sheet sheet(64);
    sheet.rule(0, Sheet::max_height - 2, 8, 100);
    EXPECT_EQ(sheet.height(), Sheet::max_height);
    EXPECT_EQ(black_dots(sheet.raster()), 16);
    sheet.put(0, Sheet::max_height + 5, square_stamp(8));
    sheet.stroke(0, 0, 60, Sheet::max_height + 100, 3);
    EXPECT_EQ(sheet.height(), Sheet::max_height);
    EXPECT_EQ(sheet.raster().rows.size(), static_cast<std::size_t>(Sheet::max_height) * 8);
}

TEST(Sheet, StrokesHaveTheirThickness) {
    Sheet sheet(64);
    sheet.stroke(8, 10, 56, 10, 4);
    EXPECT_TRUE(sheet.raster().black(30, 8));
    EXPECT_TRUE(sheet.raster().black(30, 11));
    EXPECT_FALSE(sheet.raster().black(30, 7));
    EXPECT_FALSE(sheet.raster().black(30, 12));
    EXPECT_FALSE(sheet.raster().black(4, 10));
}

TEST(Sheet, DoubledStrokesDouble) {
    Sheet sheet(64);
    sheet.stroke(3, 3, 50, 37, 5, Dots::doubled);
    const Raster& raster = sheet.raster();
    EXPECT_GT(black_dots(raster), 100);
    for (int y = 0; y < raster.height; y += 2) {
        for (int x = 0; x < 64; x += 2) {
            const bool dot = raster.black(x, y);
            EXPECT_TRUE(raster.black(x + 1, y) == dot && raster.black(x, y + 1) == dot &&
                        raster.black(x + 1, y + 1) == dot);
        }
    }
}

TEST(Sheet, QrModulesAreWholeDots) {
    const auto code = make_qr("A1023");
    ASSERT_TRUE(code);
    Sheet sheet(576);
    sheet.qr(10, 6, *code, 5);
    EXPECT_EQ(sheet.height(), 6 + code->side * 5);
    for (int y = 0; y < code->side * 5; ++y) {
        for (int x = 0; x < code->side * 5; ++x) {
            ASSERT_EQ(sheet.raster().black(10 + x, 6 + y), code->black(x / 5, y / 5));
        }
    }
}

TEST(Png, RefusesNothing) { EXPECT_EQ(write_png(Raster{}, "/nonexistent/x.png"), PngResult::failed); }

}  // namespace
}  // namespace bangnin::paper
