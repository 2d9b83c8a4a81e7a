// What moves on the screens, and how long it takes: assets/theme/tokens.json, "motion_ms", to which a test holds these.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/journeys/moment.h"

namespace bangnin::kiosk {

/// none: the hall asked for stillness; whatever would move stands where it is seen best, and no frame is drawn for it.
enum class Motion { full, none };

namespace motion {

/// Once up and down: the card that shows where to lay one's own.
inline constexpr std::chrono::milliseconds card_hint_loop{2400};
/// A page, and a dialog, come to their places in this time, from this many units beside or below.
inline constexpr std::chrono::milliseconds page{180};
inline constexpr std::chrono::milliseconds dialog{160};
inline constexpr float page_shift = 24;
/// What moves gets a picture this often.
inline constexpr std::chrono::milliseconds picture{16};

/// The design's easing, cubic-bezier(.2, 0, 0, 1): how far a movement is after this part of its time. Both 0…1; what
/// lies outside is taken to the nearer end.
[[nodiscard]] double eased(double part);

}  // namespace motion

/// Units by which what is just arriving still stands beside (page) or below (dialog) its place; 0: it has arrived.
struct Arriving {
    float page = 0;
    float dialog = 0;

    [[nodiscard]] bool moving() const { return page != 0 || dialog != 0; }
};

/// Remembers since when a page and a dialog are shown. The first page of all is there at once.
class Arrivals {
  public:
    /// What is shown from `now` on; an unchanged name goes on as it is.
    void see(std::string_view page, std::string_view dialog, Steady now);
    /// Everything is at its place.
    void settle();
    [[nodiscard]] Arriving at(Steady now) const;

  private:
    struct Shown {
        std::string name;
        std::optional<Steady> since;  // none: arrived
    };
    static void see(Shown& shown, std::string_view name, Steady now);

    bool begun_ = false;
    Shown page_;
    Shown dialog_;
};

}  // namespace bangnin::kiosk
