// The rehearsal: a backup made while devices push, put back elsewhere, compared, and the devices go on with the hub
// that was made of it. And what must be refused.
#include "sync/hub/backup.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "sync/hub/state_lock.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace fs = std::filesystem;
namespace wire = sync::wire;

Config config_of(const HubRig& hub) { return load_config(hub.config()).value(); }

long long events_at(const HubRig& hub) {
    long long events = 0;
    hub.database().open()->session() << "SELECT COUNT(*) FROM events", soci::into(events);
    return events;
}

std::uint64_t push(Client& client, std::uint32_t kiosk, std::uint32_t first, std::uint32_t last) {
    const Reply reply =
        client.post("/v1/events", push_body("k" + std::to_string(kiosk), "e", tickets('A', kiosk, first, last)));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return wire::decode_events_response(reply.body).value_or(wire::EventsResponse{}).high_water;
}

class Backups : public testing::Test {
  protected:
    fs::path folder() const { return hub_.folder() / "backup"; }
    auto make() { return make_backup(config_of(hub_), hub_.config(), folder(), sync::wall_clock_now()); }
    auto put_back(const HubRig& hub, Present present = Present::keep) {
        return restore_backup(config_of(hub), folder(), present);
    }

    HubRig hub_;
};

TEST_F(Backups, MadeUnderLoadPutBackElsewhereAndTheDevicesGoOn) {
    hub_.start();
    const auto identity = hub_.enrol("k1", "kiosk");
    std::atomic<std::uint32_t> acknowledged = 0;
    std::atomic<bool> enough = false;
    std::jthread device([&] {
        const auto client = hub_.client(identity);
        while (!enough) {
            acknowledged = static_cast<std::uint32_t>(push(*client, 1, acknowledged + 1, acknowledged + 10));
        }
    });
    while (acknowledged < 50) std::this_thread::yield();
    const std::uint32_t before = acknowledged;
    const auto made = make();
    ASSERT_TRUE(made) << made.error();
    const std::uint32_t during = acknowledged + 10;
    enough = true;
    device.join();
    hub_.stop();

    HubRig other;
    const auto restored = put_back(other);
    ASSERT_TRUE(restored) << restored.error();
    const auto kept = static_cast<std::uint32_t>(events_at(other));
    EXPECT_GE(kept, before) << "what was acknowledged before it began";
    EXPECT_LE(kept, during);
    EXPECT_EQ(kept % 10, 0U) << "no request is there by half";
    // With the same keys: the device's certificate still counts. It tells again what the backup does not have.
    other.start();
    const auto client = other.client({other.stranger().ca, identity.certificate, identity.key});
    EXPECT_EQ(wire::decode_events_response(client->post("/v1/events", push_body("k1", "e", {})).body)->high_water,
              kept);
    for (std::uint32_t first = kept + 1; first <= acknowledged + 5; first += 500) {
        const std::uint32_t last = std::min<std::uint32_t>(first + 499, acknowledged + 5);
        EXPECT_EQ(push(*client, 1, first, last), last);
    }
    EXPECT_EQ(push(*client, 1, 1, 10), acknowledged + 5U);
    EXPECT_EQ(events_at(other), acknowledged + 5);
}

TEST_F(Backups, IsTheSameRecords) {
    hub_.start();
    const auto client = hub_.client(hub_.enrol("k1", "kiosk"));
    push(*client, 1, 1, 20);
    hub_.stop();
    ASSERT_TRUE(make());
    HubRig other;
    ASSERT_TRUE(put_back(other));
    const auto rows =
        [](const HubRig& hub) {
            std::vector<std::string> all;
            std::string row;
            const auto database = hub.database().open();
            soci::statement statement =
                (database->session().prepare
                     << "SELECT device || epoch || CAST(seq AS TEXT) || body || received_at FROM events UNION ALL "
                        "SELECT token || number || state FROM tickets UNION ALL SELECT device || key FROM devices "
                        "ORDER BY 1",
                 soci::into(row));
            statement.execute();
            while (statement.fetch()) all.push_back(row);
            return all;
        };
    EXPECT_EQ(rows(other), rows(hub_));
    EXPECT_EQ(rows(other).size(), 41U);
}

TEST_F(Backups, HoldsNoMoreThanItsOwnerMayRead) {
    hub_.start();
    hub_.stop();
    ASSERT_TRUE(make());
    for (const auto& entry : fs::recursive_directory_iterator(folder())) {
        const auto others = fs::perms::group_all | fs::perms::others_all;
        EXPECT_EQ(entry.status().permissions() & others, fs::perms::none) << entry.path();
    }
    EXPECT_TRUE(fs::exists(folder() / "keys" / "ca.key"));
    EXPECT_TRUE(fs::exists(folder() / "keys" / "sealing.key"));
    EXPECT_TRUE(fs::exists(folder() / "hub.toml"));
    EXPECT_FALSE(make()) << "a backup is never written into another";
}

TEST_F(Backups, ADamagedOneIsRefusedBeforeAnythingIsTouched) {
    hub_.start();
    hub_.stop();
    const auto made = make();
    ASSERT_TRUE(made);
    for (const BackupFile& file : made->files) {
        const fs::path path = folder() / file.name;
        std::ifstream stream(path, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        std::string other = text;
        other[other.size() / 2] = static_cast<char>(other[other.size() / 2] ^ 1);
        std::ofstream(path, std::ios::binary | std::ios::trunc) << other;
        HubRig elsewhere;
        EXPECT_FALSE(put_back(elsewhere)) << file.name;
        EXPECT_FALSE(fs::exists(elsewhere.folder() / "state" / "ca.pem"));
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    }
    EXPECT_TRUE(check_backup(folder()));
    fs::remove(folder() / "manifest.json");
    EXPECT_FALSE(check_backup(folder())) << "one that was never finished";
}

TEST_F(Backups, DoesNotTakeTheRecordsThatAreThereUnlessTold) {
    hub_.start();
    push(*hub_.client(hub_.enrol("k1", "kiosk")), 1, 1, 5);
    EXPECT_FALSE(put_back(hub_)) << "there is no backup yet";
    ASSERT_TRUE(make());
    EXPECT_FALSE(put_back(hub_, Present::replace)) << "a hub is at work";
    hub_.stop();
    EXPECT_FALSE(put_back(hub_));
    EXPECT_TRUE(put_back(hub_, Present::replace));
    EXPECT_EQ(events_at(hub_), 5);
    // Another hub's keys are worth as much as its records.
    HubRig other;
    other.start();
    other.stop();
    EXPECT_FALSE(put_back(other));
    EXPECT_TRUE(put_back(other, Present::replace));
    EXPECT_EQ(events_at(other), 5);
}

TEST_F(Backups, OfANewerVersionIsRefused) {
    hub_.start();
    hub_.stop();
    ASSERT_TRUE(make());
    std::ifstream stream(folder() / "manifest.json");
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    const std::string own = "\"schema\": " + std::to_string(newest_schema());
    ASSERT_NE(text.find(own), std::string::npos);
    text.replace(text.find(own), own.size(), "\"schema\": " + std::to_string(newest_schema() + 1));
    std::ofstream(folder() / "manifest.json", std::ios::trunc) << text;
    HubRig other;
    const auto refused = put_back(other, Present::replace);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().find("newer"), std::string::npos);
}

}  // namespace
}  // namespace bangnin::hub::test
