#include "sync/hub/backup_records.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <vector>

#include "sync/hub/database.h"

namespace bangnin::hub {
namespace {

namespace fs = std::filesystem;

constexpr const char* sqlite_name = "hub.db";
constexpr const char* dump_name = "hub.dump";

using Sqlite = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

Sqlite open_sqlite(const fs::path& file, int flags) {
    sqlite3* handle = nullptr;
    const int status = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    Sqlite database(handle, &sqlite3_close);
    if (status != SQLITE_OK) return {nullptr, &sqlite3_close};
    sqlite3_busy_timeout(handle, 5000);
    return database;
}

bool done(sqlite3* database, const char* statement) {
    return sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::optional<long long> number_of(sqlite3* database, const char* query) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database, query, -1, &prepared, nullptr) != SQLITE_OK) return std::nullopt;
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, &sqlite3_finalize);
    if (sqlite3_step(prepared) != SQLITE_ROW) return std::nullopt;
    return sqlite3_column_int64(prepared, 0);
}

// In one step: between two steps a hub may write, and then the copy would begin again, for ever under load. Writers
// are not held up by whoever reads.
bool copy_all(sqlite3* from, sqlite3* to) {
    sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == nullptr) return false;
    const int copied = sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup) == SQLITE_OK && copied == SQLITE_DONE;
}

std::expected<int, std::string> copy_sqlite(const DatabasePlace& place, const fs::path& to) {
    const Sqlite from = open_sqlite(place.file(), SQLITE_OPEN_READWRITE);
    if (!from) return std::unexpected("the database " + place.file() + " cannot be opened");
    const Sqlite copy = open_sqlite(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!copy || !copy_all(from.get(), copy.get())) return std::unexpected("the database cannot be copied");
    // One file, whole by itself.
    const bool whole =
        done(copy.get(), "PRAGMA journal_mode=DELETE") &&
        number_of(copy.get(), "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'") == 1;
    const auto schema = number_of(copy.get(), "PRAGMA user_version");
    if (!whole || !schema) return std::unexpected("the copy of the database is not sound");
    return static_cast<int>(*schema);
}

// Whether anybody was ever enrolled there; nothing where there are no such records at all.
bool has_records(const DatabasePlace& place) {
    const auto database = Database::open(place);
    if (!database) return true;
    const auto devices = guarded("looking for records", [&] {
        long long count = 0;
        (*database)->session() << "SELECT (SELECT COUNT(*) FROM devices) + (SELECT COUNT(*) FROM events) + "
                                  "(SELECT COUNT(*) FROM tickets)",
            soci::into(count);
        return count;
    });
    return !devices || *devices > 0;
}

std::expected<void, std::string> restore_sqlite(const DatabasePlace& place, const fs::path& from) {
    const fs::path file = place.file();
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    // Beside it first: whatever happens, one of the two is there.
    const fs::path fresh = file.string() + ".restored";
    fs::copy_file(from, fresh, fs::copy_options::overwrite_existing, error);
    if (error) return std::unexpected(fresh.string() + " cannot be written: " + error.message());
    fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write, error);
    const int handle = open(fresh.c_str(), O_RDONLY | O_CLOEXEC);
    const bool kept = handle >= 0 && fsync(handle) == 0;
    if (handle >= 0) close(handle);
    if (!kept) return std::unexpected(fresh.string() + " cannot be written to the disk");
    for (const char* suffix : {"-wal", "-shm"}) fs::remove(file.string() + suffix, error);
    fs::rename(fresh, file, error);
    if (error) return std::unexpected(file.string() + " cannot be replaced: " + error.message());
    return {};
}

// As the programs of PostgreSQL take it, so that no password stands in a command line.
std::vector<std::string> environment_for(const DatabasePlace& place) {
    std::vector<std::string> environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        if (std::string_view(*entry).starts_with("PG")) continue;
        environment.emplace_back(*entry);
    }
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(place.connection().c_str(), nullptr), &PQconninfoFree);
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
        if (option->val != nullptr && option->envvar != nullptr) {
            environment.push_back(std::string(option->envvar) + "=" + option->val);
        }
    }
    return environment;
}

// pg_restore wants it said; the rest of the way there is in the environment.
std::string name_in(const DatabasePlace& place) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(place.connection().c_str(), nullptr), &PQconninfoFree);
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
        if (std::string_view(option->keyword) == "dbname" && option->val != nullptr) return option->val;
    }
    return "postgres";
}

std::expected<void, std::string> run(const DatabasePlace& place, std::vector<std::string> words) {
    std::vector<std::string> environment = environment_for(place);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<char*> variables;
    for (std::string& variable : environment) variables.push_back(variable.data());
    variables.push_back(nullptr);
    pid_t child = -1;
    if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), variables.data()) != 0) {
        return std::unexpected(words[0] + " is not there: install Debian's postgresql-client");
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::unexpected(words[0] + " failed; see above");
    return {};
}

std::expected<int, std::string> copy_postgresql(const DatabasePlace& place, const fs::path& to) {
    const auto database = Database::open(place);
    if (!database) return std::unexpected(std::string(to_text(database.error())));
    const auto dumped =
        run(place, {"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file=" + to.string()});
    if (!dumped) return std::unexpected(dumped.error());
    return (*database)->schema_version();
}

// Hubs that are connected. This program's own last connection may take a moment to be gone.
std::expected<bool, std::string> hubs_connected(const DatabasePlace& place) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(place.connection().c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> others(
        PQexec(connection.get(),
               "SELECT pg_sleep(0.5) FROM (SELECT 1 WHERE EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = "
               "current_database() AND application_name = 'bangnin-hub' AND pid <> pg_backend_pid())) AS anybody"),
        &PQclear);
    const std::unique_ptr<PGresult, decltype(&PQclear)> still(
        PQexec(connection.get(),
               "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'bangnin-hub' "
               "AND pid <> pg_backend_pid() LIMIT 1"),
        &PQclear);
    if (PQresultStatus(others.get()) != PGRES_TUPLES_OK || PQresultStatus(still.get()) != PGRES_TUPLES_OK) {
        return std::unexpected("the database cannot be reached");
    }
    return PQntuples(still.get()) > 0;
}

std::expected<void, std::string> restore_postgresql(const DatabasePlace& place, const fs::path& from) {
    const auto others = hubs_connected(place);
    if (!others) return std::unexpected(others.error());
    if (*others) return std::unexpected("hubs are at work on this database; stop them first");
    // All of it or nothing.
    return run(place, {"pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
                       "--exit-on-error", "--dbname=" + name_in(place), from.string()});
}

}  // namespace

std::expected<int, std::string> copy_records(const DatabasePlace& place, const fs::path& folder) {
    if (place.kind() == DatabaseKind::sqlite) return copy_sqlite(place, folder / sqlite_name);
    return copy_postgresql(place, folder / dump_name);
}

std::expected<void, std::string> put_records_back(const DatabasePlace& place, const fs::path& folder, Present present) {
    const bool sqlite = place.kind() == DatabaseKind::sqlite;
    const bool there = !sqlite || fs::exists(place.file());
    if (present == Present::keep && there && has_records(place)) {
        return std::unexpected("there are records already; --replace gives them up for the backup's");
    }
    return sqlite ? restore_sqlite(place, folder / sqlite_name) : restore_postgresql(place, folder / dump_name);
}

}  // namespace bangnin::hub
