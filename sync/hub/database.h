// The hub's database over SOCI: opened, migrated, and used by one thread at a time. SQLite: WAL, synchronous=FULL.
//
// SOCI reports failures by exceptions; they end here: every public operation of this folder that touches the database
// gives a value or a DatabaseError.
#pragma once

#include <spdlog/spdlog.h>

#include <exception>
#include <expected>
#include <filesystem>
#include <memory>
#include <string_view>

// SOCI's headers are not warning-free.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#pragma GCC diagnostic ignored "-Wshadow"
#include <soci/soci.h>
#pragma GCC diagnostic pop

namespace bangnin::hub {

enum class DatabaseError {
    unavailable,  // cannot be opened, read or written now; nothing was changed
    newer,        // written by a newer version of this program
};
std::string_view to_text(DatabaseError error);

template <typename T>
using DatabaseResult = std::expected<T, DatabaseError>;

class Database {
  public:
    // Opens or makes the file and brings its schema up to date.
    static DatabaseResult<std::unique_ptr<Database>> open(const std::filesystem::path& file);

    soci::session& session() { return session_; }
    int schema_version() const { return schema_version_; }

  private:
    Database() = default;
    void migrate();

    soci::session session_;
    int schema_version_ = 0;
};

// Runs an operation that may throw SOCI's exceptions; what went wrong is logged, without any of the data.
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
        spdlog::error("database: {} failed: {}", what, error.what());
        return std::unexpected(DatabaseError::unavailable);
    }
}

}  // namespace bangnin::hub
