// Which of the hall's settings a terminal runs on, from what the hub gave and what its own file says.
#include "kiosk/hall_choice.h"

#include <gtest/gtest.h>

#include "kiosk/health_report.h"

namespace bangnin::kiosk {
namespace {

sync::HallSettings own() {
    sync::HallSettings settings;
    settings.name.zh = "自己的";
    return settings;
}

sync::wire::Document hall(std::uint64_t version, const std::string& name) {
    return {"hall", version, "[hall]\nname = \"" + name + "\"\n", "c2lnbmVk"};
}

sync::wire::Document wrong(std::uint64_t version) {
    return {"hall", version, "[hall]\nname = \"x\"\n\nopening = [\"mon 8-12\"]\n", "c2lnbmVk"};
}

TEST(HallChoice, TheNewestThatCanBeUsed) {
    const auto choice = choose_hall(own(), hall(8, "新的"), hall(7, "旧的"));
    EXPECT_EQ(choice.settings.name.zh, "新的");
    EXPECT_EQ(choice.version, (HallVersion{.version = 8, .unusable = {}}));
}

TEST(HallChoice, ElseTheLastThatCouldBe) {
    const auto choice = choose_hall(own(), wrong(8), hall(7, "旧的"));
    EXPECT_EQ(choice.settings.name.zh, "旧的");
    EXPECT_EQ(choice.version.version, 7U);
    ASSERT_TRUE(choice.version.unusable);
    EXPECT_EQ(choice.version.unusable->version, 8U);
    EXPECT_EQ(words_of(*choice.version.unusable).substr(0, 32), "hall version 8:4: hall.opening: ");
    EXPECT_EQ(place_of(*choice.version.unusable), "line 4: hall.opening");
}

TEST(HallChoice, ElseTheMachinesOwn) {
    EXPECT_EQ(choose_hall(own(), std::nullopt, std::nullopt).settings, own());
    EXPECT_EQ(choose_hall(own(), std::nullopt, std::nullopt).version, HallVersion{});
    const auto choice = choose_hall(own(), wrong(8), wrong(7));
    EXPECT_EQ(choice.settings, own());
    EXPECT_EQ(choice.version.version, 0U);
    EXPECT_EQ(choice.version.unusable->version, 8U);
    EXPECT_EQ(choose_hall(own(), std::nullopt, hall(7, "旧的")).version.version, 7U);
}

TEST(HallChoice, ChangesNothingOfTheMachine) {
    auto config = parse_config(
        "[hall]\nname = \"大厅\"\n[kiosk]\nid = \"k7\"\nproduction = true\n[times]\nlook_up_s = 9\n"
        "[hub]\nurl = \"https://hub.example\"\n[[service]]\nletter = \"A\"\ndepartment = \"x\"\n",
        "k.toml");
    ASSERT_TRUE(config) << config.error().text();
    use(*config, choose_hall(config->own, hall(3, "新的"), std::nullopt).settings);
    EXPECT_EQ(config->hall.name.zh, "新的");
    EXPECT_EQ(config->own.name.zh, "大厅");
    EXPECT_EQ(config->services.size(), 1U);
    EXPECT_EQ(config->kiosk.id, "k7");
    EXPECT_EQ(config->kiosk.production, Production::yes);
    EXPECT_EQ(config->hub.url, "https://hub.example");
    EXPECT_EQ(config->hall.rating.look_up, std::chrono::seconds{9});
}

TEST(HallChoice, APlaceFitsTheWire) {
    UnusableVersion unusable{.version = 1,
                             .error = {.file = "hall", .line = 3, .key = std::string(90, 'k'), .reason = ""}};
    EXPECT_EQ(place_of(unusable).size(), 64U);
}

TEST(HallChoice, FactsAreToldBesideTheStates) {
    HealthReport report;
    const Moment now{};
    report.tell("hall_refused", "", now);
    EXPECT_FALSE(report.due());
    report.tell("hall_version", "7", now);
    EXPECT_TRUE(report.due());
    EXPECT_EQ(report.parts().at("hall_version"), "7");
    report.told();
    report.tell("hall_version", "7", now);
    EXPECT_FALSE(report.due());
    report.tell("hall_version", "", now);
    EXPECT_FALSE(report.parts().contains("hall_version"));
    EXPECT_TRUE(report.due());
}

}  // namespace
}  // namespace bangnin::kiosk
