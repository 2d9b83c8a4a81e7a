#pragma once
// Content that is longer than its place, along one line: a finger's drag moves it, a flick goes on as people know it
// from their phones, a touch stops it, and it never leaves its ends. Pure: positions follow from the time alone, not
// from how often they are asked for.

#include <chrono>
#include <vector>

#include "ui/screen/motion.h"

namespace bangnin::screen {

// The speed a finger leaves with, from its last samples.
class FingerSpeed {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    void begin(float at, TimePoint time);
    void add(float at, TimePoint time);
    // Base px a second; 0 where the finger rested before it left.
    [[nodiscard]] float at(TimePoint lifted) const;

  private:
    struct Sample {
        float at;
        TimePoint time;
    };
    std::vector<Sample> samples_;
};

// Older samples say nothing of how fast a finger is, and one that has not moved for so long rests. As on Android.
inline constexpr std::chrono::milliseconds speed_horizon{100};
inline constexpr std::chrono::milliseconds finger_rests_after{40};

// A flick slower than this is none, a faster one is taken for this; base px (0.248 mm) a second. Android's 50 and 8000
// dp (0.159 mm) a second.
inline constexpr float slowest_flick = 32;
inline constexpr float fastest_flick = 5120;
// What goes on by itself keeps so much of its speed in each millisecond: the normal rate of iOS.
inline constexpr double kept_each_millisecond = 0.998;
inline constexpr float stops_below = 16;  // base px a second

// What is moved to its place by a key takes this long.
inline constexpr std::chrono::milliseconds glide_time{180};  // tokens: motion_ms.page

class Scroller {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    // Positions are 0…most.
    void set_range(float most, TimePoint now);
    void jump(float to);
    void glide(float to, TimePoint now);
    // A finger has come: stands still. moving: it was going on by itself, which is what the finger has stopped; what a
    // key moves is not worth stopping.
    enum class Was : std::uint8_t { still, moving };
    Was hold(TimePoint now);
    void move_by(float by);
    // Goes on by itself; base px a second.
    void fling(float speed, TimePoint now);

    // Stands where it was going.
    void settle() { jump(position(TimePoint::max())); }

    [[nodiscard]] float position(TimePoint now) const;
    [[nodiscard]] bool moving(TimePoint now) const;
    [[nodiscard]] float most() const { return most_; }

  private:
    enum class State : std::uint8_t { still, flung, gliding };
    [[nodiscard]] float unbounded(TimePoint now) const;
    [[nodiscard]] float bounded(float position) const;

    State state_ = State::still;
    float most_ = 0;
    float from_ = 0;
    float to_ = 0;     // of gliding
    float speed_ = 0;  // of being flung
    TimePoint since_;
};

}  // namespace bangnin::screen
