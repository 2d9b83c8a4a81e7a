// What each event makes of a case.
#include <algorithm>

#include "sync/model/case.h"

namespace bangnin::sync {
namespace {

class Change {
  public:
    Change(Case& of, Instant at) : case_(of), at_(at) {}

    void operator()(const Submission& submission) {
        case_.token = submission.token;
        case_.project_name = submission.project_name;
        case_.project_code = submission.project_code;
        case_.catalogue_version = submission.catalogue_version;
        case_.items.clear();
        for (const Item& item : submission.items) case_.items.push_back({item});
        enter(CaseState::submitted);
    }
    void operator()(const Command& command) { std::visit(*this, command); }
    void operator()(const Completion&) {
        enter(CaseState::completed);
        case_.completed_at = at_;
    }

    void operator()(const Accept& accept) {
        enter(CaseState::accepted);
        add_gaps(0, accept.missing);
    }
    void operator()(const Decline& decline) {
        enter(CaseState::declined);
        case_.reason = decline.reason;
    }
    void operator()(const Entrust& entrust) {
        if (case_.state == CaseState::accepted) enter(CaseState::entrusted);
        case_.agent = entrust.agent;
    }
    void operator()(const MakePlan& plan) {
        if (case_.state == CaseState::entrusted) enter(CaseState::planned);
        case_.plan = plan.plan;
        case_.schedule = plan.schedule;
    }
    void operator()(const BeginFiling&) { enter(CaseState::filing); }
    void operator()(const CloseGap& close) {
        const auto gap = std::ranges::find(case_.gaps, close.gap, &Gap::number);
        if (gap != case_.gaps.end()) gap->state = GapState::closed;
    }
    void operator()(const Archive&) { enter(CaseState::archived); }
    void operator()(const Rate& rate) {
        enter(CaseState::rated);
        case_.grade = rate.grade;
    }
    void operator()(const Terminate& end) {
        enter(CaseState::terminated);
        case_.reason = end.reason;
        case_.terminated_by = end.side;
    }

    void operator()(const FileItem& file) {
        if (case_.state == CaseState::filing) enter(CaseState::under_review);
        move(file.item, ItemState::filed, {});
    }
    void operator()(const AcceptItem& accept) {
        move(accept.item, ItemState::accepted, {});
        add_gaps(accept.item, accept.missing);
    }
    void operator()(const DemandMore& demand) {
        CaseItem* item = find(demand.item);
        if (item == nullptr) return;
        item->before_demand = item->state;
        item->state =
            demand.kind == DemandKind::supplement ? ItemState::supplement_required : ItemState::rectification_required;
        item->demand = demand;
        ++item->demands_made[static_cast<std::size_t>(demand.kind)];
    }
    void operator()(const AnswerDemand& answer) {
        if (const CaseItem* item = find(answer.item)) move(answer.item, item->before_demand, {});
    }
    void operator()(const ApproveItem& approve) { move(approve.item, ItemState::approved, {}); }
    void operator()(const RejectItem& reject) { move(reject.item, ItemState::rejected, reject.reason); }
    void operator()(const WithdrawItem& withdraw) { move(withdraw.item, ItemState::withdrawn, withdraw.reason); }

  private:
    void enter(CaseState state) {
        case_.state = state;
        case_.changed_at = at_;
    }
    CaseItem* find(std::uint32_t number) {
        const auto same = [&](const CaseItem& item) { return item.item.number == number; };
        const auto found = std::ranges::find_if(case_.items, same);
        return found == case_.items.end() ? nullptr : &*found;
    }
    // Whatever was demanded is over with the move.
    void move(std::uint32_t number, ItemState state, const std::string& reason) {
        CaseItem* item = find(number);
        if (item == nullptr) return;
        item->state = state;
        item->reason = reason;
        item->demand.reset();
    }
    void add_gaps(std::uint32_t item, const std::vector<Missing>& missing) {
        for (const Missing& one : missing) {
            case_.gaps.push_back({static_cast<std::uint32_t>(case_.gaps.size() + 1), item, one});
        }
    }

    Case& case_;
    Instant at_;
};

}  // namespace

Case after_event(Case before, const CaseEvent& event) {
    std::visit(Change(before, event.at), event.fact);
    before.events = event.number;
    return before;
}

}  // namespace bangnin::sync
