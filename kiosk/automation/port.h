// Carries out the automation port's requests on the terminal's thread. Taps and strokes go through the screen as
// fingers do; an answer to them is given once the screen has taken them in.
#pragma once

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/automation/protocol.h"
#include "ui/screen/screen.h"

namespace bangnin::kiosk::automation {

using Reply = std::function<void(std::string)>;
using RealTime = std::chrono::steady_clock::time_point;

/// What the port needs of its terminal.
struct Terminal {
    screen::Screen& screen;
    std::function<std::string_view()> screen_name;
    std::function<std::string_view()> language;
    std::function<void(std::chrono::milliseconds)> advance_clock;
    std::function<nlohmann::json()> stats;
    /// Puts words into the field that is shown, as its input method would; false where none takes them.
    std::function<bool(std::string_view)> enter;
    /// Draws what is still arriving at its place, so that a picture shows the page as it will stay.
    std::function<void()> settle;
    std::function<void()> quit;
};

class Port {
  public:
    explicit Port(Terminal terminal) : terminal_(std::move(terminal)) {}

    void take(Request request, Reply reply, RealTime now);
    /// After each round of the loop, when what is on the screen is described: answers what was waited for.
    void after_frame(RealTime now);
    /// A finger is being taken in: the loop must come round again at once.
    [[nodiscard]] bool busy() const { return !settling_.empty(); }
    /// When a wait gives up or a drag moves on; RealTime::max(): never.
    [[nodiscard]] RealTime deadline() const;

  private:
    struct Waiting {
        Wait wait;
        RealTime until;
        Reply reply;
    };
    struct Settling {
        int rounds;
        Reply reply;
    };
    struct Dragging {
        std::vector<screen::Point> points;
        std::size_t next = 0;
        std::chrono::nanoseconds pause;
        RealTime due;
        Reply reply;
    };

    void settle(Reply reply, int rounds);
    void tap(const std::string& name, Reply reply, RealTime now);
    void drag(const Drag& drag, Reply reply, RealTime now);
    void stroke(const Stroke& stroke, Reply reply);
    void press_keys(const std::string& text, Reply reply);
    void enter(const Enter& enter, Reply reply);
    void wait(Wait wait, Reply reply, RealTime now);
    void move_drags(RealTime now);
    [[nodiscard]] bool reached(const Wait& wait) const;
    [[nodiscard]] std::string tree() const;

    Terminal terminal_;
    std::vector<Waiting> waiting_;
    std::vector<Settling> settling_;
    std::vector<Dragging> drags_;
};

}  // namespace bangnin::kiosk::automation
