// What the hub answers: one table of routes, each with who may call it. Described for others in sync/wire/openapi.yaml.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/hub/authority.h"
#include "sync/hub/back_office.h"
#include "sync/hub/config.h"
#include "sync/hub/target.h"

namespace bangnin::hub {

struct ApiRequest {
    std::string method;
    Target target;
    std::string content_type;  // media type only, lower case
    std::string body;
    std::string device;     // the name in the client's certificate; empty: none was shown
    std::string key;        // x509::key_hash of that certificate's key
    std::string parameter;  // what stood for {…} in the route's path
    Role role = Role::pad;  // of the device, where the route is not for anyone
};

struct ApiResponse {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string_view route = "none";  // the template, for the log: addresses carry tokens and are not logged
};

enum class Access {
    anyone,
    device,     // any enrolled device that is not revoked
    operator_,  // a device enrolled in the role "operator"
};

class Api {
  public:
    using Answer = boost::asio::awaitable<ApiResponse>;
    struct Route {
        std::string_view method;
        std::string_view path;  // at most one {…}, which stands for the whole last part
        Access access;
        Answer (Api::*handler)(const ApiRequest&);
    };

    Api(const Config& config, const Authority& authority, BackOffice& office)
        : config_(config), authority_(authority), office_(office) {}

    static std::span<const Route> routes();
    // Total: every request gets an answer.
    Answer answer(ApiRequest request);
    // From now on polls are answered at once: the program is ending.
    void begin_drain();

  private:
    Answer certificate_authority(const ApiRequest& request);
    Answer enrol(const ApiRequest& request);
    Answer renew(const ApiRequest& request);
    Answer sealing_certificate(const ApiRequest& request);
    Answer events(const ApiRequest& request);
    Answer changes(const ApiRequest& request);
    Answer ticket(const ApiRequest& request);
    Answer document(const ApiRequest& request);
    Answer tickets(const ApiRequest& request);
    Answer devices(const ApiRequest& request);
    Answer rejected(const ApiRequest& request);
    Answer windows(const ApiRequest& request);
    Answer window(const ApiRequest& request);
    Answer desk(const ApiRequest& request);
    Answer calls(const ApiRequest& request);
    Answer answer_call(const ApiRequest& request);
    Answer health(const ApiRequest& request);
    Answer ticket_page(const ApiRequest& request);
    // Also sets the request's role.
    boost::asio::awaitable<std::optional<ApiResponse>> refuse(const Route& route, ApiRequest& request);

    const Config& config_;
    const Authority& authority_;
    BackOffice& office_;
    std::atomic<bool> draining_ = false;
};

// RFC 9457.
ApiResponse problem(int status, std::string code, std::string title, std::string detail = "");
ApiResponse unavailable();

}  // namespace bangnin::hub
