// The pages that people will come to, made ready in idle moments: the first sight of a page costs several times what
// the next ones do. Belongs to the terminal's thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "kiosk/journeys/progress/progress_journey.h"
#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/ticket/ticket_journey.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/screen.h"

namespace bangnin::kiosk {

/// A page as it looks before anybody has told it anything.
struct Scene {
    Session session;
    std::optional<TicketState> ticket;
    std::optional<ProgressState> progress;
};

/// What the pages depend on beside the person.
struct SceneParts {
    Settings settings;
    const TicketOffer& offer;
    ReaderHealth reader = ReaderHealth::well;
    ScannerHealth scanner = ScannerHealth::well;
};

/// The pages up to the ticket, in the order in which people come to them. Nothing of a person is in them.
[[nodiscard]] std::vector<Scene> scenes_ahead(const SceneParts& parts, const Moment& now);

class PageWarmer {
  public:
    /// How long one slice may keep a finger waiting.
    static constexpr std::chrono::milliseconds slice{6};

    /// Begins again: at the start, and when the pages will look different.
    void begin(std::vector<Scene> scenes) {
        scenes_ = std::move(scenes);
        next_ = 0;
        slices_ = 0;
    }
    [[nodiscard]] bool due() const { return next_ < scenes_.size(); }
    /// One slice of the work.
    void go_on(screen::Screen& screen, const View& view);

  private:
    std::vector<Scene> scenes_;
    std::size_t next_ = 0;
    int slices_ = 0;  ///< of the next scene
};

}  // namespace bangnin::kiosk
