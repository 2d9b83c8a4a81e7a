// The hall's figures as a page, and as a table for a spreadsheet. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/console/page_frame.h"
#include "sync/hub/console/statistics.h"

namespace bangnin::hub::console {

std::string render_statistics(const Config& config, const Statistics& statistics, const Viewer& viewer);

// RFC 4180 with a byte order mark, by which spreadsheets know UTF-8.
std::string statistics_csv(const Config& config, const Statistics& statistics);

// One line of such a table. What a spreadsheet would take for a formula is only text in it.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace bangnin::hub::console
