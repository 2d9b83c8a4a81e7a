#include "ui/text/bounded_cache.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

#include "tests/freed_memory.h"

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

TEST(BoundedCache, LeavesNoKeyBehind) {
    const std::string words = "13912345678";
    const std::string key = std::string(30, 'k') + words;
    const testing_memory::FreedMemory watch(words);
    {
        BoundedCache<std::string, int> cache(100);
        (void)cache.insert(key, 1, 60);
        (void)cache.insert(std::string(40, 'x'), 2, 60);  // pushes it out
        (void)cache.insert(key, 3, 10);
        cache.erase(key);
        (void)cache.insert(key, 4, 10);
        cache.erase_if([](int value) { return value == 4; });
        (void)cache.insert(key, 5, 10);
        cache.clear();
        (void)cache.insert(key, 6, 10);
    }
    EXPECT_EQ(watch.found(), 0);
    {
        [[maybe_unused]] const std::string careless = key + key;
    }
    EXPECT_GT(watch.found(), 0) << "the watch itself works";
}

}  // namespace
}  // namespace bangnin::text
