// The real terminal with the simulated devices, through the automation port: the path of a ticket, without a hub.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/harness/line_client.h"
#include "tests/harness/process.h"

namespace bangnin {
namespace {

using harness::LineClient;
using harness::Process;
using Json = nlohmann::json;
using namespace std::chrono_literals;

std::filesystem::path from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "." : value;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

class TerminalTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "bangnin-terminal.XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
        auto sim = Process::start({.arguments = {program("bangnin-sim"), "--dir", (folder_ / "sim").string()},
                                   .environment = {},
                                   .log = folder_ / "sim.log"});
        ASSERT_TRUE(sim) << sim.error();
        simulators_.emplace(std::move(*sim));
        auto control = LineClient::connect(folder_ / "sim/control", 20s);
        ASSERT_TRUE(control) << control.error();
        control_.emplace(std::move(*control));
        write_configuration();
        start_terminal();
    }

    void TearDown() override {
        port_.reset();
        terminal_.reset();
        simulators_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    static std::string program(const std::string& name) {
        return (from_environment("BANGNIN_BIN_DIR") / name).string();
    }

    void write_configuration(const std::string& more_of_kiosk = {}) const {
        auto printer = text_of(folder_ / "sim/printer.port");
        printer.erase(printer.find_last_not_of(" \n") + 1);
        const auto path = [this](const char* name) { return "\"" + (folder_ / name).string() + "\"\n"; };
        std::ofstream(folder_ / "kiosk.toml")
            << "[hall]\nname = \"大厅\"\n[kiosk]\nproduction = false\ndisplay = \"windowed\"\nstate_dir = "
            << path("state") << "runtime_dir = " << path("run") << "cache_dir = " << path("cache") << more_of_kiosk
            << "[hub]\nauthority = \"hall.example\"\n"
            << "[id_reader]\ndevice = " << path("sim/id-reader") << "[scanner]\ndevice = " << path("sim/scanner")
            << "[printer]\nurl = \"tcp://127.0.0.1:" << printer << "\"\n"
            << "[[service]]\nletter = \"A\"\ndepartment = \"林草局\"\n[[service]]\nletter = \"B\"\ndepartment = "
               "\"发改委\"\n";
    }

    void start_terminal() {
        auto started = Process::start(
            {.arguments = {program("bangnin-terminal"), "kiosk", "--config", (folder_ / "kiosk.toml").string(),
                           "--automation", (folder_ / "port").string()},
             .environment = {{"SDL_VIDEODRIVER", "offscreen"}},
             .log = folder_ / "terminal.log"});
        ASSERT_TRUE(started) << started.error();
        terminal_.emplace(std::move(*started));
        auto port = LineClient::connect(folder_ / "port", 30s);
        ASSERT_TRUE(port) << port.error();
        port_.emplace(std::move(*port));
    }

    void tell(const Json& request) {
        const auto answer = port_->tell(request, 20s);
        ASSERT_TRUE(answer) << request.dump() << ": " << answer.error();
    }
    void tap(const std::string& id) { tell({{"do", "tap"}, {"id", id}}); }
    void wait(const char* what, const std::string& name) { tell({{"do", "wait"}, {what, name}, {"ms", 10000}}); }

    std::string shown(const std::string& id, const char* field = "label") {
        const auto tree = port_->ask({{"do", "tree"}}, 20s);
        for (const auto& node : tree ? (*tree)["nodes"] : Json::array()) {
            if (node["id"] == id) return node[field];
        }
        return "absent";
    }

    // Drawn frames in about a second and a half, from when the answers to the last touch are over.
    int frames_while_nobody_does_anything() {
        const auto let_pass = [this](int milliseconds) {
            EXPECT_FALSE(port_->ask({{"do", "wait"}, {"id", "nothing-of-that-name"}, {"ms", milliseconds}}, 20s)
                             .value_or(Json::object())
                             .value("ok", false));
        };
        const auto drawn = [this] {
            const auto stats = port_->ask({{"do", "stats"}}, 20s);
            EXPECT_TRUE(stats) << stats.error();
            return stats ? (*stats)["frames_drawn"].get<int>() : 0;
        };
        let_pass(700);
        const int before = drawn();
        let_pass(1500);
        return drawn() - before;
    }

    void go_to_identify(const std::string& department) {
        tap("home.ticket");
        wait("screen", "ticket.department");
        tap(department);
        wait("screen", "ticket.identify");
    }

    std::filesystem::path folder_;
    std::optional<Process> simulators_;
    std::optional<Process> terminal_;
    std::optional<LineClient> control_;
    std::optional<LineClient> port_;
};

TEST_F(TerminalTest, ATicketWithoutWithAPhoneAndWithACard) {
    tap("attract.start");
    wait("screen", "home");
    go_to_identify("department.1");
    tap("ticket.print");
    wait("label", "取号成功，请取走小票");
    EXPECT_EQ(shown("ticket.number"), "A1001");
    const auto url = shown("ticket.qr", "value");
    EXPECT_EQ(url.rfind("https://hall.example/t/", 0), 0U);

    tap("ticket.again");
    wait("screen", "ticket.department");
    tap("department.2");
    wait("screen", "ticket.identify");
    tap("ticket.identify.phone");
    wait("screen", "ticket.phone");
    tell({{"do", "keys"}, {"text", "13812345678"}});
    tap("ticket.print");
    wait("screen", "ticket.issued");
    EXPECT_EQ(shown("ticket.number"), "B1001");

    tap("frame.home");
    wait("screen", "home");
    go_to_identify("department.1");
    const Json card{{"type", "resident"},
                    {"name", "李䶮"},
                    {"sex", "1"},
                    {"ethnic", "52"},
                    {"birth", "19800101"},
                    {"address", "地址"},
                    {"number", "150722198001011231"},
                    {"issuer", "机关"},
                    {"from", "20200101"},
                    {"to", "20400101"}};
    ASSERT_TRUE(control_->tell({{"device", "id_reader"}, {"do", "place"}, {"card", card}}));
    wait("screen", "ticket.issued");
    EXPECT_EQ(shown("ticket.number"), "A1002");
    ASSERT_TRUE(control_->tell({{"device", "id_reader"}, {"do", "remove"}}));

    tap("ticket.done");
    wait("screen", "attract");
    tap("attract.start");
    wait("screen", "home");
    tap("home.progress");
    wait("screen", "progress.scan");
    ASSERT_TRUE(control_->tell({{"device", "scanner"}, {"do", "scan"}, {"text", url}}));
    wait("screen", "progress.case");
    EXPECT_EQ(shown("progress.number"), "A1001");
}

TEST_F(TerminalTest, TheNextTicketIsDrawnWhileThePersonLooksForTheCard) {
    tap("attract.start");
    wait("screen", "home");
    for (const char* language : {"frame.language.en", "frame.language.mn", "frame.language.zh"}) {
        go_to_identify("department.1");
        tap(language);
        tap("ticket.print");
        wait("screen", "ticket.issued");
        wait("id", "ticket.again");
        tap("frame.home");
        wait("screen", "home");
    }
    const auto stats = port_->ask({{"do", "stats"}}, 20s);
    ASSERT_TRUE(stats);
    EXPECT_GE((*stats)["tickets_foreseen"].get<int>(), 2) << "one may meet the change of the minute";
}

TEST_F(TerminalTest, WithoutPaperTheNumberStaysAndCanBePrintedLater) {
    ASSERT_TRUE(control_->tell({{"device", "printer"}, {"do", "set"}, {"paper", "out"}}));
    tap("attract.start");
    wait("screen", "home");
    go_to_identify("department.1");
    tap("ticket.print");
    wait("label", "取号成功，号码已保留");
    EXPECT_EQ(shown("ticket.number"), "A1001");
    ASSERT_TRUE(control_->tell({{"device", "printer"}, {"do", "set"}, {"paper", "ok"}}));
    wait("id", "ticket.print");
    tap("ticket.print");
    wait("label", "取号成功，请取走小票");
    EXPECT_EQ(shown("ticket.number"), "A1001");
}

TEST_F(TerminalTest, ASessionThatIsLeftEndsOnTheIdleScreen) {
    tap("attract.start");
    wait("screen", "home");
    tell({{"do", "clock"}, {"advance_s", 101}});
    wait("id", "dialog.confirm");
    tap("dialog.confirm");
    tell({{"do", "clock"}, {"advance_s", 121}});
    wait("screen", "attract");
}

TEST_F(TerminalTest, KilledItComesBackWithItsTickets) {
    tap("attract.start");
    wait("screen", "home");
    go_to_identify("department.1");
    tap("ticket.print");
    wait("screen", "ticket.issued");
    port_.reset();
    terminal_->send_signal(SIGKILL);
    ASSERT_TRUE(terminal_->wait_exit(10s));
    start_terminal();
    tap("attract.start");
    wait("screen", "home");
    go_to_identify("department.1");
    tap("ticket.print");
    wait("screen", "ticket.issued");
    EXPECT_EQ(shown("ticket.number"), "A1002");
}

TEST_F(TerminalTest, WhereNothingMovesNoFrameIsDrawn) {
    tap("attract.start");
    wait("screen", "home");
    EXPECT_LE(frames_while_nobody_does_anything(), 1) << "the clock may show another minute";
    go_to_identify("department.1");
    EXPECT_GE(frames_while_nobody_does_anything(), 8) << "the card bobs";
}

TEST_F(TerminalTest, WhereTheHallWantsStillnessNothingMoves) {
    port_.reset();
    terminal_.reset();
    write_configuration("reduced_motion = true\n");
    start_terminal();
    tap("attract.start");
    wait("screen", "home");
    go_to_identify("department.1");
    // The seconds left of the session may be counted.
    EXPECT_LE(frames_while_nobody_does_anything(), 4);
}

TEST_F(TerminalTest, PagesComeToTheirPlacesUnlessTheHallWantsStillness) {
    const auto drawn_as_home_comes = [this] {
        const auto drawn = [this] { return port_->ask({{"do", "stats"}}, 20s).value()["frames_drawn"].get<int>(); };
        (void)frames_while_nobody_does_anything();
        const int before = drawn();
        tap("attract.start");
        wait("screen", "home");
        (void)frames_while_nobody_does_anything();
        return drawn() - before;
    };
    const int moving = drawn_as_home_comes();
    port_.reset();
    terminal_.reset();
    write_configuration("reduced_motion = true\n");
    start_terminal();
    EXPECT_GT(moving, drawn_as_home_comes());
}

TEST_F(TerminalTest, EndsInOrderWhenTold) {
    terminal_->send_signal(SIGTERM);
    EXPECT_EQ(terminal_->wait_exit(10s), 0);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "port"));
}

TEST_F(TerminalTest, RefusesWhatAFingerCouldNotDo) {
    const auto absent = port_->ask({{"do", "tap"}, {"id", "home.ticket"}});
    ASSERT_TRUE(absent);
    EXPECT_EQ((*absent)["ok"], false);
    const auto late = port_->ask({{"do", "wait"}, {"screen", "home"}, {"ms", 50}});
    ASSERT_TRUE(late);
    EXPECT_EQ((*late)["ok"], false);
    EXPECT_EQ(std::filesystem::status(folder_ / "port").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(TerminalCommandLine, SaysWhatIsWrongAndLeavesWithTwo) {
    const auto exit_of = [](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), (from_environment("BANGNIN_BIN_DIR") / "bangnin-terminal").string());
        auto started = Process::start({.arguments = arguments, .environment = {}, .log = "/dev/null"});
        return started ? started->wait_exit(20s) : std::nullopt;
    };
    const auto example = (from_environment("BANGNIN_SOURCE_DIR") / "packaging/kiosk.example.toml").string();
    EXPECT_EQ(exit_of({"dance"}), 2);
    EXPECT_EQ(exit_of({"kiosk", "--config", "/nowhere.toml"}), 2);
    EXPECT_EQ(exit_of({"kiosk", "--config", example, "--automation", "/tmp/never"}), 2) << "production has no port";
    EXPECT_EQ(exit_of({"kiosk", "--config", example, "--windowed", "big"}), 2);
}

}  // namespace
}  // namespace bangnin
