// The terminal's clocks: what every journey is told as "now". Tests may move them forward; nothing ever moves them back
// but the machine's own wall clock, which time limits do not follow.
#pragma once

#include <chrono>

#include "kiosk/journeys/moment.h"

namespace bangnin::kiosk {

class TerminalClock {
  public:
    [[nodiscard]] Moment now() const;
    /// Moves both clocks forward from now on.
    void advance(std::chrono::milliseconds by) { ahead_ += by; }
    /// The machine's own clock at which now().steady reaches this.
    [[nodiscard]] std::chrono::steady_clock::time_point real(Steady at) const;

  private:
    std::chrono::milliseconds ahead_{0};
};

/// Time since this process was started by the kernel, for measuring the way to the first frame; 10 ms steps.
[[nodiscard]] std::chrono::milliseconds time_since_process_start();

}  // namespace bangnin::kiosk
