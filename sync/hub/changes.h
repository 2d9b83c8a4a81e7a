// The change feed as the records have it. A state feed, not a history: each subject (a queue of a hall, a device's
// answered call, a document) carries the number of its last change, taken from one counter inside the transaction that
// changed it; "what changed since N" is every subject with a greater number, read in one transaction with the data.
// Numbers are given by one writer in commit order, so a cursor never skips.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/hub/halls.h"
#include "sync/model/clock.h"
#include "sync/model/queue.h"
#include "sync/model/service.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

// PostgreSQL's commands by which every hub on it is told, and hears, that something has changed.
inline constexpr const char* tell_of_changes = "NOTIFY bangnin_changes";
inline constexpr const char* hear_of_changes = "LISTEN bangnin_changes";

// Within the caller's transaction: the queues of these services have changed. The number of that change; 0: of none.
long long mark_queues_changed(soci::session& sql, const std::set<HallQueue>& queues);
// The same: a number was called in the hall.
void mark_called(soci::session& sql, const std::string& hall);
void mark_rating_wished(soci::session& sql, const std::string& hall);
// The same: something became of this ticket, of which its own device hears.
void mark_ticket_changed(soci::session& sql, const std::string& token);
// The same: something became of this case, of which hear the device it came through and the hall's operators.
void mark_case_changed(soci::session& sql, const std::string& token);
// The same of the answer to this device's calls.
void mark_call_answered(soci::session& sql, const std::string& device);
// The same: the document has a new version.
void mark_document_changed(soci::session& sql, const std::string& name);

// What has changed after a number, for whoever keeps the rest.
struct ChangeNews {
    enum class Extent { changes, everything };  // everything: what was known before is to be forgotten
    struct Queue {
        std::uint64_t number = 0;
        sync::QueueStatus status;  // of every device's view what is the same
        std::string hall{first_hall};
    };
    struct Called {
        std::uint64_t number = 0;
        std::vector<sync::wire::CallChange> calls;  // who is called now, the latest last
        std::string hall{first_hall};
    };
    struct Wished {
        std::uint64_t number = 0;
        std::vector<sync::wire::RatingWish> wishes;  // of each window the latest, where it is not rated yet
        std::string hall{first_hall};
    };
    struct Ticket {
        std::string device;
        std::uint64_t number = 0;
        sync::wire::TicketChange change;
    };
    struct Answer {
        std::string device;
        std::uint64_t number = 0;
        sync::Instant called_at{};
        sync::wire::StaffAnswer answer;  // the latest
    };
    struct Case {
        std::string device;  // through which it came
        std::uint64_t number = 0;
        sync::wire::CaseChange change;
        std::string hall{first_hall};
    };
    struct Document {
        std::uint64_t number = 0;
        sync::wire::DocumentChange change;  // by the name that devices know it by
        std::optional<std::string> hall{};  // nothing: every hall's
    };
    Extent extent = Extent::changes;
    std::uint64_t newest = 0;
    sync::LocalDay day;
    std::vector<Queue> queues;
    std::vector<Called> called;
    std::vector<Wished> wished;
    std::vector<std::pair<std::string, sync::LogMark>> logs;  // by device; of one named twice the later counts
    std::vector<Ticket> tickets;                              // of the day, in the order of their numbers
    std::vector<Answer> answers;
    std::vector<Case> cases;  // in the order of their numbers
    std::vector<Document> documents;
};

class Changes {
  public:
    Changes(Database& database, const Config& config) : database_(database), config_(config) {}

    // What changed after `known`, where that was read on `day`: on another day, or of a database that was replaced,
    // everything.
    DatabaseResult<ChangeNews> since(std::uint64_t known, sync::LocalDay day, sync::Instant now);
    // At the hall's midnight every queue begins anew, and what was open in the old ones is closed; true when it did.
    DatabaseResult<bool> begin_day(sync::Instant now);
    // A device that has heard of another hall until now is to hear of everything in this one.
    DatabaseResult<void> tell_all_of(const std::string& hall);
    // Whether another program has written to the SQLite file since the last time this was asked: an operator's command
    // tells nobody. On PostgreSQL the server tells.
    DatabaseResult<bool> written_by_others();

  private:
    using Marks = std::map<std::string, std::uint64_t>;  // numbers by subject
    void read_marked(ChangeNews& news, std::uint64_t known, sync::Instant now);
    void read_hall(ChangeNews& news, const Marks& marks, const std::string& hall, sync::Instant now);
    void read_document(ChangeNews& news, const Marks& marks, const ChangeNews::Document& of);
    void read_answers(ChangeNews& news, const Marks& marks, sync::Instant now);
    std::vector<sync::wire::CallChange> calls(const std::string& hall, sync::LocalDay day);
    std::vector<sync::wire::RatingWish> rating_wishes(const std::string& hall, sync::Instant now);
    void read_cases(ChangeNews& news, std::uint64_t known);
    void read_tickets(ChangeNews& news, std::uint64_t known);
    void read_logs(ChangeNews& news, std::uint64_t known);
    sync::QueueStatus queue_status(const std::string& hall, const sync::Service& service, sync::LocalDay day);

    Database& database_;
    const Config& config_;
    long long file_version_ = -1;
};

}  // namespace bangnin::hub
