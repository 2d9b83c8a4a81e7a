// SQLite's C interface behind one small file: connection, prepared statement, transaction. Private to the store.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sync/store/store.h"

struct sqlite3;
struct sqlite3_stmt;

namespace bangnin::sync {

// The store's word for a (possibly extended) SQLite result code.
StoreError store_error(int code);

enum class Step { row, done };

// A prepared statement, kept for the life of its connection. Text and blobs bound must outlive the run.
class Statement {
  public:
    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view text);
    Statement& bind_blob(int index, std::string_view bytes);
    Statement& bind_null(int index);

    std::expected<Step, StoreError> step();
    // Runs to the end and makes the statement ready for the next run.
    std::expected<void, StoreError> run();
    void reset();

    std::int64_t integer(int column) const;
    std::string text(int column) const;  // text or blob; NULL is empty
    bool is_null(int column) const;

  private:
    friend class Connection;
    sqlite3_stmt* handle_ = nullptr;
};

// Ends a statement's run, so that no read transaction stays open behind it.
class StatementScope {
  public:
    explicit StatementScope(Statement& statement) : statement_(statement) {}
    StatementScope(const StatementScope&) = delete;
    StatementScope& operator=(const StatementScope&) = delete;
    ~StatementScope() { statement_.reset(); }

  private:
    Statement& statement_;
};

enum class OpenFor { reading_and_writing, making };

class Connection {
  public:
    static std::expected<Connection, StoreError> open(const std::filesystem::path& file, OpenFor purpose,
                                                      std::chrono::milliseconds busy_limit);
    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&& other) noexcept;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    std::expected<void, StoreError> execute(const std::string& sql);
    std::expected<Statement, StoreError> prepare(std::string_view sql);
    // The first column of the first row; nothing when there is no row.
    std::expected<std::optional<std::string>, StoreError> value(std::string_view sql);
    std::int64_t rows_changed() const;

    // A commit that leaves the write-ahead log longer than this many pages copies it into the database.
    void bound_log(int pages);
    // Pages in the write-ahead log after this connection's last commit; other connections' later ones are not counted.
    int log_pages() const;
    // Copies what no reader still needs of the log; waits for nobody.
    std::expected<void, StoreError> checkpoint();

  private:
    Connection() = default;
    void close();
    sqlite3* handle_ = nullptr;
    // What SQLite's handlers are given: at an address that survives a move.
    struct Log {
        int pages = 0;
        int longest = 0;
    };
    static int committed(void* log, sqlite3* handle, const char* database, int pages);
    std::unique_ptr<std::chrono::milliseconds> busy_limit_;
    std::unique_ptr<Log> log_;
};

// BEGIN IMMEDIATE … COMMIT; rolled back unless committed.
class Transaction {
  public:
    static std::expected<Transaction, StoreError> begin(Connection& connection);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    std::expected<void, StoreError> commit();

  private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

}  // namespace bangnin::sync
