// What was done at the console, by whom and when: only ever added to. Each entry's digest covers the one before it, so
// that nothing can be changed or taken out of the middle unseen. No applicant's personal data is in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"

namespace bangnin::hub::console {

struct AuditEntry {
    sync::Instant at{};
    std::string staff;    // the login; empty: nobody known, or the server's own command line
    std::string act;      // a machine word: "sign_in", "next", …
    std::string subject;  // what it was done to: a number, a window, a login
    std::string outcome;  // "done", or why not
    std::string address;  // of the staff's computer, where it came over the network
    std::string hall{first_hall};

    friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};
inline constexpr std::string_view outcome_done = "done";

// In Chinese, as the console shows it; the word itself where it has none.
std::string_view act_words(std::string_view act);

// Inside the caller's transaction, with what it tells of. Throws SOCI's exceptions.
void record(soci::session& sql, const AuditEntry& entry);

// The same of deleting its first entries, at most `most` of those that are older; the latest always stays. How many.
long long forget_entries(soci::session& sql, sync::Instant before, int most);

class AuditLog {
  public:
    explicit AuditLog(Database& database) : database_(database) {}

    // For acts that change nothing else.
    DatabaseResult<void> add(const AuditEntry& entry);

    struct Wish {
        std::string staff;  // empty: anybody's
        long long before = INT64_MAX;
        std::uint32_t limit = 100;
        std::string hall{};  // empty: of all
    };
    struct Row {
        long long number = 0;
        AuditEntry entry;
    };
    // The latest first.
    DatabaseResult<std::vector<Row>> list(const Wish& wish);
    // The first entry that is not as it was written, or is missing; nothing where all are sound. What was deleted for
    // its age is not missing.
    DatabaseResult<std::optional<long long>> first_broken();

  private:
    Database& database_;
};

}  // namespace bangnin::hub::console
