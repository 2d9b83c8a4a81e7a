#pragma once
// A document for an office printer: paragraphs and tables that flow over A4 pages, made into a PDF whose letters are
// letters: every font embedded, every word searchable.

#include <expected>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ui/text/text_engine.h"

namespace bangnin::paper {

struct Words {
    std::string text;  // at most text::max_text_bytes
    double size_pt = 12;
    text::Weight weight = text::Weight::regular;
    text::Align align = text::Align::start;
    double line_spacing = 1.5;  // in em
    std::vector<text::Range> underlined{};
};

// Fitted into this room, its proportions kept.
struct Picture {
    std::string png;
    double width_mm = 40;
    double height_mm = 15;
};

struct Paragraph {
    Words words;
    double before_mm = 0;
    double after_mm = 0;
};

enum class Edge { ruled, open };
enum class VerticalAlign { top, middle, bottom };

struct Cell {
    Words words;
    int columns = 1;  // over so many
    int rows = 1;
    VerticalAlign vertical = VerticalAlign::middle;
    Edge left = Edge::ruled;
    std::optional<Picture> picture{};  // behind the words
};

// The cells from the left, without those places that a cell of an earlier row reaches over.
struct Row {
    double least_mm = 8;  // it grows with what is in it
    Edge top = Edge::ruled;
    std::vector<Cell> cells;
};

struct Table {
    std::vector<double> columns_mm;
    std::vector<Row> rows;
    Edge edges = Edge::ruled;  // open: no lines at all
};

using Block = std::variant<Paragraph, Table>;

struct Document {
    std::string title;         // of the file, not printed
    std::string created;       // ISO 8601 date-time, for the file; may be empty
    std::string page_numbers;  // at each foot once there are several pages; {page} and {pages} are filled in
    std::vector<Block> blocks;
};

inline constexpr double page_width_mm = 210;
inline constexpr double page_height_mm = 297;
inline constexpr double side_margin_mm = 22;
inline constexpr double top_margin_mm = 20;
inline constexpr double bottom_margin_mm = 20;
inline constexpr double text_width_mm = page_width_mm - 2 * side_margin_mm;
inline constexpr int most_pages = 200;

enum class PdfFault {
    text_too_long,  // nothing is ever cut
    too_many_pages,
    bad_table,    // cells beyond its columns or rows
    bad_picture,  // no PNG, or too large
    not_written,
};

struct Pdf {
    std::string bytes;
    int pages = 0;
    int unknown_glyphs = 0;  // characters that none of the fonts can show; drawn as boxes
};

[[nodiscard]] std::expected<Pdf, PdfFault> make_pdf(text::Engine& engine, const Document& document);

}  // namespace bangnin::paper
