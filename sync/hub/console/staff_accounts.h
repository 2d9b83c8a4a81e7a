// The staff's accounts at the database. Every change is in the audit log; one that takes something away ends the
// sessions of whom it concerns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/hub/console/staff.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"

namespace bangnin::hub::console {

// One account as it is kept. Within the caller's transaction; throws SOCI's exceptions.
struct StaffAccount {
    StaffMember staff;
    std::string hash;
};
std::optional<StaffAccount> find_account(soci::session& sql, const std::string& login);
void end_sessions_of(soci::session& sql, const std::string& login);

class StaffAccounts {
  public:
    explicit StaffAccounts(Database& database) : database_(database) {}

    // False: that login is taken, also by one who is disabled.
    DatabaseResult<bool> add(const StaffMember& staff, const std::string& hash, sync::Instant now);
    DatabaseResult<std::vector<StaffMember>> list();
    // False: nobody has that login.
    DatabaseResult<bool> set_password(const std::string& login, const std::string& hash, sync::Instant now);
    DatabaseResult<bool> set_state(const std::string& login, StaffState state, sync::Instant now);

  private:
    Database& database_;
};

}  // namespace bangnin::hub::console
