// Devices' logs at a real hub: each event once, in order, decided for good; whoever is not the device gets nothing in.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using nlohmann::json;
namespace wire = sync::wire;

class Events : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        desk_ = hub_.client(hub_.enrol("desk", "operator"));
    }
    wire::EventsResponse push(std::vector<sync::Event> events, const std::string& epoch = "e1") {
        const Reply reply = kiosk_->post("/v1/events", push_body("k1", epoch, std::move(events)));
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto answer = wire::decode_events_response(reply.body);
        EXPECT_TRUE(answer) << reply.body;
        return answer.value_or(wire::EventsResponse{});
    }
    json tickets_at_hub() { return json::parse(desk_->get("/v1/tickets").body)["tickets"]; }
    json rejected_at_hub() { return json::parse(desk_->get("/v1/rejected").body)["rejected"]; }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::unique_ptr<Client> desk_;
};

TEST_F(Events, AreTakenInOrderAndSeen) {
    const auto answer = push(tickets('A', 1, 1, 3));
    EXPECT_EQ(answer.high_water, 3U);
    EXPECT_EQ(answer.device, "k1");
    EXPECT_EQ(answer.epoch, "e1");
    EXPECT_TRUE(answer.rejected.empty());
    const json seen = tickets_at_hub();
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_EQ(seen[0]["number"], "A1001");
    EXPECT_EQ(seen[2]["number"], "A1003");
    EXPECT_EQ(seen[0]["device"], "k1");
    EXPECT_EQ(seen[0]["print"]["state"], "issued");
}

TEST_F(Events, SentTwiceAreTakenOnce) {
    push(tickets('A', 1, 1, 3));
    EXPECT_EQ(push(tickets('A', 1, 1, 3)).high_water, 3U);
    // Half of it known already, as after a lost answer.
    EXPECT_EQ(push(tickets('A', 1, 2, 5)).high_water, 5U);
    EXPECT_EQ(tickets_at_hub().size(), 5U);
    EXPECT_TRUE(rejected_at_hub().empty());
}

TEST_F(Events, AGapIsNotTaken) {
    push(tickets('A', 1, 1, 2));
    const Reply reply = kiosk_->post("/v1/events", push_body("k1", "e1", tickets('A', 1, 4, 5)));
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.problem_code(), "gap");
    EXPECT_EQ(wire::decode_problem(reply.body)->high_water, 2U);
    EXPECT_EQ(tickets_at_hub().size(), 2U);
    EXPECT_EQ(push(tickets('A', 1, 3, 5)).high_water, 5U);
}

TEST_F(Events, ARequestWithoutEventsAsksWhereTheLogEnds) {
    EXPECT_EQ(push({}).high_water, 0U);
    push(tickets('A', 1, 1, 2));
    EXPECT_EQ(push({}).high_water, 2U);
    EXPECT_EQ(push({}, "another").high_water, 0U);
}

TEST_F(Events, OnlyKiosksSendTicketsAndCalls) {
    const auto pad = hub_.client(hub_.enrol("p1", "pad"));
    auto events = tickets('A', 1, 1, 1);
    const sync::Instant at = events[0].at;
    events.push_back({2, sync::event_type::ticket_print, at,
                      encode(wire::TicketPrint{token_of('A', 1, 1).text(), sync::PrintState::printing, "", 1})});
    events.push_back({3, sync::event_type::staff_call, at, R"({"screen":"home"})"});
    events.push_back({4, sync::event_type::device_health, at, R"({"printer":"ok"})"});
    events.push_back({5, "ticket.later", at, "{}"});
    const Reply reply = pad->post("/v1/events", push_body("p1", "e1", events));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto answer = wire::decode_events_response(reply.body).value();
    EXPECT_EQ(answer.high_water, 5U);
    ASSERT_EQ(answer.rejected.size(), 4U);
    for (const auto& rejection : answer.rejected) {
        EXPECT_EQ(rejection.code, "wrong_role");
        EXPECT_NE(rejection.seq, 4U);
    }
    EXPECT_TRUE(tickets_at_hub().empty());
    // The kiosk's own are taken, under the same names.
    events.resize(4);
    EXPECT_TRUE(push(events).rejected.empty());
    EXPECT_EQ(tickets_at_hub().size(), 1U);
}

TEST_F(Events, WhatMakesNoSenseIsDecidedKeptAndToldEachTime) {
    std::vector<sync::Event> events = tickets('A', 1, 1, 5);
    events[1].type = "later.type";
    events[2].body = R"({"token":"x"})";
    events[4].body = events[3].body;  // another event, the same ticket: no harm
    events.push_back({6, sync::event_type::ticket_print, events[0].at,
                      encode(wire::TicketPrint{token_of('B', 9, 9).text(), sync::PrintState::printing, "", 1})});
    for (int round = 0; round < 2; ++round) {
        const auto answer = push(events);
        EXPECT_EQ(answer.high_water, 6U);
        ASSERT_EQ(answer.rejected.size(), 3U);
        EXPECT_EQ(answer.rejected[0].seq, 2U);
        EXPECT_EQ(answer.rejected[0].code, "unknown_type");
        EXPECT_EQ(answer.rejected[1].seq, 3U);
        EXPECT_EQ(answer.rejected[1].code, "bad_body");
        EXPECT_EQ(answer.rejected[2].seq, 6U);
        EXPECT_EQ(answer.rejected[2].code, "unknown_ticket");
    }
    EXPECT_EQ(tickets_at_hub().size(), 2U);
    EXPECT_EQ(rejected_at_hub().size(), 3U);
}

TEST_F(Events, ANumberOrTokenBelongsToOneTicket) {
    push(tickets('A', 1, 1, 1));
    wire::TicketIssued twin = wire::decode_ticket_issued(tickets('A', 1, 1, 1)[0].body).value();
    twin.token = token_of('Z', 1, 1).text();
    std::vector<sync::Event> events = tickets('A', 1, 2, 3);
    events[0].body = encode(twin);
    twin.token = token_of('A', 1, 1).text();
    twin.number = "A1777";
    twin.sequence = 777;
    events[1].body = encode(twin);
    const auto answer = push(events);
    ASSERT_EQ(answer.rejected.size(), 2U);
    EXPECT_EQ(answer.rejected[0].code, "number_taken");
    EXPECT_EQ(answer.rejected[1].code, "token_taken");
    EXPECT_EQ(tickets_at_hub().size(), 1U);
}

TEST_F(Events, PrintStatesAndHealthArrive) {
    auto events = tickets('A', 1, 1, 1);
    const std::string token = token_of('A', 1, 1).text();
    const sync::Instant at = events[0].at;
    events.push_back(
        {2, sync::event_type::ticket_print, at, encode(wire::TicketPrint{token, sync::PrintState::printing, "", 1})});
    events.push_back({3, sync::event_type::ticket_print, at,
                      encode(wire::TicketPrint{token, sync::PrintState::not_printed, "paper_out", 1})});
    events.push_back({4, sync::event_type::device_health, at, R"({"printer":"paper_out","store":"ok"})"});
    events.push_back({5, sync::event_type::staff_call, at, R"({"screen":"ticket.issued"})"});
    EXPECT_TRUE(push(events).rejected.empty());
    const json ticket = tickets_at_hub().at(0);
    EXPECT_EQ(ticket["print"]["state"], "not_printed");
    EXPECT_EQ(ticket["print"]["reason"], "paper_out");
    const json devices = json::parse(desk_->get("/v1/devices").body)["devices"];
    ASSERT_EQ(devices.size(), 2U);
    EXPECT_EQ(devices[1]["device"], "k1");
    EXPECT_EQ(devices[1]["health"]["printer"], "paper_out");
}

TEST_F(Events, OnlyTheDeviceItselfSpeaks) {
    const Reply other = kiosk_->post("/v1/events", push_body("k2", "e1", tickets('A', 2, 1, 1)));
    EXPECT_EQ(other.status, 403);
    EXPECT_EQ(other.problem_code(), "wrong_device");
    const Reply nobody = hub_.client(hub_.stranger())->post("/v1/events", push_body("k1", "e1", tickets('A', 1, 1, 1)));
    EXPECT_EQ(nobody.status, 401);
    EXPECT_EQ(nobody.problem_code(), "no_certificate");
    EXPECT_TRUE(tickets_at_hub().empty());
    EXPECT_EQ(kiosk_->get("/v1/tickets").status, 403);
}

TEST_F(Events, RequestsThatAreNoneGetAProblem) {
    EXPECT_EQ(kiosk_->post("/v1/events", "{nonsense").problem_code(), "bad_request");
    EXPECT_EQ(kiosk_->post("/v1/events", "").problem_code(), "bad_request");
    EXPECT_EQ(kiosk_->post("/v1/events", "<html>hello</html>", "text/html").status, 415);
    EXPECT_EQ(kiosk_->post("/v1/events", R"({"device":"k1","epoch":"e","events":{}})").status, 400);
    std::string deep(5000, '[');
    EXPECT_EQ(kiosk_->post("/v1/events", R"({"device":"k1","epoch":"e","events":)" + deep).status, 400);
    EXPECT_EQ(kiosk_->get("/v1/events").status, 405);
    EXPECT_EQ(kiosk_->get("/nowhere").status, 404);
    EXPECT_EQ(kiosk_->get("/v1/changes?cursor=minus").problem_code(), "bad_query");
    EXPECT_EQ(kiosk_->get("/%zz").problem_code(), "bad_target");
    // The connection has survived all of it.
    EXPECT_EQ(push(tickets('A', 1, 1, 1)).high_water, 1U);
    EXPECT_EQ(kiosk_->connections(), 1);
}

TEST_F(Events, TooLargeIsRefusedAndTheHubLives) {
    const Reply reply = kiosk_->post("/v1/events", std::string(9 * 1024 * 1024, ' '));
    EXPECT_TRUE(reply.status == 413 || reply.status == 0) << reply.status;
    EXPECT_EQ(push(tickets('A', 1, 1, 1)).high_water, 1U);
}

TEST_F(Events, HeadIsGetWithoutItsBody) {
    const Reply reply = kiosk_->head("/healthz");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.body.empty());
    EXPECT_EQ(kiosk_->get("/healthz").status, 200);
    EXPECT_EQ(kiosk_->connections(), 1);
}

TEST_F(Events, LogsCarryNoTokens) {
    push(tickets('A', 1, 1, 1));
    const std::string token = token_of('A', 1, 1).text();
    EXPECT_EQ(kiosk_->get("/v1/tickets/" + token).status, 200);
    EXPECT_EQ(kiosk_->get("/t/" + token).status, 200);
    hub_.stop();
    EXPECT_NE(hub_.log().find("route=/t/{token}"), std::string::npos);
    EXPECT_EQ(hub_.log().find(token), std::string::npos);
}

TEST_F(Events, RestartKeepsAll) {
    push(tickets('A', 1, 1, 4));
    const auto identity = hub_.enrol("k2", "kiosk");
    hub_.stop();
    hub_.start();
    kiosk_ = hub_.client({hub_.stranger().ca, hub_.folder() / "k1.pem", hub_.folder() / "k1.key"});
    desk_ = hub_.client({hub_.stranger().ca, hub_.folder() / "desk.pem", hub_.folder() / "desk.key"});
    EXPECT_EQ(tickets_at_hub().size(), 4U);
    EXPECT_EQ(push(tickets('A', 1, 3, 6)).high_water, 6U);
    EXPECT_EQ(hub_.client(identity)->get("/v1/changes").status, 200);
}

TEST_F(Events, NothingAcknowledgedIsLostWhenItIsKilled) {
    std::uint32_t acknowledged = 0;
    for (int round = 0; round < 5; ++round) {
        for (int batch = 0; batch < 4; ++batch) {
            acknowledged =
                static_cast<std::uint32_t>(push(tickets('A', 1, acknowledged + 1, acknowledged + 50)).high_water);
        }
        hub_.kill();
        hub_.start();
        kiosk_ = hub_.client({hub_.stranger().ca, hub_.folder() / "k1.pem", hub_.folder() / "k1.key"});
        desk_ = hub_.client({hub_.stranger().ca, hub_.folder() / "desk.pem", hub_.folder() / "desk.key"});
        ASSERT_EQ(tickets_at_hub().size(), acknowledged);
        ASSERT_EQ(push(tickets('A', 1, 1, 50)).high_water, acknowledged);
    }
    EXPECT_EQ(acknowledged, 1000U);
}

}  // namespace
}  // namespace bangnin::hub::test
