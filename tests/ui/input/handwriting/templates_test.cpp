#include "ui/input/handwriting/templates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <set>

namespace bangnin::input {
namespace {

std::vector<TemplateEntry> three_entries() {
    std::vector<TemplateEntry> entries(3);
    entries[0].character = U'一';
    entries[0].commonness = 255;
    entries[0].map[5] = 77;
    entries[0].points = {{1, 2, 3}, {4, 5, 6}};
    entries[1].character = U'䶮';
    entries[2].character = U'\U00020B9F';
    entries[2].points = {{7, 8, 9}};
    return entries;
}

TEST(Templates, WhatIsPackedIsRead) {
    const std::vector<std::byte> bytes = pack_table(three_entries());
    const auto table = TemplateTable::parse(bytes);
    ASSERT_TRUE(table) << table.error().reason;
    ASSERT_EQ(table->size(), 3U);
    EXPECT_EQ(table->character(1), U'䶮');
    EXPECT_EQ(table->character(2), U'\U00020B9F');
    EXPECT_EQ(table->commonness(0), 255);
    EXPECT_EQ(table->map(0)[5], 77);
    EXPECT_EQ(table->points(0).size(), 6U);
    EXPECT_EQ(table->points(1).size(), 0U);
    EXPECT_EQ(table->points(2)[2], 9);
}

TEST(Templates, APointSurvivesItsThreeBytes) {
    for (int degrees = 0; degrees < 180; degrees += 7) {
        const float doubled = static_cast<float>(degrees) * 3.14159265F / 90;
        const ShapePoint point{-0.37F, 0.52F, std::cos(doubled), std::sin(doubled), 1};
        const ShapePoint back = unpacked(packed(point));
        EXPECT_NEAR(back.x, point.x, 0.005);
        EXPECT_NEAR(back.y, point.y, 0.005);
        EXPECT_NEAR(back.cos2, point.cos2, 0.03);
        EXPECT_NEAR(back.sin2, point.sin2, 0.03);
    }
}

TEST(Templates, TheProgramsOwnTableHasTheStandardsCharacters) {
    const auto table = TemplateTable::parse(embedded_templates());
    ASSERT_TRUE(table) << table.error().reason;
    EXPECT_GE(table->size(), 8105U);
    EXPECT_LE(embedded_templates().size(), 6'000'000U);
    std::set<char32_t> characters;
    for (std::size_t i = 0; i < table->size(); ++i) {
        EXPECT_TRUE(characters.insert(table->character(i)).second);
        EXPECT_GE(table->points(i).size(), 3U) << std::hex << static_cast<unsigned>(table->character(i));
    }
    for (const char32_t character : {U'的', U'鄂', U'旗', U'䶮', U'堃', U'\U00020164'}) {
        EXPECT_TRUE(characters.contains(character)) << std::hex << static_cast<unsigned>(character);
    }
}

// Cut, lengthened or changed anywhere: refused or read, never beyond its end (the sanitizers watch).
TEST(Templates, AnyBytesAreReadOrRefused) {
    const std::vector<std::byte> whole = pack_table(three_entries());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(TemplateTable::parse(std::span(whole).first(size))) << size;
    }
    std::mt19937 random(4);
    for (int round = 0; round < 3000; ++round) {
        std::vector<std::byte> bytes = whole;
        for (unsigned i = 0; i < 1 + random() % 4; ++i) {
            const bool numbers = random() % 2 == 0;
            bytes[numbers ? random() % 12 : random() % bytes.size()] = static_cast<std::byte>(random());
        }
        if (const auto table = TemplateTable::parse(bytes)) {
            for (std::size_t i = 0; i < table->size(); ++i) {
                unsigned sum = table->commonness(i) + table->map(i)[map_size - 1];
                for (const std::uint8_t value : table->points(i)) {
                    sum += value;
                }
                EXPECT_LT(sum, 1'000'000U);
            }
        }
    }
}

}  // namespace
}  // namespace bangnin::input
