// What a walker calls wrong.
#include "tests/journeys/walk/page.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>

namespace bangnin::walk {
namespace {

Node key(const std::string& id) {
    return {
        .id = id, .role = "button", .label = id, .value = {}, .x = 10, .y = 10, .w = 100, .h = 100, .enabled = true};
}

Page whole_page() {
    return {.screen = "home", .language = "zh", .nodes = {key("home.ticket"), key("frame.home"), key("frame.call")}};
}

TEST(WalkedPage, IsWhole) { EXPECT_THAT(faults_of(whole_page()), ::testing::IsEmpty()); }

struct Broken {
    const char* name;
    void (*breaks)(Page&);
};
class BrokenPage : public testing::TestWithParam<Broken> {};

TEST_P(BrokenPage, IsSeen) {
    Page page = whole_page();
    GetParam().breaks(page);
    EXPECT_EQ(faults_of(page).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenPage,
    testing::Values(
        Broken{"Nameless", [](Page& page) { page.screen.clear(); }},
        Broken{"WithoutLanguage", [](Page& page) { page.language = "de"; }},
        Broken{"WithoutWayHome", [](Page& page) { page.nodes.erase(page.nodes.begin() + 1); }},
        Broken{"WithoutHelp", [](Page& page) { page.nodes.pop_back(); }},
        Broken{"OneKeyTwice", [](Page& page) { page.nodes.push_back(page.nodes.front()); }},
        Broken{"KeyWithoutSize", [](Page& page) { page.nodes[0].w = 0; }},
        Broken{"KeyNowhere", [](Page& page) { page.nodes[0].x = NAN; }},
        Broken{"KeyThatSaysNothing", [](Page& page) { page.nodes[0].label.clear(); }},
        Broken{"TwoFocuses", [](Page& page) { page.nodes[0].focused = page.nodes[1].focused = true; }},
        Broken{"NothingToPress",
               [](Page& page) {
                   for (Node& node : page.nodes) node.enabled = false;
               }},
        Broken{"DialogWithoutKey",
               [](Page& page) {
                   page.nodes.push_back(
                       {.id = "dialog", .role = "dialog", .label = "?", .value = {}, .x = 0, .y = 0, .w = 9, .h = 9});
               }}),
    [](const auto& broken) { return std::string(broken.param.name); });

}  // namespace
}  // namespace bangnin::walk
