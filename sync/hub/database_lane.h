// One connection to the records and the thread that works on it, so that neither a disk that takes its time nor a long
// query ever holds up the network.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <optional>

#include "sync/hub/case_desk.h"
#include "sync/hub/changes.h"
#include "sync/hub/config.h"
#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/case_office.h"
#include "sync/hub/console/follow_ups.h"
#include "sync/hub/console/sign_ins.h"
#include "sync/hub/console/statistics.h"
#include "sync/hub/console/ticket_looks.h"
#include "sync/hub/database.h"
#include "sync/hub/devices.h"
#include "sync/hub/documents.h"
#include "sync/hub/halls.h"
#include "sync/hub/intake.h"
#include "sync/hub/phone_ratings.h"
#include "sync/hub/presence.h"
#include "sync/hub/queue_desk.h"
#include "sync/hub/retention.h"
#include "sync/hub/staff_calls.h"
#include "sync/hub/views.h"

namespace bangnin::hub {

// What the operations of a lane's thread have at hand.
struct Records {
    Records(Database& on, const Config& by)
        : database(on),
          devices(on),
          intake(on),
          changes(on, by),
          halls(on, by),
          views(on, by),
          cases(on),
          case_office(on),
          ticket_looks(on),
          phone_ratings(on),
          sign_ins(on),
          audit(on),
          documents(on),
          retention(on, by),
          config(by) {}
    // What is a hall's own.
    QueueDesk queues(const std::string& hall) { return {database, config, hall}; }
    StaffCalls calls(const std::string& hall) { return StaffCalls(database, hall); }
    console::FollowUps follow_ups(const std::string& hall) { return console::FollowUps(database, hall); }
    Presence presence(const std::string& hall) { return Presence(database, hall); }
    console::StatisticsReader statistics(const std::string& hall) { return {database, config, hall}; }

    Database& database;
    Devices devices;
    Intake intake;
    Changes changes;
    Halls halls;
    Views views;
    CaseDesk cases;
    console::CaseOffice case_office;
    console::TicketLooks ticket_looks;
    PhoneRatings phone_ratings;
    console::SignIns sign_ins;
    console::AuditLog audit;
    Documents documents;
    Retention retention;
    const Config& config;
};

class DatabaseLane {
  public:
    DatabaseLane(std::unique_ptr<Database> database, const Config& config);
    ~DatabaseLane() { settle(); }
    DatabaseLane(const DatabaseLane&) = delete;
    DatabaseLane& operator=(const DatabaseLane&) = delete;

    const DatabasePlace& place() const { return database_->place(); }

    // Runs `operation(Records&)` on the lane's thread and gives its result to the awaiting coroutine: a
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
    // The same with nobody waiting for it, after a while; null while there is no connection.
    template <typename Operation>
    void run_after(std::chrono::steady_clock::duration pause, Operation operation) {
        const auto timer = std::make_shared<boost::asio::steady_timer>(thread_, pause);
        timer->async_wait([this, timer, operation = std::move(operation)](const boost::system::error_code&) {
            if (!settling_) operation(open_records());
        });
    }

    // Returns when everything that was asked before is done. Not from the lane's thread.
    void settle() {
        settling_ = true;
        thread_.join();
    }

  private:
    // On the lane's thread. A lost connection is made anew here; null where that fails.
    Records* open_records();

    const Config& config_;
    std::unique_ptr<Database> database_;
    std::optional<Records> records_;
    std::chrono::steady_clock::time_point reopen_at_;
    std::atomic<bool> settling_ = false;
    boost::asio::thread_pool thread_{1};
};

}  // namespace bangnin::hub
