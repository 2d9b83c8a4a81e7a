// What a counter's program calls: the windows, one window's view, and a clerk's commands. No personal data is in any of
// it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/hub/api/api.h"

namespace bangnin::hub {
namespace {

using nlohmann::json;
namespace wire = sync::wire;

json to_json(const sync::QueuedTicket& ticket) {
    json row{{"token", ticket.token},
             {"number", ticket.number},
             {"service", std::string(1, ticket.service)},
             {"priority", to_text(ticket.priority)},
             {"state", to_text(ticket.state)},
             {"issued_at", sync::to_text(ticket.issued_at)},
             {"window", ticket.window},
             {"calls", ticket.calls}};
    if (ticket.called_at) row["called_at"] = sync::to_text(*ticket.called_at);
    if (ticket.started_at) row["started_at"] = sync::to_text(*ticket.started_at);
    return row;
}

json to_json(const std::vector<sync::QueuedTicket>& tickets) {
    json rows = json::array();
    for (const sync::QueuedTicket& ticket : tickets) rows.push_back(to_json(ticket));
    return rows;
}

std::string_view to_word(sync::WindowState state) { return state == sync::WindowState::open ? "open" : "paused"; }

ApiResponse json_response(const json& body) {
    ApiResponse response;
    response.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return response;
}

WindowStanding standing_of(const wire::DeskOrder& order, wire::DeskStep step) {
    return {.name = order.window,
            .state = step == wire::DeskStep::open ? sync::WindowState::open : sync::WindowState::paused,
            .clerk = step == wire::DeskStep::leave ? std::string() : order.clerk};
}

json to_json(const std::string& window, const DeskView& view) {
    return {{"window", window},
            {"state", to_word(view.state)},
            {"clerk", view.clerk},
            {"current", view.current},
            {"present", view.present ? to_json(*view.present) : json()},
            {"held", to_json(view.held)},
            {"waiting", to_json(view.waiting)},
            {"elsewhere", to_json(view.elsewhere)},
            {"missed", to_json(view.missed)},
            {"as_of", sync::to_text(view.as_of)}};
}

// With the window as it is, so that its clerk can see what they were about to do.
ApiResponse stale(const std::string& window, const DeskView& view) {
    ApiResponse response = problem(409, "stale", "The window is not as the command expects it",
                                   std::string(to_text(sync::CallRefusal::other_ticket)));
    json body = json::parse(response.body);
    body["window"] = to_json(window, view);
    response.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return response;
}

ApiResponse no_window() { return problem(404, "unknown_window", "No window has this name"); }

}  // namespace

Api::Answer Api::windows(const ApiRequest& request) {
    const auto windows = co_await office_.run([&](Records& records) { return records.queues(request.hall).windows(); });
    if (!windows) co_return unavailable();
    json rows = json::array();
    for (const WindowStanding& window : *windows) {
        rows.push_back({{"name", window.name}, {"state", to_word(window.state)}, {"clerk", window.clerk}});
    }
    co_return json_response({{"windows", std::move(rows)}});
}

Api::Answer Api::window(const ApiRequest& request) {
    const std::vector<CallWindow>& windows = config_.windows_of(request.hall);
    const auto known = std::ranges::find(windows, request.parameter, &CallWindow::name);
    if (known == windows.end()) co_return no_window();
    const auto view = co_await office_.run(
        [&](Records& records) { return records.queues(request.hall).view(request.parameter, sync::wall_clock_now()); });
    if (!view) co_return unavailable();
    co_return json_response(to_json(request.parameter, *view));
}

Api::Answer Api::desk(const ApiRequest& request) {
    if (request.content_type != "application/json") co_return problem(415, "not_json", "Send application/json");
    const auto order = wire::decode_desk_order(request.body);
    if (!order) co_return problem(400, "bad_request", "The request is not understood", wire::to_text(order.error()));
    const sync::Instant now = sync::wall_clock_now();
    if (const auto* step = std::get_if<wire::DeskStep>(&order->what)) {
        const auto set = co_await office_.run(
            [&](Records& records) { return records.queues(request.hall).set_window(standing_of(*order, *step), now); });
        if (!set) co_return unavailable();
        if (!*set) co_return no_window();
        office_.changed();
        co_return json_response({{"window", order->window}});
    }
    const auto told = co_await office_.run([&](Records& records) {
        const Clerk clerk{.name = order->clerk, .window = order->window, .expected = order->expected};
        return records.queues(request.hall).tell(std::get<sync::CallCommand>(order->what), clerk, now);
    });
    if (!told) co_return unavailable();
    if (!*told && told->error() == sync::CallRefusal::unknown_window) co_return no_window();
    if (!*told && told->error() == sync::CallRefusal::other_ticket) {
        const auto view = co_await office_.run(
            [&](Records& records) { return records.queues(request.hall).view(order->window, now); });
        if (!view) co_return unavailable();
        co_return stale(order->window, *view);
    }
    if (!*told)
        co_return problem(409, "refused", "The queue's rules do not allow that", std::string(to_text(told->error())));
    office_.changed();
    co_return json_response({{"window", order->window}, {"ticket", to_json(**told)}});
}

}  // namespace bangnin::hub
