#include "sync/store/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace bangnin::sync {
namespace {

// Called while another connection holds the lock: a millisecond at a time, because the other side's transactions are
// short and SQLite's own steps of up to 100 ms would be felt.
int wait_a_little(void* limit, int tries) {
    if (std::chrono::milliseconds{tries} >= *static_cast<std::chrono::milliseconds*>(limit)) return 0;
    sqlite3_sleep(1);
    return 1;
}

}  // namespace

StoreError store_error(int code) {
    // Growing the shared-memory file fails this way when the disk is full.
    if (code == SQLITE_IOERR_SHMSIZE) return StoreError::full;
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return StoreError::busy;
        case SQLITE_FULL:
            return StoreError::full;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return StoreError::corrupt;
        case SQLITE_CONSTRAINT:
        case SQLITE_MISUSE:
        case SQLITE_RANGE:
        case SQLITE_TOOBIG:
        case SQLITE_MISMATCH:
            return StoreError::misuse;
        default:
            return StoreError::io;
    }
}

Statement::Statement(Statement&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    if (this != &other) {
        sqlite3_finalize(handle_);
        handle_ = std::exchange(other.handle_, nullptr);
    }
    return *this;
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Statement& Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(handle_, index, value);
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    sqlite3_bind_text(handle_, index, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()),
                      SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
    sqlite3_bind_blob(handle_, index, bytes.data() == nullptr ? "" : bytes.data(), static_cast<int>(bytes.size()),
                      SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind_null(int index) {
    sqlite3_bind_null(handle_, index);
    return *this;
}

std::expected<Step, StoreError> Statement::step() {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return Step::row;
    if (code == SQLITE_DONE) return Step::done;
    const int extended = sqlite3_extended_errcode(sqlite3_db_handle(handle_));
    return std::unexpected(store_error((extended & 0xFF) == (code & 0xFF) ? extended : code));
}

std::expected<void, StoreError> Statement::run() {
    const StatementScope scope(*this);
    while (true) {
        const auto stepped = step();
        if (!stepped) return std::unexpected(stepped.error());
        if (*stepped == Step::done) return {};
    }
}

void Statement::reset() {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

std::string Statement::text(int column) const {
    const void* data = sqlite3_column_blob(handle_, column);
    const int size = sqlite3_column_bytes(handle_, column);
    if (data == nullptr || size <= 0) return {};
    return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

std::expected<Connection, StoreError> Connection::open(const std::filesystem::path& file, OpenFor purpose,
                                                       std::chrono::milliseconds busy_limit) {
    Connection connection;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (purpose == OpenFor::making ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(file.c_str(), &connection.handle_, flags, nullptr);
    if (code != SQLITE_OK) return std::unexpected(store_error(code));
    sqlite3_extended_result_codes(connection.handle_, 1);
    connection.busy_limit_ = std::make_unique<std::chrono::milliseconds>(busy_limit);
    sqlite3_busy_handler(connection.handle_, wait_a_little, connection.busy_limit_.get());
    return connection;
}

Connection::Connection(Connection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      busy_limit_(std::move(other.busy_limit_)),
      log_(std::move(other.log_)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
    if (this != &other) {
        close();
        handle_ = std::exchange(other.handle_, nullptr);
        busy_limit_ = std::move(other.busy_limit_);
        log_ = std::move(other.log_);
    }
    return *this;
}

Connection::~Connection() { close(); }

void Connection::close() {
    // The v2 form waits for statements not yet finalized, so that the order of members can do no harm.
    sqlite3_close_v2(handle_);
    handle_ = nullptr;
}

std::expected<void, StoreError> Connection::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return std::unexpected(store_error(code));
    return {};
}

std::expected<Statement, StoreError> Connection::prepare(std::string_view sql) {
    Statement statement;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement.handle_, nullptr);
    if (code != SQLITE_OK) return std::unexpected(store_error(code));
    return statement;
}

std::expected<std::optional<std::string>, StoreError> Connection::value(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return std::unexpected(statement.error());
    const auto stepped = statement->step();
    if (!stepped) return std::unexpected(stepped.error());
    if (*stepped == Step::done) return std::nullopt;
    return statement->text(0);
}

std::int64_t Connection::rows_changed() const { return sqlite3_changes64(handle_); }

int Connection::committed(void* log, sqlite3* handle, const char* database, int pages) {
    auto* state = static_cast<Log*>(log);
    state->pages = pages;
    if (pages >= state->longest) {
        // The commit is done whatever becomes of this.
        (void)sqlite3_wal_checkpoint_v2(handle, database, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }
    return SQLITE_OK;
}

void Connection::bound_log(int pages) {
    log_ = std::make_unique<Log>(Log{.pages = 0, .longest = pages});
    sqlite3_wal_hook(handle_, committed, log_.get());
}

int Connection::log_pages() const { return log_ ? log_->pages : 0; }

std::expected<void, StoreError> Connection::checkpoint() {
    int in_log = 0;
    int copied = 0;
    const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
    // Somebody else is about it this moment: then it is done, or done the next time.
    if ((code & 0xFF) == SQLITE_BUSY) return {};
    if (code != SQLITE_OK) return std::unexpected(store_error(code));
    // What is copied is written over by the next commits, from the log's beginning.
    if (log_) log_->pages = std::max(0, in_log - copied);
    return {};
}

std::expected<Transaction, StoreError> Transaction::begin(Connection& connection) {
    if (const auto begun = connection.execute("BEGIN IMMEDIATE"); !begun) return std::unexpected(begun.error());
    return Transaction{connection};
}

Transaction::Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
    // A failed statement may have rolled back already; then this one merely says so.
    if (connection_ != nullptr) (void)connection_->execute("ROLLBACK");
}

std::expected<void, StoreError> Transaction::commit() {
    auto committed = connection_->execute("COMMIT");
    if (committed) connection_ = nullptr;
    return committed;
}

}  // namespace bangnin::sync
