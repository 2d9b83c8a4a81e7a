#include "sync/wire/fields.h"

namespace bangnin::sync::wire {
namespace {

constexpr std::uint64_t most_people = 1'000'000;
constexpr std::size_t most_parts = 32;

// A token is carried as its canonical text, whatever spelling it came in.
std::string token_text(Fields& fields) {
    const auto token = Token::parse(fields.text("token", max_identifier_bytes));
    if (!token) {
        fields.fail(WireFault::out_of_range, "token");
        return {};
    }
    return token->text();
}

std::string number_text(Fields& fields) {
    std::string number = fields.text("number", max_identifier_bytes);
    if (!Number::parse(number)) fields.fail(WireFault::out_of_range, "number");
    return number;
}

}  // namespace

std::string encode(const TicketIssued& body) {
    Json json = {{"token", body.token},
                 {"number", body.number},
                 {"service", std::string(1, body.service)},
                 {"department", body.department},
                 {"day", body.day.text()},
                 {"sequence", body.sequence},
                 {"issued_at", sync::to_text(body.issued_at)},
                 {"identity", sync::to_text(body.identity)},
                 {"language", body.language},
                 {"priority", body.priority},
                 {"ahead", body.ahead}};
    if (!body.person.empty()) json["person"] = body.person;
    if (!body.sealed.empty()) json["sealed"] = body.sealed;
    if (body.estimate) json["estimate"] = estimate_json(*body.estimate);
    return dump(json);
}

Decoded<TicketIssued> decode_ticket_issued(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    TicketIssued body;
    body.token = token_text(fields);
    body.number = number_text(fields);
    body.service = fields.letter("service");
    body.department = fields.text("department", max_text_bytes, Presence::optional);
    body.day = fields.day("day");
    body.sequence = static_cast<std::uint32_t>(fields.number("sequence", Number::largest_sequence));
    body.issued_at = fields.instant("issued_at");
    body.identity = fields.state<Identity>("identity", parse_identity);
    body.person = fields.text("person", max_identifier_bytes, Presence::optional);
    body.sealed = fields.text("sealed", max_sealed_bytes, Presence::optional);
    body.language = fields.filled_text("language", max_identifier_bytes);
    body.priority = fields.filled_text("priority", max_identifier_bytes);
    body.ahead = static_cast<std::uint32_t>(fields.number("ahead", most_people));
    body.estimate = fields.estimate("estimate");
    const auto number = Number::parse(body.number);
    if (number && (number->service != body.service || number->sequence != body.sequence)) {
        fields.fail(WireFault::out_of_range, "number");
    }
    if (body.sequence == 0) fields.fail(WireFault::out_of_range, "sequence");
    return fields.finish(std::move(body));
}

std::string encode(const TicketPrint& body) {
    Json json = {{"token", body.token}, {"outcome", sync::to_text(body.outcome)}, {"copy", body.copy}};
    if (!body.reason.empty()) json["reason"] = body.reason;
    return dump(json);
}

Decoded<TicketPrint> decode_ticket_print(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    TicketPrint body;
    body.token = token_text(fields);
    body.outcome = fields.state<PrintState>("outcome", parse_print_state);
    body.reason = fields.text("reason", max_identifier_bytes, Presence::optional);
    body.copy = static_cast<std::uint32_t>(fields.number("copy", most_people));
    if (body.outcome == PrintState::issued) fields.fail(WireFault::out_of_range, "outcome");
    return fields.finish(std::move(body));
}

std::string encode(const DeviceHealth& body) {
    Json json = Json::object();
    for (const auto& [part, state] : body.parts) json[part] = state;
    return dump(json);
}

Decoded<DeviceHealth> decode_device_health(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    if (json->size() > most_parts) return std::unexpected(WireError{WireFault::too_large, ""});
    DeviceHealth body;
    for (const auto& [part, state] : json->items()) {
        const auto* word = state.get_ptr<const std::string*>();
        // Parts a newer device describes in another shape are its own affair; the ones we can show are kept.
        if (word == nullptr) continue;
        if (part.size() > max_identifier_bytes || word->size() > max_identifier_bytes) {
            return std::unexpected(WireError{WireFault::too_large, ""});
        }
        body.parts.emplace(part, *word);
    }
    return body;
}

std::string encode(const StaffCall& body) {
    Json json{{"screen", body.screen}, {"reason", body.reason}};
    if (!body.call.empty()) json["call"] = body.call;
    return dump(json);
}

Decoded<StaffCall> decode_staff_call(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    StaffCall body;
    body.screen = fields.text("screen", max_identifier_bytes);
    const std::string reason = fields.text("reason", max_identifier_bytes, Presence::optional);
    if (!reason.empty()) body.reason = reason;
    const std::string call = fields.text("call", max_identifier_bytes, Presence::optional);
    if (const auto token = Token::parse(call)) {
        body.call = token->text();
    } else if (!call.empty()) {
        fields.fail(WireFault::out_of_range, "call");
    }
    return fields.finish(std::move(body));
}

}  // namespace bangnin::sync::wire
