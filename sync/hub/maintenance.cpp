#include "sync/hub/maintenance.h"

#include <cstdio>

#include "sync/hub/commands.h"
#include "sync/hub/retention.h"

namespace bangnin::hub {
namespace {

int failed(std::string_view reason) {
    std::fprintf(stderr, "bangnin-hub: %.*s\n", static_cast<int>(reason.size()), reason.data());
    return status_failed;
}

}  // namespace

int run_backup(const Config& config, const std::filesystem::path& config_file, const std::filesystem::path& folder) {
    const auto made = make_backup(config, config_file, folder, sync::wall_clock_now());
    if (!made) return failed(made.error());
    std::printf("%s: %zu files, schema %d\n", folder.c_str(), made->files.size(), made->schema);
    std::fprintf(
        stderr,
        "This folder holds the hub's keys: whoever reads it can pose as the hub and open personal data. Keep it "
        "encrypted, apart from the hub, and no longer than the shortest [retention].\n");
    return status_good;
}

int run_restore(const Config& config, const std::filesystem::path& folder, Present present) {
    const auto restored = restore_backup(config, folder, present);
    if (!restored) return failed(restored.error());
    std::printf("restored as of %s\n", restored->made_at.c_str());
    return status_good;
}

int run_retain(const Config& config) {
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    Retention retention(**database, config);
    const sync::Instant now = sync::wall_clock_now();
    DatabaseResult<Retention::Progress> progress = Retention::Progress::more;
    while (progress && *progress == Retention::Progress::more) progress = retention.step(now);
    if (!progress) return failed(to_text(progress.error()));
    const auto deletions = retention.finish();
    if (!deletions) return failed(to_text(deletions.error()));
    for (const Deletion& deletion : *deletions) {
        std::printf("%s: %lld older than %s\n", std::string(to_text(deletion.what)).c_str(), deletion.rows,
                    sync::to_text(deletion.before).c_str());
    }
    if (deletions->empty()) std::puts("nothing is older than the policy allows");
    return status_good;
}

}  // namespace bangnin::hub
