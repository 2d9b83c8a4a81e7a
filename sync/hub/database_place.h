// Where the hub's records are: a file, or a server.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "sync/hub/schema.h"

namespace bangnin::hub {

// Either the path of an SQLite file, or "postgresql://…": a connection URI as libpq takes it (PostgreSQL 15, 34.1.1.2).
class DatabasePlace {
  public:
    // The error is a sentence for the operator; it repeats nothing of the text, which may hold a password.
    static std::expected<DatabasePlace, std::string> parse(std::string_view text);

    DatabaseKind kind() const { return kind_; }
    const std::string& file() const { return where_; }        // of SQLite
    const std::string& connection() const { return where_; }  // of PostgreSQL, as keywords and values

  private:
    DatabasePlace(DatabaseKind kind, std::string where) : kind_(kind), where_(std::move(where)) {}

    DatabaseKind kind_;
    std::string where_;
};

}  // namespace bangnin::hub
