#include <algorithm>
#include <array>

#include "sync/wire/case_fields.h"

namespace bangnin::sync::wire {
namespace {

constexpr std::array<std::string_view, 4> deadline_words{"gap", "filing", "supplement", "rectification"};
constexpr std::array<std::string_view, 3> due_words{"due", "due_soon", "overdue"};
constexpr std::array<std::string_view, 2> certainty_words{"announced", "provisional"};
constexpr std::array<std::string_view, 2> gap_words{"open", "closed"};

template <typename State, std::size_t count>
std::optional<State> parsed(const std::array<std::string_view, count>& words, std::string_view text) {
    const auto found = std::ranges::find(words, text);
    if (found == words.end()) return std::nullopt;
    return static_cast<State>(found - words.begin());
}
std::optional<DeadlineKind> parse_deadline_kind(std::string_view text) {
    return parsed<DeadlineKind>(deadline_words, text);
}
std::optional<DueState> parse_due_state(std::string_view text) { return parsed<DueState>(due_words, text); }
std::optional<Certainty> parse_certainty(std::string_view text) { return parsed<Certainty>(certainty_words, text); }
std::optional<GapState> parse_gap_state(std::string_view text) { return parsed<GapState>(gap_words, text); }

std::string_view word(const auto& words, auto state) { return words.at(static_cast<std::size_t>(state)); }

Json case_item_json(const CaseItem& of) {
    Json json = item_json(of.item);
    json["state"] = to_text(of.state);
    json["state_words"] = words_of(of.state);
    if (!of.reason.empty()) json["reason"] = of.reason;
    for (const DemandKind kind : {DemandKind::supplement, DemandKind::rectification}) {
        const std::uint32_t made = of.demands_made[static_cast<std::size_t>(kind)];
        if (made > 0) json["demands_made"][std::string(to_text(kind))] = made;
    }
    if (of.demand) {
        Json demand = Json::object();
        put_command(demand, Command{*of.demand});
        json["demand"] = std::move(demand);
    }
    return json;
}

CaseItem case_item_of(Fields& fields) {
    CaseItem of;
    of.item = item_of(fields);
    of.state = fields.state<ItemState>("state", parse_item_state);
    of.reason = fields.text("reason", bytes_for(longest_case_reason), Presence::optional);
    if (const Json* made = fields.object("demands_made", Presence::optional)) {
        Fields part(*made, fields.path_of("demands_made"));
        of.demands_made = {small_number(part, "supplement", Presence::optional),
                           small_number(part, "rectification", Presence::optional)};
        fields.take_fault(part);
    }
    if (const Json* demand = fields.object("demand", Presence::optional)) {
        Fields part(*demand, fields.path_of("demand"));
        const Command command = command_field(part, "demand_more");
        of.demand = std::get<DemandMore>(command);
        fields.take_fault(part);
    }
    return of;
}

Json gap_json(const Gap& gap) {
    Json json = missing_json(gap.missing);
    json["number"] = gap.number;
    json["item"] = gap.item;
    json["state"] = word(gap_words, gap.state);
    return json;
}

Gap gap_of(Fields& fields) {
    Gap gap;
    gap.number = small_number(fields, "number");
    gap.item = small_number(fields, "item");
    gap.missing.what = fields.filled_text("what", bytes_for(longest_entry));
    gap.missing.by = fields.day("due");
    gap.state = fields.state<GapState>("state", parse_gap_state);
    return gap;
}

Json deadline_json(const CaseDeadline& deadline) {
    return {{"kind", word(deadline_words, deadline.what.kind)},
            {"item", deadline.what.item},
            {"due", deadline.what.by.text()},
            {"state", word(due_words, deadline.due.state)},
            {"working_days", deadline.due.working_days},
            {"certainty", word(certainty_words, deadline.due.certainty)}};
}

CaseDeadline deadline_of(Fields& fields) {
    CaseDeadline deadline;
    deadline.what.kind = fields.state<DeadlineKind>("kind", parse_deadline_kind);
    deadline.what.item = small_number(fields, "item");
    deadline.what.by = fields.day("due");
    deadline.due.state = fields.state<DueState>("state", parse_due_state);
    deadline.due.working_days = fields.whole("working_days", WorkCalendar::longest_period);
    deadline.due.certainty = fields.state<Certainty>("certainty", parse_certainty);
    return deadline;
}

Json entry_json(const CaseEntry& entry) {
    Json json{{"number", entry.number},
              {"actor", actor_json(entry.by)},
              {"at", sync::to_text(entry.at)},
              {"do", entry.what},
              {"words", entry.words}};
    if (entry.item != 0) json["item"] = entry.item;
    return json;
}

CaseEntry entry_of(Fields& fields) {
    CaseEntry entry;
    entry.number = small_number(fields, "number");
    entry.by = actor_field(fields);
    entry.at = fields.instant("at");
    entry.what = fields.filled_text("do", max_identifier_bytes);
    entry.words = fields.text("words", max_case_bytes);
    entry.item = small_number(fields, "item", Presence::optional);
    return entry;
}

template <typename Value>
Json list_json(const std::vector<Value>& values, Json (*json_of)(const Value&)) {
    Json list = Json::array();
    for (const Value& value : values) list.push_back(json_of(value));
    return list;
}

// What there is only in some of the states.
void put_outcome(Json& json, const Case& of) {
    if (!of.agent.empty()) json["agent"] = of.agent;
    if (!of.plan.empty()) json["plan"] = of.plan;
    if (!of.schedule.empty()) json["schedule"] = schedule_json(of.schedule);
    if (!of.reason.empty()) json["reason"] = of.reason;
    if (of.terminated_by) json["terminated_by"] = to_text(*of.terminated_by);
    if (of.grade) json["grade"] = number_of(*of.grade);
    if (of.completed_at) json["completed_at"] = sync::to_text(*of.completed_at);
}

void take_outcome(Fields& fields, Case& of) {
    of.agent = fields.text("agent", bytes_for(longest_name), Presence::optional);
    of.plan = fields.text("plan", bytes_for(longest_plan), Presence::optional);
    if (fields.has("schedule")) of.schedule = schedule_field(fields);
    of.reason = fields.text("reason", bytes_for(longest_case_reason), Presence::optional);
    if (fields.has("terminated_by")) of.terminated_by = fields.state<Side>("terminated_by", parse_side);
    of.grade = grade_of(fields.number("grade", 5, Presence::optional));
    if (fields.has("completed_at")) of.completed_at = fields.instant("completed_at");
}

}  // namespace

std::string encode(const CaseView& view) {
    const Case& now = view.now;
    Json json{{"token", now.token.text()},
              {"number", view.number},
              {"version", now.events},
              {"project_name", now.project_name},
              {"project_code", now.project_code},
              {"catalogue_version", now.catalogue_version},
              {"state", to_text(now.state)},
              {"state_words", words_of(now.state)},
              {"submitted_at", sync::to_text(view.submitted_at)},
              {"changed_at", sync::to_text(now.changed_at)},
              {"items", list_json(now.items, case_item_json)},
              {"gaps", list_json(now.gaps, gap_json)},
              {"deadlines", list_json(view.due, deadline_json)},
              {"log", list_json(view.log, entry_json)},
              {"as_of", sync::to_text(view.as_of)}};
    put_outcome(json, now);
    return dump(json);
}

Decoded<CaseView> decode_case_view(std::string_view text) {
    const auto json = parse_object(text, max_request_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    CaseView view;
    Case& now = view.now;
    const auto token = Token::parse(fields.text("token", max_identifier_bytes));
    if (!token) fields.fail(WireFault::out_of_range, "token");
    now.token = token.value_or(now.token);
    view.number = fields.filled_text("number", max_identifier_bytes);
    now.events = small_number(fields, "version");
    now.project_name = fields.filled_text("project_name", bytes_for(longest_name));
    now.project_code = fields.text("project_code", bytes_for(longest_name));
    now.catalogue_version = small_number(fields, "catalogue_version");
    now.state = fields.state<CaseState>("state", parse_case_state);
    view.submitted_at = fields.instant("submitted_at");
    now.changed_at = fields.instant("changed_at");
    now.items = list_field(fields, "items", max_case_items, Presence::required, case_item_of);
    now.gaps = list_field(fields, "gaps", max_case_gaps, Presence::required, gap_of);
    view.due = list_field(fields, "deadlines", max_case_gaps, Presence::required, deadline_of);
    view.log = list_field(fields, "log", max_case_log, Presence::required, entry_of);
    view.as_of = fields.instant("as_of");
    take_outcome(fields, now);
    return fields.finish(std::move(view));
}

}  // namespace bangnin::sync::wire
