// The database server goes away under two hubs, and comes back.
#include <gtest/gtest.h>

#include <future>

#include "tests/sync/hub/console/console_rig.h"
#include "tests/sync/hub/hub_rig.h"
#include "tests/sync/hub/own_server.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;

wire::EventsResponse response(const Reply& reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    return wire::decode_events_response(reply.body).value_or(wire::EventsResponse{});
}

std::string poll(std::uint64_t cursor) { return "/v1/changes?cursor=" + std::to_string(cursor) + "&wait=15"; }

TEST(FallenServer, NothingIsLostAndTheHubsGoOn) {
    OwnServer server;
    HubRig first(server.uri());
    first.start();
    const auto client = first.client(first.enrol("k1", "kiosk"));
    HubRig second(first);
    second.start();
    const auto waiting = second.client(first.enrol("k2", "kiosk"));
    EXPECT_EQ(response(client->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 5)))).high_water, 5U);
    server.fall();

    // The first to find the connection gone is told to come again; nobody is told that something was taken which was
    // not.
    int refused = 0;
    Reply reply;
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < patience) {
        reply = client->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 8)));
        if (reply.status == 200) break;
        EXPECT_EQ(reply.status, 503) << reply.body;
        EXPECT_NE(reply.headers.find("Retry-After"), std::string::npos);
        ++refused;
    }
    EXPECT_EQ(response(reply).high_water, 8U);
    EXPECT_GT(refused, 0) << "the fault was there";

    // News is heard again as well, at the hub that lost the server while nobody asked it anything.
    std::optional<wire::ChangesResponse> known;
    while (!known && std::chrono::steady_clock::now() < patience) {
        const Reply now = waiting->get("/v1/changes?cursor=0");
        if (now.status == 200) known = wire::decode_changes_response(now.body).value();
    }
    ASSERT_TRUE(known);
    auto answered = std::async(std::launch::async, [&] { return waiting->get(poll(known->cursor)); });
    EXPECT_EQ(response(client->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 9)))).high_water, 9U);
    const auto changes = wire::decode_changes_response(answered.get().body);
    ASSERT_TRUE(changes);
    EXPECT_EQ(changes->changes.size(), 1U);
}

// Whoever looks meanwhile is told so, as a page where it was a page that was asked for.
TEST(FallenServer, PagesSayToTryAgainWhileItIsAway) {
    OwnServer server;
    HubRig hub(server.uri());
    hub.start();
    add_staff(hub, "0527", "manager");
    Browser browser(hub);
    ASSERT_EQ(browser.sign_in("0527").status, 303);
    const auto phone = hub.client(hub.stranger());
    const std::string token = token_of('A', 1, 1).text();
    const std::string rating = "rating=" + token + "&grade=5";
    server.go_away();
    for (const std::string& page : {"/t/" + token, "/c/" + token}) {
        for (const Reply& reply : {phone->get(page), phone->post(page, rating, "application/x-www-form-urlencoded")}) {
            EXPECT_EQ(reply.status, 503) << page;
            EXPECT_TRUE(reply.type.starts_with("text/html")) << reply.type;
            EXPECT_EQ(reply.body.find("postgresql"), std::string::npos) << "nobody's business";
        }
    }
    const Reply console = browser.get("/console");
    EXPECT_EQ(console.status, 503);
    EXPECT_TRUE(console.type.starts_with("text/html")) << console.type;
    EXPECT_EQ(phone->get("/healthz").status, 503);
    EXPECT_EQ(phone->get("/healthz?probe=alive").status, 200);
    server.come_back();
    // And then it knows again what it does not know.
    const auto patience = std::chrono::steady_clock::now() + harness::patience;
    Reply reply = phone->get("/t/" + token);
    while (reply.status == 503 && std::chrono::steady_clock::now() < patience) reply = phone->get("/t/" + token);
    EXPECT_EQ(reply.status, 404);
}

}  // namespace
}  // namespace bangnin::hub::test
