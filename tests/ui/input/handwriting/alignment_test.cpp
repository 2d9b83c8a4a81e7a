#include "ui/input/handwriting/alignment.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/ui/input/handwriting/written.h"

namespace bangnin::input {
namespace {

Shape shape_for(const std::string& text) { return normalised(shape_of(ink_of(text))); }

TemplateRows known(const std::string& text) {
    std::vector<std::uint8_t> bytes;
    for (const ShapePoint& point : thinned(shape_for(text), max_template_points)) {
        const TemplatePoint three = packed(point);
        bytes.insert(bytes.end(), {three.x, three.y, three.angle});
    }
    return template_rows(bytes);
}

InkRows ink(const Shape& shape) { return ink_rows(thinned(shape, max_ink_points)); }

Shape slanted(Shape shape, float slant) {
    for (ShapePoint& point : shape) {
        point.x += slant * point.y;
    }
    return shape;
}

TEST(ShapeDistance, IsNearNothingForTheSameAndLargeForAnother) {
    EXPECT_LT(shape_distance(ink(shape_for("国")), known("国"), Bending::none), 0.05F);
    EXPECT_GT(shape_distance(ink(shape_for("国")), known("人"), Bending::none), 0.25F);
}

TEST(ShapeDistance, BendingForgivesASlant) {
    const InkRows rows = ink(slanted(shape_for("明"), 0.25F));
    const float stiff = shape_distance(rows, known("明"), Bending::none);
    const float whole = shape_distance(rows, known("明"), Bending::whole);
    const float local = shape_distance(rows, known("明"), Bending::whole_and_local);
    EXPECT_LT(whole, 0.7F * stiff);
    EXPECT_LE(local, whole);
}

TEST(ShapeDistance, BendingKeepsOthersApart) {
    const InkRows rows = ink(shape_for("日"));
    EXPECT_GT(shape_distance(rows, known("口"), Bending::whole_and_local),
              shape_distance(rows, known("日"), Bending::whole_and_local) + 0.02F);
}

TEST(ShapeDistance, OfNothingIsOne) {
    EXPECT_EQ(shape_distance(InkRows{}, known("人"), Bending::whole_and_local), 1);
    EXPECT_EQ(shape_distance(ink(shape_for("人")), template_rows({}), Bending::whole_and_local), 1);
}

TEST(ShapeDistance, OfASinglePointIsANumber) {
    const InkRows dot = ink_rows({ShapePoint{}});
    EXPECT_TRUE(std::isfinite(shape_distance(dot, known("人"), Bending::whole_and_local)));
}

}  // namespace
}  // namespace bangnin::input
