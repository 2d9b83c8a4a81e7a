#pragma once
// How deep controls look pressed while a finger goes down on them and after it has left: pure. The first picture after
// the finger's coming or going differs already, so that nobody waits for an animation to begin.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screen/motion.h"

namespace bangnin::screen {

inline constexpr std::chrono::milliseconds press_time{80};     // tokens: motion_ms.press
inline constexpr std::chrono::milliseconds release_time{120};  // tokens: motion_ms.release

class PressFeedback {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit PressFeedback(Motion motion = Motion::full) : motion_(motion) {}

    // The control that is under the finger from now on, if any.
    void see(std::optional<std::string_view> pressed, TimePoint now);
    // 0: as nobody touches it … 1: wholly pressed.
    [[nodiscard]] float depth(std::string_view id, TimePoint now);
    // A frame was described: what it did not ask for is gone. When the next picture is due; none: nothing moves.
    [[nodiscard]] std::optional<TimePoint> end_frame(TimePoint now);
    // Nothing is on its way any more.
    void settle();
    void forget() { marks_.clear(); }

  private:
    enum class Phase : std::uint8_t { down, up };
    struct Mark {
        std::string id;
        Phase phase = Phase::down;
        float from = 0;  // the depth at `since`
        TimePoint since;
        bool asked = true;
    };
    [[nodiscard]] Mark* find(std::string_view id);
    [[nodiscard]] float depth_of(const Mark& mark, TimePoint now) const;
    void turn(Mark& mark, Phase phase, TimePoint now) const;

    Motion motion_;
    std::vector<Mark> marks_;
};

}  // namespace bangnin::screen
