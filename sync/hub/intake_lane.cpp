#include "sync/hub/intake_lane.h"

#include <algorithm>

namespace bangnin::hub {
namespace {

// Of one transaction: nobody shall wait for long because others wait with him.
constexpr std::size_t most_batches = 64;
constexpr std::size_t most_events = 4000;

}  // namespace

boost::asio::awaitable<Intake::Result> IntakeLane::take(IntakeBatch batch) {
    const auto entry = std::make_shared<Entry>(Entry{std::move(batch), std::nullopt});
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(entry);
    }
    auto result = co_await lane_.run([&](Records& records) -> Intake::Result {
        while (!entry->result) take_group(records);
        return std::move(*entry->result);
    });
    leave(entry);
    co_return result;
}

std::size_t IntakeLane::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

IntakeLane::Entries IntakeLane::next_group() {
    const std::lock_guard lock(mutex_);
    Entries group;
    std::size_t events = 0;
    while (!waiting_.empty() && group.size() < most_batches) {
        events += waiting_.front()->batch.items.size();
        if (!group.empty() && events > most_events) break;
        group.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return group;
}

void IntakeLane::take_group(Records& records) {
    const Entries group = next_group();
    std::vector<const IntakeBatch*> batches;
    for (const auto& entry : group) batches.push_back(&entry->batch);
    std::vector<Intake::Result> results = records.intake.take(batches);
    for (std::size_t index = 0; index < group.size(); ++index) group[index]->result = std::move(results[index]);
}

// Nobody is going to ask for it again where the database is away.
void IntakeLane::leave(const std::shared_ptr<Entry>& entry) {
    const std::lock_guard lock(mutex_);
    std::erase(waiting_, entry);
}

}  // namespace bangnin::hub
