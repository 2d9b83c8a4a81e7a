// Devices' requests on their way into the records: whoever comes to the database first takes along all that wait, so
// that many share one transaction and one write to the disk.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>

#include "sync/hub/database_lane.h"

namespace bangnin::hub {

class IntakeLane {
  public:
    explicit IntakeLane(DatabaseLane& lane) : lane_(lane) {}

    boost::asio::awaitable<Intake::Result> take(IntakeBatch batch);
    std::size_t waiting() const;

  private:
    struct Entry {
        IntakeBatch batch;
        std::optional<Intake::Result> result;
    };
    using Entries = std::vector<std::shared_ptr<Entry>>;

    Entries next_group();
    void take_group(Records& records);
    void leave(const std::shared_ptr<Entry>& entry);

    DatabaseLane& lane_;
    mutable std::mutex mutex_;
    std::deque<std::shared_ptr<Entry>> waiting_;
};

}  // namespace bangnin::hub
