// bangnin-sim: a hall's devices without the hall. Each speaks its real wire protocol; tests and the demonstration move
// cards, paper and plugs through the control socket.
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "devices/sim/printer_simulator.h"
#include "devices/sim/simulator.h"

namespace {

namespace sim = bangnin::devices::sim;

constexpr int exit_usage = 2;

// Signals become readable here instead of interrupting anything; threads started later inherit the mask.
int open_stop_signals() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) ::sigaddset(&signals, signal);
    if (::sigprocmask(SIG_BLOCK, &signals, nullptr) != 0) return -1;
    return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

int fail(const std::string& why) {
    std::fprintf(stderr, "bangnin-sim: %s\n", why.c_str());
    return EXIT_FAILURE;
}

int serve(const std::string& directory) {
    const int stop = open_stop_signals();
    if (stop < 0) return fail("signals cannot be awaited");
    auto printer = sim::PrinterSimulator::create(directory);
    if (!printer) return fail(printer.error());
    auto simulator = sim::Simulator::create(
        directory, [&printer](const nlohmann::json& request) { return (*printer)->control(request); });
    if (!simulator) return fail(simulator.error());
    std::puts("ready");
    std::fflush(stdout);
    (*simulator)->run(stop);
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("The simulated devices of a hall: ID card reader, printer, code scanner, rating pad", "bangnin-sim");
    std::string directory;
    app.add_option("--dir", directory, "where id-reader, scanner, pad, printer.port, control and jobs/ are made")
        ->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? EXIT_SUCCESS : exit_usage;
    }
    return serve(directory);
}
