// What the operator's tools read: a day's tickets, the devices, what was rejected. No personal data is in any of it.
#include "sync/hub/api/api.h"
#include "sync/hub/api/json_response.h"

namespace bangnin::hub {
namespace {

using nlohmann::json;

constexpr std::uint32_t most_tickets = 100'000;
constexpr std::uint32_t most_rejected = 1'000;

json to_json(const TicketRow& ticket) {
    return {{"token", ticket.token},
            {"number", ticket.number},
            {"service", ticket.service},
            {"department", ticket.department},
            {"device", ticket.device},
            {"issued_at", sync::to_text(ticket.issued_at)},
            {"identity", ticket.identity},
            {"language", ticket.language},
            {"state", ticket.state},
            {"window", ticket.window},
            {"print", {{"state", ticket.print_state}, {"reason", ticket.print_reason}, {"copy", ticket.print_copy}}}};
}

}  // namespace

Api::Answer Api::tickets(const ApiRequest& request) {
    sync::LocalDay day = sync::local_day(sync::wall_clock_now(), config_.zone);
    if (const auto asked = request.target.query.find("day"); asked != request.target.query.end()) {
        const auto parsed = sync::LocalDay::parse(asked->second);
        if (!parsed) co_return problem(400, "bad_query", "day is a date such as 2026-03-12");
        day = *parsed;
    }
    const auto rows = co_await office_.read(
        [&](Records& records) { return records.views.tickets_of(request.hall, day, most_tickets); });
    if (!rows) co_return unavailable();
    json list = json::array();
    for (const TicketRow& ticket : *rows) list.push_back(to_json(ticket));
    co_return json_response({{"day", day.text()}, {"tickets", std::move(list)}});
}

Api::Answer Api::devices(const ApiRequest& request) {
    const auto rows = co_await office_.run([&](Records& records) { return records.devices.list_of(request.hall); });
    if (!rows) co_return unavailable();
    json list = json::array();
    for (const Device& device : *rows) {
        json health = json::parse(device.health, nullptr, false);
        list.push_back({{"device", device.name},
                        {"role", to_text(device.role)},
                        {"enrolled_at", device.enrolled_at},
                        {"last_seen_at", device.last_seen_at},
                        {"health", health.is_discarded() ? json() : std::move(health)}});
    }
    co_return json_response({{"devices", std::move(list)}});
}

Api::Answer Api::rejected(const ApiRequest& request) {
    const auto rows =
        co_await office_.read([&](Records& records) { return records.views.rejected(request.hall, most_rejected); });
    if (!rows) co_return unavailable();
    json list = json::array();
    for (const RejectedRow& event : *rows) {
        list.push_back({{"device", event.device},
                        {"epoch", event.epoch},
                        {"seq", event.seq},
                        {"type", event.type},
                        {"at", event.at},
                        {"code", event.code},
                        {"detail", event.detail}});
    }
    co_return json_response({{"rejected", std::move(list)}});
}

}  // namespace bangnin::hub
