// The records' part of a backup: SQLite's own online copy, PostgreSQL's pg_dump and pg_restore.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "sync/hub/backup.h"

namespace bangnin::hub {

// One state of the records, however much is written meanwhile; the schema's version in it.
std::expected<int, std::string> copy_records(const DatabasePlace& place, const std::filesystem::path& folder);

std::expected<void, std::string> put_records_back(const DatabasePlace& place, const std::filesystem::path& folder,
                                                  Present present);

}  // namespace bangnin::hub
