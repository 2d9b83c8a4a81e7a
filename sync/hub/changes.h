// The change feed: what devices pull. A state feed, not a history: each subject (a service's queue, a device's answered
// call, a document) carries the number of its last change, taken from one counter inside the transaction that changed
// it; "what changed since N" is every subject with a greater number, read in one transaction with the data. Numbers are
// given by one writer in commit order, so a cursor never skips.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"
#include "sync/model/service.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

// PostgreSQL's commands by which every hub on it is told, and hears, that something has changed.
inline constexpr const char* tell_of_changes = "NOTIFY bangnin_changes";
inline constexpr const char* hear_of_changes = "LISTEN bangnin_changes";

// Within the caller's transaction: the queues of these services have changed.
void mark_queues_changed(soci::session& sql, const std::set<char>& services);
// The same: a number was called.
void mark_called(soci::session& sql);
// The same: something became of this ticket, of which its own device hears.
void mark_ticket_changed(soci::session& sql, const std::string& token);

// The same: something became of this case, of which hear the device it came through and the operators.
void mark_case_changed(soci::session& sql, const std::string& token);

// The same of the answer to this device's calls.
void mark_call_answered(soci::session& sql, const std::string& device);
// The same: the document has a new version.
void mark_document_changed(soci::session& sql, const std::string& name);

class Changes {
  public:
    Changes(Database& database, const Config& config) : database_(database), config_(config) {}

    // Everything after `cursor` for this device; a cursor of 0, or one of a database that was replaced, gives all.
    DatabaseResult<sync::wire::ChangesResponse> since(std::uint64_t cursor, const std::string& device,
                                                      sync::Instant now);
    // At the hall's midnight every queue begins anew, and what was open in the old ones is closed; true when it did.
    DatabaseResult<bool> begin_day(sync::Instant now);
    // Whether another program has written to the SQLite file since the last time this was asked: an operator's command
    // tells nobody. On PostgreSQL the server tells.
    DatabaseResult<bool> written_by_others();

  private:
    std::vector<sync::wire::CallChange> calls(sync::Instant now);
    std::vector<sync::wire::TicketChange> tickets(std::uint64_t cursor, const std::string& device, sync::Instant now);
    std::vector<sync::wire::CaseChange> cases(std::uint64_t cursor, const std::string& device);
    sync::QueueStatus queue_status(const sync::Service& service, const std::string& device, sync::Instant now);

    Database& database_;
    const Config& config_;
    long long file_version_ = -1;
};

}  // namespace bangnin::hub
