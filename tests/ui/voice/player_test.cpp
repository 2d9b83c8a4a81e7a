#include "ui/voice/player.h"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace bangnin::voice {
namespace {

TEST(Player, WhoDoesNotKnowOfTheSilenceMayNotBreakIt) {
    constexpr int replace = 1;
    setenv("SDL_AUDIODRIVER", "dummy", replace);
    Player player(nullptr);
    const std::uint64_t before = player.epoch();
    EXPECT_EQ(player.begin(1, before).value(), true);
    const std::uint64_t after = player.silence_all();
    EXPECT_EQ(player.begin(2, before).value(), false);
    EXPECT_EQ(player.begin(3, after).value(), true);
}

}  // namespace
}  // namespace bangnin::voice
