// The hub's database over SOCI: opened, migrated, and used by one thread at a time. SQLite (WAL, synchronous=FULL) for
// one hub process; PostgreSQL for several of them.
//
// SOCI reports failures by exceptions; they end here: every public operation of this folder that touches the database
// gives a value or a DatabaseError.
#pragma once

#include <spdlog/spdlog.h>

#include <exception>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "sync/hub/database_place.h"

// SOCI's headers are not warning-free.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#pragma GCC diagnostic ignored "-Wshadow"
#include <soci/soci.h>
#pragma GCC diagnostic pop

namespace bangnin::hub {

enum class DatabaseError {
    unavailable,  // cannot be opened, read or written now; what was begun may have been done only if the server fell
                  // under it
    newer,        // written by a newer version of this program
};
std::string_view to_text(DatabaseError error);

template <typename T>
using DatabaseResult = std::expected<T, DatabaseError>;

class Database {
  public:
    // Opens or makes it and brings its schema up to date.
    static DatabaseResult<std::unique_ptr<Database>> open(const DatabasePlace& place);
    // Not connected until reopen().
    static std::unique_ptr<Database> closed(const DatabasePlace& place);

    soci::session& session() { return session_; }
    DatabaseKind kind() const { return place_.kind(); }
    const DatabasePlace& place() const { return place_; }
    int schema_version() const { return schema_version_; }
    // As it is there now: a newer hub may have brought it further.
    DatabaseResult<int> stored_version();

    // False where the connection to the server is known to be lost. What was prepared on it must go before reopen().
    bool connected();
    DatabaseResult<void> reopen();

    // Whether it is sound, in words: "ok", or what is wrong. Throws SOCI's exceptions.
    std::string verdict();

  private:
    explicit Database(DatabasePlace place) : place_(std::move(place)) {}
    void connect();
    void migrate();
    int read_version();
    void write_version();
    // Whether a statement has failed since the transaction began, so that it cannot be kept.
    bool broken_off();

    friend class Transaction;

    DatabasePlace place_;
    soci::session session_;
    int schema_version_ = 0;
    int transactions_ = 0;  // open, one in the other
};

// Whether statements of this session may use what only PostgreSQL has.
bool on_postgresql(soci::session& sql);

enum class Work { reads, writes };

// One transaction; undone unless committed. Reads see one state of the records throughout (within a
// write on PostgreSQL each sees what is committed). Writes on SQLite exclude
// each other from their beginning, so that none fails half way because another was quicker; on PostgreSQL each sees
// what is committed, and takes its own locks. One that is begun within another is a part of it: undone by itself where
// it is not committed, kept only where the outer one is. Throws SOCI's exceptions.
class Transaction {
  public:
    Transaction(Database& database, Work work);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Database& database_;
    bool outermost_;
    bool open_ = true;
};

// What went wrong, without any of the data: SOCI's and PostgreSQL's own words repeat what was stored.
std::string kind_of(const std::exception& error);

// Runs an operation that may throw SOCI's exceptions; what kind of thing went wrong is logged.
template <typename Operation>
auto guarded(const char* what, Operation operation) -> DatabaseResult<decltype(operation())> {
    try {
        if constexpr (std::is_void_v<decltype(operation())>) {
            operation();
            return {};
        } else {
            return operation();
        }
    } catch (const std::exception& error) {
        spdlog::error("database: {} failed: {}", what, kind_of(error));
        return std::unexpected(DatabaseError::unavailable);
    }
}

// Runs an operation, which gives a DatabaseResult, in one transaction: what it gives is kept whole, and of an error
// nothing.
template <typename Operation>
auto together(Database& database, const char* what, Operation operation) -> decltype(operation()) {
    auto result = guarded(what, [&] {
        Transaction transaction(database, Work::writes);
        auto outcome = operation();
        if (outcome) transaction.commit();
        return outcome;
    });
    if (!result) return std::unexpected(result.error());
    return std::move(*result);
}

}  // namespace bangnin::hub
