#include "ui/text/bounded_cache.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

namespace bangnin::text {
namespace {

using Cache = BoundedCache<std::string, int>;

TEST(BoundedCache, FindsWhatWasPutIn) {
    Cache cache(100);
    EXPECT_EQ(*cache.insert("a", 1, 40), 1);
    ASSERT_NE(cache.find("a"), nullptr);
    EXPECT_EQ(*cache.find("a"), 1);
    EXPECT_EQ(cache.find("b"), nullptr);
    EXPECT_EQ(cache.bytes(), 40U);
}

TEST(BoundedCache, ForgetsTheLeastRecentlyUsedFirst) {
    Cache cache(100);
    cache.insert("a", 1, 40);
    cache.insert("b", 2, 40);
    ASSERT_NE(cache.find("a"), nullptr);
    cache.insert("c", 3, 40);
    EXPECT_NE(cache.find("a"), nullptr);
    EXPECT_EQ(cache.find("b"), nullptr);
    EXPECT_NE(cache.find("c"), nullptr);
    EXPECT_EQ(cache.bytes(), 80U);
}

TEST(BoundedCache, ReplacesAnEntryOfTheSameKey) {
    Cache cache(100);
    cache.insert("a", 1, 90);
    cache.insert("a", 2, 30);
    EXPECT_EQ(cache.size(), 1U);
    EXPECT_EQ(cache.bytes(), 30U);
    EXPECT_EQ(*cache.find("a"), 2);
}

TEST(BoundedCache, KeepsAnEntryLargerThanItselfAlone) {
    Cache cache(100);
    cache.insert("a", 1, 10);
    cache.insert("huge", 2, 1000);
    EXPECT_EQ(cache.size(), 1U);
    EXPECT_NE(cache.find("huge"), nullptr);
    cache.insert("b", 3, 10);
    EXPECT_EQ(cache.find("huge"), nullptr);
    EXPECT_EQ(cache.bytes(), 10U);
}

TEST(BoundedCache, ReleasesWhatItForgets) {
    BoundedCache<int, std::shared_ptr<int>> cache(20);
    auto held = std::make_shared<int>(7);
    cache.insert(1, held, 15);
    EXPECT_EQ(held.use_count(), 2);
    cache.insert(2, nullptr, 15);
    EXPECT_EQ(held.use_count(), 1);
    cache.insert(3, held, 1);
    cache.clear();
    EXPECT_EQ(held.use_count(), 1);
    EXPECT_EQ(cache.bytes(), 0U);
}

TEST(BoundedCache, NeverExceedsItsBound) {
    std::mt19937 random(20260312);
    BoundedCache<int, int> cache(1000);
    for (int i = 0; i < 20000; ++i) {
        const int key = static_cast<int>(random() % 200);
        if (random() % 3 == 0) {
            cache.erase(key);
        } else {
            cache.insert(key, i, random() % 300);
            ASSERT_EQ(*cache.find(key), i);
        }
        ASSERT_LE(cache.bytes(), cache.max_bytes());
    }
}

TEST(BoundedCache, ForgetsWhatIsPointedOut) {
    BoundedCache<int, int> cache(100);
    for (int key = 1; key <= 5; ++key) {
        cache.insert(key, key * 10, 10);
    }
    cache.erase_if([](int value) { return value == 20 || value == 50; });
    EXPECT_EQ(cache.size(), 3U);
    EXPECT_EQ(cache.bytes(), 30U);
    EXPECT_EQ(cache.find(2), nullptr);
    EXPECT_EQ(cache.find(5), nullptr);
    ASSERT_NE(cache.find(3), nullptr);
    EXPECT_EQ(*cache.find(3), 30);
    cache.insert(2, 21, 70);
    EXPECT_EQ(cache.size(), 4U) << "the room is free again";
}

}  // namespace
}  // namespace bangnin::text
