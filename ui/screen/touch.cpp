#include "ui/screen/touch.h"

#include <cmath>
#include <utility>

namespace bangnin::screen {

std::optional<Touch::Done> Touch::take(const FingerEvent& event, const Tree& tree) {
    const bool other = finger_ && *finger_ != event.finger;
    if (other && (event.phase != FingerPhase::down || event.time - heard_ < finger_forgotten_after)) {
        return std::nullopt;
    }
    if (!finger_ && event.phase != FingerPhase::down) {
        return std::nullopt;
    }
    heard_ = event.time;
    if (event.phase == FingerPhase::down) {
        tracing_.reset();
    }
    if (tracing_) {
        trace(event);
        return std::nullopt;
    }
    const Node* under = tree.hit(event.at);
    if (event.phase == FingerPhase::down && under != nullptr && under->finger == FingerUse::traces) {
        finger_ = event.finger;
        pressed_.reset();
        tracing_ = under->id;
        trace_ = {};
        trace(event);
        return std::nullopt;
    }
    switch (event.phase) {
        case FingerPhase::down:
            finger_ = event.finger;
            start_ = event.at;
            down_since_ = event.time;
            pressed_.reset();
            if (under != nullptr && event.time < counts_from(event.at, tree)) {
                last_->time = event.time;  // as long as the hand goes on
            } else if (under != nullptr) {
                pressed_ = Press{under->id, event.at, under->rect, event.time};
            }
            return std::nullopt;
        case FingerPhase::move:
        case FingerPhase::up:
            if (pressed_ && (under == nullptr || under->id != pressed_->id ||
                             std::hypot(event.at.x - start_.x, event.at.y - start_.y) >= drag_cancels_px)) {
                pressed_.reset();
            }
            if (pressed_) {
                pressed_->at = event.at;
            }
            break;
        case FingerPhase::lost:
            pressed_.reset();
            break;
    }
    if (event.phase == FingerPhase::move) {
        return std::nullopt;
    }
    finger_.reset();
    auto press = std::exchange(pressed_, std::nullopt);
    if (!press) {
        return std::nullopt;
    }
    if (under->availability == Availability::enabled) {
        last_ = Last{press->id, press->at, event.time};
    }
    return Done{.press = std::move(*press),
                .outcome = under->availability == Availability::enabled ? Outcome::activated : Outcome::refused,
                .held = std::chrono::duration_cast<std::chrono::milliseconds>(event.time - down_since_)};
}

void Touch::trace(const FingerEvent& event) {
    if (trace_.id.empty()) {
        trace_.id = *tracing_;
    }
    trace_.samples.push_back(event);
    if (event.phase == FingerPhase::up || event.phase == FingerPhase::lost) {
        tracing_.reset();
        finger_.reset();
    }
}

Touch::Trace Touch::take_trace() { return std::exchange(trace_, {}); }

bool Touch::trace_ended() const {
    return !trace_.samples.empty() &&
           (trace_.samples.back().phase == FingerPhase::up || trace_.samples.back().phase == FingerPhase::lost);
}

// Where the pressed control still stands (a keyboard's key), its neighbours were meant.
bool Touch::may_echo(Point at, const Tree& tree) const {
    if (!last_ || std::hypot(at.x - last_->at.x, at.y - last_->at.y) >= echo_px) {
        return false;
    }
    const Node* there = tree.hit(last_->at);
    const Node* here = tree.hit(at);
    const auto same = [this](const Node* node) { return node != nullptr && node->id == last_->id; };
    return !same(there) && !same(here);
}

std::chrono::steady_clock::time_point Touch::counts_from(Point at, const Tree& tree) const {
    return may_echo(at, tree) ? last_->time + echo_time : std::chrono::steady_clock::time_point::min();
}

void Touch::forget_unless_reachable(const Tree& tree) {
    if (tracing_) {
        const Node* place = tree.find(*tracing_);
        if (place == nullptr || place->layer != tree.top_layer()) {
            tracing_.reset();
            finger_.reset();
        }
    }
    if (!pressed_) {
        return;
    }
    const Node* under = tree.hit(pressed_->at);
    if (under == nullptr || under->id != pressed_->id) {
        pressed_.reset();
    }
}

}  // namespace bangnin::screen
