// The configuration file and request targets: what is right is read, what is wrong is said with its line.
#include "sync/hub/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "sync/hub/target.h"
#include "tests/example_keys.h"

namespace bangnin::hub {
namespace {

constexpr std::string_view service = "[[service]]\nletter = \"A\"\ndepartment = \"D\"\n";

// A file's text with a service at its end, so that only the mistake before it counts.
std::string with_service(std::string text) { return text.append(service); }

TEST(HubConfig, TheExampleIsReadAndShowsTheDefaults) {
    const auto config = load_config("packaging/hub.example.toml");
    ASSERT_TRUE(config) << config.error().text();
    const Config defaults;
    EXPECT_EQ(config->port, defaults.port);
    EXPECT_EQ(config->address, defaults.address);
    EXPECT_EQ(config->state_dir, defaults.state_dir);
    EXPECT_EQ(config->database.kind(), DatabaseKind::sqlite);
    EXPECT_EQ(config->database.file(), (defaults.state_dir / "hub.db").string());
    EXPECT_EQ(config->code_life, defaults.code_life);
    EXPECT_EQ(config->longest_poll, defaults.longest_poll);
    EXPECT_EQ(config->threads, defaults.threads);
    EXPECT_EQ(config->brand, defaults.brand);
    EXPECT_GE(config->services.size(), 10U);
}

TEST(HubConfig, TheExampleNamesEveryKey) {
    std::ifstream stream("packaging/hub.example.toml", std::ios::binary);
    const std::string example{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    EXPECT_THAT(keys_shown(example), testing::ContainerEq(config_keys()));
    const auto config = parse_config(with_all_in_force(example), "hub.toml");
    EXPECT_TRUE(config) << config.error().text();
}

TEST(HubConfig, AHallHasItsOwnQueuesAndWindowsOrTheFirsts) {
    const auto config = parse_config(
        "[[service]]\nletter = \"A\"\ndepartment = \"甲\"\n"
        "[[service]]\nhall = \"north\"\nletter = \"A\"\ndepartment = \"乙\"\n"
        "[[service]]\nhall = \"north\"\nletter = \"B\"\ndepartment = \"丙\"\n"
        "[[window]]\nhall = \"south\"\nname = \"7\"\nservices = \"A\"\n",
        "hub.toml");
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->services_of(first_hall).size(), 1U);
    EXPECT_EQ(config->services_of("north").size(), 2U);
    EXPECT_EQ(config->windows_of("north").size(), 2U) << "one for each of its queues";
    EXPECT_EQ(config->services_of("south")[0].department, "甲");
    EXPECT_EQ(config->windows_of("south")[0].name, "7");
    EXPECT_EQ(config->windows_of("west")[0].name, "1");
}

TEST(HubConfig, MistakesAreSaidWithLineKeyAndReason) {
    const struct {
        std::string text;
        std::uint32_t line;
        std::string key;
    } mistakes[] = {
        {with_service("[hub]\nport = 70000\n"), 2, "hub.port"},
        {with_service("").append("[[service]]\nhall = \"North\"\nletter = \"B\"\ndepartment = \"x\"\n"), 4,
         "service[2].hall"},
        {with_service("").append("[[window]]\nhall = \"north\"\nname = \"1\"\nservices = \"B\"\n"), 4,
         "window[1].services"},
        {"[[service]]\nhall = \"north\"\nletter = \"A\"\ndepartment = \"x\"\n", 1, "service"},
        {with_service("[hub]\nport = \"x\"\n"), 2, "hub.port"},
        {with_service("[hub]\n\nprot = 1\n"), 3, "hub.prot"},
        {with_service("[hall]\nzone = \"Mars\"\n"), 2, "hall.zone"},
        {with_service("[hub]\ncode_hours = 0\n"), 2, "hub.code_hours"},
        {with_service("[hub]\nhosts = [1]\n"), 2, "hub.hosts"},
        {with_service("[hub]\nproxies = [\"proxy.example\"]\n"), 2, "hub.proxies"},
        {with_service("[hub]\nproxies = \"10.0.0.1\"\n"), 2, "hub.proxies"},
        {with_service("[retention]\naudit_days = 90\n"), 2, "retention.audit_days"},
        {with_service(std::string(service)), 4, "service[2].letter"},
        {"[[service]]\nletter = \"AB\"\ndepartment = \"D\"\n", 1, "service[1].letter"},
        {"[[service]]\nletter = \"A\"\n", 1, "service[1].department"},
        {with_service("").append("open_windows = 0\n"), 4, "service[1].open_windows"},
        {"service = 3\n", 1, "service"},
        {with_service("[hub]\ndatabase = \"postgresql://[\"\n"), 2, "hub.database"},
        {with_service("").append("[[window]]\nservices = \"A\"\n"), 4, "window[1].name"},
        {with_service("").append("[[window]]\nname = \"1\"\nservices = \"AB\"\n"), 4, "window[1].services"},
        {with_service("").append("[[window]]\nname = \"1\"\n"), 4, "window[1].services"},
        {with_service("").append("[[window]]\nname = \"1\"\nservices = \"A\"\n[[window]]\nname = \"1\"\n"), 7,
         "window[2].name"},
        {with_service("nonsense = 3\n"), 1, "nonsense"},
        {"[hub\n", 1, ""},
    };
    for (const auto& mistake : mistakes) {
        const auto config = parse_config(mistake.text, "hub.toml");
        ASSERT_FALSE(config) << mistake.text;
        EXPECT_EQ(config.error().line, mistake.line) << mistake.text;
        EXPECT_EQ(config.error().key, mistake.key) << mistake.text;
        EXPECT_FALSE(config.error().reason.empty());
        EXPECT_TRUE(config.error().text().starts_with("hub.toml:")) << config.error().text();
    }
    EXPECT_FALSE(parse_config("", "hub.toml"));
    EXPECT_FALSE(parse_config(std::string(longest_config + 1, '#'), "hub.toml"));
}

TEST(HubConfig, AHallThatSaysNothingOfItsWindowsHasOneForEachQueue) {
    const auto config = parse_config(with_service("[[service]]\nletter = \"C\"\ndepartment = \"D\"\n"), "f").value();
    ASSERT_EQ(config.windows.size(), 2U);
    EXPECT_EQ(config.windows[1].name, "2");
    EXPECT_EQ(config.windows[1].place, "2 号窗口");
    EXPECT_EQ(config.windows[1].services, (std::set<char>{'A'}));
}

TEST(HubConfig, AnyBytesGiveAnAnswer) {
    std::mt19937 random(7);
    const std::string good = with_service("[hall]\nname = \"厅\"\n[hub]\nport = 1\nhosts = [\"a\"]\n");
    for (int round = 0; round < 3000; ++round) {
        std::string text = good;
        for (std::uint32_t count = random() % 6; count > 0; --count) {
            text[random() % text.size()] = static_cast<char>(random());
        }
        const auto config = parse_config(text, "f");
        EXPECT_TRUE(config || !config.error().reason.empty());
    }
}

TEST(HubTarget, IsTakenApart) {
    const auto target = parse_target("/v1/changes?cursor=7&wait=25&cursor=9&&x=%E5%8F%B7");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/v1/changes");
    EXPECT_EQ(target->query.at("cursor"), "7");
    EXPECT_EQ(target->query.at("wait"), "25");
    EXPECT_EQ(target->query.at("x"), "号");
    EXPECT_EQ(parse_target("/t/%41")->path, "/t/A");
    for (const char* bad : {"", "t", "http://x/", "/%", "/%4", "/%zz", "/%00", "/a?b=%0a"}) {
        EXPECT_FALSE(parse_target(bad)) << bad;
    }
    EXPECT_FALSE(parse_target("/" + std::string(longest_target, 'a')));
    std::string many = "/?";
    for (int part = 0; part < 20; ++part) many += "k" + std::to_string(part) + "=1&";
    EXPECT_FALSE(parse_target(many));
}

TEST(HubTarget, WholeNumbers) {
    EXPECT_EQ(parse_whole("0", 9), 0U);
    EXPECT_EQ(parse_whole("9", 9), 9U);
    for (const char* bad : {"", "10", "-1", "+1", " 1", "1 ", "0x1", "99999999999999999999999"}) {
        EXPECT_FALSE(parse_whole(bad, 9)) << bad;
    }
}

TEST(HubTarget, AnyBytesGiveATargetOrNone) {
    std::mt19937 random(11);
    for (int round = 0; round < 20000; ++round) {
        std::string text = "/";
        for (std::uint32_t length = random() % 60; length > 0; --length) {
            text.push_back(random() % 3 == 0 ? static_cast<char>(random()) : "/?&=%0aF"[random() % 8]);
        }
        const auto target = parse_target(text);
        if (target) {
            EXPECT_TRUE(target->path.starts_with('/'));
            EXPECT_LE(target->query.size(), most_query_parts);
        }
    }
}

}  // namespace
}  // namespace bangnin::hub
