// bangnin-terminal kiosk|doctor|staff-pin: the command line.
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <string>
#include <thread>

#include "kiosk/config.h"
#include "kiosk/doctor.h"
#include "kiosk/log.h"
#include "kiosk/memory.h"
#include "kiosk/staff_pin_command.h"
#include "kiosk/terminal.h"
#include "sync/model/asset_folder.h"

namespace {

using namespace bangnin::kiosk;

constexpr int status_unusable = 2;  // command line or configuration

struct Arguments {
    std::string role;
    std::string config = "/etc/bangnin/kiosk.toml";
    std::string windowed;
    std::string automation;
    bool json = false;
};

int refuse(const std::string& reason) {
    std::fprintf(stderr, "bangnin-terminal: %s\n", reason.c_str());
    return status_unusable;
}

/// "1080x1920"; none when it is no size.
std::optional<std::pair<int, int>> size_of(const std::string& text) {
    int width = 0;
    int height = 0;
    int end = 0;
    const bool read = std::sscanf(text.c_str(), "%5dx%5d%n", &width, &height, &end) == 2;
    const bool usable = read && static_cast<std::size_t>(end) == text.size() && width >= 270 && height >= 270 &&
                        width <= 8192 && height <= 8192;
    return usable ? std::optional{std::pair{width, height}} : std::nullopt;
}

/// Turns SIGTERM and SIGINT into an orderly end. The signals must be blocked in every thread.
class SignalWatch {
  public:
    explicit SignalWatch(Terminal& terminal)
        : thread_([&terminal] {
              sigset_t ends = watched();
              int received = 0;
              sigwait(&ends, &received);
              terminal.request_quit();
          }) {}
    ~SignalWatch() {
        // sigwait takes it, as it would from outside; nothing is killed.
        // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread)
        pthread_kill(thread_.native_handle(), SIGTERM);
        thread_.join();
    }
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

    static sigset_t watched() {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGTERM);
        sigaddset(&set, SIGINT);
        return set;
    }

  private:
    std::thread thread_;
};

int run_kiosk(Config config, const Arguments& arguments, const std::filesystem::path& assets) {
    if (!arguments.automation.empty() && config.kiosk.production == Production::yes) {
        return refuse("the configuration says production = true: there is no automation port");
    }
    if (!arguments.windowed.empty()) {
        const auto size = size_of(arguments.windowed);
        if (!size) {
            return refuse("--windowed needs a size such as 1080x1920");
        }
        config.kiosk.display = Display::windowed;
        config.kiosk.width = size->first;
        config.kiosk.height = size->second;
    }
    const sigset_t ends = SignalWatch::watched();
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    signal(SIGPIPE, SIG_IGN);
    TerminalOptions options{.automation = {}, .assets = assets};
    if (!arguments.automation.empty()) {
        options.automation = arguments.automation;
    }
    const auto terminal = Terminal::create(config, options);
    if (!terminal) {
        log::trouble("not_started", {{"reason", terminal.error()}});
        return 1;
    }
    const SignalWatch watch(**terminal);
    return (*terminal)->run();
}

int run_doctor(const Config& config, const Arguments& arguments, const std::filesystem::path& assets) {
    const auto checks = examine(config, assets);
    const std::string report = arguments.json ? as_json(checks) + "\n" : as_text(checks);
    std::fputs(report.c_str(), stdout);
    return fit(checks) ? 0 : 1;
}

int run(const Arguments& arguments) {
    if (arguments.role == "staff-pin") {
        return run_staff_pin();
    }
    const bool doctor = arguments.role == "doctor";
    if (!doctor && arguments.role != "kiosk") {
        return refuse("this version has the roles kiosk, doctor and staff-pin; there is no \"" + arguments.role + "\"");
    }
    const auto config = load_config(arguments.config);
    if (!config) {
        return refuse(config.error().text());
    }
    const auto assets = bangnin::sync::find_assets(config->kiosk.assets);
    if (!assets) {
        return refuse("the assets folder is not found; set kiosk.assets in " + arguments.config);
    }
    return doctor ? run_doctor(*config, arguments, *assets) : run_kiosk(*config, arguments, *assets);
}

}  // namespace

int main(int count, char** values) {
    umask(077);  // tokens and person hashes are nobody else's to read
    be_frugal_with_memory();
    log::start();
    Arguments arguments;
    CLI::App app{"Bangnin: the self-service terminal of a government service hall"};
    app.add_option("role", arguments.role,
                   "kiosk; doctor: is this terminal fit for service?; staff-pin: the hash of a PIN")
        ->required();
    app.add_option("--config", arguments.config, "the configuration file")->capture_default_str();
    app.add_option("--windowed", arguments.windowed, "in a window of WIDTHxHEIGHT instead of full screen");
    app.add_option("--automation", arguments.automation, "answer the automation port on this Unix socket");
    app.add_flag("--json", arguments.json, "doctor: JSON instead of text");
    try {
        app.parse(count, values);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : status_unusable;
    }
    return run(arguments);
}
