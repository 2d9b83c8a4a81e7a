// The calls for a clerk: what an operator's client shows, and the answer that the kiosk hears.
#include <spdlog/spdlog.h>

#include "sync/hub/api/api.h"
#include "sync/hub/api/json_response.h"

namespace bangnin::hub {

namespace wire = sync::wire;

namespace {

using nlohmann::json;

constexpr std::uint32_t most_calls = 1'000;

json to_json(const StaffCallRow& call, sync::Instant now) {
    json row{{"call", call.call},     {"device", call.device},        {"screen", call.screen},
             {"reason", call.reason}, {"at", sync::to_text(call.at)}, {"state", to_text(call.state(now))}};
    if (call.answered) {
        row["answer"] = to_text(call.answered->answer);
        row["answered_at"] = sync::to_text(call.answered->at);
        row["answered_by"] = call.answered->by;
    }
    return row;
}

}  // namespace

Api::Answer Api::calls(const ApiRequest& request) {
    const sync::Instant now = sync::wall_clock_now();
    const auto rows =
        co_await office_.run([&](Records& records) { return records.calls(request.hall).list(now, most_calls); });
    if (!rows) co_return unavailable();
    json list = json::array();
    for (const StaffCallRow& call : *rows) list.push_back(to_json(call, now));
    co_return json_response({{"calls", std::move(list)}});
}

Api::Answer Api::answer_call(const ApiRequest& request) {
    if (request.content_type != "application/json") co_return problem(415, "not_json", "Send application/json");
    const auto asked = wire::decode_answer_request(request.body);
    if (!asked) co_return problem(400, "bad_request", "The request is not understood", wire::to_text(asked.error()));
    const auto call = sync::Token::parse(request.parameter);
    if (!call) co_return problem(404, "unknown_call", "No call has this name");
    const sync::Instant now = sync::wall_clock_now();
    const AnsweredCall answer{asked->answer, now, request.device};
    const auto answered =
        co_await office_.run([&](Records& records) { return records.calls(request.hall).answer(*call, answer); });
    if (!answered) co_return unavailable();
    if (!*answered) co_return problem(404, "unknown_call", "No call has this name");
    if ((*answered)->news) {
        office_.changed();
        spdlog::info("call answered device={} by={}", (*answered)->call.device, request.device);
    }
    co_return json_response(to_json((*answered)->call, now));
}

}  // namespace bangnin::hub
