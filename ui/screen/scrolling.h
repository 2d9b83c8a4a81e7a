#pragma once
// The places of a page whose content a finger moves from side to side, and the finger that does it. Remembers them from
// frame to frame by their ids; a place that a frame leaves out begins anew when it comes back.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ui/screen/geometry.h"
#include "ui/screen/page_turn.h"
#include "ui/screen/scroller.h"
#include "ui/screen/touch.h"

namespace bangnin::screen {

class Scrolling {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit Scrolling(Motion motion = Motion::full) : motion_(motion) {}

    // One long row; see Ui::Row.
    struct Row {
        Rect view;
        float extent = 0;
        float lead = 0;
        std::size_t content = 0;
    };
    // Gives how far it has been moved on: 0…extent − view.w.
    float row(std::string_view id, const Row& row, int layer, TimePoint now);
    // Whether it is on its way, or follows a finger.
    [[nodiscard]] bool row_moves(std::string_view id, TimePoint now) const;
    // Moves it on or back by a key.
    void move_row(std::string_view id, float to, TimePoint now);
    // The control of this id, which takes the keypad's focus, is to be seen as a whole: once.
    void reveal(std::string_view row, std::string_view control, float from, float to, TimePoint now);

    struct Pages {
        Rect view;
        float width = 0;  // from a page's place to its neighbour's
        std::size_t shown = 0;
        std::size_t count = 1;
    };
    struct Turning {
        float shift = 0;
        std::optional<std::size_t> turned = std::nullopt;
    };
    Turning pages(std::string_view id, const Pages& pages, int layer, TimePoint now);

    // What a finger means here; `top_layer`: only places of it are in reach. stopped: the finger has stopped what was
    // moving, which is all it meant: it presses nothing.
    enum class Taken : std::uint8_t { nothing, stopped };
    Taken take(const FingerEvent& event, int top_layer);

    void begin_frame();
    // Forgets the places that the frame left out.
    void end_frame();
    [[nodiscard]] bool moving(TimePoint now) const;
    // Everything stands where it was going.
    void settle();
    void forget();

  private:
    struct Place {
        std::string id;
        std::variant<Scroller, PageTurn> motion;
        Rect view = {};
        int layer = 0;
        bool drawn = true;
        float lead = 0;
        std::size_t content = 0;
        std::string revealed = {};  // the control that was last brought into view
    };
    enum class Follows : std::uint8_t { not_yet, yes };
    struct Hold {
        std::string place;
        std::int64_t finger = 0;
        Point start;
        float last = 0;
        Follows follows = Follows::not_yet;
        FingerSpeed speed = {};
        TimePoint heard;
    };

    [[nodiscard]] Place* find(std::string_view id);
    // The place of this id, a new one where there was none or one of another kind.
    template <typename Moving>
    [[nodiscard]] Place& placed(std::string_view id);
    void go(Scroller& scroller, float to, TimePoint now) const;
    Taken put_down(const FingerEvent& event, int top_layer);
    void move(const FingerEvent& event);
    void let_go(float speed, TimePoint now);

    Motion motion_;
    std::vector<Place> places_;
    std::optional<Hold> hold_;
};

}  // namespace bangnin::screen
