// What supervisors ask: whether the hub lives and is ready, and its figures.
#include "sync/hub/api/api.h"
#include "sync/hub/api/json_response.h"
#include "sync/hub/schema.h"

namespace bangnin::hub {

// Alive is whoever answers; ready is who can take a ticket now and is going to stay.
Api::Answer Api::health(const ApiRequest& request) {
    const auto probe = request.target.query.find("probe");
    if (probe != request.target.query.end() && probe->second == "alive") co_return json_response({{"status", "alive"}});
    // By the connection that writes, so that "ok" means that tickets can really be taken.
    const auto version = co_await office_.run([](Records& records) { return records.database.stored_version(); });
    const bool current = version && *version >= newest_schema();
    const bool ready = current && !draining_;
    nlohmann::json report{{"status", ready       ? "ok"
                                     : draining_ ? "draining"
                                                 : "unready"},
                          {"database", version ? "ok" : "unreachable"},
                          {"schema", version ? *version >= newest_schema() ? "current" : "old" : "unknown"}};
    ApiResponse response = json_response(report);
    response.status = ready ? 200 : 503;
    if (!ready) response.headers.emplace_back("Retry-After", "5");
    co_return response;
}

Api::Answer Api::metrics_text(const ApiRequest&) {
    const auto version = co_await office_.read([](Records& records) { return records.database.stored_version(); });
    MetricsNow now = office_.figures();
    now.schema_version = version.value_or(0);
    ApiResponse response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = metrics_.text(now);
    co_return response;
}

}  // namespace bangnin::hub
