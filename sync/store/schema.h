// The database's schema and its migrations: PRAGMA user_version counts them. Private to the store.
#pragma once

#include <expected>

#include "sync/store/sqlite.h"

namespace bangnin::sync {

// Brings the database to the newest version in one transaction; nothing to do for one already there.
// newer: a later program made it. corrupt: it is no database of ours.
std::expected<void, StoreError> migrate(Connection& connection);

// Companions only check.
std::expected<void, StoreError> expect_newest(Connection& connection);

}  // namespace bangnin::sync
