// A hall's queues of the day at the database: clerks' commands by the rules of sync/model/calling.h, each with its
// entry in the log, and what a window shows.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/hub/halls.h"
#include "sync/model/calling.h"
#include "sync/model/estimate.h"
#include "sync/model/service_times.h"

namespace bangnin::hub {

// Who gives a command, and where.
struct Clerk {
    std::string name;
    std::string window;
    // DeskView::current as they saw it; nothing: they did not say. Else a command about whoever is at the window is
    // refused where somebody else is there by now, so that one that comes late or twice hits nobody else.
    std::optional<std::string> expected{};
};

// What is known of a window.
struct WindowStanding {
    std::string name;
    sync::WindowState state = sync::WindowState::paused;
    std::string clerk;  // empty: nobody
};

// What a window's clerk sees, each list in its order.
struct DeskView {
    std::optional<sync::QueuedTicket> present;  // called or served here
    std::vector<sync::QueuedTicket> held;       // laid aside here
    std::vector<sync::QueuedTicket> waiting;    // of this window's queues
    std::vector<sync::QueuedTicket> elsewhere;  // of others
    std::vector<sync::QueuedTicket> missed;     // of this window's queues
    sync::WindowState state = sync::WindowState::paused;
    std::string clerk{};    // who works here; empty: nobody
    std::string current{};  // the token of who is present, or of who was last here today; empty: nobody was
    sync::Instant as_of{};
};

struct QueueLogRow {
    sync::CallEntry entry;
    std::string clerk;
};

class QueueDesk {
  public:
    QueueDesk(Database& database, const Config& config, std::string hall = first_hall)
        : database_(database), config_(config), hall_(std::move(hall)) {}

    // The inner error is a refusal by the rules; nothing was changed then.
    DatabaseResult<std::expected<sync::QueuedTicket, sync::CallRefusal>> tell(const sync::CallCommand& command,
                                                                              const Clerk& clerk, sync::Instant now);
    DatabaseResult<DeskView> view(const std::string& window, sync::Instant now);

    // A clerk opens, pauses or leaves a window. False: no window has that name.
    DatabaseResult<bool> set_window(const WindowStanding& standing, sync::Instant now);
    // All that are configured.
    DatabaseResult<std::vector<WindowStanding>> windows();

    // Of a day, the latest first, at most `limit`; `number` empty: of all.
    DatabaseResult<std::vector<QueueLogRow>> log(sync::LocalDay day, const std::string& number, std::uint32_t limit);

    // What is still open of the days before is closed, each with its entry in the log of its day. A kiosk that was
    // away may bring such a ticket later: then the next day's change closes it. Within the caller's transaction; throws
    // SOCI's exceptions.
    void close_days_before(sync::LocalDay today, sync::Instant now);

  private:
    const CallWindow* find_window(const std::string& name) const;
    bool served(char service) const;  // by any window
    std::vector<sync::QueuedTicket> open_tickets(sync::LocalDay day);
    sync::Window window_of(const CallWindow& window);
    std::string latest_at(const std::string& window, sync::LocalDay day);
    std::string current_at(const std::string& window, const std::vector<sync::QueuedTicket>& tickets,
                           sync::LocalDay day);
    void wish_for_rating(const sync::QueuedTicket& ticket, const Clerk& clerk, sync::Instant now);
    void store(const sync::QueuedTicket& ticket, sync::Instant now);
    void log(const sync::CallEntry& entry, const std::string& clerk, sync::LocalDay day);
    void learn(const sync::QueuedTicket& ticket, sync::Instant now);

    Database& database_;
    const Config& config_;
    std::string hall_;
};

// Within the caller's transaction; throws SOCI's exceptions.
// The hall's windows that are open and serve the queue; what is configured where no window of it has a clerk at all.
std::uint32_t windows_open(soci::session& sql, const Config& config, const std::string& hall,
                           const sync::Service& service);
sync::ServiceTimes service_times(soci::session& sql, const HallQueue& queue);
// The caller alone gives these halls' commands until its transaction ends. Who needs several takes them all here,
// before anything of the queues: one after the other, in another order, two would wait for each other.
void take_turns(soci::session& sql, const std::vector<std::string>& halls);

// 0–23, on the hall's clock.
int local_hour(sync::Instant at, sync::HallZone zone);

}  // namespace bangnin::hub
