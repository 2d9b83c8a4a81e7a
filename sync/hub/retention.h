// What is kept for how long: what the policy no longer allows is deleted, in small steps between other work, and the
// records say what was deleted and when. On SQLite the deleted bytes are overwritten in the file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"

namespace bangnin::hub {

enum class Kept {
    sealed,     // personal data in events, ratings and ended cases, and the keyed hash of who it was
    events,     // devices' events and calls for staff, as a whole
    queue_log,  // who was called when and why
    audit_log,  // what was done at the console
};
std::string_view to_text(Kept kept);

struct Deletion {
    Kept what = Kept::events;
    std::string day;         // on which it was deleted
    sync::Instant before{};  // older than this
    long long rows = 0;
};

// An event's body without what `sealed` means; the same text where there is nothing of it.
std::string without_personal_data(const std::string& body);

class Retention {
  public:
    Retention(Database& database, const Config& config) : database_(database), config_(config) {}

    enum class Progress { more, done };
    // At most some hundred rows, and in the same transaction the log's entry of them.
    DatabaseResult<Progress> step(sync::Instant now);
    // Has the database let go of the bytes; what was deleted since the last time.
    DatabaseResult<std::vector<Deletion>> finish();

  private:
    struct Log {
        std::string device, epoch;
        long long unsealed = 0;
    };
    struct Step {
        long long looked_at = 0;
        long long deleted = 0;
    };
    static Step affected(soci::statement& statement);
    std::vector<Log> logs();
    Step unseal(const Log& log, const std::string& before);
    Step unseal_all(sync::Instant before);
    Step delete_events(sync::Instant before);
    Step delete_entries(sync::Instant before);
    Step carry_out(Kept kept, sync::Instant before);
    void write_down(Kept kept, sync::Instant before, long long deleted, sync::Instant now);

    Database& database_;
    const Config& config_;
    std::map<Kept, Deletion> done_;
};

}  // namespace bangnin::hub
