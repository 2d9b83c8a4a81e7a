#include "ui/screen/scroller.h"

#include <algorithm>
#include <cmath>

namespace bangnin::screen {
namespace {

double seconds_between(Scroller::TimePoint from, Scroller::TimePoint to) {
    return std::chrono::duration<double>(to - from).count();
}

// The share of the speed that is lost in a second, as the exponent of e.
const double decay = -std::log(kept_each_millisecond) * 1000;

double seconds_flung(float speed) { return std::log(std::abs(static_cast<double>(speed)) / stops_below) / decay; }

}  // namespace

void FingerSpeed::begin(float at, TimePoint time) {
    samples_.clear();
    samples_.push_back({at, time});
}

void FingerSpeed::add(float at, TimePoint time) {
    if (!samples_.empty() && time - samples_.back().time > finger_rests_after) {
        samples_.clear();
    }
    std::erase_if(samples_, [time](const Sample& sample) { return time - sample.time > speed_horizon; });
    samples_.push_back({at, time});
}

// The slope of the straight line through the samples.
float FingerSpeed::at(TimePoint lifted) const {
    // What comes in one go was not measured by anybody.
    constexpr double shortest = 0.004;
    if (samples_.size() < 2 || lifted - samples_.back().time > finger_rests_after ||
        seconds_between(samples_.front().time, samples_.back().time) < shortest) {
        return 0;
    }
    const auto count = static_cast<double>(samples_.size());
    double mean_time = 0;
    double mean_place = 0;
    for (const Sample& sample : samples_) {
        mean_time += seconds_between(samples_.front().time, sample.time) / count;
        mean_place += static_cast<double>(sample.at) / count;
    }
    double both = 0;
    double times = 0;
    for (const Sample& sample : samples_) {
        const double time = seconds_between(samples_.front().time, sample.time) - mean_time;
        both += time * (static_cast<double>(sample.at) - mean_place);
        times += time * time;
    }
    return static_cast<float>(both / times);
}

float Scroller::bounded(float position) const { return std::clamp(position, 0.0F, most_); }

void Scroller::set_range(float most, TimePoint now) {
    if (const float wanted = std::max(0.0F, most); wanted != most_) {
        const float here = position(now);
        most_ = wanted;
        if (state_ != State::flung) {
            to_ = bounded(to_);
        }
        if (state_ == State::still) {
            from_ = bounded(here);
        }
    }
}

void Scroller::jump(float to) {
    state_ = State::still;
    from_ = bounded(to);
}

void Scroller::glide(float to, TimePoint now) {
    from_ = position(now);
    to_ = bounded(to);
    since_ = now;
    state_ = State::gliding;
}

Scroller::Was Scroller::hold(TimePoint now) {
    const Was was = state_ == State::flung && moving(now) ? Was::moving : Was::still;
    jump(position(now));
    return was;
}

void Scroller::move_by(float by) { jump(from_ + by); }

void Scroller::fling(float speed, TimePoint now) {
    jump(position(now));
    if (std::abs(speed) < slowest_flick) {
        return;
    }
    speed_ = std::clamp(speed, -fastest_flick, fastest_flick);
    since_ = now;
    state_ = State::flung;
}

float Scroller::unbounded(TimePoint now) const {
    const double gone = std::max(0.0, seconds_between(since_, now));
    switch (state_) {
        case State::still:
            return from_;
        case State::flung: {
            const double time = std::min(gone, seconds_flung(speed_));
            return from_ + static_cast<float>(static_cast<double>(speed_) / decay * (1 - std::exp(-decay * time)));
        }
        case State::gliding: {
            const double part = gone / std::chrono::duration<double>(glide_time).count();
            return from_ + (to_ - from_) * static_cast<float>(eased(part));
        }
    }
    return from_;
}

float Scroller::position(TimePoint now) const { return bounded(unbounded(now)); }

bool Scroller::moving(TimePoint now) const {
    const double gone = seconds_between(since_, now);
    switch (state_) {
        case State::still:
            return false;
        case State::flung: {
            const float here = unbounded(now);
            const bool inside = speed_ < 0 ? here > 0 : here < most_;
            return inside && gone < seconds_flung(speed_);
        }
        case State::gliding:
            return from_ != to_ && gone < std::chrono::duration<double>(glide_time).count();
    }
    return false;
}

}  // namespace bangnin::screen
