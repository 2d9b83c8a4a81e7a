#include "sync/hub/console/staff_accounts.h"

#include <string_view>

#include "sync/hub/changes.h"
#include "sync/hub/console/audit_log.h"

namespace bangnin::hub::console {
namespace {

// Names hold no line feed.
std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : "\n") + name;
    return text;
}

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        names.emplace_back(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(text.size(), names.back().size() + 1));
    }
    return names;
}

std::string_view to_word(StaffState state) { return state == StaffState::active ? "active" : "disabled"; }

struct Reader {
    std::string login, name, role, windows, departments, state, hash, hall;

    StaffAccount taken() const {
        StaffAccount account;
        account.staff.login = login;
        account.staff.name = name;
        account.staff.role = parse_staff_role(role).value_or(StaffRole::clerk);
        account.staff.windows = parted(windows);
        account.staff.departments = parted(departments);
        account.staff.state = state == to_word(StaffState::active) ? StaffState::active : StaffState::disabled;
        account.staff.hall = hall;
        account.hash = hash;
        return account;
    }
};

void record_change(soci::session& sql, const char* act, const StaffMember& of, sync::Instant now) {
    record(sql, {now, {}, act, of.login, std::string(outcome_done), {}, hall_noted(of)});
}

}  // namespace

std::optional<StaffAccount> find_account(soci::session& sql, const std::string& login) {
    Reader reader;
    sql << "SELECT login, name, role, windows, departments, state, hash, hall FROM staff WHERE login = :l",
        soci::use(login), soci::into(reader.login), soci::into(reader.name), soci::into(reader.role),
        soci::into(reader.windows), soci::into(reader.departments), soci::into(reader.state), soci::into(reader.hash),
        soci::into(reader.hall);
    return sql.got_data() ? std::optional(reader.taken()) : std::nullopt;
}

void end_sessions_of(soci::session& sql, const std::string& login) {
    sql << "DELETE FROM staff_sessions WHERE login = :l", soci::use(login);
    // Pages that are open hear of it.
    if (on_postgresql(sql)) sql << tell_of_changes;
}

DatabaseResult<bool> StaffAccounts::add(const StaffMember& staff, const std::string& hash, sync::Instant now) {
    return guarded("adding staff", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const std::string role(to_text(staff.role));
        const std::string windows = joined(staff.windows);
        const std::string departments = joined(staff.departments);
        const std::string state(to_word(staff.state));
        const long long now_ms = now.time_since_epoch().count();
        soci::statement add =
            (sql.prepare << "INSERT INTO staff(login, name, role, windows, departments, state, hash, "
                            "added_ms, hall) VALUES(:l, :n, :r, :w, :d, :s, :h, :m, :a) ON CONFLICT "
                            "DO NOTHING",
             soci::use(staff.login), soci::use(staff.name), soci::use(role), soci::use(windows), soci::use(departments),
             soci::use(state), soci::use(hash), soci::use(now_ms), soci::use(staff.hall));
        add.execute(true);
        if (add.get_affected_rows() == 0) return false;
        record_change(sql, "staff_added", staff, now);
        transaction.commit();
        return true;
    });
}

DatabaseResult<std::vector<StaffMember>> StaffAccounts::list() {
    return guarded(
        "listing staff", [&] {
            std::vector<StaffMember> list;
            Reader reader;
            soci::statement rows =
                (database_.session().prepare
                     << "SELECT login, name, role, windows, departments, state, hall FROM staff ORDER BY login",
                 soci::into(reader.login), soci::into(reader.name), soci::into(reader.role), soci::into(reader.windows),
                 soci::into(reader.departments), soci::into(reader.state), soci::into(reader.hall));
            rows.execute();
            while (rows.fetch()) list.push_back(reader.taken().staff);
            return list;
        });
}

DatabaseResult<bool> StaffAccounts::set_password(const std::string& login, const std::string& hash, sync::Instant now) {
    return guarded("setting a password", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const auto account = find_account(sql, login);
        if (!account) return false;
        sql << "UPDATE staff SET hash = :h WHERE login = :l", soci::use(hash), soci::use(login);
        end_sessions_of(sql, login);
        record_change(sql, "staff_password", account->staff, now);
        transaction.commit();
        return true;
    });
}

DatabaseResult<bool> StaffAccounts::set_state(const std::string& login, StaffState state, sync::Instant now) {
    return guarded("setting an account's state", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const auto account = find_account(sql, login);
        if (!account) return false;
        const std::string word(to_word(state));
        sql << "UPDATE staff SET state = :s WHERE login = :l", soci::use(word), soci::use(login);
        if (state == StaffState::disabled) end_sessions_of(sql, login);
        record_change(sql, state == StaffState::active ? "staff_enabled" : "staff_disabled", account->staff, now);
        transaction.commit();
        return true;
    });
}

}  // namespace bangnin::hub::console
