#include "ui/screen/touch.h"

#include <gtest/gtest.h>

#include "ui/screen/semantics.h"

namespace bangnin::screen {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class TouchTest : public testing::Test {
  protected:
    TouchTest() {
        tree_.add({.id = "a", .role = Role::button, .label = "A", .rect = {0, 0, 100, 100}, .reach = Reach::touchable});
        tree_.add(
            {.id = "b", .role = Role::button, .label = "B", .rect = {100, 0, 100, 100}, .reach = Reach::touchable});
        tree_.add({.id = "off",
                   .role = Role::button,
                   .label = "Off",
                   .rect = {200, 0, 100, 100},
                   .availability = Availability::disabled,
                   .reach = Reach::touchable});
        tree_.add({.id = "text", .label = "Text", .rect = {0, 0, 300, 300}});
    }

    std::optional<Touch::Done> send(FingerPhase phase, Point at, std::int64_t finger = 1) {
        time_ += milliseconds(10);
        return touch_.take({phase, finger, at, time_}, tree_);
    }

    Tree tree_;
    Touch touch_;
    std::chrono::steady_clock::time_point time_;
};

TEST_F(TouchTest, DownAndUpInsideActivates) {
    EXPECT_FALSE(send(FingerPhase::down, {50, 50}));
    ASSERT_TRUE(touch_.pressed());
    EXPECT_EQ(touch_.pressed()->id, "a");
    const auto done = send(FingerPhase::up, {53, 52});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->press.id, "a");
    EXPECT_EQ(done->outcome, Touch::Outcome::activated);
    EXPECT_EQ(done->press.at, (Point{53, 52}));
    EXPECT_FALSE(touch_.pressed());
}

TEST_F(TouchTest, DragOfTwelvePixelsCancels) {
    send(FingerPhase::down, {50, 50});
    send(FingerPhase::move, {61, 50});
    EXPECT_TRUE(touch_.pressed());
    send(FingerPhase::move, {62, 50});
    EXPECT_FALSE(touch_.pressed());
    EXPECT_FALSE(send(FingerPhase::up, {50, 50})) << "coming back does not revive it";
}

TEST_F(TouchTest, LeavingTheControlCancels) {
    send(FingerPhase::down, {97, 50});
    EXPECT_FALSE(send(FingerPhase::up, {103, 50})) << "neither the first nor the second control acts";
}

TEST_F(TouchTest, DisabledControlsRefuse) {
    send(FingerPhase::down, {250, 50});
    const auto done = send(FingerPhase::up, {250, 50});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->outcome, Touch::Outcome::refused);
}

TEST_F(TouchTest, TextIsNoControl) {
    send(FingerPhase::down, {50, 250});
    EXPECT_FALSE(touch_.pressed());
    EXPECT_FALSE(send(FingerPhase::up, {50, 250}));
}

TEST_F(TouchTest, SecondFingerIsIgnored) {
    send(FingerPhase::down, {50, 50}, 1);
    EXPECT_FALSE(send(FingerPhase::down, {150, 50}, 2));
    EXPECT_FALSE(send(FingerPhase::up, {150, 50}, 2));
    EXPECT_TRUE(send(FingerPhase::up, {50, 50}, 1));
}

TEST_F(TouchTest, AForgottenFingerGivesWay) {
    send(FingerPhase::down, {50, 50}, 1);
    time_ += seconds(4);
    send(FingerPhase::down, {150, 50}, 2);
    const auto done = send(FingerPhase::up, {150, 50}, 2);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->press.id, "b");
}

TEST_F(TouchTest, LosingTheFingerActivatesNothing) {
    send(FingerPhase::down, {50, 50});
    EXPECT_FALSE(send(FingerPhase::lost, {50, 50}));
    EXPECT_FALSE(send(FingerPhase::up, {50, 50}));
}

TEST_F(TouchTest, AControlThatIsCoveredMeanwhileDoesNotAct) {
    send(FingerPhase::down, {50, 50});
    tree_.raise_layer();
    tree_.add({.id = "dialog", .role = Role::dialog, .rect = {0, 0, 300, 300}, .reach = Reach::touchable});
    touch_.forget_unless_reachable(tree_);
    EXPECT_FALSE(touch_.pressed());
    EXPECT_FALSE(send(FingerPhase::up, {50, 50}));
}

// What lies where "a" lay once it has been pressed.
Tree next_page() {
    Tree page;
    page.add({.id = "c", .role = Role::button, .label = "C", .rect = {0, 0, 300, 100}, .reach = Reach::touchable});
    return page;
}

TEST_F(TouchTest, AHandThatGoesOnTappingDoesNotPressWhatCameUnderIt) {
    send(FingerPhase::down, {50, 50});
    ASSERT_TRUE(send(FingerPhase::up, {50, 50}));
    tree_ = next_page();
    // Far longer than echo_time in all, but without a pause of it.
    for (int tap = 0; tap < 10; ++tap) {
        time_ += milliseconds(200);
        send(FingerPhase::down, {60, 40});
        EXPECT_FALSE(touch_.pressed());
        EXPECT_FALSE(send(FingerPhase::up, {60, 40})) << "tap " << tap;
    }
    EXPECT_GT(touch_.counts_from({60, 40}, tree_), time_);
    time_ += echo_time;
    EXPECT_LE(touch_.counts_from({60, 40}, tree_), time_);
    send(FingerPhase::down, {60, 40});
    EXPECT_TRUE(send(FingerPhase::up, {60, 40}));
}

TEST_F(TouchTest, ElsewhereOnTheNewPageCountsAtOnce) {
    send(FingerPhase::down, {50, 50});
    ASSERT_TRUE(send(FingerPhase::up, {50, 50}));
    tree_ = next_page();
    send(FingerPhase::down, {50 + echo_px, 50});
    EXPECT_TRUE(send(FingerPhase::up, {50 + echo_px, 50}));
}

TEST_F(TouchTest, KeysOfAKeyboardCanBePressedInQuickTurns) {
    send(FingerPhase::down, {95, 50});
    ASSERT_TRUE(send(FingerPhase::up, {95, 50}));
    send(FingerPhase::down, {95, 50});
    EXPECT_TRUE(send(FingerPhase::up, {95, 50})) << "the same key again";
    send(FingerPhase::down, {105, 50});
    EXPECT_TRUE(send(FingerPhase::up, {105, 50})) << "its neighbour, a few pixels away";
}

TEST(Tree, TargetsSayWhyNot) {
    Tree tree;
    tree.add(
        {.id = "page", .role = Role::button, .label = "Same", .rect = {0, 0, 100, 100}, .reach = Reach::touchable});
    tree.add({.id = "text", .role = Role::text, .label = "Same", .rect = {0, 200, 100, 100}});
    tree.add({.id = "away", .role = Role::button, .rect = {2000, 0, 100, 100}, .reach = Reach::touchable});
    const Size surface{1080, 1920};
    EXPECT_EQ(tree.target("page", surface), (Point{50, 50}));
    EXPECT_EQ(tree.target("Same", surface), (Point{50, 50})) << "a label finds the control before the text";
    EXPECT_EQ(tree.target("text", surface).error(), Unreachable::silent);
    EXPECT_EQ(tree.target("none", surface).error(), Unreachable::absent);
    EXPECT_EQ(tree.target("away", surface).error(), Unreachable::outside);
    tree.raise_layer();
    tree.add({.id = "ok",
              .role = Role::button,
              .rect = {500, 500, 100, 100},
              .availability = Availability::disabled,
              .reach = Reach::touchable});
    EXPECT_EQ(tree.target("page", surface).error(), Unreachable::covered);
    EXPECT_EQ(tree.target("ok", surface).error(), Unreachable::disabled);
    EXPECT_EQ(tree.hit({50, 50}), nullptr);
}

}  // namespace
}  // namespace bangnin::screen
