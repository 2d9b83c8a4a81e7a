#include "sync/hub/api/api.h"

#include <array>

#include "sync/hub/page.h"

namespace bangnin::hub {
namespace {

namespace wire = sync::wire;

// What stands for {…} when the path fits the template; the whole path must fit.
std::optional<std::string> matched(std::string_view pattern, std::string_view path) {
    const std::size_t open = pattern.find('{');
    if (open == std::string_view::npos) {
        return pattern == path ? std::optional<std::string>("") : std::nullopt;
    }
    if (!path.starts_with(pattern.substr(0, open))) return std::nullopt;
    const std::string_view rest = path.substr(open);
    if (rest.empty() || rest.find('/') != std::string_view::npos) return std::nullopt;
    return std::string(rest);
}

}  // namespace

ApiResponse problem(int status, std::string code, std::string title, std::string detail) {
    ApiResponse response;
    response.status = status;
    response.content_type = "application/problem+json";
    response.body =
        wire::encode(wire::Problem{"about:blank", std::move(title), status, std::move(detail), std::move(code)});
    return response;
}

ApiResponse unavailable() {
    ApiResponse response =
        problem(503, "unavailable", "The hub cannot work on its records now", "Try again in some seconds.");
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

std::span<const Api::Route> Api::routes() {
    static constexpr std::array table{
        Route{"GET", "/v1/ca", Access::anyone, &Api::certificate_authority},
        Route{"POST", "/v1/enrol", Access::anyone, &Api::enrol},
        Route{"POST", "/v1/renew", Access::device, &Api::renew},
        Route{"GET", "/v1/sealing", Access::device, &Api::sealing_certificate},
        Route{"POST", "/v1/events", Access::device, &Api::events},
        Route{"GET", "/v1/changes", Access::device, &Api::changes},
        Route{"GET", "/v1/tickets/{token}", Access::device, &Api::ticket},
        Route{"GET", "/v1/documents/{name}", Access::device, &Api::document},
        Route{"GET", "/v1/tickets", Access::operator_, &Api::tickets},
        Route{"GET", "/v1/devices", Access::operator_, &Api::devices},
        Route{"GET", "/v1/rejected", Access::operator_, &Api::rejected},
        Route{"GET", "/v1/windows", Access::operator_, &Api::windows},
        Route{"GET", "/v1/windows/{name}", Access::operator_, &Api::window},
        Route{"POST", "/v1/desk", Access::operator_, &Api::desk},
        Route{"GET", "/v1/calls", Access::operator_, &Api::calls},
        Route{"POST", "/v1/calls/{call}", Access::operator_, &Api::answer_call},
        Route{"GET", "/healthz", Access::anyone, &Api::health},
        Route{"GET", "/t/{token}", Access::anyone, &Api::ticket_page},
    };
    return table;
}

boost::asio::awaitable<std::optional<ApiResponse>> Api::refuse(const Route& route, ApiRequest& request) {
    if (route.access == Access::anyone) co_return std::nullopt;
    if (request.device.empty()) {
        co_return problem(401, "no_certificate", "A device certificate is needed", "Enrol the device first.");
    }
    const auto role =
        co_await office_.run([&](Records& records) { return records.devices.role_of(request.device, request.key); });
    if (!role) co_return unavailable();
    if (!*role) co_return problem(403, "not_enrolled", "This device is not enrolled here any more");
    if (route.access == Access::operator_ && **role != Role::operator_) {
        co_return problem(403, "wrong_role", "This device may not see that");
    }
    request.role = **role;
    co_return std::nullopt;
}

Api::Answer Api::answer(ApiRequest request) {
    const Route* other_method = nullptr;
    for (const Route& route : routes()) {
        auto parameter = matched(route.path, request.target.path);
        if (!parameter) continue;
        if (route.method != request.method) {
            other_method = &route;
            continue;
        }
        request.parameter = std::move(*parameter);
        auto refusal = co_await refuse(route, request);
        // Not one conditional expression: g++ 12 destroys its temporaries twice when one side awaits.
        ApiResponse response;
        if (refusal) {
            response = std::move(*refusal);
        } else {
            response = co_await (this->*route.handler)(request);
        }
        response.route = route.path;
        co_return response;
    }
    if (other_method != nullptr) {
        ApiResponse response = problem(405, "method", "This address does not take that method");
        response.headers.emplace_back("Allow", std::string(other_method->method));
        response.route = other_method->path;
        co_return response;
    }
    co_return problem(404, "no_such_address", "There is nothing at this address");
}

void Api::begin_drain() {
    draining_ = true;
    office_.bell().ring();
}

}  // namespace bangnin::hub
