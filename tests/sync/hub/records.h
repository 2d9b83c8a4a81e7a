// The records' own operations as tests of them use them.
#pragma once

#include <optional>
#include <utility>

#include "sync/hub/intake.h"

namespace bangnin::hub::test {

// Whether the request was taken, and the answer to it.
inline std::optional<sync::wire::EventsResponse> taken(Database& database, sync::wire::EventsRequest request,
                                                       sync::Instant now) {
    const IntakeBatch batch = make_batch(std::move(request), {Role::kiosk}, now);
    const IntakeBatch* group = &batch;
    auto results = Intake(database).take({&group, 1});
    if (results.size() != 1 || !results[0] || !*results[0]) return std::nullopt;
    return (*results[0])->response;
}

}  // namespace bangnin::hub::test
