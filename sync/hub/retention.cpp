#include "sync/hub/retention.h"

#include <nlohmann/json.hpp>

#include "sync/hub/console/audit_log.h"

namespace bangnin::hub {
namespace {

using nlohmann::json;

constexpr int rows_a_step = 500;

long long milliseconds_of(sync::Instant at) { return at.time_since_epoch().count(); }

int days_of(Kept kept, const RetentionPolicy& policy) {
    switch (kept) {
        case Kept::sealed:
            return policy.sealed_days;
        case Kept::events:
            return policy.events_days;
        case Kept::queue_log:
            return policy.queue_log_days;
        case Kept::audit_log:
            return policy.audit_days;
    }
    return 0;
}

}  // namespace

std::string_view to_text(Kept kept) {
    switch (kept) {
        case Kept::sealed:
            return "sealed";
        case Kept::events:
            return "events";
        case Kept::queue_log:
            return "queue_log";
        case Kept::audit_log:
            return "audit_log";
    }
    return "unknown";
}

std::string without_personal_data(const std::string& body) {
    if (body.find("\"sealed\"") == std::string::npos && body.find("\"person\"") == std::string::npos) return body;
    json read = json::parse(body, nullptr, false);
    if (!read.is_object()) return body;
    read.erase("sealed");
    read.erase("person");
    return read.dump(-1, ' ', false, json::error_handler_t::replace);
}

Retention::Step Retention::affected(soci::statement& statement) {
    statement.execute(true);
    const long long rows = statement.get_affected_rows();
    return {.looked_at = rows, .deleted = rows};
}

std::vector<Retention::Log> Retention::logs() {
    std::vector<Log> logs;
    Log log;
    soci::statement rows = (database_.session().prepare << "SELECT device, epoch, unsealed FROM logs",
                            soci::into(log.device), soci::into(log.epoch), soci::into(log.unsealed));
    rows.execute();
    while (rows.fetch()) logs.push_back(log);
    return logs;
}

// A log's events came in their order: the old ones are its first.
Retention::Step Retention::unseal(const Log& log, const std::string& before) {
    soci::session& sql = database_.session();
    struct Row {
        long long seq;
        std::string body;
    };
    std::vector<Row> changed;
    long long last = log.unsealed;
    {
        Row row{};
        std::string received_at;
        soci::statement rows =
            (sql.prepare << "SELECT seq, received_at, body FROM events WHERE device = :d AND epoch = "
                            ":e AND seq > :s ORDER BY seq LIMIT :l",
             soci::use(log.device), soci::use(log.epoch), soci::use(log.unsealed), soci::use(rows_a_step),
             soci::into(row.seq), soci::into(received_at), soci::into(row.body));
        rows.execute();
        while (rows.fetch() && received_at < before) {
            last = row.seq;
            std::string bare = without_personal_data(row.body);
            if (bare != row.body) changed.push_back({row.seq, std::move(bare)});
        }
    }
    if (last == log.unsealed) return {};
    for (const Row& row : changed) {
        sql << "UPDATE events SET body = :b WHERE device = :d AND epoch = :e AND seq = :s", soci::use(row.body),
            soci::use(log.device), soci::use(log.epoch), soci::use(row.seq);
    }
    sql << "UPDATE logs SET unsealed = :u WHERE device = :d AND epoch = :e", soci::use(last), soci::use(log.device),
        soci::use(log.epoch);
    return {.looked_at = last - log.unsealed, .deleted = static_cast<long long>(changed.size())};
}

Retention::Step Retention::unseal_all(sync::Instant before) {
    for (const Log& log : logs()) {
        if (const Step step = unseal(log, sync::to_text(before)); step.looked_at > 0) return step;
    }
    const long long before_ms = milliseconds_of(before);
    soci::statement ratings =
        (database_.session().prepare << "UPDATE ratings SET sealed = '' WHERE rating IN (SELECT rating FROM ratings "
                                        "WHERE sealed <> '' AND at_ms < :b LIMIT :l)",
         soci::use(before_ms), soci::use(rows_a_step));
    if (const Step step = affected(ratings); step.deleted > 0) return step;
    // Of cases that have come to their end: until then they are worked on.
    soci::statement cases =
        (database_.session().prepare
             << "UPDATE case_files SET sealed = '' WHERE token IN (SELECT f.token FROM case_files f JOIN cases c ON "
                "c.token = f.token WHERE f.sealed <> '' AND c.changed_ms < :b AND c.state IN ('declined', 'archived', "
                "'rated', 'terminated') LIMIT :l)",
         soci::use(before_ms), soci::use(rows_a_step));
    return affected(cases);
}

Retention::Step Retention::delete_events(sync::Instant before) {
    soci::session& sql = database_.session();
    const std::string before_text = sync::to_text(before);
    for (const Log& log : logs()) {
        soci::statement events =
            (sql.prepare << "DELETE FROM events WHERE device = :d AND epoch = :e AND received_at < :b AND seq <= "
                            "(SELECT MAX(seq) FROM (SELECT seq FROM events WHERE device = :d2 AND epoch = :e2 ORDER BY "
                            "seq LIMIT :l) AS oldest)",
             soci::use(log.device), soci::use(log.epoch), soci::use(before_text), soci::use(log.device),
             soci::use(log.epoch), soci::use(rows_a_step));
        if (const Step step = affected(events); step.deleted > 0) return step;
    }
    const long long before_ms = milliseconds_of(before);
    soci::statement calls = (sql.prepare << "DELETE FROM staff_calls WHERE at_ms < :b", soci::use(before_ms));
    return affected(calls);
}

Retention::Step Retention::delete_entries(sync::Instant before) {
    const long long before_ms = milliseconds_of(before);
    soci::statement entries =
        (database_.session().prepare << "DELETE FROM queue_log WHERE entry IN (SELECT entry FROM queue_log WHERE at_ms "
                                        "< :b ORDER BY entry LIMIT :l)",
         soci::use(before_ms), soci::use(rows_a_step));
    return affected(entries);
}

Retention::Step Retention::carry_out(Kept kept, sync::Instant before) {
    switch (kept) {
        case Kept::sealed:
            return unseal_all(before);
        case Kept::events:
            return delete_events(before);
        case Kept::queue_log:
            return delete_entries(before);
        case Kept::audit_log: {
            const long long rows = console::forget_entries(database_.session(), before, rows_a_step);
            return {.looked_at = rows, .deleted = rows};
        }
    }
    return {};
}

void Retention::write_down(Kept kept, sync::Instant before, long long deleted, sync::Instant now) {
    if (deleted == 0) return;
    Deletion& deletion = done_[kept];
    deletion = {kept, sync::local_day(now, config_.zone).text(), before, deletion.rows + deleted};
    const std::string what(to_text(kept));
    const long long at_ms = milliseconds_of(now);
    const long long before_ms = milliseconds_of(before);
    database_.session() << "INSERT INTO deletion_log(day, what, at_ms, before_ms, deleted) VALUES(:d, :w, :a, :b, :r) "
                           "ON CONFLICT(day, what) DO UPDATE SET at_ms = excluded.at_ms, before_ms = "
                           "excluded.before_ms, deleted = deletion_log.deleted + excluded.deleted",
        soci::use(deletion.day), soci::use(what), soci::use(at_ms), soci::use(before_ms), soci::use(deleted);
}

DatabaseResult<Retention::Progress> Retention::step(sync::Instant now) {
    return guarded("deleting what is old", [&] {
        Transaction transaction(database_, Work::writes);
        Progress progress = Progress::done;
        for (const Kept kept : {Kept::sealed, Kept::events, Kept::queue_log, Kept::audit_log}) {
            const int days = days_of(kept, config_.retention);
            if (days == 0) continue;
            const sync::Instant before = now - std::chrono::days(days);
            const Step step = carry_out(kept, before);
            write_down(kept, before, step.deleted, now);
            if (step.looked_at == 0) continue;
            progress = Progress::more;
            break;
        }
        transaction.commit();
        return progress;
    });
}

DatabaseResult<std::vector<Deletion>> Retention::finish() {
    return guarded("letting go of what was deleted", [&] {
        soci::session& sql = database_.session();
        std::vector<Deletion> deletions;
        for (auto& [kept, deletion] : done_) deletions.push_back(std::move(deletion));
        done_.clear();
        if (database_.kind() == DatabaseKind::sqlite) {
            // What was overwritten in the file (secure_delete) stands in its log until that is emptied.
            sql << "PRAGMA wal_checkpoint(TRUNCATE)";
        } else if (!deletions.empty()) {
            for (const char* table : {"events", "ratings", "case_files", "staff_calls", "queue_log", "audit_log"}) {
                sql << std::string("VACUUM ") + table;
            }
        }
        return deletions;
    });
}

}  // namespace bangnin::hub
