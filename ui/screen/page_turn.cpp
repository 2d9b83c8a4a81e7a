#include "ui/screen/page_turn.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bangnin::screen {

void PageTurn::lay_out(float width, std::size_t shown, std::size_t pages) {
    if (shown != shown_) {
        const bool turned = wanted_ && wanted_->page == shown;
        // What is seen stays where it is: it is counted from the other page's place now.
        const float by = shown > shown_ ? width : -width;
        from_ = turned && state_ == State::returning ? from_ + by : 0;
        state_ = turned ? state_ : State::at_place;
        wanted_.reset();
    }
    width_ = width;
    shown_ = shown;
    pages_ = pages;
}

Scroller::Was PageTurn::hold(TimePoint now) {
    from_ = shift(now);
    finger_ = 0;
    state_ = State::held;
    wanted_.reset();
    return Scroller::Was::still;
}

void PageTurn::settle() {
    if (state_ == State::returning) {
        state_ = State::at_place;
    }
}

void PageTurn::move_by(float by) { finger_ += by; }

void PageTurn::release(float speed, TimePoint now, Motion motion) {
    from_ = shift(now);
    finger_ = 0;
    since_ = now;
    state_ = motion == Motion::full ? State::returning : State::at_place;
    const bool flicked = std::abs(speed) >= slowest_flick * 4;
    const bool to_next = flicked ? speed < 0 : from_ < -turning_share * width_;
    const bool to_previous = flicked ? speed > 0 : from_ > turning_share * width_;
    // A flick back to where the page came from turns nothing.
    if (to_next && from_ < 0 && shown_ + 1 < pages_) {
        wanted_ = Wanted{.page = shown_ + 1};
    } else if (to_previous && from_ > 0 && shown_ > 0) {
        wanted_ = Wanted{.page = shown_ - 1};
    }
}

std::optional<std::size_t> PageTurn::take_turned() {
    if (!wanted_ || std::exchange(wanted_->told, Told::yes) == Told::yes) {
        return std::nullopt;
    }
    return wanted_->page;
}

float PageTurn::shift(TimePoint now) const {
    switch (state_) {
        case State::at_place:
            return 0;
        case State::held: {
            const float way = std::clamp(from_ + finger_, -width_, width_);
            const bool nothing_there = way < 0 ? shown_ + 1 >= pages_ : shown_ == 0;
            return nothing_there ? way * beyond_share : way;
        }
        case State::returning: {
            const double part = std::chrono::duration<double>(now - since_) / std::chrono::duration<double>(glide_time);
            return from_ * (1 - static_cast<float>(eased(part)));
        }
    }
    return 0;
}

bool PageTurn::moving(TimePoint now) const {
    return state_ == State::returning && from_ != 0 && now - since_ < glide_time;
}

}  // namespace bangnin::screen
