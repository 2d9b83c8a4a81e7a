// Where the hub's records live: the database and everything that works on it, on one thread of its own, so that neither
// a disk that takes its time nor a long query ever holds up the network.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>

#include "sync/hub/authority.h"
#include "sync/hub/changes.h"
#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/hub/devices.h"
#include "sync/hub/intake.h"
#include "sync/hub/views.h"

namespace bangnin::hub {

// What the operations of the database thread have at hand.
struct Records {
    Records(Database& database, const Config& config)
        : devices(database),
          intake(database),
          changes(database, config.services, config.zone),
          views(database, config.services) {}
    Devices devices;
    Intake intake;
    Changes changes;
    Views views;
};

// Wakes the polls that wait for a change. Any thread.
class ChangeBell {
  public:
    std::uint64_t rings() const;
    void ring();
    // Nobody waits any more: their network is about to go.
    void forget();
    // Returns when the bell has rung since `rings` was read, or at the deadline. The awaiting coroutine must run on a
    // strand.
    boost::asio::awaitable<void> wait(std::uint64_t rings, std::chrono::steady_clock::time_point deadline);

  private:
    mutable std::mutex mutex_;
    std::uint64_t rings_ = 0;
    std::set<std::shared_ptr<boost::asio::steady_timer>> waiting_;
};

class BackOffice {
  public:
    BackOffice(std::unique_ptr<Database> database, const Config& config)
        : database_(std::move(database)), records_(*database_, config) {}
    ~BackOffice() { thread_.join(); }
    BackOffice(const BackOffice&) = delete;
    BackOffice& operator=(const BackOffice&) = delete;

    // Runs `operation(Records&)` on the database thread and gives its result to the awaiting coroutine.
    template <typename Operation>
    auto run(Operation operation) -> boost::asio::awaitable<decltype(operation(std::declval<Records&>()))> {
        using Value = decltype(operation(std::declval<Records&>()));
        co_return co_await boost::asio::co_spawn(
            thread_, [this, &operation]() -> boost::asio::awaitable<Value> { co_return operation(records_); },
            boost::asio::use_awaitable);
    }

    ChangeBell& bell() { return bell_; }

    // Returns when everything that was asked before is done. Not from the database thread. For the end: after it no
    // operation speaks of the network that asked for it.
    void settle();

  private:
    std::unique_ptr<Database> database_;
    Records records_;
    ChangeBell bell_;
    boost::asio::thread_pool thread_{1};
};

}  // namespace bangnin::hub
