// The agents' board: the hall's cases, what is due first, narrowed by state, department, agent and due date, found by
// number or project. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/hub/case_desk.h"
#include "sync/hub/console/page_frame.h"
#include "sync/model/workdays.h"

namespace bangnin::hub::console {

inline constexpr std::uint32_t most_cases_shown = 200;

// As the address says it: each empty or one of the words that the page offers.
struct CaseWish {
    std::string state{};  // a CaseState's word, "all"; empty: those that are under way
    std::string department{};
    std::string agent{};
    std::string due{};  // "overdue", or a number of working days
    std::string search{};
};

struct CaseBoard {
    std::string hall;
    const sync::WorkCalendar& calendar;
    sync::Instant now;
    CaseWish wish;
    std::vector<std::string> departments;  // of the catalogue
    std::vector<std::string> agents;       // who has cases, or could
    std::vector<CaseRow> rows;
};

// What the wish means; nothing where a word of it is none of the page's.
std::optional<CaseFilter> filter_of(const CaseWish& wish, const sync::WorkCalendar& calendar, sync::Instant now);

std::string render_case_board(const CaseBoard& board, const Viewer& viewer);

}  // namespace bangnin::hub::console
