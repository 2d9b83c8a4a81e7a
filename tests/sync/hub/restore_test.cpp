// The hub's database is restored from a backup while a device goes on: what the device had been told is safe arrives
// again, each event once, sealed data and all.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "sync/link/link.h"
#include "tests/harness/hub_events.h"
#include "tests/harness/rig.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using harness::hub_events;

class Restore : public testing::Test {
  protected:
    void SetUp() override {
        const auto port = harness::free_port();
        ASSERT_TRUE(port);
        std::ofstream(hub_.config(), std::ios::trunc) << configuration(state(), *port);
        hub_.start();
        sync::StoreOptions named;
        named.device = "k1";
        const auto file = hub_.folder() / "kiosk.db";
        store_.emplace(sync::Store::open(file, named, sync::wall_clock_now()).value());
        sync::LinkOptions options;
        options.hub_url = hub_.url();
        options.state_dir = hub_.folder() / "link";
        options.store_file = file;
        options.enrolment_code = hub_.code_for("k1", "kiosk");
        options.backoff = {std::chrono::milliseconds{5}, std::chrono::milliseconds{50}};
        auto link = sync::Link::create(options, [](const sync::LinkEvent&) {});
        ASSERT_TRUE(link);
        link_ = std::move(*link);
    }
    void TearDown() override { link_.reset(); }

    std::filesystem::path state() const { return hub_.folder() / "state"; }
    std::filesystem::path database() const { return state() / "hub.db"; }
    std::filesystem::path backup() const { return hub_.folder() / "backup.db"; }

    void issue(int count) {
        for (int index = 0; index < count; ++index) {
            sync::IssueRequest request;
            request.request = "r" + std::to_string(issued_++);
            request.sealed = "sealed " + request.request;
            ASSERT_TRUE(store_->issue_ticket(request, sync::wall_clock_now()));
            ASSERT_TRUE(store_->append_event("staff.call", R"({"screen":"home"})", sync::wall_clock_now()));
        }
        link_->notify_new_events();
    }
    // Until the hub has so many events of the device.
    bool arrived(std::size_t count) {
        for (int tries = 0; tries < 500; ++tries) {
            const auto events = hub_events(state(), "k1");
            if (events && events->size() >= count && store_->pending_count() == 0U) return true;
            harness::pause_between_questions();
        }
        return false;
    }
    void make_backup() {
        hub_.stop();
        std::filesystem::copy_file(database(), backup());
        hub_.start();
    }
    void put_backup_back() {
        hub_.stop();
        for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(database().string() + suffix);
        std::filesystem::copy_file(backup(), database(), std::filesystem::copy_options::overwrite_existing);
        ASSERT_LT(hub_events(state(), "k1")->size(), 2U * static_cast<unsigned>(issued_));
    }
    void expect_each_once() {
        const auto events = hub_events(state(), "k1").value();
        ASSERT_EQ(events.size(), 2U * static_cast<unsigned>(issued_));
        for (std::size_t index = 0; index < events.size(); ++index) {
            EXPECT_EQ(events[index].epoch, events[0].epoch);
            EXPECT_EQ(events[index].seq, index + 1);
            EXPECT_EQ(events[index].reject_code, "");
            if (events[index].type == "ticket.issued") {
                EXPECT_NE(events[index].body.value("sealed", ""), "");
            }
        }
    }

    HubRig hub_;
    std::optional<sync::Store> store_;
    std::unique_ptr<sync::Link> link_;
    int issued_ = 0;
};

TEST_F(Restore, ASilentDeviceTellsItAgain) {
    issue(3);
    ASSERT_TRUE(arrived(6));
    make_backup();
    issue(4);
    ASSERT_TRUE(arrived(14));
    put_backup_back();
    hub_.start();
    EXPECT_TRUE(arrived(14));
    expect_each_once();
}

TEST_F(Restore, ADeviceWithNewsTellsAllOfIt) {
    issue(2);
    ASSERT_TRUE(arrived(4));
    make_backup();
    issue(3);
    ASSERT_TRUE(arrived(10));
    put_backup_back();
    issue(2);
    hub_.start();
    EXPECT_TRUE(arrived(14));
    expect_each_once();
    // And goes on.
    issue(1);
    EXPECT_TRUE(arrived(16));
    expect_each_once();
}

TEST_F(Restore, ADeviceThatBeganANewEpochMeanwhileTellsTheOldOneToo) {
    issue(2);
    ASSERT_TRUE(arrived(4));
    make_backup();
    issue(2);
    ASSERT_TRUE(arrived(8));
    ASSERT_TRUE(store_->begin_epoch(sync::wall_clock_now()));
    issue(1);
    ASSERT_TRUE(arrived(10));
    put_backup_back();
    hub_.start();
    // The hub still has the first four; under the newest epoch it is told of all ten, and knows those again.
    EXPECT_TRUE(arrived(14));
    std::set<std::string> tokens;
    const auto events = hub_events(state(), "k1").value();
    for (const auto& event : events) {
        EXPECT_EQ(event.reject_code, "");
        if (event.type == "ticket.issued") tokens.insert(event.body.value("token", ""));
    }
    EXPECT_EQ(tokens.size(), 5U);
    const auto desk = hub_.client(hub_.enrol("desk", "operator"));
    const auto seen = nlohmann::json::parse(desk->get("/v1/tickets").body)["tickets"];
    EXPECT_EQ(seen.size(), 5U);
}

}  // namespace
}  // namespace bangnin::hub::test
