#include "sync/hub/presence.h"

#include "sync/settings/hall_settings.h"

namespace bangnin::hub {
namespace {

constexpr const char* watch_all =
    "INSERT INTO presence(device, day, watched, watched_minute, there, there_minute) SELECT device, :d, 0, -1, 0, -1 "
    "FROM devices WHERE hall = :h AND role <> 'operator' AND revoked_at IS NULL ON CONFLICT(device, day) DO NOTHING";

}  // namespace

bool takes_people(const std::optional<std::string>& hall_document, sync::Instant now) {
    if (!hall_document) return true;
    // The document's sections are read as at a terminal, whose own file has the rest.
    sync::HallSettings own;
    own.name.zh = "hall";
    own.services.emplace_back();
    const auto settings = sync::with_document(own, *hall_document, "hall");
    if (!settings) return true;
    return sync::hall_opening(settings->opening, now, settings->utc_offset_minutes).state == sync::HallState::open;
}

DatabaseResult<void> Presence::note(const std::vector<std::string>& there, sync::Instant now, sync::LocalDay day) {
    return guarded("noting who is there", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const long long number = day.number();
        const long long minute = std::chrono::floor<std::chrono::minutes>(now.time_since_epoch()).count();
        sql << watch_all, soci::use(number), soci::use(hall_);
        sql << "UPDATE presence SET watched = watched + 1, watched_minute = :m WHERE day = :d AND watched_minute < :m2 "
               "AND "
               "device IN (SELECT device FROM devices WHERE hall = :h)",
            soci::use(minute), soci::use(number), soci::use(minute), soci::use(hall_);
        std::string device;
        {
            soci::statement mark =
                (sql.prepare
                     << "UPDATE presence SET there = there + 1, there_minute = :m WHERE device = :v AND day = :d "
                        "AND there_minute < :m2",
                 soci::use(minute), soci::use(device), soci::use(number), soci::use(minute));
            for (const std::string& one : there) {
                device = one;
                mark.execute(true);
            }
        }
        transaction.commit();
        see(there, now);
    });
}

// Each on its own: events that are taken in lock the devices' rows in an order of theirs.
void Presence::see(const std::vector<std::string>& there, sync::Instant now) {
    const std::string at = sync::to_text(now);
    std::string device;
    soci::statement seen = (database_.session().prepare << "UPDATE devices SET last_seen_at = :a WHERE device = :v",
                            soci::use(at), soci::use(device));
    for (const std::string& one : there) {
        device = one;
        seen.execute(true);
    }
}

std::vector<DevicePresence> read_presence(soci::session& sql, const std::string& hall, sync::LocalDay from,
                                          sync::LocalDay to) {
    const long long first = from.number();
    const long long last = to.number();
    std::string device;
    long long watched = 0;
    long long there = 0;
    soci::statement rows =
        (sql.prepare
             << "SELECT device, CAST(SUM(watched) AS BIGINT), CAST(SUM(there) AS BIGINT) FROM presence WHERE day "
                "BETWEEN :a AND :b AND device IN (SELECT device FROM devices WHERE hall = :h) GROUP BY device ORDER BY "
                "device",
         soci::use(first), soci::use(last), soci::use(hall), soci::into(device), soci::into(watched),
         soci::into(there));
    rows.execute();
    std::vector<DevicePresence> all;
    while (rows.fetch()) {
        all.push_back({device, static_cast<std::uint32_t>(watched), static_cast<std::uint32_t>(there)});
    }
    return all;
}

DatabaseResult<std::vector<DevicePresence>> Presence::between(sync::LocalDay from, sync::LocalDay to) {
    return guarded("reading who was there", [&] { return read_presence(database_.session(), hall_, from, to); });
}

}  // namespace bangnin::hub
