#include "kiosk/journeys/layout/metrics.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>

namespace bangnin::kiosk {
namespace {

constexpr std::array sizes{TypeSize::small, TypeSize::normal, TypeSize::large, TypeSize::largest};
constexpr std::array glasses{Glass{1080, 1920, 21.5}, Glass{1920, 1080, 21.5}, Glass{1280, 800, 15.6}};

TEST(Metrics, AUnitIsTheSameLengthOnEveryGlass) {
    EXPECT_EQ(surface_of({1080, 1920, 21.5}).value(), (screen::Size{1080, 1920}));
    EXPECT_EQ(surface_of({2160, 3840, 21.5}).value(), (screen::Size{1080, 1920}));
    EXPECT_EQ(surface_of({1280, 800, 15.6}).value(), (screen::Size{1355, 847}));
    const screen::Size large = surface_of({2160, 3840, 43}).value();
    EXPECT_NEAR(large.w, 2160, 1);
}

TEST(Metrics, RefusesWhatCannotBeRead) {
    const auto small = surface_of({1280, 800, 7});
    ASSERT_FALSE(small);
    EXPECT_NE(small.error().find("151 × 94 mm"), std::string::npos) << small.error();
    EXPECT_FALSE(surface_of({0, 800, 15}));
    EXPECT_FALSE(surface_of({1280, 800, 0}));
    EXPECT_FALSE(surface_of({1280, 800, std::numeric_limits<double>::infinity()}));
}

// Heights of capitals are 0.733 of the em in Noto Sans CJK.
TEST(Metrics, CapitalsHaveTheRulesHeights) {
    constexpr std::array<std::array<double, 2>, 4> rule{{{3.5, 4.2}, {4.8, 5.6}, {6.4, 7.1}, {8.5, 9.0}}};
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const double height = static_cast<double>(smallest_text(sizes[i])) * 0.733 * 0.248;
        EXPECT_GE(height, rule[i][0]);
        EXPECT_LE(height, rule[i][1]);
    }
}

TEST(Metrics, ALargerSizeIsNowhereSmaller) {
    for (std::size_t role = 0; role <= static_cast<std::size_t>(Role::count); ++role) {
        for (std::size_t i = 1; i < sizes.size(); ++i) {
            const TypeRole before = type_of(static_cast<Role>(role), sizes[i - 1]);
            const TypeRole after = type_of(static_cast<Role>(role), sizes[i]);
            EXPECT_GE(after.size, before.size);
            EXPECT_GE(after.line_height, before.line_height);
            EXPECT_GE(after.size, smallest_text(sizes[i]));
        }
    }
}

bool apart(const screen::Rect& a, const screen::Rect& b) { return a.grown(-0.5F).intersected(b).empty(); }

TEST(Metrics, RegionsLieApartOnTheSurface) {
    for (const Glass& glass : glasses) {
        const screen::Size surface = surface_of(glass).value();
        for (const TypeSize size : sizes) {
            for (const Reach reach : {Reach::normal, Reach::low}) {
                for (const Language language : {Language::zh, Language::mn, Language::en}) {
                    const Settings settings{.language = language, .type_size = size, .reach = reach};
                    const Regions regions = regions_of(surface, settings);
                    SCOPED_TRACE(testing::Message() << surface.w << "x" << surface.h << " " << static_cast<int>(size)
                                                    << static_cast<int>(reach) << static_cast<int>(language));
                    const std::array parts{regions.keys, regions.caption, regions.languages, regions.reach_key,
                                           regions.remaining};
                    for (std::size_t i = 0; i < parts.size(); ++i) {
                        EXPECT_TRUE(parts[i].empty() || (parts[i].x >= 0 && parts[i].right() <= surface.w &&
                                                         parts[i].y >= 0 && parts[i].bottom() <= surface.h));
                        EXPECT_TRUE(apart(parts[i], regions.controls)) << i;
                        for (std::size_t k = i + 1; k < parts.size(); ++k) {
                            EXPECT_TRUE(apart(parts[i], parts[k])) << i << " " << k;
                        }
                    }
                    EXPECT_GE(regions.languages.h, least_target);
                    EXPECT_GE(regions.reach_key.h, primary_target);
                    EXPECT_GE(regions.controls.h, 300);
                    if (regions.shape == Shape::tall && reach == Reach::low) {
                        EXPECT_GE(regions.controls_from, surface.h * 0.45F);
                        EXPECT_GE(regions.languages.y, surface.h * 0.45F);
                    }
                }
            }
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk
