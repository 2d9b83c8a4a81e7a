#include "kiosk/page_warmer.h"

#include <utility>

#include "kiosk/roles/kiosk_pages.h"

namespace bangnin::kiosk {

namespace {

constexpr int most_slices = 200;

}  // namespace

std::vector<Scene> scenes_ahead(const SceneParts& parts, const Moment& now) {
    Session session;
    session.settings = parts.settings;
    session.last_touch = now.steady;
    std::vector<Scene> scenes;
    session.place = Place::attract;
    scenes.push_back({.session = session, .ticket = std::nullopt, .progress = std::nullopt});
    session.place = Place::home;
    scenes.push_back({.session = session, .ticket = std::nullopt, .progress = std::nullopt});

    session.place = Place::ticket;
    auto walk = begin_ticket({}, parts.offer, CardPresence::absent, parts.reader);
    const auto keep = [&] { scenes.push_back({.session = session, .ticket = walk.state, .progress = std::nullopt}); };
    const auto go = [&](const TicketEvent& event) {
        walk = step(walk.state, event, now, parts.offer, TicketTimes{});
        keep();
    };
    keep();
    go(ticket_event::ChooseDepartment{0});
    go(ticket_event::EnterPhone{});

    session.place = Place::progress;
    scenes.push_back({.session = session, .ticket = std::nullopt, .progress = begin_progress(parts.scanner).state});
    return scenes;
}

void PageWarmer::go_on(screen::Screen& screen, const View& view) {
    if (!due()) {
        return;
    }
    const Scene& scene = scenes_[next_];
    View seen = view;
    seen.settings = scene.session.settings;
    seen.arriving = {};
    seen.toast.reset();
    const Stage stage{.session = scene.session, .ticket = scene.ticket, .progress = scene.progress};
    const auto made = screen.prepare([&](screen::Ui& ui) { (void)draw_kiosk(ui, stage, seen); }, slice);
    // A page that does not fit into the pictures' room would be made for ever.
    if (made == screen::Screen::Prepared::all || ++slices_ == most_slices) {
        ++next_;
        slices_ = 0;
    }
}

}  // namespace bangnin::kiosk
