#include "sync/wire/case_codec.h"

#include "sync/wire/case_fields.h"

namespace bangnin::sync::wire {
namespace {

constexpr std::string_view submission_name = "submit";
constexpr std::string_view completion_name = "complete";
constexpr std::size_t max_detail_bytes = 8 * 1024;
constexpr std::size_t max_signature_bytes = 12 * 1024;

using Fact = decltype(CaseEvent::fact);

Json submission_json(const Submission& submission) {
    Json items = Json::array();
    for (const Item& item : submission.items) items.push_back(item_json(item));
    return {{"token", submission.token.text()},
            {"project_name", submission.project_name},
            {"project_code", submission.project_code},
            {"catalogue_version", submission.catalogue_version},
            {"items", std::move(items)}};
}

std::optional<Token> token_field(Fields& fields, Presence presence) {
    const std::string text = fields.text("token", max_identifier_bytes, presence);
    if (text.empty() && presence == Presence::optional) return std::nullopt;
    const auto token = Token::parse(text);
    if (!token) fields.fail(WireFault::out_of_range, "token");
    return token;
}

Submission submission_field(Fields& fields) {
    Submission submission;
    submission.token = token_field(fields, Presence::required).value_or(submission.token);
    submission.project_name = fields.filled_text("project_name", bytes_for(longest_name));
    submission.project_code = fields.text("project_code", bytes_for(longest_name));
    submission.catalogue_version = small_number(fields, "catalogue_version");
    submission.items = list_field(fields, "items", max_case_items, Presence::required, item_of);
    return submission;
}

Fact fact_field(Fields& fields, std::string_view name) {
    if (name == submission_name) return submission_field(fields);
    if (name == completion_name) return Completion{};
    return command_field(fields, name);
}

Json details_json(const ApplicantDetails& details) {
    Json json{{"key_project", to_text(details.key_project)}};
    const auto put = [&](const char* name, const std::string& text) {
        if (!text.empty()) json[name] = text;
    };
    put("unit_name", details.unit_name);
    put("unit_address", details.unit_address);
    put("unit_head", details.unit_head);
    put("postcode", details.postcode);
    put("phone", details.phone);
    put("handler", details.handler);
    put("project_address", details.project_address);
    put("investment", details.investment);
    put("funding", details.funding);
    put("land", details.land);
    put("purpose", details.purpose);
    put("progress", details.progress);
    put("signature", details.signature);
    return json;
}

ApplicantDetails details_of(Fields& fields) {
    ApplicantDetails details;
    const auto text = [&](const char* name) { return fields.text(name, max_detail_bytes, Presence::optional); };
    details.unit_name = text("unit_name");
    details.unit_address = text("unit_address");
    details.unit_head = text("unit_head");
    details.postcode = text("postcode");
    details.phone = text("phone");
    details.handler = text("handler");
    details.project_address = text("project_address");
    details.investment = text("investment");
    details.funding = text("funding");
    details.land = text("land");
    details.purpose = text("purpose");
    details.progress = text("progress");
    details.signature = fields.text("signature", max_signature_bytes, Presence::optional);
    details.key_project = fields.state<KeyProject>("key_project", parse_key_project);
    return details;
}

std::optional<ApplicantDetails> details_field(Fields& fields) {
    const Json* found = fields.object("details", Presence::optional);
    if (found == nullptr) return std::nullopt;
    Fields part(*found, fields.path_of("details"));
    ApplicantDetails details = details_of(part);
    fields.take_fault(part);
    return details;
}

}  // namespace

std::string_view name_of_fact(const CaseEvent& event) {
    if (std::holds_alternative<Submission>(event.fact)) return submission_name;
    if (std::holds_alternative<Completion>(event.fact)) return completion_name;
    return name_of(std::get<Command>(event.fact));
}

std::string encode(const CaseEvent& event) {
    Json json = Json::object();
    if (const auto* submission = std::get_if<Submission>(&event.fact)) json = submission_json(*submission);
    if (const auto* command = std::get_if<Command>(&event.fact)) put_command(json, *command);
    json["number"] = event.number;
    json["actor"] = actor_json(event.by);
    json["at"] = sync::to_text(event.at);
    json["words"] = event.words;
    json["do"] = name_of_fact(event);
    return dump(json);
}

Decoded<CaseEvent> decode_case_event(std::string_view text) {
    const auto json = parse_object(text, max_request_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    CaseEvent event;
    event.number = small_number(fields, "number");
    event.by = actor_field(fields);
    event.at = fields.instant("at");
    event.words = fields.text("words", max_case_bytes);
    event.fact = fact_field(fields, fields.filled_text("do", max_identifier_bytes));
    return fields.finish(std::move(event));
}

std::string encode(const ApplicantDetails& details) { return dump(details_json(details)); }

Decoded<ApplicantDetails> decode_applicant_details(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    return fields.finish(details_of(fields));
}

std::string encode(const CaseRequest& request) {
    Json json{{"actor", actor_json(request.by)},
              {"project_name", request.project_name},
              {"project_code", request.project_code},
              {"items", request.items}};
    if (request.token) json["token"] = request.token->text();
    if (!request.sealed.empty()) json["sealed"] = request.sealed;
    if (request.details) json["details"] = details_json(*request.details);
    return dump(json);
}

Decoded<CaseRequest> decode_case_request(std::string_view text) {
    const auto json = parse_object(text, max_case_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    CaseRequest request;
    request.token = token_field(fields, Presence::optional);
    request.by = actor_field(fields);
    request.project_name = fields.filled_text("project_name", bytes_for(longest_name));
    request.project_code = fields.text("project_code", bytes_for(longest_name), Presence::optional);
    request.sealed = fields.text("sealed", max_sealed_bytes, Presence::optional);
    request.details = details_field(fields);
    const Json* items = fields.array("items", max_case_items);
    for (std::size_t index = 0; items != nullptr && index < items->size(); ++index) {
        const Json& item = (*items)[index];
        const bool fits = item.is_number_unsigned() && item.get<std::uint64_t>() <= max_case_items;
        if (!fits) fields.fail(WireFault::out_of_range, "items");
        request.items.push_back(fits ? item.get<std::uint32_t>() : 0);
    }
    if (!request.sealed.empty() && request.details) fields.fail(WireFault::out_of_range, "details");
    return fields.finish(std::move(request));
}

std::string encode(const CaseOrder& order) {
    Json json{{"version", order.version}, {"actor", actor_json(order.by)}, {"do", name_of(order.what)}};
    put_command(json, order.what);
    return dump(json);
}

Decoded<CaseOrder> decode_case_order(std::string_view text) {
    const auto json = parse_object(text, max_case_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    CaseOrder order;
    order.version = small_number(fields, "version");
    order.by = actor_field(fields);
    order.what = command_field(fields, fields.filled_text("do", max_identifier_bytes));
    return fields.finish(std::move(order));
}

}  // namespace bangnin::sync::wire
