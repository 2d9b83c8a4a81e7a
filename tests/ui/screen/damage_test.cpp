#include "ui/screen/damage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace bangnin::screen {
namespace {

constexpr PixelRect surface{0, 0, 60, 60};
using Canvas = std::vector<std::uint64_t>;

// The model of drawing: each item leaves its hash, mixed with what was there (as translucent ink does).
void draw(Canvas& canvas, std::span<const Trace> items, const PixelRect& clip) {
    for (const Trace& item : items) {
        const PixelRect part = intersection(intersection(item.bounds, clip), surface);
        for (int y = part.top; y < part.bottom; ++y) {
            for (int x = part.left; x < part.right; ++x) {
                auto& pixel = canvas[static_cast<std::size_t>(y * 60 + x)];
                pixel = pixel * 31 + item.hash;
            }
        }
    }
}

void clear(Canvas& canvas, const PixelRect& rect) {
    for (int y = rect.top; y < rect.bottom; ++y) {
        for (int x = rect.left; x < rect.right; ++x) {
            canvas[static_cast<std::size_t>(y * 60 + x)] = 0;
        }
    }
}

Trace random_item(std::mt19937& random) {
    const int x = static_cast<int>(random() % 70) - 5;
    const int y = static_cast<int>(random() % 70) - 5;
    return {{x, y, x + 1 + static_cast<int>(random() % 20), y + 1 + static_cast<int>(random() % 20)}, 1 + random() % 9};
}

TEST(Damage, RedrawingTheDamageGivesTheNewFrame) {
    std::mt19937 random(1);
    std::vector<Trace> before;
    for (int round = 0; round < 3000; ++round) {
        std::vector<Trace> after = before;
        for (int change = static_cast<int>(random() % 4); change > 0; --change) {
            const auto at = static_cast<std::ptrdiff_t>(random() % (after.size() + 1));
            switch (random() % 4) {
                case 0:
                    after.insert(after.begin() + at, random_item(random));
                    break;
                case 1:
                    if (at < std::ssize(after)) {
                        after.erase(after.begin() + at);
                    }
                    break;
                case 2:
                    if (at < std::ssize(after)) {
                        after[static_cast<std::size_t>(at)] = random_item(random);
                    }
                    break;
                default:
                    std::rotate(after.begin(), after.begin() + at / 2, after.end());
                    break;
            }
        }
        if (after.size() > 25) {
            after.clear();
        }
        Canvas retained(3600);
        draw(retained, before, surface);
        const auto damage = damage_between(before, after, surface);
        for (const PixelRect& rect : damage) {
            clear(retained, rect);
            draw(retained, after, rect);
        }
        Canvas fresh(3600);
        draw(fresh, after, surface);
        ASSERT_EQ(retained, fresh) << "round " << round;
        ASSERT_LE(damage.size(), max_damage_rects);
        for (std::size_t i = 0; i < damage.size(); ++i) {
            ASSERT_TRUE(surface.covers(damage[i]) && !damage[i].empty());
            for (std::size_t k = i + 1; k < damage.size(); ++k) {
                ASSERT_FALSE(damage[i].meets(damage[k]));
            }
        }
        before = std::move(after);
    }
}

TEST(Damage, NothingWhereNothingChanged) {
    const std::vector<Trace> items = {{{0, 0, 60, 60}, 1}, {{3, 3, 9, 9}, 2}};
    EXPECT_TRUE(damage_between(items, items, surface).empty());
}

TEST(Damage, OneChangedItemIsAllThatIsDrawn) {
    std::vector<Trace> items = {{{0, 0, 60, 60}, 1}, {{3, 3, 9, 9}, 2}, {{20, 20, 30, 30}, 3}};
    auto changed = items;
    changed[1].hash = 7;
    EXPECT_EQ(damage_between(items, changed, surface), (std::vector<PixelRect>{{3, 3, 9, 9}}));
}

TEST(Damage, FarApartChangesStayApart) {
    const std::vector<Trace> before;
    const std::vector<Trace> after = {{{0, 0, 5, 5}, 1}, {{50, 50, 55, 55}, 2}};
    EXPECT_EQ(damage_between(before, after, surface).size(), 2U);
}

}  // namespace
}  // namespace bangnin::screen
