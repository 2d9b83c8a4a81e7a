// A copy of all that a hub is: its records as they were at one moment, and its keys; and the way back. The records are
// copied while hubs work on them.
//
// A backup is a folder: hub.db (SQLite) or hub.dump (pg_dump's own format), keys/, hub.toml, and manifest.json, written
// last, with the sizes and SHA-256 sums of all of them. It holds the authority's and the sealing key.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

#include "sync/hub/config.h"
#include "sync/model/clock.h"

namespace bangnin::hub {

// What a file of a backup must be.
struct BackupFile {
    std::string name;  // below the folder
    std::uint64_t bytes = 0;
    std::string sha256;  // hex
};

struct BackupManifest {
    std::string made_at;
    std::string database;  // "sqlite" or "postgresql"
    int schema = 0;
    std::vector<BackupFile> files;
};

// Errors are sentences for the operator.
// `folder` must not exist or be empty. `config_file` goes into it as it is.
std::expected<BackupManifest, std::string> make_backup(const Config& config, const std::filesystem::path& config_file,
                                                       const std::filesystem::path& folder, sync::Instant now);

// Whether every file is there as the manifest says.
std::expected<BackupManifest, std::string> check_backup(const std::filesystem::path& folder);

// What is there already: kept, and the backup refused; or given up for it.
enum class Present { keep, replace };
// Records and keys of the backup become those of `config`. Nothing is touched where the backup is not whole, is of a
// newer version, or a hub is at work there. The configuration stays as it is.
std::expected<BackupManifest, std::string> restore_backup(const Config& config, const std::filesystem::path& folder,
                                                          Present present);

}  // namespace bangnin::hub
