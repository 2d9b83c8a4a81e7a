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
#include <optional>
#include <set>

#include "sync/hub/authority.h"
#include "sync/hub/case_desk.h"
#include "sync/hub/change_listener.h"
#include "sync/hub/changes.h"
#include "sync/hub/config.h"
#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/follow_ups.h"
#include "sync/hub/console/sign_ins.h"
#include "sync/hub/console/statistics.h"
#include "sync/hub/database.h"
#include "sync/hub/devices.h"
#include "sync/hub/documents.h"
#include "sync/hub/intake.h"
#include "sync/hub/phone_ratings.h"
#include "sync/hub/queue_desk.h"
#include "sync/hub/staff_calls.h"
#include "sync/hub/views.h"

namespace bangnin::hub {

// What the operations of the database thread have at hand.
struct Records {
    Records(Database& database, const Config& config)
        : devices(database),
          intake(database),
          changes(database, config),
          queues(database, config),
          views(database, config),
          calls(database),
          cases(database),
          phone_ratings(database),
          sign_ins(database),
          audit(database),
          statistics(database, config),
          documents(database),
          follow_ups(database) {}
    Devices devices;
    Intake intake;
    Changes changes;
    QueueDesk queues;
    Views views;
    StaffCalls calls;
    CaseDesk cases;
    PhoneRatings phone_ratings;
    console::SignIns sign_ins;
    console::AuditLog audit;
    console::StatisticsReader statistics;
    Documents documents;
    console::FollowUps follow_ups;
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
    BackOffice(std::unique_ptr<Database> database, const Config& config);
    ~BackOffice();
    BackOffice(const BackOffice&) = delete;
    BackOffice& operator=(const BackOffice&) = delete;

    // Runs `operation(Records&)` on the database thread and gives its result to the awaiting coroutine: a
    // DatabaseResult, "unavailable" while there is no connection to the server.
    template <typename Operation>
    auto run(Operation operation) -> boost::asio::awaitable<decltype(operation(std::declval<Records&>()))> {
        using Value = decltype(operation(std::declval<Records&>()));
        co_return co_await boost::asio::co_spawn(
            thread_,
            [this, &operation]() -> boost::asio::awaitable<Value> {
                Records* records = open_records();
                if (records == nullptr) co_return std::unexpected(DatabaseError::unavailable);
                co_return operation(*records);
            },
            boost::asio::use_awaitable);
    }

    ChangeBell& bell() { return bell_; }
    // Something that devices pull was committed: wakes the polls here; other hubs hear of it from the database.
    void changed();

    // Returns when everything that was asked before is done. Not from the database thread. For the end: after it no
    // operation speaks of the network that asked for it.
    void settle();

  private:
    // On the database thread. A lost connection is made anew here; null where that fails.
    Records* open_records();

    const Config& config_;
    std::unique_ptr<Database> database_;
    std::optional<Records> records_;
    std::chrono::steady_clock::time_point reopen_at_;
    ChangeBell bell_;
    std::unique_ptr<ChangeListener> listener_;  // only on PostgreSQL
    boost::asio::thread_pool thread_{1};
};

}  // namespace bangnin::hub
