// A counter's program over the wire: opens a window, calls, and everybody who waits is told.
#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using nlohmann::json;
namespace wire = sync::wire;
using namespace sync::call_command;
using sync::CallCommand;

class DeskCalls : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        counter_ = hub_.client(hub_.enrol("counter", "operator"));
        ASSERT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 3))).status, 200);
    }
    Reply tell(const std::variant<wire::DeskStep, CallCommand>& what, const std::string& window = "1") {
        return order(what, this->window()["current"], window);
    }
    Reply order(const std::variant<wire::DeskStep, CallCommand>& what, const std::string& expected,
                const std::string& window = "1") {
        return counter_->post("/v1/desk", encode(wire::DeskOrder{window, "wang", what, expected}));
    }
    json window() { return json::parse(counter_->get("/v1/windows/1").body); }
    static std::string page() { return "/t/" + token_of('A', 1, 1).text(); }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::unique_ptr<Client> counter_;
};

TEST_F(DeskCalls, FromOpeningTheWindowToDone) {
    EXPECT_EQ(window()["state"], "paused");
    EXPECT_EQ(tell(CallCommand{Next{}}).problem_code(), "refused") << "nobody has opened it";
    ASSERT_EQ(tell(wire::DeskStep::open).status, 200);
    const json windows = json::parse(counter_->get("/v1/windows").body)["windows"];
    EXPECT_EQ(windows[0], (json{{"name", "1"}, {"state", "open"}, {"clerk", "wang"}}));
    EXPECT_EQ(window()["waiting"].size(), 3U);

    const Reply called = tell(CallCommand{Next{}});
    ASSERT_EQ(called.status, 200) << called.body;
    EXPECT_EQ(json::parse(called.body)["ticket"]["number"], "A1001");
    EXPECT_EQ(window()["present"]["state"], "called");
    EXPECT_NE(hub_.client(hub_.stranger())->get(page()).body.find("请到窗口"), std::string::npos);
    const auto seen = wire::decode_ticket_view(kiosk_->get("/v1/tickets/" + token_of('A', 1, 2).text()).body);
    EXPECT_EQ(seen.value().ahead, 0U);

    const Reply again = tell(CallCommand{Again{}});
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(wire::decode_problem(again.body).value().detail, to_text(sync::CallRefusal::too_soon));
    ASSERT_EQ(tell(CallCommand{Start{}}).status, 200);
    ASSERT_EQ(tell(CallCommand{Finish{}}).status, 200);
    EXPECT_TRUE(window()["present"].is_null());
    EXPECT_NE(hub_.client(hub_.stranger())->get(page()).body.find("办好了"), std::string::npos);
    ASSERT_EQ(tell(wire::DeskStep::leave).status, 200);
    EXPECT_EQ(json::parse(counter_->get("/v1/windows").body)["windows"][0]["clerk"], "");
}

TEST_F(DeskCalls, WhatComesLateOrTwiceHitsNobodyElse) {
    ASSERT_EQ(tell(wire::DeskStep::open).status, 200);
    ASSERT_EQ(order(CallCommand{Next{}}, "").status, 200);
    const std::string first = token_of('A', 1, 1).text();
    const Reply twice = order(CallCommand{Next{}}, "");
    EXPECT_EQ(twice.status, 409);
    EXPECT_EQ(twice.problem_code(), "stale");
    EXPECT_EQ(json::parse(twice.body)["window"]["present"]["token"], first) << "with what is really there";
    ASSERT_EQ(order(CallCommand{Finish{}}, first).status, 200);
    EXPECT_EQ(order(CallCommand{Next{}}, "").problem_code(), "stale") << "a late one calls nobody";
    ASSERT_EQ(order(CallCommand{Next{}}, first).status, 200);
    EXPECT_EQ(order(CallCommand{Finish{}}, first).problem_code(), "stale") << "the second person is not finished";
    EXPECT_EQ(order(CallCommand{Start{}}, first).problem_code(), "stale");
    EXPECT_EQ(window()["present"]["token"], token_of('A', 1, 2).text());
    EXPECT_EQ(window()["present"]["state"], "called");
}

TEST_F(DeskCalls, ACallWakesTheKiosksPoll) {
    ASSERT_EQ(tell(wire::DeskStep::open).status, 200);
    const auto now = wire::decode_changes_response(kiosk_->get("/v1/changes?cursor=0").body).value();
    auto answered = std::async(std::launch::async, [&] {
        return kiosk_->get("/v1/changes?cursor=" + std::to_string(now.cursor) + "&wait=15");
    });
    ASSERT_EQ(tell(CallCommand{Next{}}).status, 200);
    const auto news = wire::decode_changes_response(answered.get().body).value();
    bool heard = false;
    for (const wire::Change& change : news.changes) {
        if (const auto* call = std::get_if<wire::CallChange>(&change)) heard = heard || call->number == "A1001";
    }
    EXPECT_TRUE(heard);
}

TEST_F(DeskCalls, APadHearsWhoIsToBeAskedForARating) {
    const auto pad = hub_.client(hub_.enrol("p1", "pad"));
    const auto cursor = wire::decode_changes_response(pad->get("/v1/changes?cursor=0").body).value().cursor;
    ASSERT_EQ(tell(wire::DeskStep::open).status, 200);
    ASSERT_EQ(tell(CallCommand{Next{}}).status, 200);
    ASSERT_EQ(tell(CallCommand{Finish{}}).status, 200);
    const std::string target = "/v1/changes?cursor=" + std::to_string(cursor);
    const auto wishes = [&](Client& of) {
        std::vector<std::string> heard;
        const auto news = wire::decode_changes_response(of.get(target).body).value();
        for (const wire::Change& change : news.changes) {
            if (const auto* wish = std::get_if<wire::RatingWish>(&change)) heard.push_back(wish->token);
        }
        return heard;
    };
    EXPECT_EQ(wishes(*pad), std::vector{token_of('A', 1, 1).text()});
    EXPECT_TRUE(wishes(*kiosk_).empty());
}

TEST_F(DeskCalls, OnlyOperatorsAndOnlyWhatIsUnderstood) {
    const std::string order = encode(wire::DeskOrder{"1", "wang", wire::DeskStep::open});
    EXPECT_EQ(kiosk_->post("/v1/desk", order).problem_code(), "wrong_role");
    EXPECT_EQ(kiosk_->get("/v1/windows").problem_code(), "wrong_role");
    EXPECT_EQ(hub_.client(hub_.stranger())->post("/v1/desk", order).problem_code(), "no_certificate");
    EXPECT_EQ(counter_->post("/v1/desk", "{}").problem_code(), "bad_request");
    EXPECT_EQ(counter_->post("/v1/desk", order, "text/plain").status, 415);
    EXPECT_EQ(counter_->get("/v1/windows/9").problem_code(), "unknown_window");
    EXPECT_EQ(tell(wire::DeskStep::open, "9").problem_code(), "unknown_window");
    EXPECT_EQ(window()["state"], "paused");
}

}  // namespace
}  // namespace bangnin::hub::test
