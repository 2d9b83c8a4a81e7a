#include "ui/screen/press_feedback.h"

#include <algorithm>

namespace bangnin::screen {
namespace {

std::chrono::milliseconds time_of(bool down) { return down ? press_time : release_time; }

// Pictures begun since then, the one at that very moment included: what is asked twice within one picture's time looks
// the same, and the first picture shows the first step.
std::int64_t pictures_since(PressFeedback::TimePoint since, PressFeedback::TimePoint now) {
    return now <= since ? 1 : (now - since) / picture_every + 1;
}

}  // namespace

PressFeedback::Mark* PressFeedback::find(std::string_view id) {
    const auto mark = std::ranges::find(marks_, id, &Mark::id);
    return mark == marks_.end() ? nullptr : &*mark;
}

float PressFeedback::depth_of(const Mark& mark, TimePoint now) const {
    const bool down = mark.phase == Phase::down;
    const float end = down ? 1 : 0;
    if (motion_ == Motion::none) {
        return end;
    }
    const auto gone = pictures_since(mark.since, now) * picture_every;
    const double part = static_cast<double>(gone.count()) / static_cast<double>(time_of(down).count());
    return mark.from + (end - mark.from) * static_cast<float>(eased(part));
}

void PressFeedback::turn(Mark& mark, Phase phase, TimePoint now) const {
    if (mark.phase != phase) {
        mark.from = depth_of(mark, now);
        mark.phase = phase;
        mark.since = now;
    }
}

void PressFeedback::see(std::optional<std::string_view> pressed, TimePoint now) {
    for (Mark& mark : marks_) {
        turn(mark, pressed == mark.id ? Phase::down : Phase::up, now);
        mark.asked = false;
    }
    if (pressed && find(*pressed) == nullptr) {
        marks_.push_back({.id = std::string(*pressed), .since = now, .asked = false});
    }
}

float PressFeedback::depth(std::string_view id, TimePoint now) {
    Mark* mark = find(id);
    if (mark == nullptr) {
        return 0;
    }
    mark->asked = true;
    return depth_of(*mark, now);
}

void PressFeedback::settle() {
    for (Mark& mark : marks_) {
        mark.since = TimePoint::min() + release_time;
    }
}

std::optional<PressFeedback::TimePoint> PressFeedback::end_frame(TimePoint now) {
    std::erase_if(
        marks_, [&](const Mark& mark) { return !mark.asked || (mark.phase == Phase::up && depth_of(mark, now) <= 0); });
    std::optional<TimePoint> next;
    for (const Mark& mark : marks_) {
        const float depth = depth_of(mark, now);
        if (depth > 0 && depth < 1) {
            const TimePoint due = mark.since + pictures_since(mark.since, now) * picture_every;
            next = std::min(next.value_or(due), due);
        }
    }
    return next;
}

}  // namespace bangnin::screen
