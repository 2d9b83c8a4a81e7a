#include "sync/wire/case_fields.h"

#include <algorithm>
#include <array>

namespace bangnin::sync::wire {
namespace {

constexpr std::array<std::string_view, 5> role_words{"applicant", "clerk", "agent", "department", "manager"};
constexpr std::array<std::string_view, 2> kind_words{"supplement", "rectification"};
constexpr std::array<std::string_view, 2> side_words{"applicant", "hall"};
constexpr std::array<std::string_view, 3> key_words{"unknown", "yes", "no"};

template <typename State, std::size_t count>
std::optional<State> parsed(const std::array<std::string_view, count>& words, std::string_view text) {
    const auto found = std::ranges::find(words, text);
    if (found == words.end()) return std::nullopt;
    return static_cast<State>(found - words.begin());
}

template <typename State, std::size_t count>
std::string_view word_of(const std::array<std::string_view, count>& words, State state) {
    return words.at(static_cast<std::size_t>(state));
}

std::optional<ActorRole> parse_actor_role(std::string_view text) { return parsed<ActorRole>(role_words, text); }

Missing missing_of(Fields& fields) {
    Missing missing;
    missing.what = fields.filled_text("what", bytes_for(longest_entry));
    missing.by = fields.day("due");
    return missing;
}

std::vector<Missing> missing_field(Fields& fields) {
    return list_field(fields, "missing", most_entries, Presence::optional, missing_of);
}

std::string reason_field(Fields& fields) { return fields.filled_text("reason", bytes_for(longest_case_reason)); }

// The members of each command, and the command from them again.
class PutCommand {
  public:
    explicit PutCommand(Json& into) : into_(into) {}

    void operator()(const Accept& accept) { put_missing(accept.missing); }
    void operator()(const Decline& decline) { into_["reason"] = decline.reason; }
    void operator()(const Entrust& entrust) { into_["agent"] = entrust.agent; }
    void operator()(const MakePlan& plan) {
        into_["plan"] = plan.plan;
        into_["schedule"] = schedule_json(plan.schedule);
    }
    void operator()(const BeginFiling&) {}
    void operator()(const CloseGap& close) { into_["gap"] = close.gap; }
    void operator()(const Archive&) {}
    void operator()(const Rate& rate) { into_["grade"] = number_of(rate.grade); }
    void operator()(const Terminate& end) {
        into_["side"] = to_text(end.side);
        into_["reason"] = end.reason;
    }
    void operator()(const FileItem& file) { into_["item"] = file.item; }
    void operator()(const AcceptItem& accept) {
        into_["item"] = accept.item;
        put_missing(accept.missing);
    }
    void operator()(const DemandMore& demand) {
        into_["item"] = demand.item;
        into_["kind"] = to_text(demand.kind);
        into_["what"] = demand.what;
        into_["due"] = demand.by.text();
        if (!demand.again_because.empty()) into_["again_because"] = demand.again_because;
    }
    void operator()(const AnswerDemand& answer) { into_["item"] = answer.item; }
    void operator()(const ApproveItem& approve) { into_["item"] = approve.item; }
    void operator()(const RejectItem& reject) {
        into_["item"] = reject.item;
        into_["reason"] = reject.reason;
    }
    void operator()(const WithdrawItem& withdraw) {
        into_["item"] = withdraw.item;
        into_["reason"] = withdraw.reason;
    }

  private:
    void put_missing(const std::vector<Missing>& missing) {
        if (missing.empty()) return;
        Json list = Json::array();
        for (const Missing& one : missing) list.push_back(missing_json(one));
        into_["missing"] = std::move(list);
    }

    Json& into_;
};

Command rate_of(Fields& fields) {
    const auto grade = grade_of(fields.number("grade", 5));
    if (!grade) fields.fail(WireFault::out_of_range, "grade");
    return Rate{grade.value_or(Grade::very_satisfied)};
}

Command demand_of(Fields& fields) {
    DemandMore demand;
    demand.item = small_number(fields, "item");
    demand.kind = fields.state<DemandKind>("kind", parse_demand_kind);
    demand.what = texts_field(fields, "what", most_entries, bytes_for(longest_entry));
    demand.by = fields.day("due");
    demand.again_because = fields.text("again_because", bytes_for(longest_case_reason), Presence::optional);
    return demand;
}

using Reader = Command (*)(Fields&);
struct CommandReader {
    std::string_view name;
    Reader read;
};
constexpr std::array<CommandReader, std::variant_size_v<Command>> readers{{
    {"accept", [](Fields& fields) -> Command { return Accept{missing_field(fields)}; }},
    {"decline", [](Fields& fields) -> Command { return Decline{reason_field(fields)}; }},
    {"entrust",
     [](Fields& fields) -> Command { return Entrust{fields.filled_text("agent", bytes_for(longest_name))}; }},
    {"make_plan",
     [](Fields& fields) -> Command {
         MakePlan plan;
         plan.plan = fields.filled_text("plan", bytes_for(longest_plan));
         plan.schedule = schedule_field(fields);
         return plan;
     }},
    {"begin_filing", [](Fields&) -> Command { return BeginFiling{}; }},
    {"close_gap", [](Fields& fields) -> Command { return CloseGap{small_number(fields, "gap")}; }},
    {"archive", [](Fields&) -> Command { return Archive{}; }},
    {"rate", rate_of},
    {"terminate",
     [](Fields& fields) -> Command {
         Terminate end;
         end.side = fields.state<Side>("side", parse_side);
         end.reason = reason_field(fields);
         return end;
     }},
    {"file_item", [](Fields& fields) -> Command { return FileItem{small_number(fields, "item")}; }},
    {"accept_item",
     [](Fields& fields) -> Command {
         const std::uint32_t item = small_number(fields, "item");
         return AcceptItem{item, missing_field(fields)};
     }},
    {"demand_more", demand_of},
    {"answer_demand", [](Fields& fields) -> Command { return AnswerDemand{small_number(fields, "item")}; }},
    {"approve_item", [](Fields& fields) -> Command { return ApproveItem{small_number(fields, "item")}; }},
    {"reject_item",
     [](Fields& fields) -> Command {
         const std::uint32_t item = small_number(fields, "item");
         return RejectItem{item, reason_field(fields)};
     }},
    {"withdraw_item",
     [](Fields& fields) -> Command {
         const std::uint32_t item = small_number(fields, "item");
         return WithdrawItem{item, reason_field(fields)};
     }},
}};

}  // namespace

std::string_view to_text(ActorRole role) { return word_of(role_words, role); }
std::string_view to_text(DemandKind kind) { return word_of(kind_words, kind); }
std::string_view to_text(Side side) { return word_of(side_words, side); }
std::string_view to_text(KeyProject key) { return word_of(key_words, key); }
std::optional<DemandKind> parse_demand_kind(std::string_view text) { return parsed<DemandKind>(kind_words, text); }
std::optional<Side> parse_side(std::string_view text) { return parsed<Side>(side_words, text); }
std::optional<KeyProject> parse_key_project(std::string_view text) { return parsed<KeyProject>(key_words, text); }

Json actor_json(const Actor& actor) {
    Json json{{"role", to_text(actor.role)}, {"name", actor.name}};
    if (!actor.device.empty()) json["device"] = actor.device;
    return json;
}

Actor actor_field(Fields& fields) {
    const Json* found = fields.object("actor");
    if (found == nullptr) return {};
    Fields part(*found, fields.path_of("actor"));
    Actor actor;
    actor.role = part.state<ActorRole>("role", parse_actor_role);
    actor.name = part.filled_text("name", bytes_for(longest_name));
    actor.device = part.text("device", max_identifier_bytes, Presence::optional);
    fields.take_fault(part);
    return actor;
}

Json missing_json(const Missing& missing) { return {{"what", missing.what}, {"due", missing.by.text()}}; }

Json schedule_json(const std::vector<ScheduledFiling>& schedule) {
    Json list = Json::array();
    for (const ScheduledFiling& filing : schedule) list.push_back({{"item", filing.item}, {"day", filing.day.text()}});
    return list;
}

std::vector<ScheduledFiling> schedule_field(Fields& fields) {
    return list_field(fields, "schedule", max_case_items, Presence::required, [](Fields& entry) {
        ScheduledFiling filing;
        filing.item = small_number(entry, "item");
        filing.day = entry.day("day");
        return filing;
    });
}

Json item_json(const Item& item) {
    return {{"number", item.number}, {"name", item.name}, {"departments", item.departments}};
}

Item item_of(Fields& fields) {
    Item item;
    item.number = small_number(fields, "number");
    item.name = fields.filled_text("name", max_text_bytes);
    item.departments = texts_field(fields, "departments", max_case_items, max_text_bytes);
    return item;
}

void put_command(Json& into, const Command& command) { std::visit(PutCommand(into), command); }

Command command_field(Fields& fields, std::string_view name) {
    const auto found = std::ranges::find(readers, name, &CommandReader::name);
    if (found != readers.end()) return found->read(fields);
    fields.fail(WireFault::out_of_range, "do");
    return BeginFiling{};
}

std::vector<std::string> texts_field(Fields& fields, const char* name, std::size_t most, std::size_t largest) {
    std::vector<std::string> texts;
    const Json* entries = fields.array(name, most);
    for (std::size_t index = 0; entries != nullptr && index < entries->size(); ++index) {
        const auto* text = (*entries)[index].get_ptr<const std::string*>();
        if (text == nullptr) {
            fields.fail(WireFault::wrong_type, name);
        } else if (text->empty() || text->find('\0') != std::string::npos) {
            fields.fail(WireFault::out_of_range, name);
        } else if (text->size() > largest) {
            fields.fail(WireFault::too_large, name);
        } else {
            texts.push_back(*text);
        }
    }
    return texts;
}

std::uint32_t small_number(Fields& fields, const char* name, Presence presence) {
    return static_cast<std::uint32_t>(fields.number(name, UINT32_MAX, presence));
}

}  // namespace bangnin::sync::wire
