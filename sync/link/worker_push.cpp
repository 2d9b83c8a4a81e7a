#include <algorithm>

#include "sync/link/worker.h"
#include "sync/wire/limits.h"

namespace bangnin::sync {
namespace {

constexpr std::size_t batch_bytes = wire::max_request_bytes / 2;
// How long after the last push a moment counts as quiet, and how long a log is worth its copying then.
constexpr std::chrono::milliseconds quiet_after{3'000};
constexpr std::uint32_t pages_worth_copying = 250;

// A request must stay well under what the hub takes; one event always goes.
void keep_within_bytes(std::vector<Event>& events) {
    std::size_t bytes = 0;
    for (std::size_t index = 0; index < events.size(); ++index) {
        bytes += events[index].body.size() + 128;
        if (bytes > batch_bytes && index > 0) {
            events.resize(index);
            return;
        }
    }
}

}  // namespace

void Worker::push_if_due() {
    if (!push_wanted_ || !push_.due(std::chrono::steady_clock::now())) return;
    auto batch = store_.pending(batch_limit_);
    if (!batch) return store_failed(push_, batch.error());
    if (batch->events.empty() && place_settled_ == place_doubts_) {
        push_wanted_ = false;
        return report_drained();
    }
    const auto device = store_.device();
    if (!device) return store_failed(push_, device.error());
    keep_within_bytes(batch->events);
    HttpRequest request = request_for("/v1/events");
    wire::EventsRequest events{*device, batch->epoch, std::move(batch->events)};
    request.json = wire::encode(events);
    // What is acknowledged later are these events; their bodies need not wait with them.
    for (Event& event : events.events) event.body.clear();
    batch->events = std::move(events.events);
    place_pushed_ = place_doubts_;
    push_.state = Route::State::running;
    http_->start(std::move(request),
                 [this, sent = std::move(*batch)](const HttpResponse& response) { pushed(response, sent); });
}

void Worker::pushed(const HttpResponse& response, const OutboxBatch& batch) {
    push_.state = Route::State::resting;
    // Asked as who we are no more, perhaps of another hub.
    if (identity_changed_) return;
    if (response.outcome == HttpOutcome::answered && response.status == 413 && batch.events.size() > 1) {
        batch_limit_ = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(batch.events.size() / 2));
        return;
    }
    if (response.outcome == HttpOutcome::answered && response.status == 409) return log_refused(response, batch);
    if (!structured_answer(response)) return failed(push_, response);
    const auto answer = wire::decode_events_response(response.body);
    const auto device = store_.device();
    if (!device) return store_failed(push_, device.error());
    if (!answer || answer->device != *device || answer->epoch != batch.epoch) {
        return back_off(push_, ContactFault::not_the_hub, std::chrono::milliseconds{0});
    }
    acknowledged(*answer, batch);
}

// The hub's part of this log and ours do not fit together any more: one of the two was restored from an older copy. If
// it is the hub's, it says from where on it has to be told again. If it is ours, what is not decided yet goes under a
// new epoch; asking again and again would keep every later ticket from the hub.
void Worker::log_refused(const HttpResponse& response, const OutboxBatch& batch) {
    const auto problem = wire::decode_problem(response.body);
    if (!problem || (problem->code != "gap" && problem->code != "diverged")) return failed(push_, response);
    if (problem->code == "gap" && problem->high_water) return send_again(batch.epoch, *problem->high_water);
    begin_epoch();
}

// What is still to be sent goes under a new epoch. With a pause: a hub that never agrees must not be asked in a tight
// circle, each round of which writes to the disk.
void Worker::begin_epoch() {
    ++push_.failures;
    push_.not_before = std::chrono::steady_clock::now() + next_delay(push_.failures);
    push_wanted_ = true;
    if (const auto begun = store_.begin_epoch(wall_clock_now()); !begun) store_failed(push_, begun.error());
}

void Worker::send_again(const std::string& epoch, std::uint64_t high_water) {
    const Instant now = wall_clock_now();
    const auto again = store_.rewind(epoch, high_water, now);
    if (!again) return store_failed(push_, again.error());
    push_wanted_ = true;
    // A hub that says so again and again must not be asked in a tight circle.
    ++push_.failures;
    push_.not_before = std::chrono::steady_clock::now() + next_delay(push_.failures);
    if (*again > 0) return;
    // It has not lost anything, and yet there is a gap: the places themselves are wrong.
    if (const auto begun = store_.begin_epoch(now); !begun) store_failed(push_, begun.error());
}

void Worker::acknowledged(const wire::EventsResponse& answer, const OutboxBatch& batch) {
    const Instant now = wall_clock_now();
    // The hub knows a later part of this log than there was when it was asked: ours is an old copy. What was written
    // meanwhile bears numbers that the hub took for something else.
    if (answer.high_water > batch.last_seq) return begin_epoch();
    const auto stored = store_.acknowledge(answer.epoch, answer.high_water, answer.rejected, now);
    if (!stored && stored.error() == StoreError::diverged) return begin_epoch();
    if (!stored) return store_failed(push_, stored.error());
    if (batch.events.empty()) return place_told(answer);
    const std::uint64_t first = batch.events.front().seq;
    if (answer.high_water < first) {
        // An answer that decides nothing: asking again at once would go round in circles.
        return back_off(push_, ContactFault::server_error, std::chrono::milliseconds{0});
    }
    // It took what follows our last acknowledged event, so that it has that one too.
    place_settled_ = place_pushed_;
    delivered_ += answer.high_water - first + 1;
    succeeded(push_, answer.hub_time);
    if (!answer.rejected.empty()) sink_(EventsRejected{answer.rejected});
}

void Worker::place_told(const wire::EventsResponse& answer) {
    const auto again = store_.rewind(answer.epoch, answer.high_water, wall_clock_now());
    if (!again) return store_failed(push_, again.error());
    place_settled_ = place_pushed_;
    succeeded(push_, answer.hub_time);
}

// After a push the log on the disk has grown; it is seen to once nobody waits: neither for the disk nor for us.
void Worker::rest_if_quiet() {
    const SteadyTime now = std::chrono::steady_clock::now();
    if (quiet_ || push_wanted_ || now < quiet_at_) return;
    quiet_ = true;
    // A failure of it costs nothing but a longer log; the next push meets whatever is the matter.
    (void)store_.checkpoint(pages_worth_copying);
}

void Worker::report_drained() {
    quiet_ = false;
    quiet_at_ = std::chrono::steady_clock::now() + quiet_after;
    if (delivered_ == 0) return;
    sink_(OutboxDrained{delivered_});
    delivered_ = 0;
}

}  // namespace bangnin::sync
