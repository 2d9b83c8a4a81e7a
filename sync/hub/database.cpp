#include "sync/hub/database.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>

namespace bangnin::hub {
namespace {

// Held while one of several hubs brings the schema up to date; any number that nobody else uses.
constexpr long long migration_lock = 0x62616e676e696e;

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

std::string kind_of(const std::exception& error) {
    if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
        return "PostgreSQL's SQLSTATE " + postgresql->sqlstate();
    }
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
        return "SQLite's result " + std::to_string(sqlite->result());
    }
    const auto* soci_error = dynamic_cast<const soci::soci_error*>(&error);
    if (soci_error == nullptr) return "not SOCI's";
    return "SOCI's category " + std::to_string(static_cast<int>(soci_error->get_error_category()));
}

int Database::read_version() {
    int version = 0;
    if (kind() == DatabaseKind::sqlite) {
        session_ << "PRAGMA user_version", soci::into(version);
    } else {
        session_ << "SELECT COALESCE(MAX(version), 0) FROM schema_version", soci::into(version);
    }
    return version;
}

DatabaseResult<int> Database::stored_version() {
    return guarded("reading the schema's version", [&] { return read_version(); });
}

void Database::write_version() {
    const std::string version = std::to_string(schema_version_);
    if (kind() == DatabaseKind::sqlite) {
        session_ << "PRAGMA user_version = " + version;
    } else {
        session_ << "INSERT INTO schema_version(version) VALUES(" + version + ")";
    }
}

void Database::migrate() {
    if (kind() == DatabaseKind::postgresql) {
        session_ << "SET client_min_messages = warning";
        Transaction transaction(*this, Work::writes);
        session_ << "SELECT pg_advisory_xact_lock(" + std::to_string(migration_lock) + ")";
        session_ << "CREATE TABLE IF NOT EXISTS schema_version(version INTEGER PRIMARY KEY)";
        transaction.commit();
    }
    schema_version_ = read_version();
    while (schema_version_ < newest_schema()) {
        // A second process that starts now waits here and then finds nothing left to do.
        Transaction transaction(*this, Work::writes);
        if (kind() == DatabaseKind::postgresql) {
            session_ << "SELECT pg_advisory_xact_lock(" + std::to_string(migration_lock) + ")";
        }
        schema_version_ = read_version();
        if (schema_version_ < newest_schema()) {
            ++schema_version_;
            run_script(session_, schema_script(schema_version_, kind()));
            write_version();
        }
        transaction.commit();
    }
}

void Database::connect() {
    if (kind() == DatabaseKind::postgresql) {
        session_.open(soci::postgresql, place_.connection());
        session_ << "SET synchronous_commit = on";
        // A hub that stands still in the middle of something must not hold up the others.
        session_ << "SET idle_in_transaction_session_timeout = '15s'";
        session_ << "SET tcp_keepalives_idle = 20";
    } else {
        session_.open(soci::sqlite3, "db=" + place_.file() + " timeout=5");
        std::string mode;
        session_ << "PRAGMA journal_mode=WAL", soci::into(mode);
        session_ << "PRAGMA synchronous=FULL";
        session_ << "PRAGMA foreign_keys=ON";
        session_ << "PRAGMA secure_delete=ON";
        session_ << "PRAGMA cache_size=-16000";
    }
    migrate();
    if (kind() == DatabaseKind::postgresql) {
        session_ << "SET lock_timeout = '5s'";
        session_ << "SET statement_timeout = '20s'";
    }
}

DatabaseResult<std::unique_ptr<Database>> Database::open(const DatabasePlace& place) {
    std::unique_ptr<Database> database(new Database(place));
    const auto opened = guarded("opening", [&] { database->connect(); });
    if (!opened) return std::unexpected(opened.error());
    if (place.kind() == DatabaseKind::sqlite) {
        std::error_code ignored;
        std::filesystem::permissions(place.file(),
                                     std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
    }
    if (database->schema_version_ > newest_schema()) return std::unexpected(DatabaseError::newer);
    return database;
}

std::unique_ptr<Database> Database::closed(const DatabasePlace& place) {
    return std::unique_ptr<Database>(new Database(place));
}

bool Database::connected() {
    if (!session_.is_connected()) return false;
    if (kind() == DatabaseKind::sqlite) return true;
    const auto* backend = static_cast<soci::postgresql_session_backend*>(session_.get_backend());
    return PQstatus(backend->conn_) == CONNECTION_OK;
}

DatabaseResult<void> Database::reopen() {
    return guarded("opening again", [&] {
        session_.close();
        connect();
    });
}

std::string Database::verdict() {
    std::string verdict = "ok";
    if (kind() == DatabaseKind::sqlite) session_ << "PRAGMA quick_check(1)", soci::into(verdict);
    return verdict;
}

bool Database::broken_off() {
    if (kind() == DatabaseKind::postgresql) {
        const auto* backend = static_cast<soci::postgresql_session_backend*>(session_.get_backend());
        return PQtransactionStatus(backend->conn_) == PQTRANS_INERROR;
    }
    const auto* backend = static_cast<soci::sqlite3_session_backend*>(session_.get_backend());
    return sqlite_api::sqlite3_get_autocommit(backend->conn_) != 0;
}

bool on_postgresql(soci::session& sql) { return sql.get_backend_name() == "postgresql"; }

namespace {

const char* beginning(soci::session& sql, Work work) {
    if (on_postgresql(sql)) {
        return work == Work::reads ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                   : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
    }
    return work == Work::reads ? "BEGIN" : "BEGIN IMMEDIATE";
}

}  // namespace

Transaction::Transaction(Database& database, Work work) : database_(database), outermost_(database.transactions_ == 0) {
    database.session() << (outermost_ ? beginning(database.session(), work) : "SAVEPOINT inner_part");
    ++database.transactions_;
}

Transaction::~Transaction() {
    if (!open_) return;
    --database_.transactions_;
    try {
        soci::session& sql = database_.session();
        if (outermost_) {
            sql << "ROLLBACK";
        } else {
            sql << "ROLLBACK TO SAVEPOINT inner_part";
            sql << "RELEASE SAVEPOINT inner_part";
        }
    } catch (const std::exception&) {
        // The connection is gone, and the transaction with it.
    }
}

void Transaction::commit() {
    // A server takes the end of what has failed for its undoing, and says that it went well.
    if (outermost_ && database_.broken_off()) throw soci::soci_error("a part of the transaction has failed");
    database_.session() << (outermost_ ? "COMMIT" : "RELEASE SAVEPOINT inner_part");
    open_ = false;
    --database_.transactions_;
}

}  // namespace bangnin::hub
