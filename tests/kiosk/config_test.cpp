#include "kiosk/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "devices/printer/profile.h"
#include "sync/model/service.h"
#include "tests/example_keys.h"
#include "ui/screen/press_feedback.h"
#include "ui/screen/scroller.h"

namespace bangnin::kiosk {
namespace {

using testing::ContainerEq;
using testing::HasSubstr;

constexpr std::string_view least = R"([hall]
name = "大厅"
[[service]]
letter = "A"
department = "林草局"
)";

std::filesystem::path source_dir() {
    const char* dir = std::getenv("BANGNIN_SOURCE_DIR");
    return dir == nullptr ? "." : dir;
}

std::string example() {
    std::ifstream stream(source_dir() / "packaging/kiosk.example.toml", std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The error of the least configuration with this added.
std::string refusal(const std::string& added) {
    const auto config = parse_config(std::string(least) + added, "k.toml");
    return config ? "accepted" : config.error().text();
}

TEST(Config, TheExampleIsGood) {
    const auto config = load_config(source_dir() / "packaging/kiosk.example.toml");
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->hall.name.zh, "鄂伦春自治旗政务服务大厅");
    EXPECT_EQ(config->hall.utc_offset_minutes, 480);
    EXPECT_EQ(config->paper_order, PaperOrder::chinese_first);
    EXPECT_EQ(config->kiosk.production, Production::yes);
    EXPECT_EQ(config->hub.authority, "hub.example:8443");
    EXPECT_EQ(config->id_reader.url, "serial:/dev/serial/by-id/usb-id-reader?baud=115200");
    EXPECT_EQ(config->services.front().agency, Agency::yes);
}

TEST(Config, TheExampleServesEveryDepartmentOfTheCatalogue) {
    const auto config = load_config(source_dir() / "packaging/kiosk.example.toml");
    const auto catalogue = sync::load_catalogue((source_dir() / "assets/catalogue/catalogue.json").string());
    ASSERT_TRUE(config && catalogue);
    for (const auto& department : catalogue->departments) {
        EXPECT_TRUE(std::ranges::any_of(config->services, [&](const auto& service) {
            return service.department == department.name;
        })) << department.name;
    }
    EXPECT_EQ(departments_of(*config).size(), catalogue->departments.size() + 1);
    EXPECT_TRUE(departments_of(*config).front().agency);
}

TEST(Config, TheExampleNamesEveryKey) {
    EXPECT_THAT(keys_shown(example()), ContainerEq(config_keys()));
    const auto config = parse_config(with_all_in_force(example()), "k.toml");
    EXPECT_TRUE(config) << config.error().text();
}

TEST(Config, EveryKeyOfTheExampleIsRead) {
    // Each key, misspelt, is refused: so each is really read.
    const auto text = with_all_in_force(example());
    std::size_t tried = 0;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = text.find('\n', begin);
        const auto equals = text.substr(begin, end - begin).find(" = ");
        if (equals != std::string::npos && text[begin] >= 'a' && text[begin] <= 'z') {
            auto wrong = text;
            wrong.insert(begin, "x");
            const auto config = parse_config(wrong, "k.toml");
            ASSERT_FALSE(config) << text.substr(begin, end - begin);
            ++tried;
        }
        begin = end + 1;
    }
    EXPECT_GT(tried, 60U);
}

TEST(Config, TheExampleNamesEveryPrinter) {
    for (const auto& profile : devices::printer_profiles()) {
        EXPECT_THAT(example(), HasSubstr(profile.name));
        EXPECT_EQ(refusal("[printer]\nprofile = \"" + std::string(profile.name) + "\"\n"), "accepted");
    }
}

TEST(Config, OpeningHoursAreReadAndWrongOnesAreRefusedWithTheirLine) {
    const auto config = load_config(source_dir() / "packaging/kiosk.example.toml");
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(week_table(config->hall.opening).size(), 2U);
    EXPECT_EQ(config->hall.opening.dates.size(), 8U);
    const auto refused = [](const std::string& lines) {
        const auto read = parse_config(
            "[hall]\nname = \"大厅\"\n" + lines + std::string(least.substr(least.find("[[service]]"))), "k.toml");
        return read ? "accepted" : read.error().text();
    };
    EXPECT_EQ(refused("opening = [\n\"mon-fri 08:30-12:00\",\n\"fri 08:30-12:00\"]\n"),
              "k.toml:5: hall.opening: \"fri 08:30-12:00\" names a day that has its hours already");
    EXPECT_EQ(refused("opening = [\n\"sat closed\",\n\"sat 09:00-12:00\"]\n"),
              "k.toml:5: hall.opening: \"sat 09:00-12:00\" names a day that has its hours already");
    EXPECT_EQ(refused("opening = [\"mon 8-12\"]\n"),
              "k.toml:3: hall.opening: \"mon 8-12\" \"8-12\" must be hours such as 08:30-12:00, or closed");
    EXPECT_EQ(refused("opening_dates = [\"2026-10-01 closed\"]\n"),
              "k.toml:3: hall.opening_dates: needs opening, the hours of an ordinary week");
    EXPECT_EQ(refused("opening = \"always\"\n"), "k.toml:3: hall.opening: must be a list of texts");
}

TEST(Config, TheHallChoosesTheOrderOfLanguagesOnPaper) {
    std::string text(least);
    text.insert(text.find("[[service]]"), "paper_order = \"mn-zh\"\n");
    const auto config = parse_config(text, "k.toml");
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->paper_order, PaperOrder::mongolian_first);
    text.replace(text.find("mn-zh"), 5, "en-zh");
    EXPECT_EQ(parse_config(text, "k.toml").error().text(),
              "k.toml:3: hall.paper_order: must be \"zh-mn\" or \"mn-zh\"");
}

TEST(Config, AHallMayWantStillness) {
    const auto config = parse_config(std::string(least) + "[kiosk]\nreduced_motion = true\n", "k.toml");
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->kiosk.motion, Motion::none);
    EXPECT_EQ(parse_config(least, "k.toml")->kiosk.motion, Motion::full);
    EXPECT_EQ(refusal("[kiosk]\nreduced_motion = \"yes\"\n"), "k.toml:7: kiosk.reduced_motion: must be true or false");
}

TEST(Config, TheStaffPinIsAHashAndNeverThePin) {
    const std::string hash =
        "$argon2id$v=19$m=65536,t=2,p=1$GvgNbfGDFBHyLORWyvU96Q$nDJtN6sLF3Vx1RgfeqkUL70dwWVclKk6m06g1wG+C7k";
    const auto config = parse_config(std::string(least) + "[staff]\npin = \"" + hash + "\"\n", "k.toml");
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->staff.pin, hash);
    EXPECT_EQ(parse_config(least, "k.toml")->staff.pin, "");
    EXPECT_EQ(refusal("[staff]\npin = \"482915\"\n"),
              "k.toml:7: staff.pin: must be what bangnin-terminal staff-pin prints, never the PIN itself");
}

TEST(Config, TheNeighbourIsAnotherMachine) {
    const auto config = parse_config(std::string(least) + "[kiosk]\nnumber = 2\nneighbour = 3\n", "k.toml");
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->hall.neighbour, 3);
    EXPECT_EQ(parse_config(least, "k.toml")->hall.neighbour, std::nullopt);
    EXPECT_EQ(refusal("[kiosk]\nneighbour = 1\n"), "k.toml:7: kiosk.neighbour: is this machine's own number");
}

TEST(Config, MovementsTakeAsLongAsTheDesignSays) {
    std::ifstream stream(source_dir() / "assets/theme/tokens.json");
    const auto tokens = nlohmann::json::parse(stream, nullptr, false);
    ASSERT_TRUE(tokens.contains("motion_ms"));
    EXPECT_EQ(tokens["motion_ms"]["card_hint_loop"], motion::card_hint_loop.count());
    EXPECT_EQ(tokens["motion_ms"]["page"], motion::page.count());
    EXPECT_EQ(tokens["motion_ms"]["dialog"], motion::dialog.count());
    EXPECT_EQ(tokens["motion_ms"]["page_shift_px"], motion::page_shift);
    EXPECT_EQ(tokens["motion_ms"]["toast_in"], motion::toast_in.count());
    EXPECT_EQ(tokens["motion_ms"]["toast_hold"], motion::toast_hold.count());
    EXPECT_EQ(tokens["motion_ms"]["progress_fill"], motion::progress_fill.count());
    EXPECT_EQ(tokens["motion_ms"]["attract_cycle"], motion::attract_cycle.count());
    EXPECT_EQ(tokens["motion_ms"]["attract_fade"], motion::attract_fade.count());
    EXPECT_EQ(tokens["motion_ms"]["press"], screen::press_time.count());
    EXPECT_EQ(tokens["motion_ms"]["release"], screen::release_time.count());
    EXPECT_EQ(tokens["motion_ms"]["page"], screen::glide_time.count());
    EXPECT_EQ(tokens["motion_ms"]["easing"], "cubic-bezier(.2,0,0,1)");
}

TEST(Config, SessionsLastAsLongAsTheDesignSays) {
    std::ifstream stream(source_dir() / "assets/theme/tokens.json");
    const auto tokens = nlohmann::json::parse(stream, nullptr, false);
    ASSERT_TRUE(tokens.contains("time_s"));
    const SessionTimes times = parse_config(least, "k.toml")->session_times;
    EXPECT_EQ(tokens["time_s"]["session"], times.session.count());
    EXPECT_EQ(tokens["time_s"]["session_signature_or_form"], times.writing.count());
    EXPECT_EQ(tokens["time_s"]["warn_before"], times.warn_before.count());
}

TEST(Config, TheLeastIsEnough) {
    const auto config = parse_config(least, "k.toml");
    ASSERT_TRUE(config) << config.error().text();
    EXPECT_EQ(config->services.front().name.zh, "林草局");
    EXPECT_EQ(config->printer.url, "");
    EXPECT_EQ(config->session_times.session, std::chrono::seconds{120});
    EXPECT_EQ(config->voice.at_start, Voice::off);
    EXPECT_EQ(config->voice.volume, 60U);
    EXPECT_EQ(config->voice.synthesiser, "espeak-ng");
    EXPECT_EQ(config->hub.state_dir, "/var/lib/bangnin/kiosk/link");
}

TEST(Config, WhatIsWrongIsSaidWithItsLine) {
    EXPECT_EQ(refusal("[kiosk]\ncolour = 1\n"), "k.toml:7: kiosk.colour: is not a known key");
    EXPECT_EQ(refusal("[kiosk]\n\nnumber = 9\n").substr(0, 25), "k.toml:8: kiosk.number: m");
    EXPECT_EQ(refusal("[kiosk]\nnumber = \"1\"\n"), "k.toml:7: kiosk.number: must be a whole number");
    EXPECT_EQ(refusal("[kiosk]\nproduction = 1\n"), "k.toml:7: kiosk.production: must be true or false");
    EXPECT_EQ(refusal("[kiosk]\nstart = \"menu\"\n"), "k.toml:7: kiosk.start: must be \"attract\" or \"home\"");
    EXPECT_EQ(refusal("[hub]\nurl = \"http://x\"\n"), "k.toml:7: hub.url: must be https://host:port");
    EXPECT_EQ(refusal("[printer]\nprofile = \"x\"\n").substr(0, 38), "k.toml:7: printer.profile: is not a kn");
    EXPECT_EQ(refusal("[times]\nsession_s = 5\n"), "k.toml:7: times.session_s: must lie between 30 and 3600");
    EXPECT_EQ(refusal("[times]\nsession_s = 40\nwarn_before_s = 50\n"),
              "k.toml:8: times.warn_before_s: must be shorter than session_s");
    EXPECT_EQ(refusal("[voice]\nvolume = 65\n"), "k.toml:7: voice.volume: must be 0, 10, 20 … 100");
    EXPECT_EQ(refusal("[voice]\nvolume = 110\n"), "k.toml:7: voice.volume: must lie between 0 and 100");
    EXPECT_EQ(refusal("[voice]\nat_start = \"yes\"\n"), "k.toml:7: voice.at_start: must be true or false");
    EXPECT_EQ(refusal("[voice]\n\nsynthesiser = \"\"\n"), "k.toml:8: voice.synthesiser: must name a program");
    EXPECT_EQ(refusal("[voice]\nwords_per_minute = 20\n"),
              "k.toml:7: voice.words_per_minute: must lie between 80 and 450");
    EXPECT_EQ(refusal("[[service]]\nletter = \"A\"\ndepartment = \"x\"\n"),
              "k.toml:7: service[2].letter: is already another service's letter");
    EXPECT_EQ(refusal("prior_minutes = nan\n"), "k.toml:6: service[1].prior_minutes: is out of range");
    EXPECT_EQ(refusal("hours = [\"8-12\"]\n").substr(0, 32), "k.toml:6: service[1].hours: must");
    EXPECT_EQ(refusal("[id_reader]\ndevice = \"/dev/ttyS0\"\nbaud = 1234\n"),
              "k.toml:8: id_reader.baud: is not a speed serial ports have");
    EXPECT_EQ(refusal("[extra]\nx = 1\n"), "k.toml:6: extra: is not a known key");
    EXPECT_EQ(refusal("hub = 1\n"), "k.toml:6: service[1].hub: is not a known key");
    EXPECT_EQ(parse_config("hall = 1\n", "k.toml").error().text(), "k.toml:1: hall: must be a section, written [hall]");
    EXPECT_EQ(parse_config("[hall]\nname = \"x\"\n", "k.toml").error().key, "service");
    EXPECT_EQ(parse_config("[hall\n", "k.toml").error().line, 1U);
    EXPECT_EQ(parse_config(std::string(300'000, '#'), "k.toml").error().reason, "is larger than 256 KiB");
    EXPECT_NE(load_config("/nowhere/k.toml").error().text().find("/nowhere/k.toml: cannot be read"), std::string::npos);
}

TEST(Config, OpeningHours) {
    const std::vector<OpenPeriod> hours{{510, 720}, {840, 1050}};
    EXPECT_EQ(opening_at(hours, 500).state, QueueState::closed);
    EXPECT_EQ(opening_at(hours, 500).opens_at, "08:30");
    EXPECT_EQ(opening_at(hours, 510).state, QueueState::open);
    EXPECT_EQ(opening_at(hours, 720).opens_at, "14:00");
    EXPECT_EQ(opening_at(hours, 1050).state, QueueState::closed);
    EXPECT_EQ(opening_at(hours, 1050).opens_at, "");
    EXPECT_EQ(opening_at({}, 0).state, QueueState::open);
}

TEST(Config, QueuesOfOneDepartmentShareACell) {
    std::string text(least);
    text += "[[service]]\nletter = \"B\"\ndepartment = \"林草局\"\nname = \"取件\"\n";
    text += "[[service]]\nletter = \"C\"\ndepartment = \"帮您办\"\nagency = true\n";
    const auto config = parse_config(text, "k.toml");
    ASSERT_TRUE(config) << config.error().text();
    const auto cells = departments_of(*config);
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_TRUE(cells[0].agency);
    EXPECT_EQ(cells[1].name.zh, "林草局");
    EXPECT_EQ(cells[1].queues, (std::vector<std::size_t>{1, 2}));
}

TEST(Config, AnyBytesHaveAnAnswer) {
    std::mt19937 random(42);
    const auto good = example();
    for (int round = 0; round < 400; ++round) {
        auto text = good;
        for (int changes = 0; changes <= round % 7; ++changes) {
            text[random() % text.size()] = static_cast<char>(random() % 256);
        }
        const auto config = parse_config(text, "k.toml");
        EXPECT_TRUE(config || !config.error().reason.empty());
    }
}

}  // namespace
}  // namespace bangnin::kiosk
