// The hall's figures as rows: what the page shows, and what a spreadsheet gets as CSV or as XLSX. Pure.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/console/statistics.h"

namespace bangnin::hub::console {

struct Decimal {
    explicit Decimal(double number) : value(number) {}
    double value;  // told to one place
};
struct Share {
    explicit Share(double share) : value(share) {}
    double value;  // 0…1
};
// std::monostate: there is nothing to say.
using Cell = std::variant<std::monostate, std::string, std::uint32_t, Decimal, Share>;
using Row = std::vector<Cell>;

struct Table {
    std::string name;
    std::vector<std::string> headings;
    std::vector<Row> rows;
};

// 非常不满意 … 非常满意.
inline constexpr std::array<std::string_view, 5> grade_words{"非常不满意", "不满意", "基本满意", "满意", "非常满意"};

// By queue, window and hour; all of them first.
Table figures_table(const Config& config, const Statistics& statistics);
// The best grade first.
Table grades_table(const Statistics& statistics);
// What came in of cases, and what became of them.
Table cases_table(const Statistics& statistics);
// How much of the watched minutes each device was there.
Table presence_table(const Statistics& statistics);

bool is_number(const Cell& cell);
std::string cell_text(const Cell& cell);

// Comma-separated (RFC 4180) behind a byte order mark, with a first line that says which hall's and of which days.
std::string statistics_csv(const Config& config, const Statistics& statistics);
// Office Open XML (ISO/IEC 29500), a sheet for each table; empty when the system refuses the room to write it.
std::string statistics_xlsx(const Config& config, const Statistics& statistics);

// One line of it. What a spreadsheet would take for a formula is made text.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace bangnin::hub::console
