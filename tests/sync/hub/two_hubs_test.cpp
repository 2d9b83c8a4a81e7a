// Several hubs on one database: nothing twice, and news for all. On a database file there is one hub, which is asked
// twice.
#include <gtest/gtest.h>

#include <future>

#include "sync/hub/database.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;

TEST(DatabasePlaces, AFileOrAServer) {
    const auto file = DatabasePlace::parse("/var/lib/bangnin/hub.db");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->kind(), DatabaseKind::sqlite);
    EXPECT_EQ(file->file(), "/var/lib/bangnin/hub.db");
    const auto server = DatabasePlace::parse("postgresql://hub:it's%5C@db.example:5433/halls?sslmode=verify-full");
    ASSERT_TRUE(server);
    EXPECT_EQ(server->kind(), DatabaseKind::postgresql);
    EXPECT_NE(server->connection().find(R"(password='it\'s\\')"), std::string::npos) << "quoted";
    EXPECT_NE(server->connection().find("sslmode='verify-full'"), std::string::npos);
    EXPECT_NE(server->connection().find("connect_timeout='4'"), std::string::npos) << "what the hub adds";
    const auto patient = DatabasePlace::parse("postgresql://db/halls?connect_timeout=30");
    EXPECT_EQ(patient.value().connection().find("connect_timeout='4'"), std::string::npos);
}

TEST(DatabasePlaces, AWrongUriIsRefusedWithoutItsPassword) {
    for (const char* wrong :
         {"postgresql://hub:secret@db/halls?colour=red", "postgresql://hub:secret@[::1/halls",
          "Postgresql://hub:secret@db/halls", "host=db password=secret", "postgres:/hub:secret@db"}) {
        const auto place = DatabasePlace::parse(wrong);
        ASSERT_FALSE(place) << wrong;
        EXPECT_EQ(place.error().find("secret"), std::string::npos);
    }
}

wire::EventsResponse response(const Reply& reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    return wire::decode_events_response(reply.body).value_or(wire::EventsResponse{});
}

std::string poll(std::uint64_t cursor) { return "/v1/changes?cursor=" + std::to_string(cursor) + "&wait=15"; }

class TwoHubs : public testing::Test {
  protected:
    void SetUp() override {
        first_.start();
        kiosk_ = first_.enrol("k1", "kiosk");
        other_ = first_.enrol("k2", "kiosk");
        if (!server_to_test_on().empty()) {
            second_.emplace(first_);
            second_->start();
        }
    }
    // The hub beside the first; on a file the first itself.
    HubRig& second() { return second_ ? *second_ : first_; }

    HubRig first_;
    std::optional<HubRig> second_;
    harness::Identity kiosk_;
    harness::Identity other_;
};

TEST_F(TwoHubs, OneLogThroughBothIsOneLog) {
    const auto here = first_.client(kiosk_);
    const auto there = second().client(kiosk_);
    EXPECT_EQ(response(here->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 5)))).high_water, 5U);
    EXPECT_EQ(response(there->post("/v1/events", push_body("k1", "e", tickets('A', 1, 4, 8)))).high_water, 8U);
    EXPECT_EQ(response(here->post("/v1/events", push_body("k1", "e", {}))).high_water, 8U);
    EXPECT_EQ(there->get("/v1/tickets/" + token_of('A', 1, 2).text()).status, 200);
}

TEST_F(TwoHubs, TheSameEventsSentToBothAtOnceAreTakenOnce) {
    std::vector<std::future<int>> sendings;
    for (int round = 0; round < 8; ++round) {
        HubRig& hub = round % 2 == 0 ? first_ : second();
        sendings.push_back(std::async(std::launch::async, [this, &hub] {
            const auto client = hub.client(kiosk_);
            int high_water = 0;
            for (std::uint32_t last = 10; last <= 100; last += 10) {
                const auto answer = client->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, last)));
                high_water = static_cast<int>(response(answer).high_water);
            }
            return high_water;
        }));
    }
    for (auto& sending : sendings) EXPECT_EQ(sending.get(), 100);
    const auto database = first_.database().open();
    int events = 0;
    int waiting = 0;
    database->session() << "SELECT COUNT(*) FROM events", soci::into(events);
    database->session() << "SELECT COUNT(*) FROM tickets", soci::into(waiting);
    EXPECT_EQ(events, 100);
    EXPECT_EQ(waiting, 100);
}

TEST_F(TwoHubs, AChangeTakenByOneWakesWhoWaitsAtTheOther) {
    const auto waiting = second().client(other_);
    const auto now = wire::decode_changes_response(waiting->get("/v1/changes?cursor=0").body);
    ASSERT_TRUE(now);
    auto answered = std::async(std::launch::async, [&] { return waiting->get(poll(now->cursor)); });
    EXPECT_EQ(first_.client(kiosk_)->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 1))).status, 200);
    const auto changes = wire::decode_changes_response(answered.get().body);
    ASSERT_TRUE(changes);
    EXPECT_GT(changes->cursor, now->cursor);
    EXPECT_EQ(changes->changes.size(), 1U);
}

TEST_F(TwoHubs, TwoBeginTheSameEmptyDatabaseAtOnce) {
    HubRig third;
    HubRig fourth(third);
    auto beginning = std::async(std::launch::async, [&] { return third.database().open(); });
    const auto there = fourth.database().open();
    EXPECT_EQ(there->schema_version(), newest_schema());
    EXPECT_EQ(beginning.get()->schema_version(), newest_schema());
}

}  // namespace
}  // namespace bangnin::hub::test
