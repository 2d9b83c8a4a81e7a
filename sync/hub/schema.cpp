#include "sync/hub/schema.h"

#include <array>
#include <string_view>
#include <utility>

namespace bangnin::hub {
namespace {

// One entry a version, each run once, in a transaction of its own. Only ever append, and only what a hub of the version
// before can go on beside: several of them may be at work while one brings the schema up to date.
//
// In SQLite's words; PostgreSQL's follow from them (below).
constexpr std::array scripts{
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
         language TEXT NOT NULL, priority TEXT NOT NULL, state TEXT NOT NULL, "window" TEXT NOT NULL,
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
    // place_ms of 0: the place is the time of issue.
    R"(ALTER TABLE tickets ADD COLUMN rank INTEGER NOT NULL DEFAULT 2;
       ALTER TABLE tickets ADD COLUMN place_ms INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE tickets ADD COLUMN returned_ms INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE tickets ADD COLUMN desk TEXT NOT NULL DEFAULT '';
       ALTER TABLE tickets ADD COLUMN calls INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE tickets ADD COLUMN called_ms INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE tickets ADD COLUMN started_ms INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE tickets ADD COLUMN ended_ms INTEGER NOT NULL DEFAULT 0;
       CREATE TABLE windows(
         name TEXT PRIMARY KEY, state TEXT NOT NULL, clerk TEXT NOT NULL, since_ms INTEGER NOT NULL)
         STRICT, WITHOUT ROWID;
       CREATE TABLE queue_log(
         entry INTEGER PRIMARY KEY, day INTEGER NOT NULL, at_ms INTEGER NOT NULL, command TEXT NOT NULL,
         token TEXT NOT NULL, number TEXT NOT NULL, desk TEXT NOT NULL, clerk TEXT NOT NULL, before TEXT NOT NULL,
         after TEXT NOT NULL, priority TEXT NOT NULL, place_ms INTEGER NOT NULL, waiting INTEGER NOT NULL,
         earlier INTEGER NOT NULL, calls INTEGER NOT NULL) STRICT;
       CREATE INDEX queue_log_of_day ON queue_log(day, number);
       CREATE TABLE service_times(
         service TEXT NOT NULL, hour INTEGER NOT NULL, weight REAL NOT NULL, minutes REAL NOT NULL,
         PRIMARY KEY(service, hour)) STRICT, WITHOUT ROWID;
       INSERT INTO counters VALUES('queue_entry', 0);
       ALTER TABLE tickets ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
       CREATE INDEX tickets_changed ON tickets(device, change);)",
    // Calls that came before can no longer be answered: nobody waits for them any more.
    R"(ALTER TABLE staff_calls ADD COLUMN call TEXT NOT NULL DEFAULT '';
       ALTER TABLE staff_calls ADD COLUMN reason TEXT NOT NULL DEFAULT '';
       ALTER TABLE staff_calls ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE staff_calls ADD COLUMN answer TEXT NOT NULL DEFAULT '';
       ALTER TABLE staff_calls ADD COLUMN answered_ms INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE staff_calls ADD COLUMN answered_by TEXT NOT NULL DEFAULT '';
       CREATE UNIQUE INDEX staff_calls_by_name ON staff_calls(call) WHERE call <> '';
       CREATE INDEX staff_calls_by_time ON staff_calls(at_ms);
       CREATE INDEX staff_calls_of_device ON staff_calls(device, at_ms);)",
    R"(ALTER TABLE devices ADD COLUMN next_key TEXT NOT NULL DEFAULT '';)",
    // How cases came and everything that happened to them; `cases` and `case_departments` follow from it and can be
    // made anew. due_day of 0: nothing is due.
    R"(CREATE TABLE case_files(
         token TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, device TEXT NOT NULL, submitted_ms INTEGER NOT NULL,
         sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;
       CREATE TABLE case_events(
         token TEXT NOT NULL, number INTEGER NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL,
         PRIMARY KEY(token, number)) STRICT, WITHOUT ROWID;
       CREATE TABLE cases(
         token TEXT PRIMARY KEY, state TEXT NOT NULL, agent TEXT NOT NULL, project_name TEXT NOT NULL,
         changed_ms INTEGER NOT NULL, due_day INTEGER NOT NULL, version INTEGER NOT NULL, change INTEGER NOT NULL)
         STRICT, WITHOUT ROWID;
       CREATE INDEX cases_due ON cases(due_day);
       CREATE INDEX cases_by_state ON cases(state, due_day);
       CREATE INDEX cases_by_agent ON cases(agent, due_day);
       CREATE INDEX cases_changed ON cases(change);
       CREATE TABLE case_departments(
         department TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY(department, token)) STRICT, WITHOUT ROWID;
       CREATE TABLE case_numbers(day INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
       CREATE TABLE case_looks(
         token TEXT NOT NULL, at_ms INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
         PRIMARY KEY(token, at_ms, who, what)) STRICT, WITHOUT ROWID;)",
    // The console: who works at it, who is signed in, what was done.
    R"(CREATE TABLE staff(
         login TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, windows TEXT NOT NULL,
         departments TEXT NOT NULL, state TEXT NOT NULL, hash TEXT NOT NULL, added_ms INTEGER NOT NULL)
         STRICT, WITHOUT ROWID;
       CREATE TABLE staff_sessions(
         session TEXT PRIMARY KEY, login TEXT NOT NULL REFERENCES staff(login), begun_ms INTEGER NOT NULL,
         seen_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
       CREATE INDEX staff_sessions_of_login ON staff_sessions(login);
       CREATE TABLE sign_in_attempts(
         attempt TEXT PRIMARY KEY, login TEXT NOT NULL, address TEXT NOT NULL, at_ms INTEGER NOT NULL)
         STRICT, WITHOUT ROWID;
       CREATE INDEX sign_in_attempts_of_login ON sign_in_attempts(login);
       CREATE INDEX sign_in_attempts_of_address ON sign_in_attempts(address);
       CREATE TABLE audit_log(
         entry INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, staff TEXT NOT NULL, act TEXT NOT NULL,
         subject TEXT NOT NULL, outcome TEXT NOT NULL, address TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
       CREATE INDEX audit_log_of_staff ON audit_log(staff, entry);
       INSERT INTO counters VALUES('audit_entry', 0);
       CREATE TABLE rating_wishes(
         token TEXT PRIMARY KEY, desk TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
       CREATE INDEX rating_wishes_by_time ON rating_wishes(at_ms);
       CREATE INDEX queue_log_of_desk ON queue_log(day, desk, entry);
       CREATE TABLE follow_ups(
         rating TEXT NOT NULL, step TEXT NOT NULL, at_ms INTEGER NOT NULL, staff TEXT NOT NULL, words TEXT NOT NULL,
         PRIMARY KEY(rating, step)) STRICT, WITHOUT ROWID;)",
    R"(CREATE TABLE documents(
         name TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, signature TEXT NOT NULL,
         author TEXT NOT NULL, at_ms INTEGER NOT NULL, comment TEXT NOT NULL, PRIMARY KEY(name, version)) STRICT;)",
    // What is new since a change is found by its number, whoever's it is. `unsealed`: up to where a log's personal data
    // was deleted.
    R"(ALTER TABLE logs ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
       CREATE INDEX logs_by_change ON logs(change);
       CREATE INDEX tickets_by_change ON tickets(change) WHERE change > 0;
       ALTER TABLE logs ADD COLUMN unsealed INTEGER NOT NULL DEFAULT 0;
       CREATE TABLE deletion_log(
         day TEXT NOT NULL, what TEXT NOT NULL, at_ms INTEGER NOT NULL, before_ms INTEGER NOT NULL,
         deleted INTEGER NOT NULL, PRIMARY KEY(day, what)) STRICT, WITHOUT ROWID;)",
    // Minutes of a day, and the last one that counted, by the Unix clock.
    R"(CREATE TABLE presence(
         device TEXT NOT NULL, day INTEGER NOT NULL, watched INTEGER NOT NULL, watched_minute INTEGER NOT NULL,
         there INTEGER NOT NULL, there_minute INTEGER NOT NULL, PRIMARY KEY(device, day)) STRICT, WITHOUT ROWID;
       CREATE INDEX presence_by_day ON presence(day);)",
    // The last entry of the audit log that was deleted for its age, from which the chain of digests goes on.
    R"(CREATE TABLE audit_forgotten(entry INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT;)",
    // Several halls. What was there is the first's, and so is what a hub of the version before still writes. What is
    // unique within a hall has new tables where that hub relies on its being unique without: it goes on with the old.
    R"(CREATE TABLE halls(
         hall TEXT PRIMARY KEY, name TEXT NOT NULL, telephone TEXT NOT NULL, added_ms INTEGER NOT NULL)
         STRICT, WITHOUT ROWID;
       INSERT INTO halls VALUES('main', '', '', 0);
       ALTER TABLE devices ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       ALTER TABLE enrolment_codes ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       {tickets by hall};
       CREATE TABLE hall_windows(
         hall TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, clerk TEXT NOT NULL, since_ms INTEGER NOT NULL,
         PRIMARY KEY(hall, name)) STRICT, WITHOUT ROWID;
       INSERT INTO hall_windows(hall, name, state, clerk, since_ms) SELECT 'main', name, state, clerk, since_ms
         FROM windows;
       CREATE TABLE hall_service_times(
         hall TEXT NOT NULL, service TEXT NOT NULL, hour INTEGER NOT NULL, weight REAL NOT NULL, minutes REAL NOT NULL,
         PRIMARY KEY(hall, service, hour)) STRICT, WITHOUT ROWID;
       INSERT INTO hall_service_times(hall, service, hour, weight, minutes) SELECT 'main', service, hour, weight,
         minutes FROM service_times;
       ALTER TABLE queue_log ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       DROP INDEX queue_log_of_day;
       CREATE INDEX queue_log_of_day ON queue_log(hall, day, number);
       DROP INDEX queue_log_of_desk;
       CREATE INDEX queue_log_of_desk ON queue_log(hall, day, desk, entry);
       ALTER TABLE staff_calls ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       CREATE INDEX staff_calls_of_hall ON staff_calls(hall, at_ms);
       ALTER TABLE ratings ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       CREATE INDEX ratings_of_hall ON ratings(hall, at_ms);
       ALTER TABLE rating_wishes ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       DROP INDEX rating_wishes_by_time;
       CREATE INDEX rating_wishes_by_time ON rating_wishes(hall, at_ms);
       ALTER TABLE case_files ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       ALTER TABLE audit_log ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       CREATE INDEX audit_log_of_hall ON audit_log(hall, entry);
       ALTER TABLE staff ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       UPDATE staff SET hall = '' WHERE role = 'admin';
       ALTER TABLE staff_sessions ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';)",
    // How often who is enrolled has changed.
    R"(INSERT INTO counters VALUES('devices', 0);)",
    // The case that lies open at a window, beside the ticket it was opened for.
    R"(CREATE TABLE window_cases(
         hall TEXT NOT NULL, desk TEXT NOT NULL, token TEXT NOT NULL, ticket TEXT NOT NULL, at_ms INTEGER NOT NULL,
         PRIMARY KEY(hall, desk)) STRICT, WITHOUT ROWID;
       CREATE INDEX window_cases_of_case ON window_cases(token);)",
    // What was done to cases between two days.
    R"(CREATE INDEX case_events_by_time ON case_events(at_ms))",
};

// What the two do by other statements.
struct Step {
    std::string_view name;
    std::string_view sqlite;
    std::string_view postgresql;
};
constexpr std::array steps{// SQLite takes no constraint away: it makes the table anew. PostgreSQL need not copy.
                           Step{"{tickets by hall}",
                                R"(CREATE TABLE tickets_anew(
         token TEXT PRIMARY KEY, number TEXT NOT NULL, service TEXT NOT NULL, department TEXT NOT NULL,
         day INTEGER NOT NULL, device TEXT NOT NULL, issued_ms INTEGER NOT NULL, identity TEXT NOT NULL,
         language TEXT NOT NULL, priority TEXT NOT NULL, state TEXT NOT NULL, "window" TEXT NOT NULL,
         print_state TEXT NOT NULL, print_reason TEXT NOT NULL, print_copy INTEGER NOT NULL,
         rank INTEGER NOT NULL DEFAULT 2, place_ms INTEGER NOT NULL DEFAULT 0, returned_ms INTEGER NOT NULL DEFAULT 0,
         desk TEXT NOT NULL DEFAULT '', calls INTEGER NOT NULL DEFAULT 0, called_ms INTEGER NOT NULL DEFAULT 0,
         started_ms INTEGER NOT NULL DEFAULT 0, ended_ms INTEGER NOT NULL DEFAULT 0,
         change INTEGER NOT NULL DEFAULT 0, hall TEXT NOT NULL DEFAULT 'main', UNIQUE(hall, day, number))
         STRICT, WITHOUT ROWID;
       INSERT INTO tickets_anew(token, number, service, department, day, device, issued_ms, identity, language,
         priority, state, "window", print_state, print_reason, print_copy, rank, place_ms, returned_ms, desk, calls,
         called_ms, started_ms, ended_ms, change) SELECT token, number, service, department, day, device, issued_ms,
         identity, language, priority, state, "window", print_state, print_reason, print_copy, rank, place_ms,
         returned_ms, desk, calls, called_ms, started_ms, ended_ms, change FROM tickets;
       DROP TABLE tickets;
       ALTER TABLE tickets_anew RENAME TO tickets;
       CREATE INDEX tickets_queue ON tickets(hall, day, service, state, issued_ms);
       CREATE INDEX tickets_changed ON tickets(device, change);
       CREATE INDEX tickets_by_change ON tickets(change) WHERE change > 0)",
                                R"(ALTER TABLE tickets ADD COLUMN hall TEXT NOT NULL DEFAULT 'main';
       CREATE UNIQUE INDEX tickets_number ON tickets(hall, day, number);
       ALTER TABLE tickets DROP CONSTRAINT tickets_day_number_key;
       DROP INDEX tickets_queue;
       CREATE INDEX tickets_queue ON tickets(hall, day, service, state, issued_ms))"}};

// Numbers are 64 bits everywhere; letters are ordered by their bytes, as SQLite does, whatever the server's locale.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> postgresql_words{{
    {" STRICT, WITHOUT ROWID", ""},
    {" STRICT", ""},
    {" INTEGER ", " BIGINT "},
    {" REAL ", " DOUBLE PRECISION "},
    {" TEXT", " TEXT COLLATE \"C\""},
}};

void replace_all(std::string& text, std::string_view word, std::string_view by) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size())) {
        text.replace(at, word.size(), by);
    }
}

}  // namespace

int newest_schema() { return static_cast<int>(scripts.size()); }

std::string schema_script(int version, DatabaseKind kind) {
    std::string script = scripts.at(static_cast<std::size_t>(version - 1));
    for (const Step& step : steps) {
        replace_all(script, step.name, kind == DatabaseKind::postgresql ? step.postgresql : step.sqlite);
    }
    if (kind == DatabaseKind::postgresql) {
        for (const auto& [word, by] : postgresql_words) replace_all(script, word, by);
    }
    return script;
}

}  // namespace bangnin::hub
