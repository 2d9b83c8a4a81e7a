#include "kiosk/page_warmer.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "kiosk/roles/kiosk_pages.h"

namespace bangnin::kiosk {
namespace {

TicketOffer two_departments() {
    TicketOffer offer;
    offer.departments = {{0}, {1}};
    offer.queue_open = {true, true};
    return offer;
}

std::vector<std::string> names(const std::vector<Scene>& scenes) {
    std::vector<std::string> result;
    result.reserve(scenes.size());
    for (const Scene& scene : scenes) {
        result.emplace_back(
            screen_name(Stage{.session = scene.session, .ticket = scene.ticket, .progress = scene.progress}));
    }
    return result;
}

TEST(PageWarmer, ThePagesUpToTheTicketComeInTheOrderOfAVisit) {
    const auto offer = two_departments();
    const auto scenes = scenes_ahead({.settings = {}, .offer = offer}, {});
    EXPECT_EQ(names(scenes), (std::vector<std::string>{"attract", "home", "ticket.department", "ticket.identify",
                                                       "ticket.phone", "progress.scan"}));
}

TEST(PageWarmer, ThePagesTellNothingOfAnybody) {
    const auto offer = two_departments();
    for (const Scene& scene : scenes_ahead({.settings = {}, .offer = offer}, {})) {
        EXPECT_EQ(scene.session.answered, Answered::nothing_yet);
        EXPECT_EQ(scene.session.overlay, Overlay::none);
        if (scene.ticket) {
            EXPECT_FALSE(has_typed(*scene.ticket));
        }
    }
}

TEST(PageWarmer, ThePagesLookAsThisPersonWantsThem) {
    const auto offer = two_departments();
    const Settings wanted{.language = Language::mn, .contrast = Contrast::high};
    for (const Scene& scene : scenes_ahead({.settings = wanted, .offer = offer}, {})) {
        EXPECT_EQ(scene.session.settings, wanted);
    }
}

TEST(PageWarmer, AClosedHallStillHasItsPages) {
    TicketOffer closed = two_departments();
    closed.queue_open = {false, false};
    EXPECT_FALSE(scenes_ahead({.settings = {}, .offer = closed}, {}).empty());
    EXPECT_FALSE(scenes_ahead({.settings = {}, .offer = TicketOffer{}}, {}).empty());
}

TEST(PageWarmer, NothingIsDueUntilItBegins) {
    PageWarmer warmer;
    EXPECT_FALSE(warmer.due());
    const auto offer = two_departments();
    warmer.begin(scenes_ahead({.settings = {}, .offer = offer}, {}));
    EXPECT_TRUE(warmer.due());
}

}  // namespace
}  // namespace bangnin::kiosk
