// What may be done to a case now, command by command, and why not what may not: as change_case() would answer if
// everything that a person has to fill in were filled in well. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/case.h"

namespace bangnin::sync {

struct CaseChoice {
    std::string_view name;   // name_of() the command
    std::string_view words;  // Chinese: what it is called
    std::uint32_t item = 0;  // that it is about; 0: the case
    std::string why_not{};   // Chinese; empty: it may be done

    bool allowed() const { return why_not.empty(); }
};

// Of the case as a whole, in the order of Command's alternatives.
std::vector<CaseChoice> case_choices(const Case& of, LocalDay today, const WorkCalendar& calendar);
// Of one of its items.
std::vector<CaseChoice> item_choices(const Case& of, std::uint32_t item, LocalDay today, const WorkCalendar& calendar);

}  // namespace bangnin::sync
