// The hub's network side: listens, speaks TLS with optional client certificates, serves connections, and ends orderly.
#pragma once

#include <expected>
#include <functional>
#include <string>

#include "sync/hub/api/api.h"
#include "sync/hub/authority.h"
#include "sync/hub/config.h"

namespace bangnin::hub {

struct Listening {
    std::string address;
    std::uint16_t port = 0;
};

// Runs until SIGTERM or SIGINT, then lets the requests under way end (at most a second). `ready` is called once,
// when connections are accepted. The error is a sentence for the operator.
std::expected<void, std::string> serve(const Config& config, const Authority& authority, BackOffice& office,
                                       const std::function<void(const Listening&)>& ready);

}  // namespace bangnin::hub
