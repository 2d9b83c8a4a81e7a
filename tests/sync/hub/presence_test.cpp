// How much of the open time a device was there: minutes counted once, whoever counts them, and only those that count.
#include "sync/hub/presence.h"

#include <gtest/gtest.h>

#include "sync/hub/change_feed.h"
#include "tests/sync/hub/hub_rig.h"
#include "tests/sync/hub/records.h"

namespace bangnin::hub::test {
namespace {

using namespace std::chrono_literals;

class PresenceTest : public testing::Test {
  protected:
    void SetUp() override {
        for (const char* device : {"k1", "k2"}) enrol(device, "kiosk");
        enrol("desk", "operator");
    }
    void enrol(const std::string& device, const std::string& role) {
        database_->session() << "INSERT INTO devices(device, role, key, enrolled_at) VALUES(:d, :r, :d2, '')",
            soci::use(device), soci::use(role), soci::use(device);
    }
    void note(const std::vector<std::string>& there, sync::Instant at) {
        ASSERT_TRUE(presence_.note(there, at, sync::local_day(at, zone_)).has_value());
    }

    HubRig rig_;
    std::unique_ptr<Database> database_ = rig_.database().open();
    Presence presence_{*database_};
    sync::HallZone zone_;
    sync::Instant noon_ = *sync::parse_instant("2026-11-27T04:00:00.000Z");
    sync::LocalDay day_ = sync::local_day(noon_, zone_);
};

TEST_F(PresenceTest, AMinuteCountsOnceWhoeverTells) {
    note({"k1"}, noon_);
    note({"k1"}, noon_ + 15s);
    note({"k2"}, noon_ + 30s);  // another hub's
    note({"k1", "desk"}, noon_ + 60s);
    const std::vector<DevicePresence> expected{{"k1", 2, 2}, {"k2", 2, 1}};
    EXPECT_EQ(presence_.between(day_, day_).value(), expected);
}

TEST_F(PresenceTest, DaysAreSummedAndOthersLeftOut) {
    note({"k1"}, noon_);
    note({"k2"}, noon_ + 24h);
    note({}, noon_ + 48h);
    const sync::LocalDay next = sync::LocalDay::from_number(day_.number() + 1);
    const std::vector<DevicePresence> expected{{"k1", 2, 1}, {"k2", 2, 1}};
    EXPECT_EQ(presence_.between(day_, next).value(), expected);
}

TEST_F(PresenceTest, ARevokedDeviceIsNoLongerWatched) {
    note({"k1"}, noon_);
    database_->session() << "UPDATE devices SET revoked_at = 'then' WHERE device = 'k2'";
    note({"k1"}, noon_ + 24h);
    const std::vector<DevicePresence> expected{{"k1", 2, 2}, {"k2", 1, 0}};
    const sync::LocalDay next = sync::LocalDay::from_number(day_.number() + 1);
    EXPECT_EQ(presence_.between(day_, next).value(), expected);
}

TEST_F(PresenceTest, BeingThereIsBeingSeen) {
    note({"k1"}, noon_);
    std::string seen;
    database_->session() << "SELECT last_seen_at FROM devices WHERE device = 'k1'", soci::into(seen);
    EXPECT_EQ(seen, sync::to_text(noon_));
}

TEST(OpenTime, IsTheHallDocuments) {
    const auto monday_noon = *sync::parse_instant("2026-11-30T04:00:00.000Z");
    const auto monday_night = *sync::parse_instant("2026-11-30T18:00:00.000Z");
    const std::string hours = "[hall]\nname = \"大厅\"\nopening = [\"mon-fri 08:30-17:30\"]\n";
    EXPECT_TRUE(takes_people(std::nullopt, monday_night));
    EXPECT_TRUE(takes_people(hours, monday_noon)) << hours;
    EXPECT_FALSE(takes_people(hours, monday_night));
    EXPECT_TRUE(takes_people("no document", monday_night)) << "what cannot be read closes nothing";
}

}  // namespace
}  // namespace bangnin::hub::test
