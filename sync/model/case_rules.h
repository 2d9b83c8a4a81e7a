// What may be done to a case when. For change_case and case_choices only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "sync/model/case.h"

namespace bangnin::sync {

// A set of states.
template <typename State>
class States {
  public:
    constexpr States(std::initializer_list<State> states) {
        for (const State state : states) bits_ |= 1U << static_cast<unsigned>(state);
    }
    constexpr bool contains(State state) const { return (bits_ >> static_cast<unsigned>(state) & 1U) != 0; }

  private:
    std::uint32_t bits_ = 0;
};

struct CommandRule {
    std::string_view name;
    std::string_view words;  // Chinese, in a refusal
    States<CaseState> states;
    States<ItemState> item_states{};  // of the item it is about
};
const CommandRule& rule_of(const Command& command);

// The item's number, or nothing for a command to the case as a whole.
std::optional<std::uint32_t> item_number(const Command& command);

const CaseItem* find_item(const Case& in, std::uint32_t number);

bool settled(const CaseItem& item);

// Nothing when the command may be carried out.
std::optional<CaseRefusal> refusal_of(const Case& before, const Command& command, LocalDay today,
                                      const WorkCalendar& calendar);

// A name of a project, an agent or an actor.
bool name_valid(std::string_view name);

}  // namespace bangnin::sync
