// What moves on the screens, and how long it takes: assets/theme/tokens.json, "motion_ms", to which a test holds these.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/journeys/moment.h"
#include "ui/screen/motion.h"

namespace bangnin::kiosk {

/// none: the hall asked for stillness; whatever would move stands where it is seen best, and no frame is drawn for it.
using Motion = screen::Motion;

namespace motion {

/// Once up and down: the card that shows where to lay one's own.
inline constexpr std::chrono::milliseconds card_hint_loop{2400};
/// A page, and a dialog, come to their places in this time, from this many units beside or below.
inline constexpr std::chrono::milliseconds page{180};
inline constexpr std::chrono::milliseconds dialog{160};
inline constexpr float page_shift = 24;
/// What has just happened is told for a while, and comes to its place from below.
inline constexpr std::chrono::milliseconds toast_in{160};
inline constexpr std::chrono::milliseconds toast_hold{6000};
/// The segment of the step that a journey has come to.
inline constexpr std::chrono::milliseconds progress_fill{240};
/// The idle screen's hills move to one side, and in the next cycle back.
inline constexpr std::chrono::milliseconds attract_cycle{8000};
inline constexpr std::chrono::milliseconds attract_fade{600};
inline constexpr int most_hill_shift = 12;
/// What moves gets a picture this often.
inline constexpr std::chrono::milliseconds picture = screen::picture_every;

using screen::eased;

/// Units by which the nearest hill stands to the right of its place; whole, as no other pictures are worth drawing.
[[nodiscard]] int hill_shift(Steady now);
/// When that becomes another one.
[[nodiscard]] Steady next_hill_picture(Steady now);

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
