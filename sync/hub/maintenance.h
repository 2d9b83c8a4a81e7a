// Commands that keep a hub's records safe and small: backup, restore, retain. Each gives the program's exit status and
// says what went wrong on standard error.
#pragma once

#include <filesystem>

#include "sync/hub/backup.h"
#include "sync/hub/config.h"

namespace bangnin::hub {

int run_backup(const Config& config, const std::filesystem::path& config_file, const std::filesystem::path& folder);
int run_restore(const Config& config, const std::filesystem::path& folder, Present present);
// Deletes what the policy no longer allows, now.
int run_retain(const Config& config);

}  // namespace bangnin::hub
