#pragma once
// What a finger means: pure. A press counts only if it goes down and up inside the same control; a drag of 12 px or
// leaving the control cancels it. One finger at a time; others are ignored (the heel of a hand, a child's help).
// A hand that goes on tapping where it has just pressed does not press what has come under it meanwhile.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/screen/geometry.h"
#include "ui/screen/semantics.h"

namespace bangnin::screen {

inline constexpr float drag_cancels_px = 12.0F;  // base px
// A finger whose end was never told gives way to another one after this silence.
inline constexpr std::chrono::seconds finger_forgotten_after{3};

// Nobody sees a new control, decides and presses it in less, while impatient double taps come within it.
inline constexpr std::chrono::milliseconds echo_time{400};
inline constexpr float echo_px = 96.0F;  // how far a tapping finger strays, base px

// Who holds a control so long means its second meaning, where it has one.
inline constexpr std::chrono::milliseconds long_press{800};

enum class FingerPhase : std::uint8_t { down, move, up, lost };

struct FingerEvent {
    FingerPhase phase = FingerPhase::down;
    std::int64_t finger = 0;
    Point at;  // base px
    std::chrono::steady_clock::time_point time;
};

class Touch {
  public:
    enum class Outcome : std::uint8_t { activated, refused };
    struct Press {
        std::string id;
        Point at;  // base px
        Rect rect;
        std::chrono::steady_clock::time_point since{};  // when the finger went down
    };
    struct Done {
        Press press;
        Outcome outcome = Outcome::activated;
        std::chrono::milliseconds held{0};  // from down to up
    };

    // `tree` is what the person sees: the last frame's. Gives the control that was pressed, if the finger went up
    // inside.
    std::optional<Done> take(const FingerEvent& event, const Tree& tree);
    // What the finger has pressed so far means nothing: it was meant for something else.
    void let_go() { pressed_.reset(); }
    // After a frame was described: a press on what is no longer there, or covered, ends.
    void forget_unless_reachable(const Tree& tree);

    // From when on a finger put down at `at` counts; now or earlier unless it would be the echo of the last press.
    [[nodiscard]] std::chrono::steady_clock::time_point counts_from(Point at, const Tree& tree) const;

    // The way of a finger that was put down where fingers leave traces; it belongs to that place until the finger
    // leaves, wherever it goes.
    struct Trace {
        std::string id;
        std::vector<FingerEvent> samples;
    };
    // What came since this was last asked. No press follows a trace before it was taken: see trace_ended().
    [[nodiscard]] Trace take_trace();
    // The finger has left; what it does next must wait until the trace was taken.
    [[nodiscard]] bool trace_ended() const;

    // The control under the finger that would act if the finger left now.
    [[nodiscard]] const std::optional<Press>& pressed() const { return pressed_; }

  private:
    struct Last {
        std::string id;
        Point at;
        std::chrono::steady_clock::time_point time;
    };
    [[nodiscard]] bool may_echo(Point at, const Tree& tree) const;
    void trace(const FingerEvent& event);

    std::optional<Last> last_;  // press that acted; its time is that of its latest echo
    std::optional<std::int64_t> finger_;
    std::chrono::steady_clock::time_point heard_;
    std::chrono::steady_clock::time_point down_since_;
    Point start_;
    std::optional<Press> pressed_;
    std::optional<std::string> tracing_;  // the place that the finger belongs to
    Trace trace_;
};

}  // namespace bangnin::screen
