// Every route × every kind of caller, from the table of routes itself: who may call it gets through to it, nobody else.
#include <gtest/gtest.h>

#include "sync/hub/api/api.h"
#include "tests/sync/hub/console/console_rig.h"

namespace bangnin::hub::test {
namespace {

using console::StaffRole;

// Each {…} filled in.
std::string real_path(std::string_view path) {
    std::string real(path);
    for (std::size_t open = real.find('{'); open != std::string::npos; open = real.find('{')) {
        real.replace(open, real.find('}', open) + 1 - open, "1");
    }
    return real;
}

// A caller was kept out if the answer says so; anything else, also "no such ticket", is the route's own answer.
bool kept_out(const Reply& reply) {
    if (reply.status == 303) return location_of(reply).starts_with("/console/sign-in");
    const std::string code = reply.problem_code();
    return code == "no_certificate" || code == "wrong_role" || code == "not_signed_in" ||
           says(reply, "<h1>没有权限</h1>");
}

class AccessMatrix : public testing::Test {
  protected:
    void SetUp() override { hub_.start(); }
    // What only ends a session is asked last.
    template <typename Ask>
    void each_route(Ask ask) {
        for (const Api::Route& route : Api::routes()) {
            if (route.path != "/console/sign-out") ask(route);
        }
        for (const Api::Route& route : Api::routes()) {
            if (route.path == "/console/sign-out") ask(route);
        }
    }
    HubRig hub_;
};

TEST_F(AccessMatrix, StrangersAndDevices) {
    const auto stranger = hub_.client(hub_.stranger());
    const auto kiosk = hub_.client(hub_.enrol("k1", "kiosk"));
    const auto counter = hub_.client(hub_.enrol("counter", "operator"));
    each_route([&](const Api::Route& route) {
        const std::string path = real_path(route.path);
        const auto ask = [&](Client& client) {
            return route.method == "POST" ? client.post(path, "{}") : client.get(path);
        };
        const bool open = route.access == Access::anyone;
        EXPECT_EQ(kept_out(ask(*stranger)), !open) << path << " by a stranger";
        EXPECT_EQ(kept_out(ask(*kiosk)), !open && route.access != Access::device) << path << " by a kiosk";
        EXPECT_EQ(kept_out(ask(*counter)), of_console(route.access)) << path << " by an operator's device";
    });
}

TEST_F(AccessMatrix, StaffByTheirRoles) {
    for (const StaffRole role : {StaffRole::clerk, StaffRole::agent, StaffRole::manager, StaffRole::admin}) {
        const std::string login(to_text(role));
        add_staff(hub_, login, login);
        Browser browser(hub_);
        ASSERT_EQ(browser.sign_in(login).status, 303);
        each_route([&](const Api::Route& route) {
            if (!of_console(route.access)) return;
            const std::string path = real_path(route.path);
            if (path == "/console/events") return;  // does not end by itself
            browser.get("/console");
            const Reply reply = route.method == "POST" ? browser.post(path, {}) : browser.get(path);
            if (path == "/console/sign-out") {
                EXPECT_EQ(reply.status, 303);
                return;
            }
            EXPECT_EQ(kept_out(reply), !may(role, route.access)) << path << " by " << login;
            EXPECT_LT(reply.status, 500) << path;
        });
    }
}

TEST_F(AccessMatrix, StaffAreNoDevices) {
    add_staff(hub_, "boss", "admin");
    Browser browser(hub_);
    ASSERT_EQ(browser.sign_in("boss").status, 303);
    each_route([&](const Api::Route& route) {
        if (of_console(route.access) || route.access == Access::anyone) return;
        const std::string path = real_path(route.path);
        const Reply reply =
            route.method == "POST" ? browser.post_raw(path, "{}", "application/json") : browser.get(path);
        EXPECT_EQ(reply.problem_code(), "no_certificate") << path;
    });
}

}  // namespace
}  // namespace bangnin::hub::test
