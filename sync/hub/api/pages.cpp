// What a phone opens: the pages behind a ticket's and a case's QR code, and what is rated there. Without cookies: who
// has the token may see, and rate.
#include "sync/hub/api/api.h"
#include "sync/hub/case_views.h"
#include "sync/hub/console/form.h"
#include "sync/hub/page.h"
#include "sync/hub/phone_ratings.h"

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

// `own`: the language the ticket was taken in, where the address names none.
PageLook look_of(const Target& target, std::string_view own = "") {
    PageLook look;
    const auto lang = target.query.find("lang");
    const auto language = locale::language_of(lang != target.query.end() ? std::string_view(lang->second) : own);
    look.language = language.value_or(locale::Language::chinese);
    const auto size = target.query.find("size");
    if (size != target.query.end() && size->second == "large") look.size = TextSize::large;
    return look;
}

// After a rating the page itself: reloading it sends nothing again.
ApiResponse back_to(const std::string& path, const PageLook& look) {
    ApiResponse response = page(303, "");
    response.headers.emplace_back("Location", address_of(path, look));
    return response;
}

Notice notice_of(RatingFault fault, Notice unknown) {
    switch (fault) {
        case RatingFault::unknown:
            return unknown;
        case RatingFault::not_yet:
            return Notice::not_yet;
        case RatingFault::too_late:
            break;
    }
    return Notice::too_late;
}

int status_of(RatingFault fault) { return fault == RatingFault::unknown ? 404 : 409; }

std::optional<PhoneRating> rating_in(const ApiRequest& request) {
    if (request.content_type != "application/x-www-form-urlencoded") return std::nullopt;
    const auto fields = console::parse_form(request.body);
    return fields ? phone_rating_of(*fields) : std::nullopt;
}

}  // namespace

Hall Api::hall_of(const HallRow& row) const { return {row.name, row.telephone, config_.zone}; }

Api::Answer Api::ticket_page(const ApiRequest& request) {
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return page(404, render_notice(Notice::unknown_ticket, hall(), look_of(request.target)));
    const sync::Instant now = sync::wall_clock_now();
    TicketPage shown;
    const auto found = co_await office_.read([&](Records& records) {
        auto ticket = records.views.ticket(*token, now);
        if (!ticket || !*ticket) return ticket;
        const sync::Service* queue = records.views.service({(*ticket)->hall.hall, (*ticket)->view.service});
        shown.service = queue != nullptr ? queue->name : "";
        // Before it is called, the window the hall configured for the queue.
        if (queue != nullptr && (*ticket)->view.window.empty()) (*ticket)->view.window = queue->window;
        if ((*ticket)->view.state == sync::TicketState::done) {
            const auto part = records.phone_ratings.ticket_part(*token, sync::Token::random(), now);
            if (!part) return decltype(ticket)(std::unexpected(part.error()));
            shown.rating = *part;
        }
        return ticket;
    });
    if (!found) co_return page(503, render_notice(Notice::unavailable, hall(), look_of(request.target)));
    if (!*found) co_return page(404, render_notice(Notice::unknown_ticket, hall(), look_of(request.target)));
    shown.ticket = (*found)->view;
    shown.day = (*found)->day == sync::local_day(now, config_.zone) ? TicketDay::today : TicketDay::past;
    shown.look = look_of(request.target, (*found)->language);
    co_return page(200, render_ticket(shown, hall_of((*found)->hall)));
}

Api::Answer Api::rate_ticket(const ApiRequest& request) {
    const PageLook look = look_of(request.target);
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return page(404, render_notice(Notice::unknown_ticket, hall(), look));
    const auto given = rating_in(request);
    if (!given) co_return page(400, render_notice(Notice::not_understood, hall(), look));
    const auto rated = co_await office_.run(
        [&](Records& records) { return records.phone_ratings.rate_ticket(*token, *given, sync::wall_clock_now()); });
    if (!rated) co_return page(503, render_notice(Notice::unavailable, hall(), look));
    if (*rated) co_return back_to("/t/" + token->text(), look);
    const RatingFault fault = rated->error();
    co_return page(status_of(fault), render_notice(notice_of(fault, Notice::unknown_ticket), hall(), look));
}

Api::Answer Api::case_page(const ApiRequest& request) {
    const PageLook look = look_of(request.target);
    if (!basis_) co_return page(503, render_notice(Notice::unavailable, hall(), look));
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return page(404, render_notice(Notice::unknown_case, hall(), look));
    HallRow at;
    at = completed(std::move(at), config_);
    const auto file = co_await office_.run([&](Records& records) {
        auto found = records.cases.find(*token);
        if (!found || !*found) return found;
        const auto row = records.halls.find((*found)->hall);
        if (!row) return decltype(found)(std::unexpected(row.error()));
        at = row->value_or(at);
        return found;
    });
    if (!file) co_return page(503, render_notice(Notice::unavailable, hall(), look));
    if (!*file) {
        const bool unknown = file->error().fault == CaseFault::unknown_case;
        co_return page(unknown ? 404 : 503,
                       render_notice(unknown ? Notice::unknown_case : Notice::unavailable, hall(), look));
    }
    const sync::Instant now = sync::wall_clock_now();
    const CasePage shown{.view = case_view(**file, basis_->calendar, CaseAudience::applicant, now),
                         .rating = case_part((*file)->now, sync::Token::random()),
                         .look = look};
    co_return page(200, render_case(shown, hall_of(at)));
}

Api::Answer Api::rate_case(const ApiRequest& request) {
    const PageLook look = look_of(request.target);
    if (!basis_) co_return page(503, render_notice(Notice::unavailable, hall(), look));
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return page(404, render_notice(Notice::unknown_case, hall(), look));
    const auto given = rating_in(request);
    if (!given) co_return page(400, render_notice(Notice::not_understood, hall(), look));
    const auto rated = co_await office_.run([&](Records& records) {
        return records.phone_ratings.rate_case(*token, *given, *basis_, sync::wall_clock_now());
    });
    if (!rated) co_return page(503, render_notice(Notice::unavailable, hall(), look));
    if (!*rated) {
        const RatingFault fault = rated->error();
        co_return page(status_of(fault), render_notice(notice_of(fault, Notice::unknown_case), hall(), look));
    }
    office_.changed();
    co_return back_to("/c/" + token->text(), look);
}

}  // namespace bangnin::hub
