// bangnin-demo --hold: the hall that outside tests play in. It says where everything is, revives what dies, and is
// gone when its input closes.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "packaging/demo/hold.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

// What was killed is started again within three seconds. How long a busy machine then takes to start a program is no
// measure of the demo; how long the demo may not even look is.
static_assert(demo::look_every <= std::chrono::seconds(1));
constexpr Milliseconds revival = harness::patience;

// A process that may not be ours, held by the system's handle: a killed one whose parent is gone may stay a zombie.
class Watched {
  public:
    explicit Watched(pid_t process) : handle_(static_cast<int>(syscall(SYS_pidfd_open, process, 0))) {}
    ~Watched() { close(handle_); }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    bool runs() const { return handle_ >= 0 && !ends_within(Milliseconds(0)); }
    bool ends_within(Milliseconds limit) const {
        pollfd request{handle_, POLLIN, 0};
        return poll(&request, 1, static_cast<int>(limit.count())) > 0;
    }

  private:
    int handle_;
};

// Whether somebody connects to this port of the loopback.
bool is_called_at(int port, Milliseconds limit) {
    const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const bool listening =
        bind(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && listen(file, 4) == 0;
    pollfd request{file, POLLIN, 0};
    const bool called = listening && poll(&request, 1, static_cast<int>(limit.count())) > 0;
    close(file);
    return called;
}

class HeldHallTest : public HallTest {
  protected:
    void hold(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words = {harness::program("bangnin-demo").string(), "--hold",
                                          (folder() / "held").string()};
        words.insert(words.end(), more.begin(), more.end());
        auto started = harness::Process::start(
            {.arguments = words, .environment = {}, .log = folder() / "demo.log", .input = harness::Input::open});
        ASSERT_TRUE(started) << started.error();
        demo_ = std::make_unique<harness::Process>(std::move(*started));
        const auto line = demo_->read_line(harness::patience);
        ASSERT_TRUE(line) << line.error();
        told_ = json::parse(*line, nullptr, false);
        ASSERT_TRUE(told_.is_object()) << *line;
    }
    static bool alive(pid_t process) { return kill(process, 0) == 0; }
    static bool ends(pid_t process, Milliseconds limit) {
        return until(limit, [&] { return !alive(process); });
    }
    template <typename Condition>
    static bool until(Milliseconds limit, Condition condition) {
        const auto deadline = std::chrono::steady_clock::now() + limit;
        while (!condition()) {
            if (std::chrono::steady_clock::now() >= deadline) {
                return false;
            }
            harness::pause_between_questions();
        }
        return true;
    }
    // The screen that the kiosk shows; empty while it does not answer.
    std::string screen() {
        auto client = harness::LineClient::connect(told_["kiosk"].get<std::string>(), Milliseconds(0));
        if (!client) {
            return {};
        }
        const auto tree = client->tell({{"do", "tree"}}, Milliseconds(2000));
        return tree ? tree->value("screen", "") : std::string();
    }
    Result<harness::Answer> ask_hub(const std::string& path) {
        return harness::http_get(told_["hub"].get<std::string>() + path,
                                 {.ca = told_["ca"].get<std::string>(),
                                  .certificate = told_["client_cert"].get<std::string>(),
                                  .key = told_["client_key"].get<std::string>()});
    }

    std::unique_ptr<harness::Process> demo_;
    json told_;
};

TEST_F(HeldHallTest, TellsRevivesAndEnds) {
    ASSERT_NO_FATAL_FAILURE(hold());
    for (const char* name :
         {"hub", "ca", "client_cert", "client_key", "kiosk", "pads", "boards", "sim", "jobs", "pids"}) {
        EXPECT_TRUE(told_.contains(name)) << name;
    }
    EXPECT_FALSE(told_.contains("relay"));
    EXPECT_EQ(screen(), "attract");
    const auto tickets = ask_hub("/v1/tickets");
    ASSERT_TRUE(tickets) << tickets.error();
    EXPECT_EQ(tickets->status, 200);
    EXPECT_TRUE(std::filesystem::is_directory(told_["jobs"].get<std::string>()));

    const pid_t kiosk = told_["pids"]["kiosk"];
    ASSERT_EQ(kill(kiosk, SIGKILL), 0);
    EXPECT_TRUE(until(revival, [&] { return !alive(kiosk) && screen() == "attract"; }))
        << "the kiosk is not back in time";
    const pid_t hub = told_["pids"]["hub"];
    ASSERT_EQ(kill(hub, SIGKILL), 0);
    EXPECT_TRUE(until(revival, [&] { return !alive(hub) && ask_hub("/v1/tickets").has_value(); }))
        << "the hub is not back in time";
    const pid_t simulators = told_["pids"]["sim"];
    ASSERT_EQ(kill(simulators, SIGKILL), 0);
    EXPECT_TRUE(until(revival, [&] {
        auto control = harness::LineClient::connect(told_["sim"].get<std::string>(), Milliseconds(0));
        return control && control->tell({{"device", "printer"}, {"do", "jobs"}}, Milliseconds(1000)).has_value();
    })) << "the simulators are not back in time";

    demo_->close_input();
    EXPECT_EQ(demo_->wait_exit(harness::patience), 0);
    EXPECT_EQ(screen(), "");
    EXPECT_FALSE(ask_hub("/v1/tickets").has_value());
    EXPECT_TRUE(ends(simulators, harness::patience));
}

TEST_F(HeldHallTest, KioskIssuesAndPrintsAfterTheSimulatorsCameBack) {
    ASSERT_NO_FATAL_FAILURE(hold());
    const pid_t simulators = told_["pids"]["sim"];
    ASSERT_EQ(kill(simulators, SIGKILL), 0);
    std::optional<harness::LineClient> control;
    ASSERT_TRUE(until(revival, [&] {
        auto client = harness::LineClient::connect(told_["sim"].get<std::string>(), Milliseconds(0));
        if (!client || !client->tell({{"device", "printer"}, {"do", "jobs"}}, Milliseconds(1000))) {
            return false;
        }
        control = std::move(*client);
        return true;
    }));
    // Nobody restarts the kiosk: it finds its devices where they were.
    auto kiosk = harness::LineClient::connect(told_["kiosk"].get<std::string>(), Milliseconds(2000));
    ASSERT_TRUE(kiosk) << kiosk.error();
    ASSERT_TRUE(until(harness::patience, [&] {
        const auto stats = kiosk->tell({{"do", "stats"}}, harness::patience);
        return stats && std::ranges::all_of(std::array{"printer", "id_reader", "scanner"}, [&](const char* device) {
                   return (*stats)["health"].value(device, "") == "ok";
               });
    })) << "the kiosk does not find its devices again";
    const auto say = [](harness::LineClient& whom, const std::vector<json>& requests) {
        for (const json& request : requests) {
            const auto answer = whom.tell(request, harness::patience);
            ASSERT_TRUE(answer) << request << ": " << answer.error();
        }
    };
    ASSERT_NO_FATAL_FAILURE(say(*kiosk, {{{"do", "tap"}, {"id", "attract.start"}},
                                         {{"do", "wait"}, {"screen", "home"}},
                                         {{"do", "tap"}, {"id", "home.ticket"}},
                                         {{"do", "tap"}, {"id", "department.3"}},
                                         {{"do", "wait"}, {"screen", "ticket.identify"}}}));
    ASSERT_NO_FATAL_FAILURE(
        say(*control, {{{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card("李小明")}}}));
    ASSERT_NO_FATAL_FAILURE(
        say(*kiosk, {{{"do", "wait"}, {"label", "取号成功，请取走小票"}, {"ms", harness::patience.count()}}}));
    const auto jobs = control->tell({{"device", "printer"}, {"do", "jobs"}}, harness::patience);
    ASSERT_TRUE(jobs) << jobs.error();
    EXPECT_EQ((*jobs)["jobs"].size(), 1U);
}

TEST_F(HeldHallTest, KilledItLeavesNothingRunning) {
    ASSERT_NO_FATAL_FAILURE(hold());
    const Watched kiosk(told_["pids"]["kiosk"]);
    const Watched hub(told_["pids"]["hub"]);
    const Watched simulators(told_["pids"]["sim"]);
    ASSERT_TRUE(kiosk.runs() && hub.runs() && simulators.runs());
    demo_->send_signal(SIGKILL);
    EXPECT_EQ(demo_->wait_exit(harness::patience), 128 + SIGKILL);
    EXPECT_TRUE(kiosk.ends_within(harness::patience));
    EXPECT_TRUE(hub.ends_within(harness::patience));
    EXPECT_TRUE(simulators.ends_within(harness::patience));
}

TEST_F(HeldHallTest, RelayStandsBetweenKioskAndHub) {
    ASSERT_NO_FATAL_FAILURE(hold({"--relay"}));
    ASSERT_TRUE(told_.contains("relay") && told_.contains("hub_port")) << told_.dump();
    EXPECT_NE(told_["relay"], told_["hub_port"]);
    EXPECT_EQ(told_["hub"], "https://127.0.0.1:" + std::to_string(told_["hub_port"].get<int>()));
    const auto configuration =
        harness::run_program({"/bin/cat", (folder() / "held" / "kiosk.toml").string()}, Milliseconds(5000));
    ASSERT_TRUE(configuration) << configuration.error();
    EXPECT_THAT(*configuration, ::testing::HasSubstr("https://127.0.0.1:" + std::to_string(told_["relay"].get<int>())));
    EXPECT_TRUE(is_called_at(told_["relay"], harness::patience)) << "the kiosk does not speak to the relay";
    demo_->close_input();
    EXPECT_EQ(demo_->wait_exit(harness::patience), 0);
}

TEST_F(HeldHallTest, PadsAndBoardsAreRefusedWithASentence) {
    for (const char* what : {"--pads", "--boards"}) {
        const auto log = folder() / "refused.log";
        auto started = harness::Process::start({.arguments = {harness::program("bangnin-demo").string(), "--hold",
                                                              (folder() / "none").string(), what, "1"},
                                                .environment = {},
                                                .log = log});
        ASSERT_TRUE(started) << started.error();
        EXPECT_NE(started->wait_exit(harness::patience).value_or(0), 0);
        const auto said = harness::run_program({"/bin/cat", log.string()}, Milliseconds(5000));
        EXPECT_THAT(said.value_or(""), ::testing::HasSubstr("no pads and no boards yet"));
        EXPECT_FALSE(std::filesystem::exists(folder() / "none"));
    }
}

}  // namespace
}  // namespace bangnin::journeys
