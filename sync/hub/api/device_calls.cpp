// What devices call: trust and enrolment, their logs in, the changes out, one ticket.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "sync/hub/api/api.h"
#include "sync/hub/x509.h"
#include "sync/wire/limits.h"

namespace bangnin::hub {

namespace wire = sync::wire;

namespace {

std::string_view reason_of(CodeFault fault) {
    switch (fault) {
        case CodeFault::unknown:
            return "There is no such code.";
        case CodeFault::used:
            return "This code was used already; ask for a new one.";
        case CodeFault::expired:
            return "This code has expired; ask for a new one.";
    }
    return "";
}

}  // namespace

namespace {

// For the records to be read once.
constexpr std::chrono::seconds longest_reading{10};

ApiResponse gap(std::uint64_t high_water) {
    ApiResponse response = problem(409, "gap", "Events before these are missing");
    response.body =
        wire::encode(wire::Problem{"about:blank", "Events before these are missing", 409,
                                   "Send the log from where the hub's part of it ends.", "gap", high_water});
    return response;
}

ApiResponse nothing_since(std::uint64_t cursor) {
    ApiResponse response;
    response.body = wire::encode(wire::ChangesResponse{.cursor = cursor, .changes = {}});
    return response;
}

}  // namespace

Api::Answer Api::certificate_authority(const ApiRequest&) {
    ApiResponse response;
    response.content_type = "application/x-pem-file";
    response.body = authority_.ca_pem();
    co_return response;
}

Api::Answer Api::enrol(const ApiRequest& request) {
    if (request.content_type != "application/json") co_return problem(415, "not_json", "Send application/json");
    const auto asked = wire::decode_enrol_request(request.body);
    if (!asked) co_return problem(400, "bad_request", "The request is not understood", wire::to_text(asked.error()));
    const sync::Instant now = sync::wall_clock_now();
    // The request is tried before the code is used up: a device that sent nonsense may try again.
    const auto trial = authority_.certify_device(asked->csr, "trial", "trial", config_.certificate_life, now);
    if (!trial) co_return problem(400, "bad_csr", "The certificate request is not valid");
    const std::string key = x509::request_key_hash(asked->csr);
    using Claim = std::expected<Devices::Claim, CodeFault>;
    const auto claim = co_await office_.run([&](Records& records) {
        return together(records.database, "enrolling", [&]() -> DatabaseResult<Claim> {
            auto claimed = records.devices.claim(asked->code, key, now);
            if (!claimed || !*claimed || !(*claimed)->moved) return claimed;
            const auto told = records.changes.tell_all_of((*claimed)->what.hall);
            if (!told) return std::unexpected(told.error());
            return claimed;
        });
    });
    if (!claim) co_return unavailable();
    if (!*claim) co_return problem(403, "bad_code", "The code is not valid", std::string(reason_of(claim->error())));
    const auto& [device, what, moved] = **claim;
    const std::string role(to_text(what.role));
    auto certificate = authority_.certify_device(asked->csr, device, role, config_.certificate_life, now);
    if (!certificate) co_return problem(500, "crypto", "No certificate could be made");
    spdlog::info("enrolled device={} role={} hall={}", device, role, what.hall);
    if (moved) office_.changed();
    ApiResponse response;
    response.body = wire::encode(
        wire::EnrolResponse{device, role, std::move(*certificate), authority_.sealing_certificate_pem(), what.hall});
    co_return response;
}

// For a key that the device has made anew, so that one that leaked some time ago is worth nothing in the end.
Api::Answer Api::renew(const ApiRequest& request) {
    if (request.content_type != "application/json") co_return problem(415, "not_json", "Send application/json");
    const auto asked = wire::decode_renew_request(request.body);
    if (!asked) co_return problem(400, "bad_request", "The request is not understood", wire::to_text(asked.error()));
    const std::string role(to_text(request.role));
    auto certificate =
        authority_.certify_device(asked->csr, request.device, role, config_.certificate_life, sync::wall_clock_now());
    if (!certificate) co_return problem(400, "bad_csr", "The certificate request is not valid");
    const std::string key = x509::request_key_hash(asked->csr);
    const auto noted =
        co_await office_.run([&](Records& records) { return records.devices.renew(request.device, request.key, key); });
    if (!noted) co_return unavailable();
    // It was revoked, or showed another key, a moment ago.
    if (*noted == Devices::Renewal::unknown) {
        co_return problem(403, "not_enrolled", "This device is not enrolled here any more");
    }
    spdlog::info("renewed device={}", request.device);
    ApiResponse response;
    response.body = wire::encode(wire::EnrolResponse{request.device, role, std::move(*certificate),
                                                     authority_.sealing_certificate_pem(), request.hall});
    co_return response;
}

Api::Answer Api::sealing_certificate(const ApiRequest&) {
    ApiResponse response;
    response.content_type = "application/x-pem-file";
    response.body = authority_.sealing_certificate_pem();
    co_return response;
}

Api::Answer Api::events(const ApiRequest& request) {
    if (request.content_type != "application/json") co_return problem(415, "not_json", "Send application/json");
    auto log = wire::decode_events_request(request.body);
    if (!log) co_return problem(400, "bad_request", "The request is not understood", wire::to_text(log.error()));
    if (log->device != request.device) co_return problem(403, "wrong_device", "The certificate is another device's");
    const std::size_t count = log->events.size();
    // Not in braces where it is awaited: g++ 12 destroys such a temporary twice.
    const Enrolment who{request.role, request.hall};
    const auto taken = co_await office_.take(make_batch(std::move(*log), who, sync::wall_clock_now()));
    if (!taken) co_return unavailable();
    if (!*taken && taken->error().fault == IntakeFault::diverged) {
        co_return problem(409, "diverged", "Other events stand at these places of the log",
                          "Begin a new epoch with what is not decided yet.");
    }
    if (!*taken) {
        co_return gap(taken->error().high_water);
    }
    metrics_.taken(count);
    for (const wire::Rejection& rejection : (*taken)->response.rejected) metrics_.rejected(rejection.code);
    ApiResponse response;
    response.body = wire::encode((*taken)->response);
    co_return response;
}

Api::Answer Api::changes(const ApiRequest& request) {
    const auto part = [&](const char* name, std::uint64_t otherwise,
                          std::uint64_t most) -> std::optional<std::uint64_t> {
        const auto found = request.target.query.find(name);
        return found == request.target.query.end() ? otherwise : parse_whole(found->second, most);
    };
    const auto cursor = part("cursor", 0, INT64_MAX);
    const auto wait = part("wait", 0, 3600);
    if (!cursor || !wait) co_return problem(400, "bad_query", "cursor and wait are whole numbers");
    const auto patience = std::min<std::chrono::seconds>(std::chrono::seconds(*wait), config_.longest_poll);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    ChangeFeed& feed = office_.feed();
    if (!feed.readable(std::chrono::steady_clock::now())) office_.read_again();
    const Listener who{request.device, request.role, request.hall};
    const Enrolment as{request.role, request.hall};
    bool awaited = false;
    if (!feed.current()) {
        const bool known = co_await feed.current_by(std::chrono::steady_clock::now() + longest_reading);
        if (!known) co_return unavailable();
        awaited = true;
    }
    std::uint64_t seen = *cursor;
    while (true) {
        // Most are still what they came as: thousands go on here at once.
        if (awaited && !feed.is_enrolled(request.device, request.key, as)) {
            const auto enrolment = co_await enrolment_of(request);
            if (!enrolment) co_return unavailable();
            if (!*enrolment) co_return problem(403, "not_enrolled", "This device is not enrolled here any more");
            // It asks anew, as what it is now.
            if (**enrolment != as) co_return nothing_since(seen);
        }
        if (!feed.readable(std::chrono::steady_clock::now())) co_return unavailable();
        const auto found = feed.since(seen, who, sync::wall_clock_now());
        const bool waited_enough = draining_ || std::chrono::steady_clock::now() >= deadline;
        if (!found.changes.empty() || found.cursor < seen || waited_enough) {
            ApiResponse response;
            response.body = wire::encode(found);
            co_return response;
        }
        // Up to there was nothing for this device.
        seen = found.cursor;
        co_await feed.wait(seen, who, deadline);
        awaited = true;
    }
}

Api::Answer Api::ticket(const ApiRequest& request) {
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return problem(404, "unknown_ticket", "No ticket has this token");
    const auto found =
        co_await office_.read([&](Records& records) { return records.views.ticket(*token, sync::wall_clock_now()); });
    if (!found) co_return unavailable();
    if (!*found || (*found)->hall.hall != request.hall) {
        co_return problem(404, "unknown_ticket", "No ticket has this token");
    }
    wire::TicketView view = (*found)->view;
    // A clerk's console must not learn who gave which grade.
    if (request.role == Role::operator_) view.rated.reset();
    ApiResponse response;
    response.body = wire::encode(view);
    co_return response;
}

Api::Answer Api::document(const ApiRequest& request) {
    const auto found = co_await office_.run(
        [&](Records& records) { return records.documents.newest_of(request.parameter, request.hall); });
    if (!found) co_return unavailable();
    if (!*found) co_return problem(404, "no_such_document", "No version of it was ever put here");
    ApiResponse response;
    response.body = wire::encode(**found);
    co_return response;
}

}  // namespace bangnin::hub
