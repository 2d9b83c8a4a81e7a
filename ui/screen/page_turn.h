#pragma once
// Pages side by side of which one is shown: a finger moves them, and on leaving it has turned to the next one or not.
// Pure. Which page is shown is the caller's to say.

#include <chrono>
#include <cstddef>
#include <optional>

#include "ui/screen/scroller.h"

namespace bangnin::screen {

// Dragged by this share of the page's width, or flicked, it turns.
inline constexpr float turning_share = 0.4F;
// Where there is no page the finger moves it by this share of its own way.
inline constexpr float beyond_share = 0.3F;

class PageTurn {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    // `width`: from a page's place to its neighbour's.
    void lay_out(float width, std::size_t shown, std::size_t pages);
    // A page on its way back to its place is not worth stopping: who touches it means what is on it.
    Scroller::Was hold(TimePoint now);
    void move_by(float by);
    // The finger has left with this speed; Motion::none: what comes of it is there at once.
    void release(float speed, TimePoint now, Motion motion);

    // Stands at its place, if no finger is on it.
    void settle();

    // The page that the finger turned to; told once.
    [[nodiscard]] std::optional<std::size_t> take_turned();
    // Base px by which the page shown stands beside its place.
    [[nodiscard]] float shift(TimePoint now) const;
    [[nodiscard]] bool moving(TimePoint now) const;

  private:
    enum class State : std::uint8_t { at_place, held, returning };
    enum class Told : std::uint8_t { no, yes };
    struct Wanted {
        std::size_t page = 0;
        Told told = Told::no;
    };

    float width_ = 0;
    std::size_t shown_ = 0;
    std::size_t pages_ = 1;
    State state_ = State::at_place;
    float from_ = 0;    // of the shift: where it returns from
    float finger_ = 0;  // how far it has moved since it came
    TimePoint since_;
    std::optional<Wanted> wanted_;
};

}  // namespace bangnin::screen
