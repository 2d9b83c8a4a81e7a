#include "ui/input/signature_picture.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>

#include "tests/ui/input/signature/signing_hand.h"

namespace bangnin::input {
namespace {

struct Box {
    float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
    void add(float x, float y) {
        left = std::min(left, x);
        top = std::min(top, y);
        right = std::max(right, x);
        bottom = std::max(bottom, y);
    }
};

Box box_of(const InkStroke& stroke) {
    Box box;
    for (const InkPoint& point : stroke) {
        box.add(point.x, point.y);
    }
    return box;
}

InkStroke straight(float mm_a_frame, int frames) {
    InkStroke stroke;
    for (int i = 0; i <= frames; ++i) {
        stroke.push_back({5 + mm_a_frame * static_cast<float>(i), 20, 16 * i});
    }
    return stroke;
}

TEST(PenLine, StaysInTheStrokesBoxAndIsNumbers) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        const Signature drawn = scribble(seed);
        for (const InkStroke& stroke : drawn.ink().strokes) {
            const Box box = box_of(stroke);
            const float slack = 0.1F * std::max(box.right - box.left, box.bottom - box.top) + 1e-3F;
            for (const PenPoint& point : pen_line(stroke)) {
                ASSERT_TRUE(std::isfinite(point.x) && std::isfinite(point.y)) << seed;
                EXPECT_GE(point.x, box.left - slack) << seed;
                EXPECT_LE(point.x, box.right + slack) << seed;
                EXPECT_GE(point.y, box.top - slack) << seed;
                EXPECT_LE(point.y, box.bottom + slack) << seed;
                EXPECT_GE(point.radius, thinnest_radius_mm);
                EXPECT_LE(point.radius, thickest_radius_mm);
            }
        }
    }
}

TEST(PenLine, GoesForwardWhereTheFingerDid) {
    const PenLine line = pen_line(straight(2.5F, 30));
    ASSERT_GT(line.size(), 200U);
    for (std::size_t i = 1; i < line.size(); ++i) {
        EXPECT_GT(line[i].x, line[i - 1].x);
        EXPECT_LT(line[i].x - line[i - 1].x, 0.45F);
        EXPECT_NEAR(line[i].y, 20, 1e-3);
    }
    EXPECT_NEAR(line.front().x, 5, 1e-4);
    EXPECT_NEAR(line.back().x, 80, 0.3);
}

TEST(PenLine, IsThinnerWhereTheHandIsFast) {
    const auto middle = [](const PenLine& line) { return line[line.size() / 2].radius; };
    const float slow = middle(pen_line(straight(0.6F, 60)));
    const float fast = middle(pen_line(straight(6, 12)));
    EXPECT_GT(slow, 1.8F * fast);
    EXPECT_FLOAT_EQ(fast, thinnest_radius_mm);
}

TEST(PenLine, ChangesItsWidthSlowly) {
    const Signature name = signed_name();
    for (const InkStroke& stroke : name.ink().strokes) {
        const PenLine line = pen_line(stroke);
        for (std::size_t i = 1; i < line.size(); ++i) {
            EXPECT_LT(std::abs(line[i].radius - line[i - 1].radius), 0.1F);
        }
    }
}

// Corners are rounded: between neighbours of a right angle touched in 2 mm steps the line turns a little at a time.
TEST(PenLine, IsRoundWhereThePointsMakeCorners) {
    InkStroke circle;
    for (int i = 0; i <= 12; ++i) {
        const float angle = static_cast<float>(i) * 3.14159265F / 6;
        circle.push_back({30 + 10 * std::cos(angle), 25 + 10 * std::sin(angle), 30 * i});
    }
    const PenLine line = pen_line(circle);
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        const float before = std::atan2(line[i].y - line[i - 1].y, line[i].x - line[i - 1].x);
        const float after = std::atan2(line[i + 1].y - line[i].y, line[i + 1].x - line[i].x);
        EXPECT_LT(std::abs(std::remainder(after - before, 2 * 3.14159265F)), 0.2F) << i;
    }
}

TEST(PenLine, OfADotIsADot) {
    const PenLine line = pen_line({{7, 8, 0}, {7, 8, 500}});
    ASSERT_EQ(line.size(), 1U);
    EXPECT_EQ(line[0].x, 7);
    EXPECT_EQ(pen_line({}).size(), 1U);
}

TEST(PenLine, OfTheLongestStrokeKeepsItsLimit) {
    InkStroke zigzag;
    for (std::size_t i = 0; i < max_signature_points; ++i) {
        zigzag.push_back({i % 2 == 0 ? 0.0F : 120.0F, static_cast<float>(i % 50), static_cast<std::int32_t>(i)});
    }
    EXPECT_LE(pen_line(zigzag).size(), max_pen_points);
}

// The same hand in a field twice as large, with a pen twice as broad: the same line, twice as large.
TEST(PenLine, GrowsWithItsBreadth) {
    const Signature name = signed_name();
    for (const InkStroke& stroke : name.ink().strokes) {
        InkStroke large = stroke;
        for (InkPoint& point : large) {
            point.x *= 2;
            point.y *= 2;
        }
        const PenLine line = pen_line(stroke);
        const PenLine twice = pen_line(large, 2);
        ASSERT_EQ(twice.size(), line.size());
        for (std::size_t i = 0; i < line.size(); ++i) {
            EXPECT_NEAR(twice[i].x, 2 * line[i].x, 1e-3);
            EXPECT_NEAR(twice[i].radius, 2 * line[i].radius, 1e-4);
        }
    }
}

TEST(PenLine, SuitsItsField) {
    EXPECT_FLOAT_EQ(breadth_for({.width_mm = 60, .height_mm = 30}), 1);
    EXPECT_FLOAT_EQ(breadth_for({.width_mm = 2 * usual_width_mm, .height_mm = 100}), 2);
}

// By the shoelace formula; y runs downwards.
float area(const Outline& outline) {
    float twice = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const OutlinePoint& a = outline[i];
        const OutlinePoint& b = outline[(i + 1) % outline.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return twice / 2;
}

TEST(Outlines, RunInOneSenseAndCoverWhatTheLineDoes) {
    const std::vector<Outline> dash = outlines_of(straight(1, 40));
    ASSERT_EQ(dash.size(), 1U);
    EXPECT_GT(area(dash[0]), 40 * 2 * thinnest_radius_mm);
    EXPECT_LT(area(dash[0]), 41 * 2 * thickest_radius_mm);
    EXPECT_NEAR(area(outlines_of({{5, 5, 0}})[0]), 3.05 * thickest_radius_mm * thickest_radius_mm, 0.05);
}

TEST(Outlines, ASharpTurnBeginsAnother) {
    const InkStroke there_and_back{{5, 5, 0}, {10, 5, 20}, {15, 5, 40}, {20, 5, 60}, {15, 5.2F, 80}, {10, 5.4F, 100}};
    const std::vector<Outline> outlines = outlines_of(there_and_back);
    EXPECT_GE(outlines.size(), 2U);
    for (const Outline& outline : outlines) {
        EXPECT_GT(area(outline), 0);
    }
}

TEST(Svg, IsADocumentOfTheFieldsSizeWithAPathForEachStroke) {
    const Signature name = signed_name();
    const std::string svg = to_svg(name);
    EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120.00mm\" height=\"50.00mm\""));
    EXPECT_TRUE(svg.ends_with("</svg>\n"));
    std::size_t paths = 0;
    for (std::size_t at = svg.find("<path d=\"M"); at != std::string::npos; at = svg.find("<path d=\"M", at + 1)) {
        ++paths;
    }
    EXPECT_EQ(paths, name.ink().strokes.size());
    EXPECT_EQ(svg.find("nan"), std::string::npos);
    EXPECT_EQ(svg.find("inf"), std::string::npos);
    EXPECT_LT(svg.size(), 100'000U);
}

TEST(Svg, KeepsItsLimit) {
    Signature signature({500, 500});
    for (std::size_t s = 0; s < max_signature_strokes; ++s) {
        signature.begin_stroke({0, static_cast<float>(s), 0});
        for (std::size_t i = 1; i < max_signature_points / max_signature_strokes; ++i) {
            signature.extend_stroke({i % 2 == 0 ? 0.0F : 500.0F, static_cast<float>(3 * i), 0});
        }
    }
    EXPECT_LE(to_svg(signature).size(), max_svg_bytes);
}

cairo_status_t take_bytes(void* closure, unsigned char* data, unsigned int size) {
    auto* left = static_cast<std::span<const std::byte>*>(closure);
    if (left->size() < size) {
        return CAIRO_STATUS_READ_ERROR;
    }
    std::copy_n(reinterpret_cast<const unsigned char*>(left->data()), size, data);
    *left = left->subspan(size);
    return CAIRO_STATUS_SUCCESS;
}

struct Grey {
    int width = 0;
    int height = 0;
    std::vector<int> blackness;  // 0 … 255

    int& at(int x, int y) { return blackness[static_cast<std::size_t>(y * width + x)]; }
};

Grey read_png(std::span<const std::byte> bytes) {
    cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(take_bytes, &bytes);
    Grey grey{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
    for (int y = 0; y < grey.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(
            cairo_image_surface_get_data(surface) + std::ptrdiff_t{y} * cairo_image_surface_get_stride(surface));
        for (int x = 0; x < grey.width; ++x) {
            grey.blackness.push_back(255 - static_cast<int>(row[x] & 0xFFU));
        }
    }
    cairo_surface_destroy(surface);
    return grey;
}

void wash(Grey& grey, const PenPoint& point, float dots) {
    const int reach = static_cast<int>(std::ceil((point.radius + 0.2F) * dots)) + 1;
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
            const int x = std::clamp(static_cast<int>(point.x * dots) + dx, 0, grey.width - 1);
            const int y = std::clamp(static_cast<int>(point.y * dots) + dy, 0, grey.height - 1);
            grey.at(x, y) = 0;
        }
    }
}

// Ink all along the pen's way, and none left once that way is washed.
void expect_ink_only_on_the_way(const Signature& signature) {
    constexpr float dots = 8;
    const auto png = to_png(signature, dots);
    ASSERT_TRUE(png) << png.error().reason;
    Grey grey = read_png(*png);
    ASSERT_EQ(grey.width, 960);
    ASSERT_EQ(grey.height, 400);
    const float breadth = breadth_for(signature.field());
    for (const InkStroke& stroke : signature.ink().strokes) {
        for (const PenPoint& point : pen_line(stroke, breadth)) {
            EXPECT_GT(grey.at(static_cast<int>(point.x * dots), static_cast<int>(point.y * dots)), 60);
        }
    }
    for (const InkStroke& stroke : signature.ink().strokes) {
        for (const PenPoint& point : pen_line(stroke, breadth)) {
            wash(grey, point, dots);
        }
    }
    EXPECT_EQ(std::ranges::count_if(grey.blackness, [](int black) { return black > 0; }), 0);
}

TEST(Png, HasInkWhereThePenWentAndOnlyThere) {
    const Signature name = signed_name();
    expect_ink_only_on_the_way(name);
    if (const char* folder = std::getenv("BANGNIN_LOOK_DIR")) {
        const auto png = to_png(name, 8);
        std::ofstream file(std::filesystem::path(folder) / "signature.png", std::ios::binary);
        file.write(reinterpret_cast<const char*>(png->data()), static_cast<std::streamsize>(png->size()));
        std::ofstream(std::filesystem::path(folder) / "signature.svg") << to_svg(name);
    }
}

// Each spoke is bent and goes there and back: a sharp turn at its tip begins a new outline.
TEST(Png, SpokesLeaveNoInkBetweenTheirTips) {
    Signature spokes({120, 50});
    std::int32_t at_ms = 0;
    spokes.begin_stroke({60, 25, 0});
    for (const auto& [tip_x, tip_y] : {OutlinePoint{110, 25}, OutlinePoint{60, 45}, OutlinePoint{10, 25}}) {
        for (int i = 1; i <= 20; ++i) {
            const float share = static_cast<float>(i <= 10 ? i : 20 - i) / 10;
            at_ms += 20;
            const float bend = share * (1 - share);
            const float x = (tip_x - 60) * share - (tip_y - 25) * bend;
            const float y = (tip_y - 25) * share + (tip_x - 60) * bend;
            spokes.extend_stroke({60 + x, 25 + y, at_ms});
        }
    }
    ASSERT_GE(outlines_of(spokes.ink().strokes[0]).size(), 4U);
    expect_ink_only_on_the_way(spokes);
}

TEST(Png, BringsTheResolutionWithinItsBounds) {
    for (const float dots : {0.0F, -1.0F, 1e9F, std::nanf("")}) {
        EXPECT_TRUE(to_png(Signature({10, 10}), dots)) << dots;
    }
}

}  // namespace
}  // namespace bangnin::input
