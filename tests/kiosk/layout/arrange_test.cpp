#include "kiosk/journeys/layout/arrange.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace bangnin::kiosk {
namespace {

// Words of so many units of length break into lines of 50.
ArrangeOrder order_for(std::size_t count, screen::Rect room, float words) {
    ArrangeOrder order;
    order.count = count;
    order.room = room;
    order.height_at = [words](std::size_t, float width) {
        if (width < 120) return 1e6F;
        return std::max(81.0F, 50.0F * std::ceil(words / (width - 40)));
    };
    return order;
}

TEST(Arrange, TakesTheFirstPatternThatFits) {
    ArrangeOrder order = order_for(5, {48, 784, 984, 732}, 300);
    order.gap_x = order.gap_y = 24;
    order.patterns = {{2, 3}};
    order.weights = {372, 324};
    const Arrangement arrangement = arrange(order);
    EXPECT_EQ(arrangement.rows, (Rows{2, 3}));
    ASSERT_EQ(arrangement.cells.size(), 5U);
    EXPECT_FLOAT_EQ(arrangement.cells[0].w, 480);
    EXPECT_FLOAT_EQ(arrangement.cells[2].w, 312);
    EXPECT_NEAR(arrangement.cells[0].h, 378.4, 0.1);
    EXPECT_FLOAT_EQ(arrangement.cells[4].right(), 1032);
    EXPECT_FLOAT_EQ(arrangement.cells[4].bottom(), 1516);
}

TEST(Arrange, GivesLongWordsWiderCells) {
    ArrangeOrder order = order_for(4, {0, 0, 1000, 500}, 700);
    order.height_at = [](std::size_t, float width) { return width < 480 ? 1e6F : 100.0F; };
    EXPECT_EQ(arrange(order).rows, (Rows{2, 2}));
}

TEST(Arrange, PagesWhatDoesNotFit) {
    ArrangeOrder order = order_for(13, {0, 0, 300, 500}, 100);
    order.columns = {1};
    const Arrangement first = arrange(order);
    EXPECT_GT(first.pages, 1U);
    EXPECT_FALSE(first.pager.empty());
    order.page = 99;
    const Arrangement last = arrange(order);
    EXPECT_EQ(last.page, last.pages - 1);
    EXPECT_EQ(last.first + last.cells.size(), 13U);
    EXPECT_FLOAT_EQ(last.cells[0].h, first.cells[0].h);
}

TEST(Arrange, SaysWhatIsMissing) {
    EXPECT_GT(arrange(order_for(3, {0, 0, 1000, 60}, 100)).missing, 0);
    EXPECT_EQ(arrange(order_for(3, {0, 0, 1000, 100}, 100)).missing, 0);
}

TEST(Arrange, EveryChoiceHasItsPlaceOnSomePage) {
    std::mt19937 random(3);
    for (int round = 0; round < 1000; ++round) {
        const std::size_t count = random() % 20;
        const screen::Rect room{10, 20, 400 + static_cast<float>(random() % 1200),
                                200 + static_cast<float>(random() % 900)};
        ArrangeOrder order = order_for(count, room, static_cast<float>(random() % 600));
        std::set<std::size_t> seen;
        for (order.page = 0; order.page < std::max<std::size_t>(1, arrange(order).pages); ++order.page) {
            const Arrangement page = arrange(order);
            if (page.missing > 0) {
                for (std::size_t i = 0; i < count; ++i) seen.insert(i);
                break;
            }
            for (std::size_t i = 0; i < page.cells.size(); ++i) {
                seen.insert(page.first + i);
                const screen::Rect& cell = page.cells[i];
                EXPECT_GE(cell.x, room.x - 0.1F);
                EXPECT_LE(cell.right(), room.right() + 0.1F);
                EXPECT_LE(cell.bottom(), (page.pages > 1 ? page.pager.y : room.bottom()) + 0.1F);
                EXPECT_GE(cell.h, order.height_at(page.first + i, cell.w) - 0.1F);
                for (std::size_t k = i + 1; k < page.cells.size(); ++k) {
                    EXPECT_TRUE(cell.grown(-0.1F).intersected(page.cells[k]).empty());
                }
            }
        }
        EXPECT_EQ(seen.size(), count);
    }
}

}  // namespace
}  // namespace bangnin::kiosk
