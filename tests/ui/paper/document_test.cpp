#include "ui/paper/document.h"

#include <random>

#include "tests/ui/paper/pdf_reading.h"
#include "tests/ui/text/engine_for_tests.h"
#include "ui/paper/png.h"
#include "ui/paper/sheet.h"

namespace bangnin::paper {
namespace {

Pdf made(const Document& document) {
    auto pdf = make_pdf(text::test_engine(), document);
    EXPECT_TRUE(pdf) << static_cast<int>(pdf.error());
    return pdf ? std::move(*pdf) : Pdf{};
}

Document with(std::vector<Block> blocks) {
    return {"标题", "2026-11-23T02:00:00Z", "{page}/{pages}", std::move(blocks)};
}

Cell cell(std::string text) { return {{std::move(text), 10}}; }

// So many different sentences.
std::string prose(int sentences) {
    std::string text;
    for (int number = 1; number <= sentences; ++number) text += "第" + std::to_string(number) + "句话说到这里为止。";
    return text;
}

std::string without_numbers_of_pages(std::string words, int pages) {
    for (int page = 1; page <= pages; ++page) {
        const std::string foot = std::to_string(page) + "/" + std::to_string(pages);
        const std::size_t at = words.find(foot);
        EXPECT_NE(at, std::string::npos) << foot;
        if (at != std::string::npos) words.erase(at, foot.size());
    }
    return words;
}

TEST(DocumentTest, WordsAreSearchableAndFontsEmbedded) {
    const Pdf pdf = made(with({Paragraph{{"代办帮办 Abc 123"}}, Paragraph{{"李䶮、王𬭛、𠮷野家", 16}},
                               Paragraph{{"加粗的标题", 20, text::Weight::bold, text::Align::centre}}}));
    const PdfFile file(pdf.bytes);
    EXPECT_EQ(squeezed(file.text()), "代办帮办Abc123李䶮、王𬭛、𠮷野家加粗的标题");
    EXPECT_EQ(pdf.unknown_glyphs, 0);
    EXPECT_EQ(pdf.pages, 1);
    file.expect_fonts_embedded();
    EXPECT_NE(file.info().find("标题"), std::string::npos);
    EXPECT_NE(file.info().find("A4"), std::string::npos);
}

TEST(DocumentTest, ParagraphsFlowOverPagesAndLoseNothing) {
    const std::string text = prose(200);
    const Pdf pdf = made(with({Paragraph{{"前言", 30}}, Paragraph{{text, 14}}, Paragraph{{"结尾", 14}}}));
    EXPECT_GT(pdf.pages, 2);
    EXPECT_EQ(without_numbers_of_pages(squeezed(PdfFile(pdf.bytes).text()), pdf.pages), "前言" + text + "结尾");
}

TEST(DocumentTest, OnePageHasNoNumber) { EXPECT_EQ(squeezed(PdfFile(made(with({})).bytes).text()), ""); }

TEST(DocumentTest, RowsMoveToTheNextPageAndHighOnesAreBroken) {
    Table table{{20, 40, 106}, {}};
    const std::string high = prose(180);
    for (int row = 0; row < 12; ++row) {
        table.rows.push_back({20, Edge::ruled, {cell("标" + std::to_string(row)), cell("短"), cell("文")}});
    }
    table.rows.push_back({10, Edge::ruled, {cell("高"), cell("标签"), cell(high)}});
    table.rows.push_back({10, Edge::ruled, {cell("末"), cell("行"), cell("完")}});
    const Pdf pdf = made(with({table}));
    const std::string words = without_numbers_of_pages(squeezed(PdfFile(pdf.bytes).text()), pdf.pages);
    EXPECT_NE(words.find("高标签" + high + "末行完"), std::string::npos) << words;
    EXPECT_GE(pdf.pages, 3);
}

TEST(DocumentTest, ACellOverManyRowsSaysItsWordsOnEachPage) {
    Table table{{20, 146}, {}};
    for (int row = 0; row < 30; ++row)
        table.rows.push_back({15, Edge::ruled, {cell("行" + std::to_string(row) + "。")}});
    Cell label = cell("组\n别");
    label.rows = 30;
    table.rows[0].cells.insert(table.rows[0].cells.begin(), label);
    const Pdf pdf = made(with({table}));
    EXPECT_EQ(pdf.pages, 2);
    for (int page = 1; page <= 2; ++page) {
        EXPECT_NE(squeezed(PdfFile(pdf.bytes).page(page)).find("组别"), std::string::npos);
    }
    EXPECT_NE(squeezed(PdfFile(pdf.bytes).text()).find("行29。"), std::string::npos);
}

TEST(DocumentTest, ABrokenRowStaysBesideItsLabel) {
    Cell label = cell("组\n别");
    label.rows = 2;
    // Were the label too short, the last row would be squeezed into its column and take pages.
    const Table table{{20, 146}, {{10, Edge::ruled, {label, cell(prose(150))}}, {10, Edge::ruled, {cell(prose(40))}}}};
    const Pdf pdf = made(with({table}));
    EXPECT_EQ(pdf.pages, 2);
    for (int page = 1; page <= 2; ++page) {
        EXPECT_NE(squeezed(PdfFile(pdf.bytes).page(page)).find("组别"), std::string::npos);
    }
}

// Whatever is in a table stands on paper, each text once, in its order; whatever does not fit is refused.
TEST(DocumentTest, RandomTablesLoseNothing) {
    std::mt19937 random(41);
    for (int round = 0; round < 25; ++round) {
        Table table{{40, 50, 76}, {}};
        std::string expected;
        for (unsigned row = 0; row < 1 + random() % 12; ++row) {
            Row one{5.0 + random() % 40, random() % 4 == 0 ? Edge::open : Edge::ruled, {}};
            for (int column = 0; column < 3; ++column) {
                one.cells.push_back(cell(prose(static_cast<int>(random() % 4 == 0 ? random() % 80 : random() % 3))));
            }
            for (const Cell& each : one.cells) expected += each.words.text;
            table.rows.push_back(std::move(one));
        }
        auto pdf = make_pdf(text::test_engine(), with({Paragraph{{prose(20)}}, table}));
        if (!pdf) {
            ADD_FAILURE() << static_cast<int>(pdf.error());
            continue;
        }
        // Broken cells are read part by part, so the letters are counted.
        std::string words = squeezed(PdfFile(pdf->bytes).text());
        if (pdf->pages > 1) words = without_numbers_of_pages(words, pdf->pages);
        expected += prose(20);
        std::ranges::sort(words);
        std::ranges::sort(expected);
        ASSERT_EQ(words, expected) << round;
    }
}

int dark_pixels(const PdfFile::Picture& picture) {
    int count = 0;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) count += picture.dark(x, y);
    }
    return count;
}

TEST(DocumentTest, WhatIsUnderlinedHasALineBelow) {
    // Only the blanks are underlined: every dark pixel is the line's.
    const std::string blanks = "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0";
    const Pdf plain = made(with({Paragraph{{blanks, 20}}}));
    Words words{blanks, 20};
    words.underlined.push_back({0, blanks.size()});
    const Pdf underlined = made(with({Paragraph{words}}));
    EXPECT_EQ(dark_pixels(PdfFile(plain.bytes).picture(1, 150)), 0);
    EXPECT_GT(dark_pixels(PdfFile(underlined.bytes).picture(1, 150)), 80);
}

TEST(DocumentTest, TablesHaveTheirLinesUnlessTheyAreOpen) {
    Table table{{50, 116}, {{40, Edge::ruled, {cell(""), cell("")}}}};
    const auto dark = [](const Table& of) { return dark_pixels(PdfFile(made(with({of})).bytes).picture(1, 150)); };
    // Three lines down and two across, one to two pixels thick.
    const int length = 3 * 236 + 2 * 980;
    const int ruled = dark(table);
    EXPECT_GT(ruled, length * 9 / 10);
    EXPECT_LT(ruled, length * 22 / 10);
    table.rows[0].cells[1].left = Edge::open;
    EXPECT_LT(dark(table), ruled - 200);
    table.edges = Edge::open;
    EXPECT_EQ(dark(table), 0);
}

TEST(DocumentTest, PicturesAreFittedBehindTheWords) {
    Sheet sheet(160);
    sheet.rule(0, 0, 160, 80);
    const auto png_file = std::filesystem::temp_directory_path() / ("bangnin-black-" + std::to_string(getpid()));
    ASSERT_EQ(write_png(sheet.raster(), png_file), PngResult::written);
    std::ifstream stream(png_file, std::ios::binary);
    const std::string png{std::istreambuf_iterator<char>(stream), {}};
    std::filesystem::remove(png_file);

    Cell signed_cell = cell("");
    signed_cell.picture = Picture{png, 60, 20};  // as high as it may be: 40 by 20 mm
    const Table table{{166}, {{30, Edge::ruled, {signed_cell}}}, Edge::open};
    const int dots = dark_pixels(PdfFile(made(with({table})).bytes).picture(1, 127));  // 5 dots a mm
    EXPECT_NEAR(dots, 200 * 100, 700);

    for (const std::string& broken : {std::string("no picture"), png.substr(0, png.size() / 2), std::string()}) {
        Table wrong = table;
        wrong.rows[0].cells[0].picture->png = broken;
        EXPECT_EQ(make_pdf(text::test_engine(), with({wrong})).error(), PdfFault::bad_picture);
    }
}

TEST(DocumentTest, WhatDoesNotFitIsRefusedRatherThanCut) {
    const auto fault = [](Block block) {
        const auto pdf = make_pdf(text::test_engine(), with({std::move(block)}));
        return pdf ? std::optional<PdfFault>{} : pdf.error();
    };
    EXPECT_EQ(fault(Paragraph{{std::string(text::max_text_bytes + 1, 'x')}}), PdfFault::text_too_long);
    EXPECT_EQ(fault(Table{{12}, {{5, Edge::ruled, {cell(prose(200))}}}}), PdfFault::text_too_long);
    EXPECT_EQ(fault(Table{{20, 20}, {{5, Edge::ruled, {cell("一"), cell("二"), cell("三")}}}}), PdfFault::bad_table);
    EXPECT_EQ(fault(Table{{166}, {{300, Edge::ruled, {cell("一")}}}}), PdfFault::bad_table);
    Cell deep = cell("深");
    deep.rows = 2;
    EXPECT_EQ(fault(Table{{166}, {{5, Edge::ruled, {deep}}}}), PdfFault::bad_table);
    deep.rows = 0;
    EXPECT_EQ(fault(Table{{166}, {{5, Edge::ruled, {deep}}}}), PdfFault::bad_table);
    std::vector<Block> many(most_pages + 5, Paragraph{{"页"}, 250});
    EXPECT_EQ(make_pdf(text::test_engine(), with(many)).error(), PdfFault::too_many_pages);
}

TEST(DocumentTest, TheSameDocumentIsTheSameFile) {
    const Document document = with({Paragraph{{prose(3)}}});
    EXPECT_EQ(made(document).bytes, made(document).bytes);
}

}  // namespace
}  // namespace bangnin::paper
