#include "sync/hub/api/api.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "sync/model/asset_folder.h"

namespace bangnin::hub {
namespace {

namespace wire = sync::wire;

// What stands for each {…} when the path fits the template; the whole path must fit.
std::optional<std::vector<std::string>> matched(std::string_view pattern, std::string_view path) {
    std::vector<std::string> parameters;
    while (true) {
        const std::size_t open = pattern.find('{');
        if (open == std::string_view::npos) break;
        if (!path.starts_with(pattern.substr(0, open))) return std::nullopt;
        path.remove_prefix(open);
        pattern.remove_prefix(pattern.find('}', open) + 1);
        const std::string_view ending = pattern.substr(0, pattern.find('/'));
        std::string_view part = path.substr(0, path.find('/'));
        path.remove_prefix(part.size());
        if (!part.ends_with(ending)) return std::nullopt;
        part.remove_suffix(ending.size());
        pattern.remove_prefix(ending.size());
        if (part.empty()) return std::nullopt;
        parameters.emplace_back(part);
    }
    return pattern == path ? std::optional(std::move(parameters)) : std::nullopt;
}

std::expected<CaseBasis, std::string> basis_of(const Config& config) {
    const auto assets = sync::find_assets(config.assets);
    if (!assets) return std::unexpected("the assets folder is not found; set hub.assets");
    return load_case_basis(*assets, config.zone);
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

Api::Api(const Config& config, const Authority& authority, BackOffice& office)
    : config_(config),
      authority_(authority),
      office_(office),
      basis_(basis_of(config)),
      forms_(sync::find_assets(config.assets).value_or(""), config.state_dir / "fonts") {
    if (!basis_) spdlog::error("cases cannot be worked on: {}", basis_.error());
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
        Route{"POST", "/v1/cases", Access::operator_, &Api::submit_case},
        Route{"GET", "/v1/cases", Access::operator_, &Api::cases},
        Route{"GET", "/v1/cases/{token}", Access::device, &Api::case_file},
        Route{"POST", "/v1/cases/{token}/commands", Access::operator_, &Api::change_case},
        Route{"GET", "/v1/cases/{token}/forms/{appendix}.pdf", Access::operator_, &Api::case_form},
        Route{"GET", "/healthz", Access::anyone, &Api::health},
        Route{"GET", "/metrics", Access::operator_, &Api::metrics_text},
        Route{"GET", "/t/{token}", Access::anyone, &Api::ticket_page},
        Route{"POST", "/t/{token}", Access::anyone, &Api::rate_ticket},
        Route{"GET", "/c/{token}", Access::anyone, &Api::case_page},
        Route{"POST", "/c/{token}", Access::anyone, &Api::rate_case},
        Route{"GET", "/console", Access::clerk, &Api::console_home},
        Route{"GET", "/console/assets/{file}", Access::anyone, &Api::console_asset},
        Route{"GET", "/console/sign-in", Access::anyone, &Api::console_sign_in},
        Route{"POST", "/console/session", Access::anyone, &Api::console_session},
        Route{"POST", "/console/sign-out", Access::clerk, &Api::console_sign_out},
        Route{"GET", "/console/window/{name}", Access::clerk, &Api::console_window},
        Route{"POST", "/console/window/{name}/case", Access::clerk, &Api::console_window_case},
        Route{"POST", "/console/window/{name}/look", Access::clerk, &Api::console_window_look},
        Route{"POST", "/console/desk/{name}", Access::clerk, &Api::console_desk},
        Route{"GET", "/console/events", Access::clerk, &Api::console_events},
        Route{"GET", "/console/audit", Access::manager, &Api::console_audit},
        Route{"GET", "/console/devices", Access::manager, &Api::console_devices},
        Route{"GET", "/console/halls", Access::admin, &Api::console_halls},
        Route{"POST", "/console/halls", Access::admin, &Api::console_look_at},
        Route{"GET", "/console/statistics", Access::manager, &Api::console_statistics},
        Route{"GET", "/console/statistics.csv", Access::manager, &Api::console_statistics_table},
        Route{"GET", "/console/statistics.xlsx", Access::manager, &Api::console_statistics_workbook},
        Route{"GET", "/console/follow-ups", Access::manager, &Api::console_follow_ups},
        Route{"GET", "/console/follow-ups/{rating}", Access::manager, &Api::console_follow_up},
        Route{"POST", "/console/follow-ups/{rating}", Access::manager, &Api::console_follow_up_step},
        Route{"GET", "/console/documents", Access::admin, &Api::console_documents},
        Route{"GET", "/console/documents/{name}", Access::admin, &Api::console_document},
        Route{"POST", "/console/documents/{name}", Access::admin, &Api::console_document_post},
        Route{"GET", "/console/cases", Access::clerk, &Api::console_cases},
        Route{"GET", "/console/cases/new", Access::clerk, &Api::console_new_case},
        Route{"POST", "/console/cases/new", Access::clerk, &Api::console_file_case},
        Route{"GET", "/console/cases/{token}", Access::clerk, &Api::console_case},
        Route{"POST", "/console/cases/{token}", Access::clerk, &Api::console_case_act},
        Route{"POST", "/console/cases/{token}/look", Access::clerk, &Api::console_case_look},
        Route{"GET", "/console/cases/{token}/forms/{appendix}.pdf", Access::clerk, &Api::console_case_form},
        Route{"POST", "/console/cases/{token}/forms/{appendix}.pdf", Access::clerk, &Api::console_case_form},
    };
    return table;
}

bool Api::is_known(const Route& route, ApiRequest& request) {
    if (route.access == Access::anyone) return true;
    if (route.handler != &Api::changes) return false;
    const auto enrolment = office_.feed().enrolment_of(request.device, request.key);
    if (!enrolment) return false;
    request.role = enrolment->role;
    request.hall = enrolment->hall;
    return true;
}

boost::asio::awaitable<std::optional<ApiResponse>> Api::refuse(const Route& route, ApiRequest& request) {
    if (of_console(route.access)) co_return co_await refuse_staff(route, request);
    co_return co_await refuse_device(route, request);
}

boost::asio::awaitable<std::optional<ApiResponse>> Api::refuse_device(const Route& route, ApiRequest& request) {
    if (request.device.empty()) {
        co_return problem(401, "no_certificate", "A device certificate is needed", "Enrol the device first.");
    }
    const auto found = co_await enrolment_of(request);
    if (!found) co_return unavailable();
    if (!*found) co_return problem(403, "not_enrolled", "This device is not enrolled here any more");
    if (route.access == Access::operator_ && (*found)->role != Role::operator_) {
        co_return problem(403, "wrong_role", "This device may not see that");
    }
    request.role = (*found)->role;
    request.hall = (*found)->hall;
    co_return std::nullopt;
}

boost::asio::awaitable<DatabaseResult<std::optional<Enrolment>>> Api::enrolment_of(const ApiRequest& request) {
    co_return co_await office_.read(
        [&](Records& records) { return records.devices.find(request.device, request.key); });
}

Api::Answer Api::answer(ApiRequest request) {
    std::string others;  // the methods that the address takes
    std::string_view described;
    for (const Route& route : routes()) {
        auto parameters = matched(route.path, request.target.path);
        if (!parameters) continue;
        if (route.method != request.method) {
            others += (others.empty() ? "" : ", ") + std::string(route.method);
            described = route.path;
            continue;
        }
        parameters->resize(2);
        request.parameter = std::move((*parameters)[0]);
        request.second_parameter = std::move((*parameters)[1]);
        std::optional<ApiResponse> refusal;
        if (!is_known(route, request)) refusal = co_await refuse(route, request);
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
    if (!others.empty()) {
        ApiResponse response = problem(405, "method", "This address does not take that method");
        response.headers.emplace_back("Allow", others);
        response.route = described;
        co_return response;
    }
    co_return problem(404, "no_such_address", "There is nothing at this address");
}

bool Api::is_proxy(std::string_view address) const {
    return std::ranges::any_of(config_.proxies, [&](const AddressRange& range) { return range.holds(address); });
}

void Api::begin_drain() {
    draining_ = true;
    office_.close_feed();
}

}  // namespace bangnin::hub
