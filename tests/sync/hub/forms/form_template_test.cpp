#include "sync/hub/forms/form_template.h"

#include <gtest/gtest.h>

#include <random>

#include "sync/model/asset_file.h"
#include "tests/ui/text/engine_for_tests.h"

namespace bangnin::hub {
namespace {

std::string around(std::string_view blocks) {
    return R"({"title":"t","page_numbers":"p","blocks":[)" + std::string(blocks) + "]}";
}

std::string reason(std::string_view json) {
    const auto parsed = parse_form_template(json);
    return parsed ? "" : parsed.error().reason;
}

TEST(FormTemplateTest, ParagraphsTablesAndItems) {
    const auto form = parse_form_template(around(
        R"({"text":"一","size":14,"bold":true,"align":"end","spacing":2,"before":3,"after":4},)"
        R"({"columns":[40,126],"edges":"open","size":9,"rows":[)"
        R"({"height":12,"cells":[{"text":"甲","columns":2,"vertical":"top","picture":"p","picture_height":20}]},)"
        R"({"items":"pairs","columns":1,"labels":[{"text":"乙"}]}]},)"
        R"({"items":"numbered","size":8})"));
    ASSERT_TRUE(form) << form.error().reason;
    ASSERT_EQ(form->blocks.size(), 3U);
    const auto& paragraph = std::get<paper::Paragraph>(form->blocks[0]);
    EXPECT_EQ(paragraph.words.size_pt, 14);
    EXPECT_EQ(paragraph.words.weight, text::Weight::bold);
    EXPECT_EQ(paragraph.words.align, text::Align::end);
    EXPECT_EQ(paragraph.after_mm, 4);
    const auto& table = std::get<TemplateTable>(form->blocks[1]);
    EXPECT_EQ(table.edges, paper::Edge::open);
    const auto& cell = std::get<TemplateRow>(table.rows[0]).cells[0];
    EXPECT_EQ(cell.cell.words.size_pt, 9);  // the table's
    EXPECT_EQ(cell.cell.vertical, paper::VerticalAlign::top);
    EXPECT_EQ(cell.picture_height_mm, 20);
    EXPECT_EQ(std::get<ItemPairs>(table.rows[1]).labels.size(), 1U);
    EXPECT_EQ(std::get<ItemList>(form->blocks[2]).look.size_pt, 8);
}

TEST(FormTemplateTest, WhatIsWrongIsNamed) {
    EXPECT_EQ(reason("{"), "no JSON");
    EXPECT_EQ(reason("[]"), "an object is missing");
    EXPECT_EQ(reason(around("")), "blocks is no list, or empty, or too long");
    EXPECT_EQ(reason(around(R"({"text":"一","sise":9})")), "sise is unknown");
    EXPECT_EQ(reason(around(R"({"text":7})")), "text is no text");
    EXPECT_EQ(reason(around(R"({"text":"一","size":1000})")), "size is no number, or out of range");
    EXPECT_EQ(reason(around(R"({"text":"一","align":"left"})")), "align has an unknown word");
    EXPECT_EQ(reason(around(R"({"text":"一","bold":1})")), "bold is neither true nor false");
    EXPECT_EQ(reason(around(R"({"items":"all"})")), "items has an unknown word");
    EXPECT_EQ(reason(around(R"({"columns":[1],"rows":[{"cells":[{"text":"一"}]}]})")),
              "columns has a width out of range");
    EXPECT_EQ(reason(around(R"({"columns":[50],"rows":[{"cells":[7]}]})")), "an object is missing");
    EXPECT_EQ(reason(std::string(1024 * 1024 + 1, ' ')), "too large");
}

TEST(FormTemplateTest, AnyBytesAreReadWithoutHarm) {
    std::mt19937_64 random(51);
    const auto good =
        sync::read_asset((text::source_folder() / "assets/forms/paper/application.json").string()).value();
    ASSERT_EQ(reason(good), "");
    for (int round = 0; round < 3000; ++round) {
        std::string text = good;
        for (int change = 0; change < 3; ++change) text[random() % text.size()] = static_cast<char>(random());
        (void)parse_form_template(text);
    }
}

}  // namespace
}  // namespace bangnin::hub
