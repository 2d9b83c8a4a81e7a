#include "sync/hub/case_views.h"

#include <algorithm>
#include <set>

#include "sync/model/masked.h"

namespace bangnin::hub {
namespace {

namespace wire = sync::wire;

std::uint32_t item_of(const sync::CaseEvent& event) {
    const auto* command = std::get_if<sync::Command>(&event.fact);
    if (command == nullptr) return 0;
    return std::visit(
        [](const auto& one) -> std::uint32_t {
            if constexpr (requires { one.item; }) {
                return one.item;
            } else {
                return 0;
            }
        },
        *command);
}

wire::CaseEntry entry_of(const sync::CaseEvent& event) {
    return {.number = event.number,
            .by = event.by,
            .at = event.at,
            .what = std::string(wire::name_of_fact(event)),
            .item = item_of(event),
            .words = event.words};
}

// Hides the names and numbers of people in what was written about a case.
class Mask {
  public:
    explicit Mask(const CaseFile& file) {
        std::set<std::string> offices;
        for (const sync::CaseItem& item : file.now.items) {
            offices.insert(item.item.departments.begin(), item.item.departments.end());
        }
        for (const sync::CaseEvent& event : file.log) {
            add(event.by.name, offices);
            const auto* command = std::get_if<sync::Command>(&event.fact);
            const auto* entrust = command != nullptr ? std::get_if<sync::Entrust>(command) : nullptr;
            if (entrust != nullptr) add(entrust->agent, offices);
        }
        // Of two names of which one begins the other the longer one is looked for first.
        std::ranges::sort(names_, std::ranges::greater{}, &std::string::size);
    }

    std::string name(const std::string& text) const {
        return std::ranges::find(names_, text) == names_.end() ? text : sync::masked_name(text);
    }
    std::string words(std::string text) const {
        for (const std::string& name : names_) replace(text, name, sync::masked_name(name));
        return sync::masked_numbers(text);
    }

  private:
    // A department that acts under its own name is no person.
    void add(const std::string& name, const std::set<std::string>& offices) {
        if (sync::masked_name(name) == name || offices.contains(name)) return;
        if (std::ranges::find(names_, name) == names_.end()) names_.push_back(name);
    }
    static void replace(std::string& text, const std::string& word, const std::string& by) {
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size())) {
            text.replace(at, word.size(), by);
        }
    }

    std::vector<std::string> names_;
};

void hide_people(wire::CaseView& view, const Mask& mask) {
    sync::Case& now = view.now;
    now.agent = mask.name(now.agent);
    now.project_name = mask.words(std::move(now.project_name));
    now.reason = mask.words(std::move(now.reason));
    now.plan.clear();
    for (sync::CaseItem& item : now.items) {
        item.reason = mask.words(std::move(item.reason));
        if (!item.demand) continue;
        for (std::string& what : item.demand->what) what = mask.words(std::move(what));
        item.demand->again_because = mask.words(std::move(item.demand->again_because));
    }
    for (sync::Gap& gap : now.gaps) gap.missing.what = mask.words(std::move(gap.missing.what));
    for (wire::CaseEntry& entry : view.log) {
        entry.by.name = mask.name(entry.by.name);
        entry.by.device.clear();
        entry.words = mask.words(std::move(entry.words));
    }
}

}  // namespace

wire::CaseView case_view(const CaseFile& file, const sync::WorkCalendar& calendar, CaseAudience audience,
                         sync::Instant now) {
    wire::CaseView view;
    view.number = file.number;
    view.now = file.now;
    view.submitted_at = file.submitted_at;
    view.as_of = now;
    for (const sync::Deadline& deadline : sync::deadlines(file.now)) {
        view.due.push_back({deadline, calendar.due_in(deadline.by, now, due_soon_days)});
    }
    const std::size_t skipped = file.log.size() - std::min(file.log.size(), most_told_entries);
    for (std::size_t index = skipped; index < file.log.size(); ++index) view.log.push_back(entry_of(file.log[index]));
    if (audience == CaseAudience::hall) {
        view.now.grade.reset();
    } else {
        hide_people(view, Mask(file));
    }
    return view;
}

}  // namespace bangnin::hub
