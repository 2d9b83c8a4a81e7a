#include "sync/model/service.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

namespace bangnin::sync {
namespace {

std::string catalogue_path() {
    const char* root = std::getenv("BANGNIN_SOURCE_DIR");
    return std::string(root == nullptr ? "." : root) + "/assets/catalogue/catalogue.json";
}

TEST(CatalogueTest, HoldsTheThirtyThreeItemsOfThirteenDepartments) {
    const auto catalogue = load_catalogue(catalogue_path());
    ASSERT_TRUE(catalogue);
    EXPECT_EQ(catalogue->version, 1U);
    EXPECT_EQ(catalogue->items.size(), 33U);
    ASSERT_EQ(catalogue->departments.size(), 13U);
    EXPECT_EQ(catalogue->departments.front().name, "自然资源局");
    EXPECT_EQ(catalogue->departments.back().number, 13U);
    EXPECT_EQ(catalogue->items[6].name, "企业投资项目备案");
    EXPECT_EQ(catalogue->items[32].departments.size(), 2U);
    EXPECT_EQ(item_of(*catalogue, 33), &catalogue->items[32]);
    EXPECT_EQ(item_of(*catalogue, 0), nullptr);
    EXPECT_EQ(item_of(*catalogue, 34), nullptr);
}

TEST(CatalogueTest, WrongFilesAreErrors) {
    EXPECT_EQ(load_catalogue("/nonexistent").error(), CatalogueError::unreadable);
    EXPECT_EQ(parse_catalogue("{").error(), CatalogueError::not_json);
    EXPECT_EQ(parse_catalogue("[]").error(), CatalogueError::wrong_shape);
    EXPECT_EQ(parse_catalogue(R"({"version":1,"items":[]})").error(), CatalogueError::wrong_shape);
    EXPECT_EQ(parse_catalogue(R"({"version":1,"items":[{"no":2,"name":"a","departments":["b"]}]})").error(),
              CatalogueError::wrong_shape);
    EXPECT_EQ(parse_catalogue(R"({"version":1,"items":[{"no":1,"name":"a","departments":[7]}]})").error(),
              CatalogueError::wrong_shape);
    for (const char* version : {"", R"("version":0,)", R"("version":"1",)", R"("version":1000000001,)"}) {
        const std::string text = "{" + std::string(version) + R"("items":[{"no":1,"name":"a","departments":["b"]}]})";
        EXPECT_EQ(parse_catalogue(text).error(), CatalogueError::wrong_shape) << version;
    }
    EXPECT_EQ(parse_catalogue(std::string(1024 * 1024 + 1, ' ')).error(), CatalogueError::too_large);
    EXPECT_FALSE(parse_catalogue(std::string(100'000, '[')));
}

TEST(CatalogueTest, AnyBytesAreReadWithoutHarm) {
    std::mt19937_64 random(9);
    const std::string good = R"({"version":1,"source":"s","items":[{"no":1,"name":"a","departments":["b"]}]})";
    ASSERT_TRUE(parse_catalogue(good));
    for (int round = 0; round < 20'000; ++round) {
        std::string text = good;
        for (int change = 0; change < 3; ++change) text[random() % text.size()] = static_cast<char>(random());
        (void)parse_catalogue(text);
    }
}

}  // namespace
}  // namespace bangnin::sync
