// A screen without glass on which samples are drawn or described.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "kiosk/journeys/layout/metrics.h"
#include "kiosk/journeys/session/parts.h"
#include "tests/kiosk/screens/samples.h"
#include "ui/screen/description.h"
#include "ui/screen/screen.h"
#include "ui/text/text_engine.h"

namespace bangnin::kiosk::samples {

class Gallery {
  public:
    /// Engine and screen from the source tree's assets; ends the program when there is none, as nothing can be tested.
    /// One at a time. `dots`: px of the picture for each unit, which changes no place and no size.
    explicit Gallery(const Glass& glass = {}, float dots = 1);

    /// Draws until nothing moves any more; afterwards tree() describes it.
    void show(const Sample& sample, const Settings& settings);
    [[nodiscard]] const screen::Tree& tree() const { return screen_->semantics(); }
    [[nodiscard]] const TextAudit& audit() const { return audit_; }

    /// What the page says and where, without drawing it. Good until the next call.
    const screen::Description& describe(const Sample& sample, const Settings& settings);

    /// Touches a point and gives what the page answered, empty if nothing.
    std::string touch(const Sample& sample, const Settings& settings, screen::Point point);

    /// A finger writes along these points; the page is told all of it.
    void stroke(const Sample& sample, const Settings& settings, std::span<const screen::Point> way);

    /// Where the pictures go: $BANGNIN_SCREENS_OUT, else nowhere.
    void save(const std::string& name);
    /// What stands on the glass now.
    [[nodiscard]] screen::Screen::Pixels pixels() { return screen_->pixels(); }

    [[nodiscard]] screen::Size surface() const { return screen_->surface_size(); }
    [[nodiscard]] screen::Stats stats() const { return screen_->stats(); }

  private:
    std::string draw_once(const Sample& sample, const Settings& settings);

    std::unique_ptr<text::Engine> engine_;
    std::unique_ptr<screen::Screen> screen_;
    TextAudit audit_;
    screen::Description description_;
};

}  // namespace bangnin::kiosk::samples
