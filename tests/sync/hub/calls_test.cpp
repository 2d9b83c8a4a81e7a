// The calls for a clerk at a real hub: listed for operators, answered once, and heard by the kiosk that called alone.
#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;
using namespace std::chrono_literals;
using nlohmann::json;

const std::string coming = R"({"answer":"coming"})";

std::string name_of(std::uint8_t number) { return sync::Token(sync::Token::Bytes{7, number}).text(); }

class Calls : public testing::Test {
  protected:
    Calls() {
        hub_.start();
        kiosk_identity_ = hub_.enrol("k1", "kiosk");
        desk_identity_ = hub_.enrol("desk", "operator");
        other_ = hub_.client(hub_.enrol("k2", "kiosk"));
        connect();
    }
    void connect() {
        kiosk_ = hub_.client(kiosk_identity_);
        desk_ = hub_.client(desk_identity_);
    }
    void kill_and_start_hub() {
        hub_.kill();
        hub_.start();
        connect();
    }

    // The next event of a kiosk's log: a call made so long ago.
    wire::EventsResponse call(Client& client, const std::string& device, const wire::StaffCall& body,
                              std::chrono::milliseconds ago = 0ms) {
        std::uint64_t& last = logs_[device];
        const sync::Event event{++last, sync::event_type::staff_call, sync::wall_clock_now() - ago, encode(body)};
        const Reply reply = client.post("/v1/events", push_body(device, "e1", {event}));
        EXPECT_EQ(reply.status, 200) << reply.body;
        return wire::decode_events_response(reply.body).value_or(wire::EventsResponse{});
    }
    json listed() { return json::parse(desk_->get("/v1/calls").body)["calls"]; }
    json listed(const std::string& name) {
        for (const json& row : listed()) {
            if (row["call"] == name) return row;
        }
        return {};
    }
    Reply answer(const std::string& name) { return desk_->post("/v1/calls/" + name, coming); }
    static wire::ChangesResponse changes(Client& client, std::uint64_t cursor, int wait = 0) {
        const Reply reply =
            client.get("/v1/changes?cursor=" + std::to_string(cursor) + "&wait=" + std::to_string(wait));
        return wire::decode_changes_response(reply.body).value_or(wire::ChangesResponse{});
    }
    // The calls that the changes say are answered.
    static std::vector<std::string> answered(const wire::ChangesResponse& response) {
        std::vector<std::string> calls;
        for (const wire::Change& change : response.changes) {
            if (const auto* said = std::get_if<wire::StaffAnswer>(&change)) calls.push_back(said->call);
        }
        return calls;
    }

    HubRig hub_;
    harness::Identity kiosk_identity_, desk_identity_;
    std::unique_ptr<Client> kiosk_, other_, desk_;
    std::map<std::string, std::uint64_t> logs_;
};

using Names = std::vector<std::string>;

TEST_F(Calls, AreListedAnsweredAndHeardByTheirKioskAlone) {
    EXPECT_TRUE(call(*kiosk_, "k1", {"ticket.issued", "asked", name_of(1)}).rejected.empty());
    EXPECT_TRUE(call(*other_, "k2", {"card.forgotten", "card_forgotten", name_of(2)}).rejected.empty());
    ASSERT_EQ(listed().size(), 2U);
    const json row = listed(name_of(1));
    EXPECT_EQ(row["device"], "k1");
    EXPECT_EQ(row["screen"], "ticket.issued");
    EXPECT_EQ(row["reason"], "asked");
    EXPECT_EQ(row["state"], "open");
    EXPECT_FALSE(row.contains("answer"));
    const auto before = changes(*kiosk_, 0);
    EXPECT_EQ(answered(before), Names{});

    const Reply reply = answer(name_of(1));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(json::parse(reply.body), listed(name_of(1)));
    EXPECT_EQ(listed(name_of(1))["state"], "answered");
    EXPECT_EQ(listed(name_of(1))["answered_by"], "desk");
    EXPECT_EQ(listed(name_of(2))["state"], "open");

    const auto news = changes(*kiosk_, before.cursor);
    EXPECT_EQ(answered(news), Names{name_of(1)});
    EXPECT_EQ(news.changes.size(), 1U) << "no queue has changed";
    EXPECT_TRUE(changes(*kiosk_, news.cursor).changes.empty());
    EXPECT_TRUE(changes(*other_, before.cursor).changes.empty()) << "another kiosk's call";
    // A lost answer, and a kiosk that begins anew.
    EXPECT_EQ(answered(changes(*kiosk_, before.cursor)), Names{name_of(1)});
    EXPECT_EQ(answered(changes(*kiosk_, 0)), Names{name_of(1)});
}

TEST_F(Calls, ALongPollHearsTheAnswer) {
    call(*kiosk_, "k1", {"home", "asked", name_of(1)});
    const std::uint64_t cursor = changes(*kiosk_, 0).cursor;
    std::promise<void> asking;
    auto polled = std::async(std::launch::async, [&] {
        asking.set_value();
        return changes(*kiosk_, cursor, 20);
    });
    asking.get_future().wait();
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(answer(name_of(1)).status, 200);
    EXPECT_EQ(answered(polled.get()), Names{name_of(1)});
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 15s) << "not at the end of the wait";
}

TEST_F(Calls, AreAnsweredOnceWhateverIsSentAgain) {
    call(*kiosk_, "k1", {"home", "asked", name_of(1)});
    const json first = json::parse(answer(name_of(1)).body);
    const std::uint64_t cursor = changes(*kiosk_, 0).cursor;
    const auto second_desk = hub_.client(hub_.enrol("desk2", "operator"));
    const Reply again = second_desk->post("/v1/calls/" + name_of(1), coming);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(json::parse(again.body), first) << "as it was first answered";
    EXPECT_TRUE(changes(*kiosk_, cursor).changes.empty()) << "nothing to be heard twice";
    // The same call again, under another place of the log.
    EXPECT_TRUE(call(*kiosk_, "k1", {"home", "asked", name_of(1)}).rejected.empty());
    EXPECT_EQ(listed().size(), 1U);
    EXPECT_EQ(listed(name_of(1)), first);
}

TEST_F(Calls, WhoComesComesForAllThatWasCalledBefore) {
    for (const std::uint8_t number : {1, 2, 3}) {
        call(*kiosk_, "k1", {"home", "asked", name_of(number)}, 60s * (4 - number));
    }
    call(*other_, "k2", {"home", "asked", name_of(9)}, 10s);
    answer(name_of(2));
    EXPECT_EQ(listed(name_of(1))["state"], "answered");
    EXPECT_EQ(listed(name_of(3))["state"], "open") << "made later";
    EXPECT_EQ(listed(name_of(9))["state"], "open") << "at another machine";
    const auto heard = changes(*kiosk_, 0);
    EXPECT_EQ(answered(heard), Names{name_of(2)});
    answer(name_of(3));
    EXPECT_EQ(answered(changes(*kiosk_, heard.cursor)), Names{name_of(3)});
    EXPECT_EQ(listed()[0]["call"], name_of(9)) << "the latest first";
}

TEST_F(Calls, NobodyWaitsForAnOldOne) {
    call(*kiosk_, "k1", {"home", "asked", name_of(1)}, 11min);
    call(*kiosk_, "k1", {"home", "asked", name_of(2)}, 25h);
    EXPECT_EQ(listed().size(), 1U) << "yesterday's are no longer listed";
    EXPECT_EQ(listed(name_of(1))["state"], "stale");
    EXPECT_EQ(answer(name_of(1)).status, 200);
    EXPECT_EQ(listed(name_of(1))["state"], "answered");
    EXPECT_EQ(answered(changes(*kiosk_, 0)), Names{}) << "who called has gone";
    // A clock that is ahead keeps nothing open for longer.
    call(*kiosk_, "k1", {"home", "asked", name_of(3)}, -2h);
    EXPECT_LE(sync::parse_instant(listed(name_of(3))["at"].get<std::string>()).value(), sync::wall_clock_now());
}

TEST_F(Calls, SurviveTheHub) {
    call(*kiosk_, "k1", {"home", "asked", name_of(1)});
    call(*kiosk_, "k1", {"home", "asked", name_of(2)});
    const std::uint64_t cursor = changes(*kiosk_, 0).cursor;
    kill_and_start_hub();
    EXPECT_EQ(listed(name_of(1))["state"], "open");
    answer(name_of(1));
    kill_and_start_hub();
    EXPECT_EQ(listed(name_of(1))["state"], "answered");
    EXPECT_EQ(listed(name_of(2))["state"], "open");
    EXPECT_EQ(answered(changes(*kiosk_, cursor)), Names{name_of(1)});
}

TEST_F(Calls, OfOlderKiosksAreListedToo) {
    const sync::Event event{1, sync::event_type::staff_call, sync::wall_clock_now(), R"({"screen":"home"})"};
    sync::Event again = event;
    again.seq = 2;
    EXPECT_EQ(kiosk_->post("/v1/events", push_body("k1", "e1", {event, again})).status, 200);
    ASSERT_EQ(listed().size(), 1U);
    EXPECT_EQ(listed()[0]["reason"], "asked");
    EXPECT_EQ(answer(listed()[0]["call"].get<std::string>()).status, 200);
    EXPECT_EQ(listed()[0]["state"], "answered");
}

TEST_F(Calls, BelongToOperatorsAndToTheirKiosk) {
    call(*kiosk_, "k1", {"home", "asked", name_of(1)});
    const auto stolen = call(*other_, "k2", {"home", "asked", name_of(1)});
    ASSERT_EQ(stolen.rejected.size(), 1U);
    EXPECT_EQ(stolen.rejected[0].code, "call_taken");
    EXPECT_EQ(kiosk_->get("/v1/calls").problem_code(), "wrong_role");
    EXPECT_EQ(kiosk_->post("/v1/calls/" + name_of(1), coming).problem_code(), "wrong_role");
    EXPECT_EQ(hub_.client(hub_.stranger())->get("/v1/calls").status, 401);
    EXPECT_EQ(desk_->post("/v1/calls/" + name_of(8), coming).problem_code(), "unknown_call");
    EXPECT_EQ(desk_->post("/v1/calls/x", coming).problem_code(), "unknown_call");
    EXPECT_EQ(desk_->post("/v1/calls/" + name_of(1), "{}").problem_code(), "bad_request");
    EXPECT_EQ(desk_->post("/v1/calls/" + name_of(1), R"({"answer":"never"})").problem_code(), "bad_request");
    EXPECT_EQ(desk_->post("/v1/calls/" + name_of(1), coming, "text/plain").status, 415);
    EXPECT_EQ(listed(name_of(1))["state"], "open");
}

}  // namespace
}  // namespace bangnin::hub::test
