// Every page by the keypad: each of its controls is reached and has words to be announced with.
#include <gmock/gmock.h>

#include <algorithm>

#include "kiosk/announcement.h"
#include "kiosk/focus.h"
#include "tests/kiosk/screens/gallery.h"

namespace bangnin::kiosk::samples {
namespace {

using testing::IsEmpty;
using testing::Not;

std::vector<Settings> dresses() {
    return {{},
            {.language = Language::mn, .reach = Reach::low},
            {.language = Language::en, .type_size = TypeSize::large, .contrast = Contrast::high},
            {.type_size = TypeSize::largest}};
}

// What a finger can press here must be among what the keypad can stand on.
std::vector<std::string> unreached(const screen::Tree& tree, screen::Size surface) {
    const auto order = focus_order(tree, surface);
    std::vector<std::string> missing;
    for (const auto& node : tree.nodes()) {
        const bool control = node.reach == screen::Reach::touchable && node.role != screen::Role::dialog;
        if (control && node.layer == tree.top_layer() && tree.target(node.id, surface) && !place_of(order, node.id)) {
            missing.push_back(node.id);
        }
    }
    return missing;
}

TEST(KeypadWalk, EveryControlOfEveryPageIsReachedAndHasWords) {
    Gallery gallery;
    for (const Settings& settings : dresses()) {
        for (const Sample& sample : all()) {
            SCOPED_TRACE(sample.name);
            gallery.show(sample, settings);
            const auto order = focus_order(gallery.tree(), gallery.surface());
            EXPECT_THAT(order, Not(IsEmpty())) << "nowhere to stand";
            EXPECT_THAT(unreached(gallery.tree(), gallery.surface()), IsEmpty());
            std::string id;
            for (std::size_t presses = 0; presses < order.size(); ++presses) {
                const auto* node = moved(order, id, Direction::next);
                ASSERT_NE(node, nullptr);
                EXPECT_EQ(place_of(order, node->id), presses) << node->id << " stands there twice";
                EXPECT_THAT(node->label, Not(IsEmpty())) << node->id << " says nothing";
                id = node->id;
            }
        }
    }
}

TEST(KeypadWalk, ThePagesOwnControlsComeBeforeItsFrame) {
    Gallery gallery;
    for (const Sample& sample : all()) {
        SCOPED_TRACE(sample.name);
        gallery.show(sample, {});
        const auto order = focus_order(gallery.tree(), gallery.surface());
        const auto frame = [](const screen::Node* node) { return node->id.starts_with("frame."); };
        EXPECT_TRUE(std::ranges::is_partitioned(order, [&](const auto* node) { return !frame(node); }));
    }
}

}  // namespace
}  // namespace bangnin::kiosk::samples
