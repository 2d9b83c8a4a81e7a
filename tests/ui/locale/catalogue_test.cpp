#include "ui/locale/catalogue.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>

namespace bangnin::locale {
namespace {

// Writes a catalogue of the given pairs as msgfmt would, in either byte order.
class Writer {
  public:
    explicit Writer(bool swapped = false) : swapped_(swapped) {}

    std::vector<std::byte> write(const std::vector<std::pair<std::string, std::string>>& pairs) {
        const auto count = static_cast<std::uint32_t>(pairs.size());
        word(0x950412de);
        word(0);
        word(count);
        word(28);
        word(28 + 8 * count);
        word(0);
        word(0);
        std::uint32_t offset = 28 + 16 * count;
        for (const auto& [original, unused] : pairs) row(original, offset);
        for (const auto& [unused, translation] : pairs) row(translation, offset);
        for (const auto& [original, unused] : pairs) text(original);
        for (const auto& [unused, translation] : pairs) text(translation);
        return bytes_;
    }

  private:
    void word(std::uint32_t value) {
        for (int i = 0; i < 4; ++i) bytes_.push_back(std::byte(value >> (8 * (swapped_ ? 3 - i : i)) & 0xffU));
    }
    void row(const std::string& string, std::uint32_t& offset) {
        word(static_cast<std::uint32_t>(string.size()));
        word(offset);
        offset += static_cast<std::uint32_t>(string.size()) + 1;
    }
    void text(const std::string& string) {
        for (const char c : string) bytes_.push_back(std::byte(c));
        bytes_.push_back(std::byte{0});
    }

    std::vector<std::byte> bytes_;
    bool swapped_;
};

const std::vector<std::pair<std::string, std::string>> sample{
    {"返回", "Back"},
    {std::string("列\x04返回", 10), "column"},
    {std::string("人\0人", 7), std::string("person\0people", 13)},
    {"空", ""},
};

TEST(Catalogue, FindsPlainContextAndPluralEntriesInBothByteOrders) {
    for (const bool swapped : {false, true}) {
        const auto catalogue = Catalogue::parse(Writer(swapped).write(sample));
        ASSERT_TRUE(catalogue) << describe(catalogue.error());
        EXPECT_EQ(catalogue->find("返回"), "Back");
        EXPECT_EQ(catalogue->find("返回", "列"), "column");
        EXPECT_EQ(catalogue->find("人"), "person");
        EXPECT_EQ(catalogue->find("人", {}, 1), "people");
        EXPECT_EQ(catalogue->find("人", {}, 7), "people") << "the last form stands in for a missing one";
    }
}

TEST(Catalogue, HasNothingForUnknownOrEmptyTranslations) {
    const auto catalogue = Catalogue::parse(Writer().write(sample));
    ASSERT_TRUE(catalogue);
    EXPECT_FALSE(catalogue->find("首页"));
    EXPECT_FALSE(catalogue->find("空"));
    EXPECT_FALSE(catalogue->find("返回", "行"));
    EXPECT_FALSE(catalogue->find(""));
    EXPECT_FALSE(Catalogue::empty().find("返回"));
}

TEST(Catalogue, SurvivesBeingMoved) {
    auto first = Catalogue::parse(Writer().write(sample));
    ASSERT_TRUE(first);
    const Catalogue second = std::move(*first);
    EXPECT_EQ(second.find("返回"), "Back");
}

TEST(Catalogue, SaysWhyItRefuses) {
    auto good = Writer().write(sample);
    EXPECT_EQ(Catalogue::parse(std::span(good).first(19)).error(), CatalogueError::too_short);
    EXPECT_EQ(Catalogue::parse(std::span(good).first(40)).error(), CatalogueError::bad_table);
    EXPECT_EQ(Catalogue::parse(std::span(good).first(good.size() - 1)).error(), CatalogueError::bad_string);
    EXPECT_EQ(Catalogue::parse(std::vector<std::byte>(Catalogue::max_bytes + 1)).error(), CatalogueError::too_large);

    auto other_magic = good;
    other_magic[0] = std::byte{0};
    EXPECT_EQ(Catalogue::parse(other_magic).error(), CatalogueError::bad_magic);

    auto later_revision = good;
    later_revision[6] = std::byte{2};
    EXPECT_EQ(Catalogue::parse(later_revision).error(), CatalogueError::bad_revision);

    auto many = good;
    many[10] = std::byte{0xff};
    EXPECT_EQ(Catalogue::parse(many).error(), CatalogueError::too_large);
}

TEST(Catalogue, AnyDamageGivesACatalogueOrAnError) {
    const auto good = Writer().write(sample);
    std::mt19937 random(20260312);
    for (int round = 0; round < 20000; ++round) {
        auto damaged = good;
        const auto changes = random() % 8 + 1;
        for (std::size_t i = 0; i < changes; ++i) damaged[random() % damaged.size()] = std::byte(random() & 0xffU);
        damaged.resize(random() % 4 == 0 ? random() % damaged.size() : damaged.size());
        const auto catalogue = Catalogue::parse(damaged);
        if (!catalogue) continue;
        catalogue->for_each([&](std::string_view original, std::string_view) {
            EXPECT_LE(catalogue->find(original, {}, 3).value_or("").size(), damaged.size());
        });
    }
}

}  // namespace
}  // namespace bangnin::locale
