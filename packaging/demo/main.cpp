// bangnin-demo: the whole hall on one machine, to see, to test against, or played through without a display.
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "packaging/demo/applicant.h"
#include "packaging/demo/hold.h"

namespace {

using namespace bangnin;
using namespace bangnin::demo;

constexpr int status_usage = 2;

struct Arguments {
    bool headless = false;
    std::string out;
    std::string hold;
    int pads = 0;
    int boards = 0;
    bool relay = false;
};

int failed(const std::string& why) {
    std::fprintf(stderr, "bangnin-demo: %s\n", why.c_str());
    return 1;
}

harness::RigOptions rig_options(const std::filesystem::path& folder) {
    harness::RigOptions options;
    options.folder = folder;
    return options;
}

std::filesystem::path scratch_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-XXXXXX").string();
    return mkdtemp(pattern.data()) != nullptr ? std::filesystem::path(pattern) : std::filesystem::path();
}

int play_headless(const std::filesystem::path& out) {
    std::error_code error;
    std::filesystem::create_directories(out, error);
    const std::filesystem::path folder = scratch_folder();
    if (error || folder.empty()) return failed("cannot write to " + out.string());
    Report report;
    {
        auto rig = harness::Rig::start(rig_options(folder));
        if (!report.step("hub, simulators and kiosk are ready",
                         rig ? harness::Result<void>{} : std::unexpected(rig.error()))) {
            std::fprintf(stderr, "the logs are in %s\n", folder.c_str());
            return 1;
        }
        play_applicant(*rig, std::filesystem::absolute(out), report);
    }
    if (auto written = report.write(out / "report.json"); !written) return failed(written.error());
    if (report.all_well()) {
        std::filesystem::remove_all(folder, error);
        std::fprintf(stderr, "all went well; see %s\n", out.c_str());
        return 0;
    }
    std::fprintf(stderr, "not all went well: see %s; the logs are in %s\n", (out / "report.json").c_str(),
                 folder.c_str());
    return 1;
}

int show_window(const std::filesystem::path& folder) {
    harness::RigOptions options = rig_options(folder);
    options.window = harness::Window::visible;
    auto rig = harness::Rig::start(options);
    if (!rig) return failed(rig.error());
    const std::string control = (rig->simulator_folder() / "control").string();
    std::printf(
        "The kiosk is in its window. Its devices are simulated; speak to them at\n  %s\nfor example, to lay a card on "
        "the reader:\n"
        "  echo '{\"device\":\"id_reader\",\"do\":\"place\",\"card\":{\"type\":\"resident\",\"name\":\"李小䶮\","
        "\"number\":\"150723198001010018\"}}' | nc -U -N %s\nPrinted tickets: %s\nThe hub: %s\nCtrl-C ends "
        "everything.\n",
        control.c_str(), control.c_str(), (rig->simulator_folder() / "jobs").c_str(), rig->hub_url().c_str());
    std::fflush(stdout);
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    const int signals = signalfd(-1, &ends, SFD_CLOEXEC);
    pollfd watched{signals, POLLIN, 0};
    while (poll(&watched, 1, 250) == 0 && rig->kiosk_process()->running()) {
    }
    close(signals);
    return 0;
}

int run(const Arguments& arguments) {
    const auto relay = arguments.relay ? harness::Relay::between : harness::Relay::none;
    if (arguments.pads > 0 || arguments.boards > 0) return failed("this version has no pads and no boards yet");
    if (!arguments.hold.empty()) {
        harness::RigOptions options = rig_options(std::filesystem::absolute(arguments.hold));
        options.relay = relay;
        auto rig = harness::Rig::start(options);
        return rig ? hold(*rig, relay) : failed(rig.error());
    }
    if (arguments.headless) return play_headless(arguments.out);
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
        return failed("there is no display here; use --headless --out DIR to see what the demonstration leaves");
    }
    const std::filesystem::path folder = scratch_folder();
    const int status = show_window(folder);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Starts a hub, simulated devices and a kiosk on this machine", "bangnin-demo");
    Arguments arguments;
    bool no_build = false;
    auto* headless = app.add_flag("--headless", arguments.headless, "play the applicant's journeys without a display");
    app.add_option("--out", arguments.out, "where --headless leaves pictures, tickets and report.json");
    app.add_option("--hold", arguments.hold, "start everything below this folder, play nothing, stop when input closes")
        ->excludes(headless);
    app.add_option("--pads", arguments.pads, "that many pads more")->check(CLI::Range(0, 30));
    app.add_option("--boards", arguments.boards, "that many boards more")->check(CLI::Range(0, 30));
    app.add_flag("--relay", arguments.relay, "the kiosk speaks to a port where a test's own proxy may listen");
    app.add_flag("--no-build", no_build, "taken by packaging/demo.sh");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : status_usage;
    }
    if (arguments.headless && arguments.out.empty()) arguments.out = "demo-out";
    // Ends must be orderly, so that nothing keeps running: both signals are read where the program waits.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    if (!arguments.headless) sigprocmask(SIG_BLOCK, &ends, nullptr);
    return run(arguments);
}
