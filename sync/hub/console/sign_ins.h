// Signing in at the console: how often it may be tried, and the sessions that come of it. All of it is in the database,
// so that hubs beside each other know the same.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "sync/hub/console/staff.h"
#include "sync/hub/database.h"
#include "sync/hub/halls.h"
#include "sync/model/clock.h"

namespace bangnin::hub::console {

// A try counts as failed until it has succeeded, so that many at once are no way around the limit. Those behind one
// address share its limit, so it is wider.
inline constexpr std::chrono::minutes attempts_counted_for{15};
inline constexpr int most_attempts_of_login = 5;
inline constexpr int most_attempts_of_address = 30;

// A session ends when nobody did anything for so long, and at the latest after so long.
inline constexpr std::chrono::minutes session_idle_limit{60};
inline constexpr std::chrono::hours session_limit{12};

struct Session {
    StaffMember staff;
    std::string name;  // the hash of its token
    HallRow hall{};    // their own, or of an admin of all the one they look at; as the records have it
};

// What an address counts as: itself, or the network of 64 bits that one computer may have to itself (IPv6).
std::string address_group(std::string_view address);
// What a session's token is kept as.
std::string session_name(std::string_view token);

class SignIns {
  public:
    explicit SignIns(Database& database) : database_(database) {}

    struct Attempt {
        std::string name;
        std::string hash;  // what the password must match; a decoy's where nobody has that login
    };
    // The inner error: too many attempts were made.
    DatabaseResult<std::expected<Attempt, std::monostate>> begin(const std::string& login, const std::string& address,
                                                                 sync::Instant now);
    // The password was right: a session of that name. Nothing where the account has changed meanwhile.
    DatabaseResult<std::optional<Session>> succeed(const std::string& login, const Attempt& attempt,
                                                   const std::string& session, const std::string& address,
                                                   sync::Instant now);
    DatabaseResult<void> fail(const std::string& login, const std::string& address, sync::Instant now);
    // It was never found out whether the password was right.
    DatabaseResult<void> withdraw(const Attempt& attempt);

    enum class Presence {
        person,  // somebody does something
        page,    // only a page that is open asks for news: that keeps no session alive
    };
    DatabaseResult<std::optional<Session>> find(const std::string& session, Presence presence, sync::Instant now);
    // An admin of all halls turns to that one; false: there is no such hall, or they are not of all.
    DatabaseResult<bool> look_at(const Session& session, const std::string& hall, const std::string& address,
                                 sync::Instant now);
    DatabaseResult<void> end(const Session& session, const std::string& address, sync::Instant now);

  private:
    Database& database_;
};

}  // namespace bangnin::hub::console
