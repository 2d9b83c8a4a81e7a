// A case: what the hall does for an applicant from the application to the rating (appendix 2), and what became of each
// item asked for. Pure: a command gives events or a refusal, and the events alone give the case again.
//
//   submitted → accepted → entrusted → planned → filing → under_review → completed → archived → rated
//   submitted → declined; every state before completed → terminated
//
// What the plan leaves open is decided here:
// - filing becomes under_review with the first item that is filed; the others may still be not_filed then.
// - The agent may change and the plan be revised until the case is completed; its state stays.
// - A rejected item is not the end of it: it is filed again or withdrawn, and as long as it stands the case is not
//   completed. Who wants neither terminates the case.
// - Items are withdrawn from acceptance on, but not the last one that could still be approved: that is a termination.
//   So a case is completed exactly when every item is approved or withdrawn, and at least one is approved.
// - Accepted with gaps (容缺受理): an item is not approved before what it lacks, and what the whole case lacks, is
// there.
// - Everything needed is said at once (一次性告知): a second demand of the same kind for the same item carries a reason
//   and is counted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/model/clock.h"
#include "sync/model/rating.h"
#include "sync/model/service.h"
#include "sync/model/token.h"
#include "sync/model/workdays.h"

namespace bangnin::sync {

enum class CaseState {
    submitted,
    accepted,
    declined,
    entrusted,
    planned,
    filing,
    under_review,
    completed,
    archived,
    rated,
    terminated,
};
inline constexpr std::size_t case_states = 11;
std::string_view to_text(CaseState state);
std::optional<CaseState> parse_case_state(std::string_view text);

enum class ItemState {
    not_filed,
    filed,
    accepted,
    supplement_required,
    rectification_required,
    approved,
    rejected,
    withdrawn,
};
inline constexpr std::size_t item_states = 8;
std::string_view to_text(ItemState state);
std::optional<ItemState> parse_item_state(std::string_view text);

// In Chinese, for the applicant and the hall.
std::string_view words_of(CaseState state);
std::string_view words_of(ItemState state);

// Who did it. The hub decides who may; the case records who did.
enum class ActorRole { applicant, clerk, agent, department, manager };
struct Actor {
    ActorRole role = ActorRole::clerk;
    std::string name;
    // The counter's machine whose program said so; empty: they were signed in themselves, or it is the applicant's
    // phone.
    std::string device{};

    friend bool operator==(const Actor&, const Actor&) = default;
};

// Something that is not there yet, and by when it has to be.
struct Missing {
    std::string what;
    LocalDay by;

    friend bool operator==(const Missing&, const Missing&) = default;
};

struct ScheduledFiling {
    std::uint32_t item = 0;
    LocalDay day;

    friend bool operator==(const ScheduledFiling&, const ScheduledFiling&) = default;
};

enum class DemandKind { supplement, rectification };
enum class Side { applicant, hall };

// Of the case.
struct Accept {
    std::vector<Missing> missing{};
    friend bool operator==(const Accept&, const Accept&) = default;
};
struct Decline {
    std::string reason;
    friend bool operator==(const Decline&, const Decline&) = default;
};
struct Entrust {
    std::string agent;
    friend bool operator==(const Entrust&, const Entrust&) = default;
};
struct MakePlan {
    std::string plan;
    std::vector<ScheduledFiling> schedule{};  // every item that is not filed, each once, on working days to come
    friend bool operator==(const MakePlan&, const MakePlan&) = default;
};
struct BeginFiling {
    friend bool operator==(const BeginFiling&, const BeginFiling&) = default;
};
struct CloseGap {
    std::uint32_t gap = 0;
    friend bool operator==(const CloseGap&, const CloseGap&) = default;
};
struct Archive {
    friend bool operator==(const Archive&, const Archive&) = default;
};
struct Rate {
    Grade grade = Grade::very_satisfied;
    friend bool operator==(const Rate&, const Rate&) = default;
};
struct Terminate {
    Side side = Side::applicant;
    std::string reason;
    friend bool operator==(const Terminate&, const Terminate&) = default;
};

// Of one item.
struct FileItem {
    std::uint32_t item = 0;
    friend bool operator==(const FileItem&, const FileItem&) = default;
};
struct AcceptItem {
    std::uint32_t item = 0;
    std::vector<Missing> missing{};
    friend bool operator==(const AcceptItem&, const AcceptItem&) = default;
};
struct DemandMore {
    std::uint32_t item = 0;
    DemandKind kind = DemandKind::supplement;
    std::vector<std::string> what{};
    LocalDay by;
    std::string again_because{};  // needed from the second demand of this kind on
    friend bool operator==(const DemandMore&, const DemandMore&) = default;
};
struct AnswerDemand {
    std::uint32_t item = 0;
    friend bool operator==(const AnswerDemand&, const AnswerDemand&) = default;
};
struct ApproveItem {
    std::uint32_t item = 0;
    friend bool operator==(const ApproveItem&, const ApproveItem&) = default;
};
struct RejectItem {
    std::uint32_t item = 0;
    std::string reason;
    friend bool operator==(const RejectItem&, const RejectItem&) = default;
};
struct WithdrawItem {
    std::uint32_t item = 0;
    std::string reason;
    friend bool operator==(const WithdrawItem&, const WithdrawItem&) = default;
};

using Command = std::variant<Accept, Decline, Entrust, MakePlan, BeginFiling, CloseGap, Archive, Rate, Terminate,
                             FileItem, AcceptItem, DemandMore, AnswerDemand, ApproveItem, RejectItem, WithdrawItem>;

// The first event of every case. The items are as the catalogue of that version had them, for good.
struct Submission {
    Token token{Token::Bytes{}};
    std::string project_name;
    std::string project_code;  // may be empty: filing is what creates it
    std::uint32_t catalogue_version = 0;
    std::vector<Item> items;
    friend bool operator==(const Submission&, const Submission&) = default;
};
// Follows by itself when the last item is settled.
struct Completion {
    friend bool operator==(const Completion&, const Completion&) = default;
};

struct CaseEvent {
    std::uint32_t number = 0;  // 1, 2, 3 …
    Actor by;
    Instant at{};
    std::string words;  // Chinese, as the applicant is shown them
    std::variant<Submission, Command, Completion> fact;

    friend bool operator==(const CaseEvent&, const CaseEvent&) = default;
};

enum class GapState { open, closed };
struct Gap {
    std::uint32_t number = 0;  // 1, 2, 3 …
    std::uint32_t item = 0;    // 0: of the whole case
    Missing missing;
    GapState state = GapState::open;

    friend bool operator==(const Gap&, const Gap&) = default;
};

struct CaseItem {
    Item item;
    ItemState state = ItemState::not_filed;
    std::optional<DemandMore> demand{};           // what is wanted now
    ItemState before_demand = ItemState::filed;   // where it goes on once that is there
    std::array<std::uint32_t, 2> demands_made{};  // by DemandKind: more than one is against 一次性告知
    std::string reason{};                         // of rejected and withdrawn

    friend bool operator==(const CaseItem&, const CaseItem&) = default;
};

struct Case {
    Token token{Token::Bytes{}};
    std::string project_name{};
    std::string project_code{};
    std::uint32_t catalogue_version = 0;
    CaseState state = CaseState::submitted;
    std::vector<CaseItem> items{};
    std::vector<Gap> gaps{};
    std::string agent{};
    std::string plan{};
    std::vector<ScheduledFiling> schedule{};
    std::string reason{};  // of declined and terminated
    std::optional<Side> terminated_by{};
    std::optional<Grade> grade{};
    Instant changed_at{};  // when it came into its state
    std::optional<Instant> completed_at{};
    std::uint32_t events = 0;  // how many it is made of

    friend bool operator==(const Case&, const Case&) = default;
};

enum class RefusalCode {
    wrong_state,
    wrong_item_state,
    unknown_item,
    unknown_gap,
    no_items,
    bad_text,      // missing, too long, or no text
    bad_list,      // nothing demanded, or more than most_entries
    bad_deadline,  // not a working day after today
    bad_schedule,
    again_without_reason,
    gap_open,
    last_item,
};
struct CaseRefusal {
    RefusalCode code = RefusalCode::wrong_state;
    std::string words;  // Chinese, for whoever gave the command

    friend bool operator==(const CaseRefusal&, const CaseRefusal&) = default;
};

inline constexpr std::size_t longest_name = 200;  // code points: of projects, agents, actors
inline constexpr std::size_t longest_entry = 200;
inline constexpr std::size_t longest_case_reason = 1000;
inline constexpr std::size_t longest_plan = 4000;
inline constexpr std::size_t most_entries = 50;  // of what is missing or demanded at one time

struct Application {
    Token token{Token::Bytes{}};
    std::string project_name;
    std::string project_code{};
    std::vector<std::uint32_t> items{};  // numbers of the catalogue, each once; kept in its order
};

struct CaseOutcome {
    Case after;
    std::vector<CaseEvent> events;
};
using CaseDecision = std::expected<CaseOutcome, CaseRefusal>;

CaseDecision submit_case(const Catalogue& catalogue, const Application& application, const Actor& by, Instant now);
CaseDecision change_case(const Case& before, const Command& command, const Actor& by, Instant now,
                         const WorkCalendar& calendar);

// The case after that event. Total: what the event names and the case has not is left as it is.
Case after_event(Case before, const CaseEvent& event);
// Nothing unless the log begins with a submission and counts 1, 2, 3 …
std::optional<Case> replay(std::span<const CaseEvent> log);

// "accept", "demand_more" …: what the log and the wire call it.
std::string_view name_of(const Command& command);

enum class DeadlineKind { gap, filing, supplement, rectification };
struct Deadline {
    DeadlineKind kind = DeadlineKind::gap;
    std::uint32_t item = 0;  // 0: the whole case
    LocalDay by;

    friend bool operator==(const Deadline&, const Deadline&) = default;
};
// What somebody still has to bring or do, the earliest first; nothing once the case is over.
std::vector<Deadline> deadlines(const Case& of);

}  // namespace bangnin::sync
