// Where the hub's records live: connections to the database, each on a thread of its own, and what is kept of them in
// memory.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "sync/hub/authority.h"
#include "sync/hub/change_feed.h"
#include "sync/hub/change_listener.h"
#include "sync/hub/config.h"
#include "sync/hub/database_lane.h"
#include "sync/hub/intake_lane.h"
#include "sync/hub/metrics.h"

namespace bangnin::hub {

// Wakes whoever waits for any change at all. Any thread.
class ChangeBell {
  public:
    std::uint64_t rings() const;
    void ring();
    // Nobody waits any more: their network is about to go.
    void forget();
    // Returns when the bell has rung since `rings` was read, or at the deadline. The awaiting coroutine must run
    // where one thing is done at a time.
    boost::asio::awaitable<void> wait(std::uint64_t rings, std::chrono::steady_clock::time_point deadline);

  private:
    mutable std::mutex mutex_;
    std::uint64_t rings_ = 0;
    std::set<std::shared_ptr<boost::asio::steady_timer>> waiting_;
};

class BackOffice {
  public:
    BackOffice(std::unique_ptr<Database> database, const Config& config);
    ~BackOffice();
    BackOffice(const BackOffice&) = delete;
    BackOffice& operator=(const BackOffice&) = delete;

    // Runs `operation(Records&)` on the thread of whoever writes, and gives its result, a DatabaseResult, to the
    // awaiting coroutine.
    template <typename Operation>
    auto run(Operation operation) {
        return writing_.run(std::move(operation));
    }
    // The same of what only reads: it does not wait for those who write.
    template <typename Operation>
    auto read(Operation operation) {
        return reading_->run(std::move(operation));
    }
    // A device's events. Those of one device stay in their order.
    boost::asio::awaitable<Intake::Result> take(IntakeBatch batch);

    ChangeBell& bell() { return bell_; }
    ChangeFeed& feed() { return feed_; }
    // Something that devices pull was committed: the feed reads it and tells those whom it concerns; other hubs hear of
    // it from the database. Any thread.
    void changed();
    // Once a second: the feed reads what nobody told it of, and who is enrolled.
    void look_again();
    // The feed is not current until the records are read once more.
    void read_again();
    // How it stands here now; what the database itself would say is left out.
    MetricsNow figures() const;
    // From now on nobody waits for changes.
    void close_feed();

    // Returns when everything that was asked before is done. Not from a lane's thread. For the end: after it no
    // operation speaks of the network that asked for it.
    void settle();

  private:
    void request_reading();
    void read_changes(Records* records);
    void read_devices(Records& records, std::chrono::steady_clock::time_point now);

    DatabaseLane writing_;
    std::unique_ptr<DatabaseLane> reading_;
    std::vector<std::unique_ptr<DatabaseLane>> taking_;  // none where only one may write
    std::vector<std::unique_ptr<IntakeLane>> intake_;
    ChangeBell bell_;
    ChangeFeed feed_;
    std::atomic<bool> reading_requested_ = false;
    std::atomic<std::chrono::steady_clock::rep> read_at_ = 0;  // when the last reading ended
    std::atomic<std::chrono::steady_clock::rep> reading_took_ = 0;
    // When the devices were read last; the reading thread's.
    std::optional<std::chrono::steady_clock::time_point> devices_at_;
    std::uint64_t devices_changes_ = 0;
    std::unique_ptr<ChangeListener> listener_;  // only on PostgreSQL
};

}  // namespace bangnin::hub
