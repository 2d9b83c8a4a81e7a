#include "ui/screen/semantics.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/freed_memory.h"

namespace bangnin::screen {
namespace {

Node said(const std::string& words) { return {.id = "phone", .role = Role::value, .label = words, .value = words}; }

TEST(Tree, LeavesNothingOfWhatItSaidBehind) {
    const std::string short_words = "139 1234 5678";  // lives in the node itself
    const testing_memory::FreedMemory watch("139 1234 5678");
    {
        Tree tree;
        for (int i = 0; i < 300; ++i) tree.add(said(short_words));  // the nodes move several times
        tree.clear();
        tree.add(said(short_words));
        Tree other;
        other.add(said("x"));
        std::swap(tree, other);
        other = Tree{};
        other.add(said(short_words));
        Tree copy = other;
        copy = tree;
        EXPECT_EQ(copy, tree);
        EXPECT_EQ(other.nodes().front().label, short_words);
    }
    EXPECT_EQ(watch.found(), 0);
    {
        std::string careless = short_words + " and more than a short text";
        ASSERT_FALSE(std::exchange(careless, {}).empty());
    }
    EXPECT_GT(watch.found(), 0) << "the watch itself works";
}

}  // namespace
}  // namespace bangnin::screen
