// The keypad's keys, what OK does, and presses that somebody judges before they act.
#include "ui/screen/keypad.h"

#include <gtest/gtest.h>

#include "tests/ui/screen/screen_fixture.h"

namespace bangnin::screen {
namespace {

using Verdict = Screen::Verdict;

// SDL_keycode.h
constexpr std::int32_t backspace = 8;
constexpr std::int32_t escape = 27;
constexpr std::int32_t number_pad_minus = 0x40000056;
constexpr std::int32_t number_pad_enter = 0x40000058;

constexpr KeypadKey all_keys[] = {KeypadKey::up, KeypadKey::down,   KeypadKey::left,   KeypadKey::right,
                                  KeypadKey::ok, KeypadKey::louder, KeypadKey::quieter};

TEST(Keypad, KeysHaveNamesAndCodes) {
    for (const auto key : all_keys) {
        EXPECT_EQ(key_named(key_name(key)), key);
        EXPECT_EQ(key_of(sdl_keycode(key)), key);
    }
    EXPECT_EQ(key_named("sideways"), std::nullopt);
    EXPECT_EQ(key_of(escape), KeypadKey::left);
    EXPECT_EQ(key_of(backspace), KeypadKey::left);
    EXPECT_EQ(key_of(number_pad_enter), KeypadKey::ok);
    EXPECT_EQ(key_of(number_pad_minus), KeypadKey::quieter);
    EXPECT_EQ(key_of('a'), std::nullopt);
}

TEST_F(ScreenTest, KeysArriveInTheirOrderAndAreNoFingers) {
    settle(one_button());
    for (const auto key : all_keys) screen_.press(key);
    const auto waited = screen_.wait(TimePoint::min());
    ASSERT_EQ(waited.keys.size(), std::size(all_keys));
    for (std::size_t i = 0; i < waited.keys.size(); ++i) EXPECT_EQ(waited.keys[i].key, all_keys[i]);
    EXPECT_FALSE(waited.input);
    EXPECT_TRUE(screen_.wait(TimePoint::min()).keys.empty());
}

TEST_F(ScreenTest, ActivateActsAsAFingerDoes) {
    const auto painter = one_button();
    settle(painter);
    EXPECT_TRUE(screen_.activate("go").has_value());
    EXPECT_EQ(screen_.draw(painter), Screen::Drawn::activated);
    settle(painter);
    EXPECT_EQ(activations_, 1);
    const auto nowhere = screen_.activate("away");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error(), Unreachable::absent);
    const auto dimmed = one_button({.availability = Availability::disabled});
    screen_.invalidate();
    settle(dimmed);
    EXPECT_TRUE(screen_.activate("go").has_value());
    settle(dimmed);
    EXPECT_EQ(activations_, 1);
    EXPECT_EQ(refusals_, 1) << "it says why";
}

TEST_F(ScreenTest, WhatIsWithheldDoesNotAct) {
    const auto painter = one_button();
    settle(painter);
    int asked = 0;
    auto verdict = Verdict::withheld;
    screen_.judge_presses([&](const Node& node) {
        EXPECT_EQ(node.label, "好的");
        ++asked;
        return verdict;
    });
    screen_.tap({440, 420});
    settle(painter);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(activations_, 0);
    verdict = Verdict::acts;
    screen_.tap({440, 420});
    settle(painter);
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(activations_, 1);
    EXPECT_TRUE(screen_.activate("go").has_value());
    settle(painter);
    EXPECT_EQ(asked, 2) << "the keypad's OK is not judged";
    EXPECT_EQ(activations_, 2);
}

TEST_F(ScreenTest, ALitKeyIsChosenInTheTree) {
    settle(one_button());
    EXPECT_EQ(screen_.semantics().find("go")->chosen, Chosen::no);
    screen_.invalidate();
    settle(one_button({.ground = Ground::footer, .selection = Selection::selected}));
    EXPECT_EQ(screen_.semantics().find("go")->chosen, Chosen::yes);
}

}  // namespace
}  // namespace bangnin::screen
