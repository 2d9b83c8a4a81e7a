#include "sync/model/case_rules.h"

#include <algorithm>
#include <array>
#include <ranges>

#include "sync/model/case_words.h"
#include "sync/model/plain_text.h"

namespace bangnin::sync {
namespace {

using enum CaseState;

constexpr States<CaseState> from_acceptance{accepted, entrusted, planned, filing, under_review};
constexpr States<CaseState> from_entrusting{entrusted, planned, filing, under_review};
constexpr States<CaseState> in_review{under_review};

// In the order of Command's alternatives.
constexpr std::array<CommandRule, std::variant_size_v<Command>> rules{{
    {"accept", "受理", {submitted}},
    {"decline", "不予受理", {submitted}},
    {"entrust", "安排代办员", from_acceptance},
    {"make_plan", "制定方案", from_entrusting},
    {"begin_filing", "开始申报", {planned}},
    {"close_gap", "收取补交的材料", from_acceptance},
    {"archive", "归档", {completed}},
    {"rate", "评价", {archived}},
    {"terminate", "终止", {submitted, accepted, entrusted, planned, filing, under_review}},
    {"file_item", "申报", {filing, under_review}, {ItemState::not_filed, ItemState::rejected}},
    {"accept_item", "受理", in_review, {ItemState::filed}},
    {"demand_more", "要求补充或整改", in_review, {ItemState::filed, ItemState::accepted}},
    {"answer_demand",
     "收取补充或整改的材料",
     in_review,
     {ItemState::supplement_required, ItemState::rectification_required}},
    {"approve_item", "批准", in_review, {ItemState::accepted}},
    {"reject_item",
     "不予批准",
     in_review,
     {ItemState::filed, ItemState::accepted, ItemState::supplement_required, ItemState::rectification_required}},
    {"withdraw_item",
     "撤回",
     from_acceptance,
     {ItemState::not_filed, ItemState::filed, ItemState::accepted, ItemState::supplement_required,
      ItemState::rectification_required, ItemState::rejected}},
}};

bool text_valid(std::string_view text, std::size_t longest) { return !text.empty() && plain_text_valid(text, longest); }

// What a command has to satisfy beside the states.
class Check {
  public:
    Check(const Case& before, LocalDay today, const WorkCalendar& calendar)
        : before_(before), today_(today), calendar_(calendar) {}

    using Answer = std::optional<RefusalCode>;

    Answer operator()(const Accept& accept) const { return missing(accept.missing); }
    Answer operator()(const Decline& decline) const { return reason(decline.reason); }
    Answer operator()(const Entrust& entrust) const {
        return name_valid(entrust.agent) ? Answer{} : RefusalCode::bad_text;
    }
    Answer operator()(const MakePlan& plan) const {
        if (!text_valid(plan.plan, longest_plan)) return RefusalCode::bad_text;
        return schedule_valid(plan.schedule) ? Answer{} : RefusalCode::bad_schedule;
    }
    Answer operator()(const CloseGap& close) const {
        const auto open = [&](const Gap& gap) { return gap.number == close.gap && gap.state == GapState::open; };
        return std::ranges::any_of(before_.gaps, open) ? Answer{} : RefusalCode::unknown_gap;
    }
    Answer operator()(const Terminate& end) const { return reason(end.reason); }
    Answer operator()(const AcceptItem& accept) const { return missing(accept.missing); }
    Answer operator()(const DemandMore& demand) const;
    Answer operator()(const ApproveItem& approve) const {
        const auto hinders = [&](const Gap& gap) {
            return gap.state == GapState::open && (gap.item == 0 || gap.item == approve.item);
        };
        return std::ranges::any_of(before_.gaps, hinders) ? RefusalCode::gap_open : Answer{};
    }
    Answer operator()(const RejectItem& reject) const { return reason(reject.reason); }
    Answer operator()(const WithdrawItem& withdraw) const {
        const auto stands = [&](const CaseItem& item) {
            return item.item.number != withdraw.item && item.state != ItemState::withdrawn;
        };
        if (std::ranges::none_of(before_.items, stands)) return RefusalCode::last_item;
        return reason(withdraw.reason);
    }
    template <typename Other>
    Answer operator()(const Other&) const {
        return {};
    }

  private:
    static Answer reason(std::string_view text) {
        return text_valid(text, longest_case_reason) ? Answer{} : RefusalCode::bad_text;
    }
    bool deadline_valid(LocalDay by) const { return by > today_ && calendar_.kind(by) == DayKind::working; }
    Answer missing(const std::vector<Missing>& entries) const;
    bool schedule_valid(const std::vector<ScheduledFiling>& schedule) const;

    const Case& before_;
    LocalDay today_;
    const WorkCalendar& calendar_;
};

Check::Answer Check::missing(const std::vector<Missing>& entries) const {
    if (entries.size() > most_entries) return RefusalCode::bad_list;
    for (const Missing& entry : entries) {
        if (!text_valid(entry.what, longest_entry)) return RefusalCode::bad_text;
        if (!deadline_valid(entry.by)) return RefusalCode::bad_deadline;
    }
    return {};
}

bool Check::schedule_valid(const std::vector<ScheduledFiling>& schedule) const {
    std::vector<std::uint32_t> wanted;
    for (const CaseItem& item : before_.items) {
        if (item.state == ItemState::not_filed) wanted.push_back(item.item.number);
    }
    std::vector<std::uint32_t> planned_items;
    planned_items.reserve(schedule.size());
    for (const ScheduledFiling& filing : schedule) {
        if (filing.day < today_ || calendar_.kind(filing.day) == DayKind::off) return false;
        planned_items.push_back(filing.item);
    }
    std::ranges::sort(wanted);
    std::ranges::sort(planned_items);
    return wanted == planned_items;
}

Check::Answer Check::operator()(const DemandMore& demand) const {
    if (demand.what.empty() || demand.what.size() > most_entries) return RefusalCode::bad_list;
    const auto fine = [](const std::string& what) { return text_valid(what, longest_entry); };
    if (!std::ranges::all_of(demand.what, fine) || !plain_text_valid(demand.again_because, longest_case_reason)) {
        return RefusalCode::bad_text;
    }
    if (!deadline_valid(demand.by)) return RefusalCode::bad_deadline;
    const CaseItem* item = find_item(before_, demand.item);
    const bool again = item != nullptr && item->demands_made[static_cast<std::size_t>(demand.kind)] > 0;
    return again && demand.again_because.empty() ? RefusalCode::again_without_reason : Answer{};
}

}  // namespace

const CommandRule& rule_of(const Command& command) { return rules[command.index()]; }

std::optional<std::uint32_t> item_number(const Command& command) {
    return std::visit(
        [](const auto& one) -> std::optional<std::uint32_t> {
            if constexpr (requires { one.item; }) {
                return one.item;
            } else {
                return std::nullopt;
            }
        },
        command);
}

const CaseItem* find_item(const Case& in, std::uint32_t number) {
    const auto same = [&](const CaseItem& item) { return item.item.number == number; };
    const auto found = std::ranges::find_if(in.items, same);
    return found == in.items.end() ? nullptr : &*found;
}

bool settled(const CaseItem& item) { return item.state == ItemState::approved || item.state == ItemState::withdrawn; }

std::optional<CaseRefusal> refusal_of(const Case& before, const Command& command, LocalDay today,
                                      const WorkCalendar& calendar) {
    const CommandRule& rule = rule_of(command);
    if (!rule.states.contains(before.state)) return wrong_state(before.state, rule.words);
    if (const auto number = item_number(command)) {
        const CaseItem* item = find_item(before, *number);
        if (item == nullptr) return refused(RefusalCode::unknown_item);
        if (!rule.item_states.contains(item->state)) return wrong_item_state(*item, rule.words);
    }
    if (const auto code = std::visit(Check(before, today, calendar), command)) return refused(*code);
    return std::nullopt;
}

bool name_valid(std::string_view name) {
    return text_valid(name, longest_name) && name.find('\n') == std::string_view::npos;
}

}  // namespace bangnin::sync
