// An answer in JSON; text that is no UTF-8 is mended rather than thrown about.
#pragma once

#include <nlohmann/json.hpp>

#include "sync/hub/api/api.h"

namespace bangnin::hub {

inline ApiResponse json_response(const nlohmann::json& body) {
    ApiResponse response;
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

}  // namespace bangnin::hub
