// What those who run a hub see of it: its figures, whether it lives and is ready, its end under load, and a log that
// holds nobody's data.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <sstream>
#include <thread>

#include "sync/hub/database.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;

class Supervision : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        desk_ = hub_.client(hub_.enrol("desk", "operator"));
    }
    std::string figures() { return desk_->get("/metrics").body; }
    bool says(const std::string& line) { return figures().find("\n" + line + "\n") != std::string::npos; }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::unique_ptr<Client> desk_;
};

TEST_F(Supervision, CountsWhatWasAsked) {
    auto events = tickets('A', 1, 1, 3);
    events[2].type = "later.type";
    EXPECT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", events)).status, 200);
    EXPECT_EQ(kiosk_->get("/t/" + token_of('A', 1, 1).text()).status, 200);
    EXPECT_EQ(kiosk_->get("/t/" + token_of('Z', 1, 1).text()).status, 404);
    EXPECT_TRUE(says("bangnin_hub_requests_total{route=\"/v1/events\",status=\"200\"} 1")) << figures();
    EXPECT_TRUE(says("bangnin_hub_requests_total{route=\"/t/{token}\",status=\"404\"} 1")) << figures();
    EXPECT_TRUE(says("bangnin_hub_request_seconds_count{route=\"/t/{token}\"} 2"));
    EXPECT_TRUE(says("bangnin_hub_intake_events_total 3"));
    EXPECT_TRUE(says("bangnin_hub_intake_rejections_total{code=\"unknown_type\"} 1"));
    EXPECT_TRUE(says("bangnin_hub_database_readable 1"));
    EXPECT_TRUE(says("bangnin_hub_schema_version " + std::to_string(newest_schema())));
    EXPECT_EQ(figures().find(token_of('A', 1, 1).text()), std::string::npos);
    EXPECT_EQ(figures().find("k1"), std::string::npos) << "no device's name";
}

TEST_F(Supervision, AHistogramsBucketsGrowToItsCount) {
    kiosk_->get("/healthz");
    std::istringstream lines(figures());
    std::string line;
    const std::string bucket = "bangnin_hub_request_seconds_bucket{route=\"/healthz\",le=";
    std::vector<long> counts;
    while (std::getline(lines, line)) {
        if (line.starts_with(bucket)) counts.push_back(std::stol(line.substr(line.rfind(' '))));
    }
    ASSERT_FALSE(counts.empty());
    EXPECT_TRUE(std::ranges::is_sorted(counts));
    EXPECT_TRUE(says("bangnin_hub_request_seconds_count{route=\"/healthz\"} " + std::to_string(counts.back())));
}

TEST_F(Supervision, CountsWhoWaits) {
    const auto now = wire::decode_changes_response(kiosk_->get("/v1/changes").body);
    ASSERT_TRUE(now);
    std::jthread poll([&] { kiosk_->get("/v1/changes?wait=20&cursor=" + std::to_string(now->cursor)); });
    while (!says("bangnin_hub_polls_waiting 1")) std::this_thread::yield();
    EXPECT_TRUE(says("bangnin_hub_connections 2"));
    hub_.stop();
}

TEST_F(Supervision, IsForOperatorsAlone) {
    EXPECT_EQ(kiosk_->get("/metrics").problem_code(), "wrong_role");
    EXPECT_EQ(hub_.client(hub_.stranger())->get("/metrics").status, 401);
}

TEST_F(Supervision, TellsAliveFromReady) {
    const auto phone = hub_.client(hub_.stranger());
    EXPECT_EQ(phone->get("/healthz").body, R"({"database":"ok","schema":"current","status":"ok"})");
    EXPECT_EQ(phone->get("/healthz?probe=alive").body, R"({"status":"alive"})");
    // Its records are of an older version: it lives, and shall be sent nobody.
    auto database = hub_.database().open();
    database->session() << (database->kind() == DatabaseKind::sqlite ? "PRAGMA user_version = 1"
                                                                     : "DELETE FROM schema_version WHERE version > 1");
    const Reply unready = phone->get("/healthz");
    EXPECT_EQ(unready.status, 503);
    EXPECT_EQ(unready.body, R"({"database":"ok","schema":"old","status":"unready"})");
    EXPECT_NE(unready.headers.find("Retry-After"), std::string::npos);
    EXPECT_EQ(phone->get("/healthz?probe=alive").status, 200);
}

TEST_F(Supervision, AnEndUnderLoadLosesNothingThatWasAcknowledged) {
    constexpr std::uint32_t kiosks = 4;
    std::vector<harness::Identity> identities;
    for (std::uint32_t kiosk = 1; kiosk <= kiosks; ++kiosk) {
        identities.push_back(hub_.enrol("d" + std::to_string(kiosk), "kiosk"));
    }
    for (int round = 0; round < 3; ++round) {
        std::array<std::atomic<std::uint32_t>, kiosks> acknowledged{};
        const std::string epoch = "e" + std::to_string(round);
        std::vector<std::jthread> devices;
        for (std::uint32_t kiosk = 1; kiosk <= kiosks; ++kiosk) {
            devices.emplace_back([&, kiosk] {
                const auto client = hub_.client(identities[kiosk - 1]);
                auto& known = acknowledged.at(kiosk - 1);
                while (true) {
                    std::vector<sync::Event> events;
                    for (std::uint32_t seq = known + 1; seq <= known + 20; ++seq) {
                        events.push_back({seq, sync::event_type::device_health, sync::wall_clock_now(), "{}"});
                    }
                    const Reply reply =
                        client->post("/v1/events", push_body("d" + std::to_string(kiosk), epoch, std::move(events)));
                    if (reply.status != 200) return;
                    known = static_cast<std::uint32_t>(wire::decode_events_response(reply.body)->high_water);
                }
            });
        }
        for (auto& known : acknowledged) {
            while (known < 100) std::this_thread::yield();
        }
        hub_.stop();
        devices.clear();
        auto database = hub_.database().open();
        for (std::uint32_t kiosk = 1; kiosk <= kiosks; ++kiosk) {
            const std::string device = "d" + std::to_string(kiosk);
            long long kept = 0;
            database->session() << "SELECT COUNT(*) FROM events WHERE device = :d AND epoch = :e", soci::use(device),
                soci::use(epoch), soci::into(kept);
            EXPECT_GE(kept, acknowledged.at(kiosk - 1));
            EXPECT_EQ(kept % 20, 0) << "no request by half";
        }
        database.reset();
        hub_.start();
    }
}

TEST_F(Supervision, TheLogHoldsNobodysData) {
    auto events = tickets('A', 1, 1, 2);
    auto body = wire::decode_ticket_issued(events[0].body).value();
    body.person = std::string(64, 'e');
    body.sealed = "c2VhbGVkLWJ5dGVz";
    body.department = "李小明的部门";
    events[0].body = encode(body);
    events[1].body = R"({"token":"13947012345"})";
    EXPECT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", events)).status, 200);
    const std::string token = token_of('A', 1, 1).text();
    const auto phone = hub_.client(hub_.stranger());
    phone->get("/t/" + token + "?size=large&phone=13947012345");
    phone->get("/no/13947012345/李小明");
    kiosk_->get("/v1/tickets/" + token);
    kiosk_->post("/v1/events", R"({"name":"李小明","phone":"13947012345"})");
    phone->post("/v1/enrol", R"({"code":"SECRET-CODE","csr":"李小明"})");
    hub_.stop();
    const std::string log = hub_.log();
    EXPECT_NE(log.find("route=/t/{token} status=200"), std::string::npos) << "the requests are there";
    for (const std::string& secret : {token, body.person, body.sealed, std::string("13947012345"),
                                      std::string("李小明"), std::string("SECRET-CODE")}) {
        EXPECT_EQ(log.find(secret), std::string::npos) << secret;
    }
    std::istringstream lines(log);
    std::string line;
    while (std::getline(lines, line)) {
        EXPECT_TRUE(line.starts_with("time=") && line.find(" level=") != std::string::npos) << line;
    }
}

}  // namespace
}  // namespace bangnin::hub::test
