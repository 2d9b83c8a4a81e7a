#include "kiosk/focus.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

namespace bangnin::kiosk {
namespace {

using screen::Availability;
using screen::Node;
using screen::Reach;
using screen::Rect;
using screen::Role;
using screen::Tree;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr screen::Size surface{1080, 1920};

Node control(const std::string& id, Rect rect) {
    return {.id = id, .role = Role::button, .label = id, .value = {}, .rect = rect, .reach = Reach::touchable};
}

std::vector<std::string> ids(const std::vector<const Node*>& order) {
    std::vector<std::string> list;
    list.reserve(order.size());
    for (const auto* node : order) {
        list.push_back(node->id);
    }
    return list;
}

TEST(FocusOrder, ReadsThePageInRowsAndThenItsFrame) {
    Tree tree;
    tree.add(control("frame.language.en", {700, 20, 120, 96}));
    tree.add(control("right", {560, 410, 400, 200}));
    tree.add(control("left", {40, 400, 400, 200}));
    tree.add(control("below", {40, 640, 400, 200}));
    tree.add(control("frame.home", {180, 1556, 140, 134}));
    tree.add(control("frame.back", {32, 1556, 140, 134}));
    EXPECT_THAT(ids(focus_order(tree, surface)),
                ElementsAre("left", "right", "below", "frame.language.en", "frame.back", "frame.home"));
}

TEST(FocusOrder, HasOnlyWhatAFingerCouldReach) {
    Tree tree;
    tree.add({.id = "title", .role = Role::heading, .label = "您好", .value = {}, .rect = {0, 0, 500, 90}});
    tree.add(control("outside", {1100, 0, 100, 100}));
    tree.add(control("under", {100, 500, 200, 100}));
    tree.add(control("over", {50, 450, 400, 300}));
    tree.add(control("", {50, 900, 400, 300}));
    auto dimmed = control("dimmed", {50, 1300, 400, 100});
    dimmed.availability = Availability::disabled;
    tree.add(dimmed);
    EXPECT_THAT(ids(focus_order(tree, surface)), ElementsAre("over", "dimmed"));
}

TEST(FocusOrder, StaysInADialogAndLeavesItsGroundsOut) {
    Tree tree;
    tree.add(control("home.ticket", {50, 450, 400, 300}));
    tree.raise_layer();
    auto ground = control("dialog.outside", {0, 0, 1080, 1920});
    ground.role = Role::dialog;
    tree.add(ground);
    tree.add(control("dialog.cancel", {136, 1320, 808, 128}));
    tree.add(control("dialog.confirm", {136, 1128, 808, 160}));
    EXPECT_THAT(ids(focus_order(tree, surface)), ElementsAre("dialog.confirm", "dialog.cancel"));
}

TEST(FocusOrder, GoesAroundItsEnds) {
    Tree tree;
    EXPECT_EQ(moved(focus_order(tree, surface), "", Direction::next), nullptr);
    tree.add(control("a", {0, 0, 100, 100}));
    tree.add(control("b", {0, 200, 100, 100}));
    tree.add(control("c", {0, 400, 100, 100}));
    const auto order = focus_order(tree, surface);
    EXPECT_EQ(moved(order, "", Direction::next)->id, "a");
    EXPECT_EQ(moved(order, "gone", Direction::previous)->id, "c");
    EXPECT_EQ(moved(order, "c", Direction::next)->id, "a");
    EXPECT_EQ(moved(order, "a", Direction::previous)->id, "c");
    EXPECT_EQ(moved(order, "b", Direction::previous)->id, "a");
}

// Whatever a page looks like: from any place every control is reached by going down, and by going up, no more often
// than there are controls; and each of them is one that a finger could press.
TEST(FocusOrder, ReachesEveryControlOfAnyPageFromAnywhere) {
    std::mt19937 random(2026);
    const auto number = [&random](float most) { return std::uniform_real_distribution<float>(0, most)(random); };
    for (int page = 0; page < 400; ++page) {
        Tree tree;
        const auto count = 1 + random() % 40;
        for (std::size_t i = 0; i < count; ++i) {
            auto node = control((random() % 4 == 0 ? "frame." : "page.") + std::to_string(i),
                                {number(1200), number(2000), 20 + number(300), 20 + number(300)});
            node.availability = random() % 5 == 0 ? Availability::disabled : Availability::enabled;
            if (random() % 30 == 0) tree.raise_layer();
            tree.add(node);
        }
        const auto order = focus_order(tree, surface);
        std::set<std::string> reachable;
        for (const auto& node : tree.nodes()) {
            if (tree.target(node.id, surface).has_value()) reachable.insert(node.id);
        }
        for (const auto direction : {Direction::next, Direction::previous}) {
            for (const auto* from : order) {
                std::set<std::string> seen;
                std::string at = from->id;
                for (std::size_t presses = 0; presses < order.size(); ++presses) {
                    at = moved(order, at, direction)->id;
                    seen.insert(at);
                }
                EXPECT_EQ(seen.size(), order.size());
                EXPECT_TRUE(std::ranges::includes(seen, reachable)) << "page " << page << " from " << from->id;
            }
        }
        if (order.empty()) {
            EXPECT_THAT(reachable, IsEmpty());
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk
