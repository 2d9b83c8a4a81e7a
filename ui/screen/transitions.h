#pragma once
// Short movements that begin when something else is shown at a place: how far each of them is. Pure.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screen/motion.h"

namespace bangnin::screen {

class Transitions {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit Transitions(Motion motion = Motion::full) : motion_(motion) {}

    // 0…1, eased, of a movement of this length that began when `value` was first asked for at `id`.
    float share(std::string_view id, std::size_t value, std::chrono::milliseconds length, TimePoint now);

    void begin_frame();
    // Forgets what the frame did not ask for.
    void end_frame();
    [[nodiscard]] bool moving(TimePoint now) const;
    void settle();
    void forget() { places_.clear(); }

  private:
    struct Place {
        std::string id;
        std::size_t value = 0;
        TimePoint since = {};
        TimePoint until = {};
        bool asked = true;
    };

    Motion motion_;
    std::vector<Place> places_;
};

}  // namespace bangnin::screen
