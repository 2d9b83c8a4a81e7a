#include "sync/hub/devices.h"

#include <algorithm>

#include "sync/hub/changes.h"
#include "sync/hub/x509.h"

namespace bangnin::hub {
bool device_name_valid(std::string_view name) {
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-';
    });
}

std::string_view to_text(Role role) {
    switch (role) {
        case Role::kiosk:
            return "kiosk";
        case Role::pad:
            return "pad";
        case Role::board:
            return "board";
        case Role::operator_:
            return "operator";
    }
    return "unknown";
}

std::optional<Role> parse_role(std::string_view text) {
    for (const Role role : {Role::kiosk, Role::pad, Role::board, Role::operator_}) {
        if (to_text(role) == text) return role;
    }
    return std::nullopt;
}

namespace {

// Every hub hears of it, and looks who is enrolled.
void note_change(soci::session& sql) {
    sql << "UPDATE counters SET value = value + 1 WHERE name = 'devices'";
    if (on_postgresql(sql)) sql << tell_of_changes;
}

}  // namespace

DatabaseResult<void> Devices::add_code(const sync::wire::EnrolmentCode& code, const std::string& device,
                                       const Enrolment& as, sync::Instant expires) {
    return guarded("adding an enrolment code", [&] {
        const std::string hash = x509::sha256_hex(code.secret_text());
        const std::string role_text(to_text(as.role));
        const long long expires_ms = expires.time_since_epoch().count();
        database_.session()
            << "INSERT INTO enrolment_codes(secret_hash, device, role, hall, expires_ms) VALUES(:h, :d, :r, :l, :e)",
            soci::use(hash), soci::use(device), soci::use(role_text), soci::use(as.hall), soci::use(expires_ms);
    });
}

DatabaseResult<std::expected<Devices::Claim, CodeFault>> Devices::claim(std::string_view secret_text,
                                                                        const std::string& key, sync::Instant now) {
    using Result = std::expected<Claim, CodeFault>;
    return guarded("claiming an enrolment code", [&]() -> Result {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const std::string hash = x509::sha256_hex(secret_text);
        const std::string at = sync::to_text(now);
        std::string device;
        std::string role_text;
        std::string hall;
        std::string used_by;
        long long expires_ms = 0;
        soci::indicator used = soci::i_null;
        sql << "SELECT device, role, hall, expires_ms, used_by FROM enrolment_codes WHERE secret_hash = :h",
            soci::use(hash), soci::into(device), soci::into(role_text), soci::into(hall), soci::into(expires_ms),
            soci::into(used_by, used);
        const std::optional<Role> role = parse_role(role_text);
        if (!sql.got_data() || !role) return std::unexpected(CodeFault::unknown);
        // The same key again is the same device, whose answer was lost on the way.
        if (used == soci::i_ok && used_by != key) return std::unexpected(CodeFault::used);
        if (now.time_since_epoch().count() >= expires_ms) return std::unexpected(CodeFault::expired);
        soci::statement use_up = (sql.prepare << "UPDATE enrolment_codes SET used_by = :k WHERE secret_hash = :h AND "
                                                 "(used_by IS NULL OR used_by = :k2)",
                                  soci::use(key), soci::use(hash), soci::use(key));
        use_up.execute(true);
        // Another device was quicker, at another hub.
        if (use_up.get_affected_rows() == 0) return std::unexpected(CodeFault::used);
        // As with its events, whose intake locks it first: else the two might wait for each other.
        if (on_postgresql(sql)) sql << "SELECT pg_advisory_xact_lock(hashtext(:d))", soci::use(device);
        std::string before;
        sql << "SELECT hall FROM devices WHERE device = :d", soci::use(device), soci::into(before);
        const bool moved = sql.got_data() && before != hall;
        sql << "INSERT INTO devices(device, role, hall, key, enrolled_at) VALUES(:d, :r, :l, :k, :at) ON "
               "CONFLICT(device) "
               "DO UPDATE SET role = excluded.role, hall = excluded.hall, key = excluded.key, next_key = '', "
               "enrolled_at = excluded.enrolled_at, "
               "revoked_at = NULL",
            soci::use(device), soci::use(role_text), soci::use(hall), soci::use(key), soci::use(at);
        note_change(sql);
        transaction.commit();
        return Claim{device, {*role, hall}, moved};
    });
}

DatabaseResult<std::optional<Enrolment>> Devices::find(const std::string& device, const std::string& key) {
    return guarded("looking a device up", [&]() -> std::optional<Enrolment> {
        if (key.empty()) return std::nullopt;
        std::string role;
        std::string hall;
        std::string present;
        database_.session()
            << "SELECT role, hall, key FROM devices WHERE device = :d AND (key = :k OR next_key = :k2) AND "
               "revoked_at IS NULL",
            soci::use(device), soci::use(key), soci::use(key), soci::into(role), soci::into(hall), soci::into(present);
        if (!database_.session().got_data()) return std::nullopt;
        if (present != key) {
            database_.session() << "UPDATE devices SET key = next_key, next_key = '' WHERE device = :d AND "
                                   "next_key = :k",
                soci::use(device), soci::use(key);
            note_change(database_.session());
        }
        const auto parsed = parse_role(role);
        return parsed ? std::optional(Enrolment{*parsed, hall}) : std::nullopt;
    });
}

DatabaseResult<Devices::Renewal> Devices::renew(const std::string& device, const std::string& key,
                                                const std::string& next_key) {
    return guarded("renewing a device", [&] {
        soci::statement note =
            (database_.session().prepare << "UPDATE devices SET next_key = :n WHERE device = :d AND key = :k AND "
                                            "revoked_at IS NULL",
             soci::use(next_key), soci::use(device), soci::use(key));
        note.execute(true);
        return note.get_affected_rows() == 0 ? Renewal::unknown : Renewal::noted;
    });
}

DatabaseResult<Devices::Revocation> Devices::revoke(const std::string& device, sync::Instant now) {
    return guarded("revoking a device", [&] {
        const std::string at = sync::to_text(now);
        soci::statement end =
            (database_.session().prepare << "UPDATE devices SET revoked_at = COALESCE(revoked_at, :at), next_key = '' "
                                            "WHERE device = :d",
             soci::use(at), soci::use(device));
        end.execute(true);
        note_change(database_.session());
        return end.get_affected_rows() == 0 ? Revocation::unknown : Revocation::revoked;
    });
}

DatabaseResult<std::vector<Device>> Devices::list(Which which) {
    return guarded("listing devices", [&] {
        std::vector<Device> devices;
        const std::string rows_wanted = which == Which::in_force ? "WHERE revoked_at IS NULL " : "";
        const soci::rowset<soci::row> rows =
            (database_.session().prepare << "SELECT device, role, enrolled_at, COALESCE(last_seen_at, ''), "
                                            "COALESCE(health, ''), COALESCE(revoked_at, ''), hall FROM devices " +
                                                rows_wanted + "ORDER BY device");
        for (const soci::row& row : rows) {
            devices.push_back({row.get<std::string>(0), parse_role(row.get<std::string>(1)).value_or(Role::kiosk),
                               row.get<std::string>(2), row.get<std::string>(3), row.get<std::string>(4),
                               row.get<std::string>(5), row.get<std::string>(6)});
        }
        return devices;
    });
}

DatabaseResult<std::vector<Device>> Devices::list_of(const std::string& hall) {
    auto devices = list();
    if (devices) std::erase_if(*devices, [&](const Device& device) { return device.hall != hall; });
    return devices;
}

DatabaseResult<std::uint64_t> Devices::changes() {
    return guarded("reading whether who is enrolled has changed", [&] {
        long long changes = 0;
        database_.session() << "SELECT value FROM counters WHERE name = 'devices'", soci::into(changes);
        return static_cast<std::uint64_t>(changes);
    });
}

DatabaseResult<std::vector<EnrolledKey>> Devices::keys() {
    return guarded("reading who is enrolled", [&] {
        std::vector<EnrolledKey> keys;
        EnrolledKey known;
        std::string role;
        soci::statement rows =
            (database_.session().prepare << "SELECT device, key, role, hall FROM devices WHERE revoked_at IS NULL",
             soci::into(known.device), soci::into(known.key), soci::into(role), soci::into(known.what.hall));
        rows.execute();
        while (rows.fetch()) {
            const auto parsed = parse_role(role);
            if (!parsed) continue;
            known.what.role = *parsed;
            keys.push_back(known);
        }
        return keys;
    });
}

}  // namespace bangnin::hub
