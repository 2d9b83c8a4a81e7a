#include "sync/wire/fields.h"

namespace bangnin::sync::wire {
namespace {

constexpr std::uint64_t largest_seq = (std::uint64_t{1} << 62) - 1;

void append_text(std::string& out, std::string_view text) { out += dump(Json(text)); }

// The body is already JSON text: it is put in as it stands, which saves reading and writing it once more for each
// event.
void append_event(std::string& out, const Event& event) {
    out += "{\"seq\":" + std::to_string(event.seq) + ",\"type\":";
    append_text(out, event.type);
    out += ",\"at\":\"" + sync::to_text(event.at) + "\",\"body\":";
    out += event.body.empty() ? "{}" : event.body;
    out += '}';
}

Decoded<Event> decode_event(const Json& json, std::string path) {
    Fields fields(json, std::move(path));
    Event event;
    event.seq = fields.number("seq", largest_seq);
    event.type = fields.filled_text("type", max_event_type_bytes);
    event.at = fields.instant("at");
    if (event.seq == 0) fields.fail(WireFault::out_of_range, "seq");
    if (const Json* body = fields.object("body")) {
        event.body = dump(*body);
        if (event.body.size() > max_event_body_bytes) fields.fail(WireFault::too_large, "body");
    }
    return fields.finish(std::move(event));
}

Decoded<Rejection> decode_rejection(const Json& json, std::string path) {
    Fields fields(json, std::move(path));
    Rejection rejection;
    rejection.seq = fields.number("seq", largest_seq);
    rejection.code = fields.filled_text("code", max_identifier_bytes);
    rejection.detail = fields.text("detail", max_text_bytes, Presence::optional);
    return fields.finish(std::move(rejection));
}

}  // namespace

std::string encode(const EventsRequest& request) {
    std::string out = "{\"device\":";
    out.reserve(128 + request.events.size() * 640);
    append_text(out, request.device);
    out += ",\"epoch\":";
    append_text(out, request.epoch);
    out += ",\"events\":[";
    for (const Event& event : request.events) {
        if (&event != &request.events.front()) out += ',';
        append_event(out, event);
    }
    out += "]}";
    return out;
}

Decoded<EventsRequest> decode_events_request(std::string_view text) {
    const auto json = parse_object(text, max_request_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    EventsRequest request;
    request.device = fields.filled_text("device", max_identifier_bytes);
    request.epoch = fields.filled_text("epoch", max_identifier_bytes);
    const Json* events = fields.array("events", max_events_per_request);
    for (std::size_t index = 0; events != nullptr && index < events->size(); ++index) {
        const std::string path = "events/" + std::to_string(index);
        auto event = decode_event((*events)[index], path);
        if (!event) return std::unexpected(event.error());
        if (index > 0 && event->seq != request.events.back().seq + 1) {
            return std::unexpected(WireError{WireFault::out_of_range, path + "/seq"});
        }
        request.events.push_back(std::move(*event));
    }
    return fields.finish(std::move(request));
}

std::string encode(const EventsResponse& response) {
    Json rejected = Json::array();
    for (const Rejection& rejection : response.rejected) {
        rejected.push_back({{"seq", rejection.seq}, {"code", rejection.code}, {"detail", rejection.detail}});
    }
    return dump({{"device", response.device},
                 {"epoch", response.epoch},
                 {"high_water", response.high_water},
                 {"rejected", std::move(rejected)},
                 {"hub_time", sync::to_text(response.hub_time)}});
}

Decoded<EventsResponse> decode_events_response(std::string_view text) {
    const auto json = parse_object(text, max_request_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    EventsResponse response;
    response.device = fields.filled_text("device", max_identifier_bytes);
    response.epoch = fields.filled_text("epoch", max_identifier_bytes);
    response.high_water = fields.number("high_water", largest_seq);
    response.hub_time = fields.instant("hub_time");
    const Json* rejected = fields.array("rejected", max_events_per_request);
    for (std::size_t index = 0; rejected != nullptr && index < rejected->size(); ++index) {
        auto rejection = decode_rejection((*rejected)[index], "rejected/" + std::to_string(index));
        if (!rejection) return std::unexpected(rejection.error());
        response.rejected.push_back(std::move(*rejection));
    }
    return fields.finish(std::move(response));
}

}  // namespace bangnin::sync::wire
