// openapi.yaml and the hub say the same: each route of the one is a route of the other, and answers. What is said on
// them is compared by tests/sync/wire/exchanges.sh.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "sync/hub/api/api.h"
#include "sync/hub/database.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using Routes = std::set<std::pair<std::string, std::string>>;

// The paths section only: "  /path:" and below it "    get:" or "    post:".
Routes described() {
    std::ifstream file("sync/wire/openapi.yaml");
    Routes routes;
    std::string line;
    std::string path;
    bool inside = false;
    while (std::getline(file, line)) {
        if (!line.empty() && line[0] != ' ' && line[0] != '#') inside = line == "paths:";
        if (!inside) continue;
        if (line.starts_with("  /") && line.ends_with(':')) path = line.substr(2, line.size() - 3);
        if (line == "    get:") routes.emplace("GET", path);
        if (line == "    post:") routes.emplace("POST", path);
    }
    return routes;
}

// The path with something in the place of each {…}.
std::string filled_in(std::string path) {
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        path.replace(open, path.find('}') - open + 1, token_of('A', 1, 1).text());
    }
    return path;
}

TEST(OpenApi, DescribesExactlyWhatIsServed) {
    Routes served;
    for (const Api::Route& route : Api::routes()) served.emplace(route.method, route.path);
    EXPECT_EQ(described(), served);
}

TEST(OpenApi, EveryRouteAnswers) {
    HubRig hub;
    hub.start();
    const auto device = hub.client(hub.enrol("desk", "operator"));
    const auto stranger = hub.client(hub.stranger());
    const Routes all = described();
    ASSERT_GE(all.size(), 9U);
    for (const auto& [method, path] : all) {
        const std::string real = filled_in(path);
        const Reply reply = method == "POST" ? device->post(real, "{}") : device->get(real);
        EXPECT_NE(reply.status, 0) << path;
        EXPECT_NE(reply.status, 405) << path;
        EXPECT_LT(reply.status, 500) << path;
        EXPECT_NE(reply.problem_code(), "no_such_address") << path;
        const std::string other_method = method == "POST" ? "GET" : "POST";
        if (all.contains({other_method, path})) continue;
        const Reply other = method == "POST" ? device->get(real) : device->post(real, "{}");
        EXPECT_EQ(other.status, 405) << path;
        EXPECT_NE(other.headers.find("Allow: " + method), std::string::npos) << path;
    }
    EXPECT_EQ(stranger->get("/healthz").status, 200);
    EXPECT_EQ(stranger->get("/v1/devices").status, 401);
    EXPECT_EQ(stranger->post("/v1/enrol", "code=1", "application/x-www-form-urlencoded").status, 415);
    const std::string large(100'000, 'a');
    for (const std::string page : {"/t/", "/c/"}) {
        const std::string real = page + token_of('A', 1, 1).text();
        EXPECT_EQ(stranger->post(real, large, "application/x-www-form-urlencoded").status, 413);
    }
}

// A later device says more than this hub knows.
TEST(OpenApi, MembersThatNobodyKnowsDoNoHarmAndAreKept) {
    HubRig hub;
    hub.start();
    const auto kiosk = hub.client(hub.enrol("k1", "kiosk"));
    auto request = nlohmann::json::parse(push_body("k1", "e", tickets('A', 1, 1, 2)));
    request["x_later"] = {{"a", 1}};
    request["events"][0]["x_later"] = "b";
    request["events"][0]["body"]["x_later"] = {{"c", {1, 2}}};
    const Reply reply = kiosk->post("/v1/events", request.dump());
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto answer = sync::wire::decode_events_response(reply.body).value();
    EXPECT_EQ(answer.high_water, 2U);
    EXPECT_TRUE(answer.rejected.empty());
    std::string body;
    const auto database = hub.database().open();
    database->session() << "SELECT body FROM events WHERE seq = 1", soci::into(body);
    EXPECT_EQ(nlohmann::json::parse(body), request["events"][0]["body"]);
}

}  // namespace
}  // namespace bangnin::hub::test
