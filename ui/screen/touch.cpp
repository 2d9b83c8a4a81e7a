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
    const Node* under = tree.hit(event.at);
    switch (event.phase) {
        case FingerPhase::down:
            finger_ = event.finger;
            start_ = event.at;
            pressed_.reset();
            if (under != nullptr) {
                pressed_ = Press{under->id, event.at, under->rect};
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
    return Done{std::move(*press),
                under->availability == Availability::enabled ? Outcome::activated : Outcome::refused};
}

void Touch::forget_unless_reachable(const Tree& tree) {
    if (!pressed_) {
        return;
    }
    const Node* under = tree.hit(pressed_->at);
    if (under == nullptr || under->id != pressed_->id) {
        pressed_.reset();
    }
}

}  // namespace bangnin::screen
