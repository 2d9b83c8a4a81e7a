#include "sync/hub/console/sign_ins.h"

#include <boost/asio/ip/address.hpp>

#include "sync/hub/changes.h"
#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/password.h"
#include "sync/hub/console/staff_accounts.h"
#include "sync/hub/x509.h"
#include "sync/model/token.h"

namespace bangnin::hub::console {
namespace {

long long milliseconds_of(sync::Instant at) { return at.time_since_epoch().count(); }

// Of a login that was typed: it may have been the password by mistake.
std::string kept_login(const std::string& login) { return x509::sha256_hex("login:" + login); }

int attempts_of(soci::session& sql, const char* question, const std::string& whose) {
    int count = 0;
    sql << question, soci::use(whose), soci::into(count);
    return count;
}

bool too_many(soci::session& sql, const std::string& login, const std::string& group) {
    return attempts_of(sql, "SELECT COUNT(*) FROM sign_in_attempts WHERE login = :l", login) >=
               most_attempts_of_login ||
           attempts_of(sql, "SELECT COUNT(*) FROM sign_in_attempts WHERE address = :a", group) >=
               most_attempts_of_address;
}

// The tries of several hubs are counted one after the other.
void take_turn(soci::session& sql) {
    if (on_postgresql(sql)) sql << "SELECT pg_advisory_xact_lock(hashtext('sign_in'))";
}

}  // namespace

std::string address_group(std::string_view text) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string(text), error);
    if (error || !address.is_v6()) return std::string(text);
    if (address.to_v6().is_v4_mapped()) {
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    auto bytes = address.to_v6().to_bytes();
    for (std::size_t index = 8; index < bytes.size(); ++index) bytes.at(index) = 0;
    return boost::asio::ip::make_address_v6(bytes).to_string() + "/64";
}

std::string session_name(std::string_view token) { return x509::sha256_hex("session:" + std::string(token)); }

DatabaseResult<std::expected<SignIns::Attempt, std::monostate>> SignIns::begin(const std::string& login,
                                                                               const std::string& address,
                                                                               sync::Instant now) {
    using Result = std::expected<Attempt, std::monostate>;
    return guarded("beginning to sign in", [&]() -> Result {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        take_turn(sql);
        const long long now_ms = milliseconds_of(now);
        const long long since = milliseconds_of(now - attempts_counted_for);
        sql << "DELETE FROM sign_in_attempts WHERE at_ms <= :m", soci::use(since);
        const std::string kept = kept_login(login);
        const std::string group = address_group(address);
        if (too_many(sql, kept, group)) return std::unexpected(std::monostate{});
        Attempt attempt{sync::Token::random().text(), decoy_hash()};
        const auto account = find_account(sql, login);
        if (account && account->staff.state == StaffState::active) attempt.hash = account->hash;
        sql << "INSERT INTO sign_in_attempts(attempt, login, address, at_ms) VALUES(:n, :l, :a, :m)",
            soci::use(attempt.name), soci::use(kept), soci::use(group), soci::use(now_ms);
        transaction.commit();
        return attempt;
    });
}

DatabaseResult<std::optional<Session>> SignIns::succeed(const std::string& login, const Attempt& attempt,
                                                        const std::string& session, const std::string& address,
                                                        sync::Instant now) {
    return guarded("signing in", [&]() -> std::optional<Session> {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const auto account = find_account(sql, login);
        if (!account || account->staff.state != StaffState::active || account->hash != attempt.hash) {
            return std::nullopt;
        }
        const std::string kept = kept_login(login);
        const long long now_ms = milliseconds_of(now);
        sql << "DELETE FROM sign_in_attempts WHERE login = :l", soci::use(kept);
        sql << "INSERT INTO staff_sessions(session, login, begun_ms, seen_ms) VALUES(:n, :l, :b, :s)",
            soci::use(session), soci::use(login), soci::use(now_ms), soci::use(now_ms);
        const long long over = milliseconds_of(now - session_limit);
        sql << "DELETE FROM staff_sessions WHERE begun_ms <= :m", soci::use(over);
        record(sql, {now, login, "sign_in", {}, std::string(outcome_done), address, hall_noted(account->staff)});
        transaction.commit();
        return Session{account->staff, session, {}};
    });
}

DatabaseResult<void> SignIns::fail(const std::string& login, const std::string& address, sync::Instant now) {
    return guarded("noting a failed sign-in", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const auto account = find_account(sql, login);
        const std::string hall = account ? hall_noted(account->staff) : first_hall;
        const bool last = too_many(sql, kept_login(login), address_group(address));
        record(sql, {now, account ? login : std::string(), "sign_in", {}, last ? "locked" : "failed", address, hall});
        transaction.commit();
    });
}

DatabaseResult<void> SignIns::withdraw(const Attempt& attempt) {
    return guarded("withdrawing a sign-in", [&] {
        database_.session() << "DELETE FROM sign_in_attempts WHERE attempt = :n", soci::use(attempt.name);
    });
}

DatabaseResult<std::optional<Session>> SignIns::find(const std::string& session, Presence presence, sync::Instant now) {
    return guarded("finding a session", [&]() -> std::optional<Session> {
        soci::session& sql = database_.session();
        std::string login;
        std::string looked_at;
        long long begun_ms = 0;
        long long seen_ms = 0;
        sql << "SELECT login, begun_ms, seen_ms, hall FROM staff_sessions WHERE session = :n", soci::use(session),
            soci::into(login), soci::into(begun_ms), soci::into(seen_ms), soci::into(looked_at);
        if (!sql.got_data()) return std::nullopt;
        const bool over =
            begun_ms <= milliseconds_of(now - session_limit) || seen_ms <= milliseconds_of(now - session_idle_limit);
        const auto account = over ? std::nullopt : find_account(sql, login);
        if (!account || account->staff.state != StaffState::active) return std::nullopt;
        // Not at every request: a minute is near enough.
        const long long now_ms = milliseconds_of(now);
        if (presence == Presence::person && seen_ms <= milliseconds_of(now - std::chrono::minutes(1))) {
            sql << "UPDATE staff_sessions SET seen_ms = :m WHERE session = :n", soci::use(now_ms), soci::use(session);
        }
        const std::string& hall = account->staff.hall.empty() ? looked_at : account->staff.hall;
        const auto row = hall_row(sql, hall);
        return row ? std::optional(Session{account->staff, session, *row}) : std::nullopt;
    });
}

DatabaseResult<bool> SignIns::look_at(const Session& session, const std::string& hall, const std::string& address,
                                      sync::Instant now) {
    return guarded("turning to a hall", [&] {
        if (!session.staff.hall.empty()) return false;
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        if (!hall_row(sql, hall)) return false;
        sql << "UPDATE staff_sessions SET hall = :h WHERE session = :n", soci::use(hall), soci::use(session.name);
        record(sql, {now, session.staff.login, "look_at_hall", hall, std::string(outcome_done), address, hall});
        // Pages of the other one that are open hear of it.
        if (on_postgresql(sql)) sql << tell_of_changes;
        transaction.commit();
        return true;
    });
}

DatabaseResult<void> SignIns::end(const Session& session, const std::string& address, sync::Instant now) {
    return guarded("signing out", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        sql << "DELETE FROM staff_sessions WHERE session = :n", soci::use(session.name);
        record(
            sql,
            {now, session.staff.login, "sign_out", {}, std::string(outcome_done), address, hall_noted(session.staff)});
        if (on_postgresql(sql)) sql << tell_of_changes;
        transaction.commit();
    });
}

}  // namespace bangnin::hub::console
