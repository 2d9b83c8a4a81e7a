// What a phone opens: the page behind a ticket's QR code.
#include "sync/hub/api/api.h"
#include "sync/hub/page.h"

namespace bangnin::hub {
namespace {

ApiResponse page(int status, std::string html) {
    ApiResponse response;
    response.status = status;
    response.content_type = "text/html; charset=utf-8";
    response.body = std::move(html);
    response.headers = {{"Content-Security-Policy", std::string(page_security_policy())},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cache-Control", "no-store"}};
    return response;
}

}  // namespace

Api::Answer Api::ticket_page(const ApiRequest& request) {
    const Hall hall{config_.hall_name, config_.telephone, config_.zone};
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return page(404, render_notice(Notice::unknown_ticket, hall));
    const sync::Instant now = sync::wall_clock_now();
    TicketPage shown;
    const auto found = co_await office_.run([&](Records& records) {
        auto ticket = records.views.ticket(*token, now);
        if (ticket && *ticket) {
            const sync::Service* queue = records.views.service((*ticket)->view.service);
            shown.service = queue != nullptr ? queue->name : "";
            // Before it is called, the window the hall configured for the queue.
            if (queue != nullptr && (*ticket)->view.window.empty()) (*ticket)->view.window = queue->window;
        }
        return ticket;
    });
    if (!found) co_return page(503, render_notice(Notice::unavailable, hall));
    if (!*found) co_return page(404, render_notice(Notice::unknown_ticket, hall));
    shown.ticket = (*found)->view;
    shown.day = (*found)->day == sync::local_day(now, config_.zone) ? TicketDay::today : TicketDay::past;
    if (const auto size = request.target.query.find("size");
        size != request.target.query.end() && size->second == "large") {
        shown.size = TextSize::large;
    }
    co_return page(200, render_ticket(shown, hall));
}

}  // namespace bangnin::hub
