// How much of the hall's open time each device was there: a device is there in a minute in which it waits for changes
// at some hub. Only minutes count in which a hub watched and the hall was open; what happened to the hub is no device's
// fault. Uses the database of its thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"

namespace bangnin::hub {

// Whether the hall of this settings document takes people now; always, where there is no document or no hours in it.
bool takes_people(const std::optional<std::string>& hall_document, sync::Instant now);

struct DevicePresence {
    std::string device;
    std::uint32_t watched = 0;  // minutes
    std::uint32_t there = 0;    // of these

    friend bool operator==(const DevicePresence&, const DevicePresence&) = default;
};

// A hall's.
class Presence {
  public:
    explicit Presence(Database& database, std::string hall = first_hall)
        : database_(database), hall_(std::move(hall)) {}

    // These devices are there now. Said as often as one likes, by any of the hubs: a minute counts once.
    DatabaseResult<void> note(const std::vector<std::string>& there, sync::Instant now, sync::LocalDay day);
    // Both days included, by device; not of operators' programs, which come and go.
    DatabaseResult<std::vector<DevicePresence>> between(sync::LocalDay from, sync::LocalDay to);

  private:
    void see(const std::vector<std::string>& there, sync::Instant now);

    Database& database_;
    std::string hall_;
};

// Within the caller's transaction.
std::vector<DevicePresence> read_presence(soci::session& sql, const std::string& hall, sync::LocalDay from,
                                          sync::LocalDay to);

}  // namespace bangnin::hub
