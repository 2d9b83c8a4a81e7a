// Cases: what applies for one, what is told of it, and what clerks and agents do with it.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "sync/hub/api/api.h"
#include "sync/hub/api/json_response.h"
#include "sync/hub/case_views.h"

namespace bangnin::hub {
namespace {

using nlohmann::json;
namespace wire = sync::wire;

constexpr std::uint32_t most_cases = 1'000;
constexpr std::uint64_t farthest_due = 250;  // working days

ApiResponse refusal(const CaseError& error) {
    switch (error.fault) {
        case CaseFault::unknown_case:
            return problem(404, "unknown_case", "No case has this token");
        case CaseFault::other_version: {
            ApiResponse response = problem(409, "other_version", "");
            response.body = wire::encode(wire::Problem{.title = "The case has changed since",
                                                       .status = 409,
                                                       .detail = "Look at it as it is now, and decide again.",
                                                       .code = "other_version",
                                                       .version = error.version});
            return response;
        }
        case CaseFault::refused:
            return problem(409, "refused", "The case's rules do not allow that", error.words);
        case CaseFault::token_taken:
            return problem(409, "token_taken", "Another case has this token");
        case CaseFault::full:
            return problem(409, "full", "More has happened to this case than one case is for");
        case CaseFault::damaged:
            break;
    }
    spdlog::error("a case's log cannot be read; bangnin-hub check counts such cases");
    return problem(500, "damaged", "The case's records cannot be read");
}

ApiResponse view_response(int status, const CaseFile& file, const CaseBasis& basis, CaseAudience audience) {
    ApiResponse response;
    response.status = status;
    response.body = wire::encode(case_view(file, basis.calendar, audience, sync::wall_clock_now()));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

json to_json(const CaseRow& row, const sync::WorkCalendar& calendar, sync::Instant now) {
    json one{{"token", row.token},
             {"number", row.number},
             {"project_name", row.project_name},
             {"state", to_text(row.state)},
             {"agent", row.agent},
             {"version", row.version},
             {"submitted_at", sync::to_text(row.submitted_at)},
             {"changed_at", sync::to_text(row.changed_at)}};
    if (!row.due) return one;
    const sync::DueIn due = calendar.due_in(*row.due, now, due_soon_days);
    one["due"] = row.due->text();
    one["overdue"] = due.state == sync::DueState::overdue;
    one["working_days"] = due.working_days;
    return one;
}

// Who acts is only what the counter's program says: the record says so, too. Which program it is its certificate says,
// whatever stands in the body.
sync::Actor said_by(sync::Actor actor, const ApiRequest& request) {
    actor.device = request.device;
    return actor;
}

// "overdue", or a number of working days within which something is due.
bool read_due(const std::string& text, const sync::WorkCalendar& calendar, sync::Instant now, CaseFilter& filter) {
    const sync::LocalDay today = calendar.today(now);
    if (text == "overdue") {
        filter.due_until = sync::LocalDay::from_number(today.number() - 1);
        return true;
    }
    const auto days = parse_whole(text, farthest_due);
    if (!days) return false;
    filter.due_from = today;
    filter.due_until = *days == 0 ? today : calendar.add_working_days(today, static_cast<std::uint32_t>(*days));
    return true;
}

std::optional<CaseFilter> filter_of(const Target& target, const sync::WorkCalendar& calendar, sync::Instant now) {
    CaseFilter filter;
    for (const auto& [name, value] : target.query) {
        if (name == "state") {
            filter.state = sync::parse_case_state(value);
            if (!filter.state) return std::nullopt;
        } else if (name == "agent") {
            filter.agent = value;
        } else if (name == "department") {
            filter.department = value;
        } else if (name != "due" || !read_due(value, calendar, now, filter)) {
            return std::nullopt;
        }
    }
    return filter;
}

// A case of another hall is none here.
CaseDesk::Answer of_hall(const std::string& hall, Records& records, const sync::Token& token) {
    auto file = records.cases.find(token);
    if (!file || !*file || (*file)->hall == hall) return file;
    return std::expected<CaseFile, CaseError>(std::unexpected(CaseError{}));
}

}  // namespace

ApiResponse Api::no_basis() const {
    return problem(503, "no_catalogue", "The hub has no catalogue of items", basis_.error());
}

std::optional<sync::ApplicantDetails> Api::opened_details(const std::string& sealed) const {
    const auto der = sync::base64_decode(sealed);
    if (!der) return std::nullopt;
    const auto opened = authority_.unseal(*der);
    if (!opened) return std::nullopt;
    auto details = wire::decode_applicant_details(opened->view());
    return details ? std::optional(std::move(*details)) : std::nullopt;
}

std::expected<std::string, sync::SealError> Api::sealed_of(const sync::ApplicantDetails& details) const {
    std::string plain = wire::encode(details);
    const auto sealed = sync::seal(plain, authority_.sealing_certificate_pem());
    sync::wipe(plain);
    if (!sealed) return std::unexpected(sealed.error());
    return sync::base64_encode(*sealed);
}

std::expected<std::string, ApiResponse> Api::sealed_details(const wire::CaseRequest& asked) const {
    if (!asked.sealed.empty()) {
        // What nobody could open later is refused now.
        if (opened_details(asked.sealed)) return asked.sealed;
        return std::unexpected(problem(400, "bad_seal", "What is sealed is not sealed to this hub, or no details"));
    }
    if (!asked.details) return std::string();
    auto sealed = sealed_of(*asked.details);
    if (sealed) return std::move(*sealed);
    if (sealed.error() == sync::SealError::too_large) {
        return std::unexpected(problem(413, "too_large", "The applicant's details are too long"));
    }
    return std::unexpected(problem(500, "crypto", "The applicant's details could not be sealed"));
}

Api::Answer Api::submit_case(const ApiRequest& request) {
    if (!basis_) co_return no_basis();
    if (request.content_type != "application/json") co_return problem(415, "not_json", "Send application/json");
    const auto asked = wire::decode_case_request(request.body);
    if (!asked) co_return problem(400, "bad_request", "The request is not understood", wire::to_text(asked.error()));
    auto sealed = sealed_details(*asked);
    if (!sealed) co_return std::move(sealed.error());
    const CaseFiling filing{.application = {.token = asked->token ? *asked->token : sync::Token::random(),
                                            .project_name = asked->project_name,
                                            .project_code = asked->project_code,
                                            .items = asked->items},
                            .by = said_by(asked->by, request),
                            .sealed = std::move(*sealed),
                            .device = request.device,
                            .hall = request.hall};
    const auto file = co_await office_.run(
        [&](Records& records) { return records.cases.submit(filing, *basis_, sync::wall_clock_now()); });
    if (!file) co_return unavailable();
    if (!*file) co_return refusal(file->error());
    office_.changed();
    ApiResponse response = view_response(201, **file, *basis_, CaseAudience::hall);
    response.headers.emplace_back("Location", "/v1/cases/" + filing.application.token.text());
    co_return response;
}

Api::Answer Api::cases(const ApiRequest& request) {
    if (!basis_) co_return no_basis();
    const sync::Instant now = sync::wall_clock_now();
    auto filter = filter_of(request.target, basis_->calendar, now);
    if (filter) filter->hall = request.hall;
    if (!filter) {
        co_return problem(400, "bad_query", "The list is not understood",
                          "state, agent, department, and due: \"overdue\" or a number of working days.");
    }
    const auto rows = co_await office_.run([&](Records& records) { return records.cases.list(*filter, most_cases); });
    if (!rows) co_return unavailable();
    json list = json::array();
    for (const CaseRow& row : *rows) list.push_back(to_json(row, basis_->calendar, now));
    co_return json_response({{"cases", std::move(list)}, {"as_of", sync::to_text(now)}});
}

Api::Answer Api::case_file(const ApiRequest& request) {
    if (!basis_) co_return no_basis();
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return refusal({});
    const auto file = co_await office_.run([&](Records& records) { return of_hall(request.hall, records, *token); });
    if (!file) co_return unavailable();
    if (!*file) co_return refusal(file->error());
    const bool hall = request.role == Role::operator_;
    co_return view_response(200, **file, *basis_, hall ? CaseAudience::hall : CaseAudience::applicant);
}

Api::Answer Api::change_case(const ApiRequest& request) {
    if (!basis_) co_return no_basis();
    if (request.content_type != "application/json") co_return problem(415, "not_json", "Send application/json");
    auto order = wire::decode_case_order(request.body);
    if (!order) co_return problem(400, "bad_request", "The request is not understood", wire::to_text(order.error()));
    order->by = said_by(order->by, request);
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return refusal({});
    const auto file = co_await office_.run([&](Records& records) {
        auto found = of_hall(request.hall, records, *token);
        if (!found || !*found) return found;
        return records.cases.change(*token, *order, *basis_, sync::wall_clock_now());
    });
    if (!file) co_return unavailable();
    if (!*file) co_return refusal(file->error());
    office_.changed();
    co_return view_response(200, **file, *basis_, CaseAudience::hall);
}

namespace {

ApiResponse form_refusal(FormRefusal refusal) {
    if (refusal == FormRefusal::not_completed) return problem(409, "not_completed", "The case is not completed");
    return problem(409, "not_terminated", "The case is not terminated");
}

ApiResponse pdf_response(std::string bytes, const CaseFile& file, Appendix appendix) {
    ApiResponse response;
    response.content_type = "application/pdf";
    response.body = std::move(bytes);
    response.headers = {{"Content-Disposition", "inline; filename=\"" + file.number + "-" +
                                                    std::to_string(static_cast<int>(appendix)) + ".pdf\""},
                        {"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"}};
    return response;
}

}  // namespace

Api::Answer Api::case_form(const ApiRequest& request) {
    if (!basis_) co_return no_basis();
    const auto token = sync::Token::parse(request.parameter);
    const auto appendix = parse_appendix(request.second_parameter);
    if (!appendix) co_return problem(404, "unknown_form", "There are the appendices 3 to 8");
    if (!token) co_return refusal({});
    const auto file = co_await office_.run([&](Records& records) { return of_hall(request.hall, records, *token); });
    if (!file) co_return unavailable();
    if (!*file) co_return refusal(file->error());
    FormSource source{.file = **file};
    if (needs_details(*appendix)) {
        const CaseLook look{.who = request.device,
                            .what = "form " + request.second_parameter,
                            .at = sync::wall_clock_now(),
                            .by = CaseLook::By::device,
                            .address = request.address,
                            .hall = request.hall};
        const auto sealed = co_await office_.run([&](Records& records) { return records.cases.look(*token, look); });
        if (!sealed) co_return unavailable();
        auto details = sealed->empty() ? std::nullopt : opened_details(*sealed);
        if (details) {
            source.signature = sync::base64_decode(details->signature).value_or("");
            source.details = std::move(*details);
        } else if (!sealed->empty()) {
            // A form without them can still be filled in by hand.
            spdlog::error("what is sealed of a case's applicant cannot be opened");
        }
    }
    const auto form = form_of(*appendix, source, basis_->calendar);
    if (!form) co_return form_refusal(form.error());
    auto pdf = co_await forms_.print(*form, basis_->catalogue, (*file)->now.changed_at);
    if (pdf) co_return pdf_response(std::move(*pdf), **file, *appendix);
    if (pdf.error() == FormRoom::Fault::busy) co_return unavailable();
    co_return problem(500, "not_printable", "The form could not be made");
}

}  // namespace bangnin::hub
