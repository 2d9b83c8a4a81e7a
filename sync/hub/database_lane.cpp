#include "sync/hub/database_lane.h"

namespace bangnin::hub {
namespace {

// Between two tries to reach a server that is away.
constexpr std::chrono::milliseconds reopen_pause{250};

}  // namespace

DatabaseLane::DatabaseLane(std::unique_ptr<Database> database, const Config& config)
    : config_(config), database_(std::move(database)) {
    // Where it is not open it is opened when it is first needed.
    if (database_->connected()) records_.emplace(*database_, config_);
}

Records* DatabaseLane::open_records() {
    if (records_ && database_->connected()) return &*records_;
    if (std::chrono::steady_clock::now() < reopen_at_) return nullptr;
    // What was prepared on the lost connection goes with it.
    records_.reset();
    const auto opened = database_->reopen();
    const auto prepared =
        opened ? guarded("preparing", [&] { records_.emplace(*database_, config_); }) : DatabaseResult<void>(opened);
    if (!prepared) {
        records_.reset();
        reopen_at_ = std::chrono::steady_clock::now() + reopen_pause;
        return nullptr;
    }
    spdlog::info("the database is back");
    return &*records_;
}

}  // namespace bangnin::hub
