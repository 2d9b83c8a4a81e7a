#include "sync/model/case_choices.h"

#include <algorithm>
#include <utility>

#include "sync/model/case_rules.h"

namespace bangnin::sync {
namespace {

constexpr const char* filled_in = "…";

// Commands with everything in them that a person would fill in.
class Samples {
  public:
    Samples(const Case& of, LocalDay today, const WorkCalendar& calendar)
        : case_(of), today_(today), next_day_(calendar.add_working_days(today, 1)), calendar_(calendar) {}

    std::vector<Command> of_case() const {
        return {Accept{},
                Decline{filled_in},
                Entrust{filled_in},
                plan(),
                BeginFiling{},
                CloseGap{gap()},
                Archive{},
                Rate{},
                Terminate{Side::hall, filled_in}};
    }
    std::vector<Command> of_item(std::uint32_t item) const {
        return {FileItem{item},
                AcceptItem{item},
                DemandMore{item, DemandKind::supplement, {filled_in}, next_day_, filled_in},
                AnswerDemand{item},
                ApproveItem{item},
                RejectItem{item, filled_in},
                WithdrawItem{item, filled_in}};
    }

  private:
    MakePlan plan() const {
        const LocalDay day = calendar_.kind(today_) == DayKind::working ? today_ : next_day_;
        MakePlan plan{.plan = filled_in};
        for (const CaseItem& item : case_.items) {
            if (item.state == ItemState::not_filed) plan.schedule.push_back({item.item.number, day});
        }
        return plan;
    }
    // The first that is open; none has the number 0.
    std::uint32_t gap() const {
        const auto open = std::ranges::find(case_.gaps, GapState::open, &Gap::state);
        return open == case_.gaps.end() ? 0 : open->number;
    }

    const Case& case_;
    LocalDay today_;
    LocalDay next_day_;
    const WorkCalendar& calendar_;
};

std::vector<CaseChoice> choices(const Case& of, const std::vector<Command>& commands, LocalDay today,
                                const WorkCalendar& calendar) {
    std::vector<CaseChoice> choices;
    for (const Command& command : commands) {
        const CommandRule& rule = rule_of(command);
        CaseChoice choice{rule.name, rule.words, item_number(command).value_or(0)};
        if (auto refusal = refusal_of(of, command, today, calendar)) choice.why_not = std::move(refusal->words);
        choices.push_back(std::move(choice));
    }
    return choices;
}

}  // namespace

std::vector<CaseChoice> case_choices(const Case& of, LocalDay today, const WorkCalendar& calendar) {
    return choices(of, Samples(of, today, calendar).of_case(), today, calendar);
}

std::vector<CaseChoice> item_choices(const Case& of, std::uint32_t item, LocalDay today, const WorkCalendar& calendar) {
    return choices(of, Samples(of, today, calendar).of_item(item), today, calendar);
}

}  // namespace bangnin::sync
