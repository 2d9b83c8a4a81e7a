#include "sync/hub/database.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <array>
#include <string>

namespace bangnin::hub {
namespace {

// One entry a version, each run once, in a transaction of its own. Only ever append.
constexpr std::array migrations{
    R"(CREATE TABLE devices(
         device TEXT PRIMARY KEY, role TEXT NOT NULL, key TEXT NOT NULL, enrolled_at TEXT NOT NULL, revoked_at TEXT,
         last_seen_at TEXT, health TEXT) STRICT;
       CREATE TABLE enrolment_codes(
         secret_hash TEXT PRIMARY KEY, device TEXT NOT NULL, role TEXT NOT NULL, expires_ms INTEGER NOT NULL,
         used_by TEXT) STRICT;
       CREATE TABLE logs(
         device TEXT NOT NULL, epoch TEXT NOT NULL, high_water INTEGER NOT NULL, updated_ms INTEGER NOT NULL,
         PRIMARY KEY(device, epoch)) STRICT, WITHOUT ROWID;
       CREATE TABLE events(
         device TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL, at TEXT NOT NULL,
         body TEXT NOT NULL, received_at TEXT NOT NULL, reject_code TEXT, reject_detail TEXT,
         PRIMARY KEY(device, epoch, seq)) STRICT, WITHOUT ROWID;
       CREATE INDEX events_rejected ON events(device, epoch, seq) WHERE reject_code IS NOT NULL;
       CREATE TABLE tickets(
         token TEXT PRIMARY KEY, number TEXT NOT NULL, service TEXT NOT NULL, department TEXT NOT NULL,
         day INTEGER NOT NULL, device TEXT NOT NULL, issued_ms INTEGER NOT NULL, identity TEXT NOT NULL,
         language TEXT NOT NULL, priority TEXT NOT NULL, state TEXT NOT NULL, window TEXT NOT NULL,
         print_state TEXT NOT NULL, print_reason TEXT NOT NULL, print_copy INTEGER NOT NULL,
         UNIQUE(day, number)) STRICT, WITHOUT ROWID;
       CREATE INDEX tickets_queue ON tickets(day, service, state, issued_ms);
       CREATE TABLE staff_calls(
         device TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, screen TEXT NOT NULL,
         PRIMARY KEY(device, epoch, seq)) STRICT, WITHOUT ROWID;
       CREATE TABLE change_marks(subject TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
       CREATE INDEX change_marks_number ON change_marks(number);
       CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
       INSERT INTO counters VALUES('change', 0), ('queue_day', 0);)",
    R"(CREATE TABLE ratings(
         rating TEXT PRIMARY KEY, subject TEXT NOT NULL, revises TEXT NOT NULL, token TEXT NOT NULL,
         device TEXT NOT NULL, source TEXT NOT NULL, grade INTEGER NOT NULL CHECK(grade BETWEEN 1 AND 5),
         reasons TEXT NOT NULL, comment TEXT NOT NULL, anonymous INTEGER NOT NULL CHECK(anonymous IN (0, 1)),
         sealed TEXT NOT NULL, at_ms INTEGER NOT NULL, in_force INTEGER NOT NULL CHECK(in_force IN (0, 1)))
         STRICT, WITHOUT ROWID;
       CREATE INDEX ratings_of_subject ON ratings(subject, at_ms);
       CREATE UNIQUE INDEX ratings_in_force ON ratings(subject) WHERE in_force = 1;)",
};

// SOCI runs one statement a call; our scripts hold no semicolon inside a statement.
void run_script(soci::session& session, std::string_view script) {
    while (!script.empty()) {
        const std::size_t end = script.find(';');
        const std::string_view statement = script.substr(0, end);
        if (statement.find_first_not_of(" \n\t") != std::string_view::npos) {
            session << std::string(statement);
        }
        script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
    }
}

}  // namespace

std::string_view to_text(DatabaseError error) {
    switch (error) {
        case DatabaseError::unavailable:
            return "the database cannot be used";
        case DatabaseError::newer:
            return "the database was written by a newer version of this program";
    }
    return "unknown";
}

void Database::migrate() {
    session_ << "PRAGMA user_version", soci::into(schema_version_);
    while (schema_version_ < static_cast<int>(migrations.size())) {
        // IMMEDIATE: a second process that starts now waits here and then finds nothing left to do.
        session_ << "BEGIN IMMEDIATE";
        session_ << "PRAGMA user_version", soci::into(schema_version_);
        if (schema_version_ < static_cast<int>(migrations.size())) {
            run_script(session_, migrations.at(static_cast<std::size_t>(schema_version_)));
            ++schema_version_;
            session_ << "PRAGMA user_version = " + std::to_string(schema_version_);
        }
        session_ << "COMMIT";
    }
}

DatabaseResult<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file) {
    std::unique_ptr<Database> database(new Database);
    const auto opened = guarded("opening", [&] {
        database->session_.open(soci::sqlite3, "db=" + file.string() + " timeout=5");
        std::string mode;
        database->session_ << "PRAGMA journal_mode=WAL", soci::into(mode);
        database->session_ << "PRAGMA synchronous=FULL";
        database->session_ << "PRAGMA foreign_keys=ON";
        database->session_ << "PRAGMA secure_delete=ON";
        database->session_ << "PRAGMA cache_size=-16000";
        database->migrate();
    });
    if (!opened) return std::unexpected(opened.error());
    std::error_code ignored;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                 ignored);
    if (database->schema_version_ > static_cast<int>(migrations.size())) return std::unexpected(DatabaseError::newer);
    return database;
}

}  // namespace bangnin::hub
