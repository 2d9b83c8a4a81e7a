#include "sync/link/worker.h"

namespace bangnin::sync {
namespace {

// The pause after an empty answer that came too soon to be a long poll's: a hub which does not wait must not be asked
// in a tight circle.
constexpr std::chrono::milliseconds hasty_pause{1'000};

}  // namespace

void Worker::poll_if_due() {
    const SteadyTime now = std::chrono::steady_clock::now();
    if (!poll_.due(now)) return;
    const auto cursor = store_.cursor();
    if (!cursor) return store_failed(poll_, cursor.error());
    HttpRequest request = request_for("/v1/changes?cursor=" + std::to_string(*cursor) +
                                      "&wait=" + std::to_string(options_.poll_wait.count()));
    request.answer_limit += options_.poll_wait;
    poll_.state = Route::State::running;
    http_->start(std::move(request),
                 [this, at = *cursor, now](const HttpResponse& response) { polled(response, at, now); });
}

void Worker::polled(const HttpResponse& response, std::uint64_t cursor, SteadyTime begun) {
    poll_.state = Route::State::resting;
    if (identity_changed_) return;
    if (!structured_answer(response)) return failed(poll_, response);
    auto answer = wire::decode_changes_response(response.body);
    if (!answer) return back_off(poll_, ContactFault::not_the_hub, std::chrono::milliseconds{0});
    if (answer->cursor < cursor) {
        // Its changes count from an earlier one than it had told us of: it may have lost more than that.
        ++place_doubts_;
        push_wanted_ = true;
    }
    if (!answer->changes.empty() || answer->cursor != cursor) {
        const auto applied = store_.apply_changes(answer->cursor, answer->changes, wall_clock_now());
        if (!applied) return store_failed(poll_, applied.error());
    }
    for (const wire::Change& change : answer->changes) {
        if (const auto* document = std::get_if<wire::DocumentChange>(&change)) want_document(*document);
    }
    succeeded(poll_, std::nullopt);
    const SteadyTime now = std::chrono::steady_clock::now();
    if (answer->changes.empty() && now - begun < options_.poll_wait / 2) poll_.not_before = now + hasty_pause;
    if (!answer->changes.empty()) sink_(ChangesApplied{std::move(answer->changes)});
}

}  // namespace bangnin::sync
