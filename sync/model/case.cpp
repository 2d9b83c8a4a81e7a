#include "sync/model/case.h"

#include <algorithm>
#include <array>

#include "sync/model/case_rules.h"
#include "sync/model/case_words.h"
#include "sync/model/plain_text.h"

namespace bangnin::sync {
namespace {

constexpr std::array<std::string_view, case_states> state_names{"submitted", "accepted", "declined",     "entrusted",
                                                                "planned",   "filing",   "under_review", "completed",
                                                                "archived",  "rated",    "terminated"};
constexpr std::array<std::string_view, item_states> item_state_names{
    "not_filed", "filed",    "accepted", "supplement_required", "rectification_required",
    "approved",  "rejected", "withdrawn"};

template <typename State, std::size_t count>
std::optional<State> state_of(const std::array<std::string_view, count>& names, std::string_view text) {
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) return std::nullopt;
    return static_cast<State>(found - names.begin());
}

// The items asked for in the catalogue's order, or nothing.
std::vector<Item> chosen(const Catalogue& catalogue, std::vector<std::uint32_t> numbers) {
    std::ranges::sort(numbers);
    if (std::ranges::adjacent_find(numbers) != numbers.end()) return {};
    std::vector<Item> items;
    for (const std::uint32_t number : numbers) {
        const Item* item = item_of(catalogue, number);
        if (item == nullptr) return {};
        items.push_back(*item);
    }
    return items;
}

// Adds events to a case, one after the other.
class Log {
  public:
    Log(Case before, const Actor& by, Instant now) : by_(by), now_(now), outcome_{std::move(before), {}} {}

    void add(std::string words, decltype(CaseEvent::fact) fact) {
        CaseEvent event{outcome_.after.events + 1, by_, now_, std::move(words), std::move(fact)};
        outcome_.after = after_event(std::move(outcome_.after), event);
        outcome_.events.push_back(std::move(event));
    }
    const Case& after() const { return outcome_.after; }
    CaseOutcome take() && { return std::move(outcome_); }

  private:
    const Actor& by_;
    Instant now_;
    CaseOutcome outcome_;
};

DeadlineKind kind_of(DemandKind kind) {
    return kind == DemandKind::supplement ? DeadlineKind::supplement : DeadlineKind::rectification;
}

bool under_way(CaseState state) {
    constexpr States<CaseState> states{CaseState::accepted, CaseState::entrusted, CaseState::planned, CaseState::filing,
                                       CaseState::under_review};
    return states.contains(state);
}

bool wanted(const Gap& gap, const Case& of) {
    if (gap.state == GapState::closed) return false;
    const CaseItem* item = find_item(of, gap.item);
    return item == nullptr || !settled(*item);
}

}  // namespace

std::string_view to_text(CaseState state) { return state_names[static_cast<std::size_t>(state)]; }
std::optional<CaseState> parse_case_state(std::string_view text) { return state_of<CaseState>(state_names, text); }
std::string_view to_text(ItemState state) { return item_state_names[static_cast<std::size_t>(state)]; }
std::optional<ItemState> parse_item_state(std::string_view text) { return state_of<ItemState>(item_state_names, text); }

CaseDecision submit_case(const Catalogue& catalogue, const Application& application, const Actor& by, Instant now) {
    if (!name_valid(by.name) || !name_valid(application.project_name) ||
        !plain_text_valid(application.project_code, longest_name)) {
        return std::unexpected(refused(RefusalCode::bad_text));
    }
    Submission submission{application.token, application.project_name, application.project_code, catalogue.version,
                          chosen(catalogue, application.items)};
    if (submission.items.empty()) return std::unexpected(refused(RefusalCode::no_items));
    Log log({}, by, now);
    std::string words = words_of(submission);
    log.add(std::move(words), std::move(submission));
    return std::move(log).take();
}

CaseDecision change_case(const Case& before, const Command& command, const Actor& by, Instant now,
                         const WorkCalendar& calendar) {
    if (auto refusal = refusal_of(before, command, calendar.today(now), calendar)) {
        return std::unexpected(*std::move(refusal));
    }
    if (!name_valid(by.name)) return std::unexpected(refused(RefusalCode::bad_text));
    Log log(before, by, now);
    log.add(words_of(before, command), command);
    if (log.after().state == CaseState::under_review && std::ranges::all_of(log.after().items, settled)) {
        log.add(words_of(Completion{}), Completion{});
    }
    return std::move(log).take();
}

std::optional<Case> replay(std::span<const CaseEvent> log) {
    if (log.empty() || !std::holds_alternative<Submission>(log.front().fact)) return std::nullopt;
    Case result;
    for (const CaseEvent& event : log) {
        if (event.number != result.events + 1) return std::nullopt;
        result = after_event(std::move(result), event);
    }
    return result;
}

std::string_view name_of(const Command& command) { return rule_of(command).name; }

std::vector<Deadline> deadlines(const Case& of) {
    std::vector<Deadline> all;
    if (!under_way(of.state)) return all;
    for (const Gap& gap : of.gaps) {
        if (wanted(gap, of)) all.push_back({DeadlineKind::gap, gap.item, gap.missing.by});
    }
    for (const ScheduledFiling& filing : of.schedule) {
        const CaseItem* item = find_item(of, filing.item);
        if (item != nullptr && item->state == ItemState::not_filed) {
            all.push_back({DeadlineKind::filing, filing.item, filing.day});
        }
    }
    for (const CaseItem& item : of.items) {
        if (item.demand) all.push_back({kind_of(item.demand->kind), item.item.number, item.demand->by});
    }
    std::ranges::stable_sort(all, {}, &Deadline::by);
    return all;
}

}  // namespace bangnin::sync
