#include "sync/wire/fields.h"

namespace bangnin::sync::wire {
namespace {

constexpr std::uint64_t most_people = 1'000'000;
constexpr std::uint64_t largest_cursor = (std::uint64_t{1} << 62) - 1;
constexpr std::size_t most_devices = 256;

Json queue_json(const QueueStatus& status) {
    Json included = Json::object();
    for (const auto& [device, mark] : status.included) included[device] = {{"epoch", mark.epoch}, {"seq", mark.seq}};
    return {{"type", "queue"},
            {"service", std::string(1, status.service)},
            {"day", status.day.text()},
            {"waiting", status.waiting},
            {"serving", status.serving},
            {"open_windows", status.open_windows},
            {"as_of", sync::to_text(status.as_of)},
            {"included", std::move(included)}};
}

Json call_json(const CallChange& call) {
    return {{"type", "call"}, {"number", call.number}, {"window", call.window}, {"at", sync::to_text(call.at)}};
}

Json ticket_json(const TicketChange& ticket) {
    return {{"type", "ticket"},
            {"token", ticket.token},
            {"state", sync::to_text(ticket.state)},
            {"ahead", ticket.ahead},
            {"window", ticket.window}};
}

Json answer_json(const StaffAnswer& answer) {
    return {{"type", "staff_answer"},
            {"call", answer.call},
            {"answer", sync::to_text(answer.answer)},
            {"at", sync::to_text(answer.at)}};
}

Json case_json(const CaseChange& change) {
    return {{"type", "case"},
            {"token", change.token},
            {"number", change.number},
            {"state", sync::to_text(change.state)},
            {"version", change.version}};
}

Json document_json(const DocumentChange& document) {
    return {{"type", "document"}, {"name", document.name}, {"version", document.version}};
}

Json wish_json(const RatingWish& wish) {
    return {{"type", "rating_wish"},
            {"token", wish.token},
            {"number", wish.number},
            {"window", wish.window},
            {"at", sync::to_text(wish.at)}};
}

Decoded<LogMark> decode_mark(const Json& json, std::string path) {
    Fields fields(json, std::move(path));
    LogMark mark;
    mark.epoch = fields.filled_text("epoch", max_identifier_bytes);
    mark.seq = fields.number("seq", largest_cursor);
    return fields.finish(std::move(mark));
}

Decoded<Change> decode_queue(Fields& fields) {
    QueueStatus status;
    status.service = fields.letter("service");
    status.day = fields.day("day");
    status.waiting = static_cast<std::uint32_t>(fields.number("waiting", most_people));
    status.serving = static_cast<std::uint32_t>(fields.number("serving", most_people));
    status.open_windows = static_cast<std::uint32_t>(fields.number("open_windows", most_people));
    status.as_of = fields.instant("as_of");
    if (const Json* included = fields.object("included", Presence::optional)) {
        if (included->size() > most_devices) fields.fail(WireFault::too_large, "included");
        for (const auto& [device, mark_json] : included->items()) {
            if (fields.fault()) break;
            auto mark = decode_mark(mark_json, fields.path_of("included"));
            if (!mark) return std::unexpected(mark.error());
            if (device.size() > max_identifier_bytes) fields.fail(WireFault::too_large, "included");
            status.included.emplace(device, std::move(*mark));
        }
    }
    return fields.finish(Change{std::move(status)});
}

Decoded<Change> decode_call(Fields& fields) {
    CallChange call;
    call.number = fields.filled_text("number", max_identifier_bytes);
    call.window = fields.text("window", max_text_bytes);
    call.at = fields.instant("at");
    return fields.finish(Change{std::move(call)});
}

Decoded<Change> decode_wish(Fields& fields) {
    RatingWish wish;
    const auto token = Token::parse(fields.text("token", max_identifier_bytes));
    if (!token) fields.fail(WireFault::out_of_range, "token");
    wish.token = token ? token->text() : "";
    wish.number = fields.filled_text("number", max_identifier_bytes);
    wish.window = fields.filled_text("window", max_text_bytes);
    wish.at = fields.instant("at");
    return fields.finish(Change{std::move(wish)});
}

Decoded<Change> decode_ticket(Fields& fields) {
    TicketChange ticket;
    const auto token = Token::parse(fields.text("token", max_identifier_bytes));
    if (token) {
        ticket.token = token->text();
    } else {
        fields.fail(WireFault::out_of_range, "token");
    }
    ticket.state = fields.state<TicketState>("state", parse_ticket_state);
    ticket.ahead = static_cast<std::uint32_t>(fields.number("ahead", most_people, Presence::optional));
    ticket.window = fields.text("window", max_text_bytes, Presence::optional);
    return fields.finish(Change{std::move(ticket)});
}

Decoded<Change> decode_document_change(Fields& fields) {
    DocumentChange document;
    document.name = fields.text("name", max_identifier_bytes);
    if (!document_name_valid(document.name)) fields.fail(WireFault::out_of_range, "name");
    document.version = fields.number("version", largest_version);
    return fields.finish(Change{std::move(document)});
}

Decoded<Change> decode_answer(Fields& fields, CallAnswer said) {
    StaffAnswer answer;
    const auto token = Token::parse(fields.text("call", max_identifier_bytes));
    if (token) {
        answer.call = token->text();
    } else {
        fields.fail(WireFault::out_of_range, "call");
    }
    answer.answer = said;
    answer.at = fields.instant("at");
    return fields.finish(Change{std::move(answer)});
}

Decoded<Change> decode_case(Fields& fields, CaseState state) {
    CaseChange change;
    const auto token = Token::parse(fields.text("token", max_identifier_bytes));
    if (!token) fields.fail(WireFault::out_of_range, "token");
    change.token = token ? token->text() : "";
    change.number = fields.filled_text("number", max_identifier_bytes);
    change.state = state;
    change.version = static_cast<std::uint32_t>(fields.number("version", UINT32_MAX));
    return fields.finish(Change{std::move(change)});
}

Decoded<Change> decode_json_change(const Json& json, const std::string& path) {
    Fields fields(json, path);
    std::string type = fields.filled_text("type", max_identifier_bytes);
    if (fields.fault()) return std::unexpected(*fields.fault());
    if (type == "queue") return decode_queue(fields);
    if (type == "call") return decode_call(fields);
    if (type == "ticket") return decode_ticket(fields);
    if (type == "document") return decode_document_change(fields);
    if (type == "rating_wish") return decode_wish(fields);
    if (type == "staff_answer") {
        const auto said = parse_call_answer(fields.text("answer", max_identifier_bytes));
        if (fields.fault()) return std::unexpected(*fields.fault());
        // What a later hub's clerks may answer is no reason to hear nothing of the queues any more.
        if (said) return decode_answer(fields, *said);
    }
    if (type == "case") {
        const auto state = parse_case_state(fields.text("state", max_identifier_bytes));
        if (fields.fault()) return std::unexpected(*fields.fault());
        // As with answers.
        if (state) return decode_case(fields, *state);
    }
    std::string text = dump(json);
    if (text.size() > max_event_body_bytes) return std::unexpected(WireError{WireFault::too_large, path});
    return Change{UnknownChange{std::move(type), std::move(text)}};
}

}  // namespace

std::string encode(const Change& change) {
    if (const auto* queue = std::get_if<QueueStatus>(&change)) return dump(queue_json(*queue));
    if (const auto* call = std::get_if<CallChange>(&change)) return dump(call_json(*call));
    if (const auto* ticket = std::get_if<TicketChange>(&change)) return dump(ticket_json(*ticket));
    if (const auto* answer = std::get_if<StaffAnswer>(&change)) return dump(answer_json(*answer));
    if (const auto* one = std::get_if<CaseChange>(&change)) return dump(case_json(*one));
    if (const auto* document = std::get_if<DocumentChange>(&change)) return dump(document_json(*document));
    if (const auto* wish = std::get_if<RatingWish>(&change)) return dump(wish_json(*wish));
    return std::get<UnknownChange>(change).json;
}

Decoded<Change> decode_change(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    return decode_json_change(*json, "");
}

std::string encode(const ChangesResponse& response) {
    std::string out = "{\"cursor\":" + std::to_string(response.cursor) + ",\"changes\":[";
    for (const Change& change : response.changes) {
        if (&change != &response.changes.front()) out += ',';
        out += encode(change);
    }
    out += "]}";
    return out;
}

Decoded<ChangesResponse> decode_changes_response(std::string_view text) {
    const auto json = parse_object(text, max_request_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    ChangesResponse response;
    response.cursor = fields.number("cursor", largest_cursor);
    const Json* changes = fields.array("changes", max_changes_per_response);
    for (std::size_t index = 0; changes != nullptr && index < changes->size(); ++index) {
        auto change = decode_json_change((*changes)[index], "changes/" + std::to_string(index));
        if (!change) return std::unexpected(change.error());
        response.changes.push_back(std::move(*change));
    }
    return fields.finish(std::move(response));
}

}  // namespace bangnin::sync::wire
