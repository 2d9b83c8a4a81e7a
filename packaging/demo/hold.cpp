#include "packaging/demo/hold.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cstdio>

namespace bangnin::demo {
namespace {

using harness::Rig;
using nlohmann::json;

json ready_line(Rig& rig, harness::Relay relay) {
    const harness::Identity desk = rig.operator_identity();
    json line = {{"hub", rig.hub_url()},
                 {"ca", desk.ca.string()},
                 {"client_cert", desk.certificate.string()},
                 {"client_key", desk.key.string()},
                 {"kiosk", rig.automation_socket().string()},
                 {"pads", json::array()},
                 {"boards", json::array()},
                 {"sim", (rig.simulator_folder() / "control").string()},
                 {"jobs", (rig.simulator_folder() / "jobs").string()},
                 {"pids",
                  {{"hub", rig.hub_process()->id()},
                   {"sim", rig.simulator_process()->id()},
                   {"kiosk", rig.kiosk_process()->id()}}}};
    if (relay == harness::Relay::between) {
        line["relay"] = rig.relay_port();
        line["hub_port"] = rig.hub_port();
    }
    return line;
}

// Starts again what has ended. The kiosk needs no waiting for: it opens its automation port by itself.
void revive(Rig& rig) {
    const auto tell = [](const char* part, const harness::Result<void>& outcome) {
        std::fprintf(stderr, "%s ended; started again%s%s\n", part, outcome ? "" : ": ",
                     outcome ? "" : outcome.error().c_str());
    };
    if (!rig.hub_process() || !rig.hub_process()->running()) tell("hub", rig.start_hub());
    if (!rig.simulator_process() || !rig.simulator_process()->running()) tell("simulators", rig.start_simulators());
    if (!rig.kiosk_process() || !rig.kiosk_process()->running()) tell("kiosk", rig.launch_kiosk());
}

// Whether standard input has closed; what comes in on it is not looked at.
bool input_closed() {
    char bytes[256];
    return read(STDIN_FILENO, bytes, sizeof bytes) <= 0;
}

}  // namespace

int hold(Rig& rig, harness::Relay relay) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    const int signals = signalfd(-1, &ends, SFD_CLOEXEC);
    std::puts(ready_line(rig, relay).dump().c_str());
    std::fflush(stdout);
    while (true) {
        pollfd watched[] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}};
        poll(watched, 2, static_cast<int>(look_every.count()));
        if (watched[1].revents != 0 || (watched[0].revents != 0 && input_closed())) break;
        revive(rig);
    }
    close(signals);
    return 0;
}

}  // namespace bangnin::demo
