#include "ui/input/handwriting/shape.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "tests/ui/input/handwriting/written.h"

namespace bangnin::input {
namespace {

float squares(const DirectionMap& map) {
    return std::accumulate(map.begin(), map.end(), 0.0F, [](float sum, std::uint8_t v) {
        return sum + static_cast<float>(v) * static_cast<float>(v);
    });
}

float likeness(const Ink& a, const Ink& b) {
    const DirectionMap first = direction_map(normalised(shape_of(a)));
    const DirectionMap second = direction_map(normalised(shape_of(b)));
    float product = 0;
    for (std::size_t i = 0; i < map_size; ++i) {
        product += static_cast<float>(first[i]) * static_cast<float>(second[i]);
    }
    return product / std::sqrt(squares(first) * squares(second));
}

Ink line(float x0, float y0, float x1, float y1) { return {{{{x0, y0, 0}, {x1, y1, 0}}}}; }

TEST(CleanInk, DropsWhatIsNoPlaceAndEmptyStrokes) {
    constexpr float nothing = std::numeric_limits<float>::quiet_NaN();
    constexpr float endless = std::numeric_limits<float>::infinity();
    const Ink ink{{{{nothing, 1, 0}, {endless, 1, 0}, {1e9F, 0, 0}}, {}, {{1, 2, 3}, {1, nothing, 0}}}};
    EXPECT_EQ(clean_ink(ink), (Ink{{{{1, 2, 3}}}}));
}

TEST(CleanInk, KeepsWithinTheLimits) {
    Ink ink;
    ink.strokes.assign(max_ink_strokes + 5, InkStroke(max_stroke_points + 7, InkPoint{1, 1, 0}));
    const Ink clean = clean_ink(ink);
    EXPECT_EQ(clean.strokes.size(), max_ink_strokes);
    EXPECT_EQ(clean.strokes.front().size(), max_stroke_points);
}

TEST(Shape, ALineHasItsDirectionEitherWay) {
    for (const Ink& ink : {line(0, 0, 10, 10), line(10, 10, 0, 0)}) {
        for (const ShapePoint& point : shape_of(ink)) {
            EXPECT_NEAR(point.cos2, 0, 1e-4);  // 45°, doubled
            EXPECT_NEAR(point.sin2, 1, 1e-4);
        }
    }
}

TEST(Shape, TheWayBackWeighsLess) {
    EXPECT_FLOAT_EQ(shape_of(line(0, 0, 10, 10))[20].weight, 1);
    EXPECT_FLOAT_EQ(shape_of(line(10, 0, 0, 10))[20].weight, 1);  // 撇
    EXPECT_FLOAT_EQ(shape_of(line(0, 10, 10, 0))[20].weight, 1);  // 提
    const Ink joined{{{{0, 0, 0}, {10, 10, 0}, {0, 8, 0}, {10, 18, 0}}}};
    std::size_t light = 0;
    const Shape shape = shape_of(joined);
    for (const ShapePoint& point : shape) {
        light += point.weight < 0.9F ? 1U : 0U;
    }
    EXPECT_GT(light, shape.size() / 6);
    EXPECT_LT(light, shape.size() / 2);
}

TEST(Shape, AStrokeWrittenBackwardIsAStroke) {
    for (const ShapePoint& point : shape_of(line(10, 10, 0, 0))) {
        EXPECT_FLOAT_EQ(point.weight, 1);
    }
}

TEST(Shape, NormalisedByItsMoments) {
    const Shape shape = normalised(shape_of(ink_of("中")));
    double x = 0, y = 0, xx = 0, sum = 0;
    for (const ShapePoint& point : shape) {
        x += point.weight * point.x;
        y += point.weight * point.y;
        xx += point.weight * point.x * point.x;
        sum += point.weight;
    }
    EXPECT_NEAR(x / sum, 0, 1e-4);
    EXPECT_NEAR(y / sum, 0, 1e-4);
    EXPECT_LE(std::sqrt(xx / sum), 0.2501);
}

TEST(Shape, ALineStaysALine) {
    for (const ShapePoint& point : normalised(shape_of(line(0, 5, 80, 5)))) {
        EXPECT_NEAR(point.y, 0, 1e-4);
        EXPECT_LE(std::abs(point.x), 0.6F);
    }
}

TEST(Shape, ADotIsAPointInTheMiddle) {
    const Shape shape = normalised(shape_of({{{{7, 7, 0}, {7, 7, 5}}}}));
    ASSERT_EQ(shape.size(), 1U);
    EXPECT_EQ(shape[0].x, 0);
    EXPECT_EQ(shape[0].cos2, 0);
}

TEST(Shape, ThinnedKeepsTheLimitAndTheSpread) {
    const Shape dense = normalised(shape_of(ink_of("国")));
    for (const std::size_t limit : {1U, 10U, 64U, 96U}) {
        const Shape thin = thinned(dense, limit);
        EXPECT_LE(thin.size(), limit);
        EXPECT_GE(thin.size() * 2, std::min<std::size_t>(limit, 40));
    }
}

TEST(DirectionMap, IsTheSameForOtherOrdersAndNearForAHandsOwnWay) {
    EXPECT_GT(likeness(ink_of("王"), with_first_two_swapped(ink_of("王"))), 0.999F);
    EXPECT_GT(likeness(ink_of("国"), with_first_two_joined(ink_of("国"))), 0.85F);
    EXPECT_LT(likeness(ink_of("人"), ink_of("王")), 0.5F);
}

}  // namespace
}  // namespace bangnin::input
