#include "tests/harness/rig.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <future>

#include "sync/link/link.h"
#include "sync/store/store.h"
#include "tests/harness/rig_files.h"

namespace bangnin::harness {
namespace {

using nlohmann::json;

// The kiosk says itself that a wait was in vain: its answer must come before the question is given up.
constexpr Milliseconds answer_allowance(30000);

std::string first_word(const std::string& text) { return text.substr(0, text.find_first_of(" \n")); }

Result<void> done(const Result<json>& answer) {
    if (!answer) {
        return std::unexpected(answer.error());
    }
    return {};
}

Result<void> write_result(const std::filesystem::path& file, const Result<std::string>& text) {
    if (!text) {
        return std::unexpected(text.error());
    }
    return write_file(file, *text);
}

}  // namespace

std::filesystem::path program(const std::string& name) {
    const char* folder = std::getenv("BANGNIN_BIN_DIR");
    if (folder != nullptr) {
        return std::filesystem::path(folder) / name;
    }
    return std::filesystem::canonical("/proc/self/exe").parent_path() / name;
}

std::filesystem::path source_folder() {
    const char* folder = std::getenv("BANGNIN_SOURCE_DIR");
    return folder != nullptr ? std::filesystem::path(folder) : std::filesystem::path(BANGNIN_SOURCE_FOLDER);
}

Result<int> free_port() {
    const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool good = file >= 0 && bind(file, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                      getsockname(file, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    close(file);
    if (!good) {
        return std::unexpected("no free port");
    }
    return ntohs(address.sin_port);
}

void pause_between_questions() { poll(nullptr, 0, 10); }

Result<Rig> Rig::create(const RigOptions& options) {
    Rig rig(options);
    std::error_code error;
    for (const std::filesystem::path& folder :
         {options.folder, rig.hub_state(), rig.kiosk_state(), rig.simulator_folder(), options.folder / "run"}) {
        std::filesystem::create_directories(folder, error);
        if (error) {
            return std::unexpected("cannot make " + folder.string());
        }
    }
    auto hub_port = free_port();
    auto relay_port = free_port();
    if (!hub_port || !relay_port) {
        return std::unexpected("no free port");
    }
    rig.hub_port_ = options.joins ? options.joins->port : *hub_port;
    rig.relay_port_ = *relay_port;
    if (options.joins) {
        return rig;
    }
    const auto hub = write_result(options.folder / "hub.toml", hub_configuration(rig.hub_state(), rig.hub_port_));
    if (!hub) {
        return std::unexpected(hub.error());
    }
    return rig;
}

Result<Rig> Rig::start(const RigOptions& options) {
    auto rig = create(options);
    if (!rig) {
        return rig;
    }
    for (Result<void> (Rig::*part)() : {&Rig::start_hub, &Rig::start_simulators, &Rig::enrol, &Rig::start_kiosk}) {
        if (options.joins && part == &Rig::start_hub) {
            continue;
        }
        if (auto ready = ((*rig).*part)(); !ready) {
            return std::unexpected(ready.error());
        }
    }
    return rig;
}

Result<void> Rig::start_hub() {
    auto process = Process::start(
        {.arguments = {program("bangnin-hub"), "serve", "--config", (options_.folder / "hub.toml").string()},
         .environment = {},
         .log = options_.folder / "hub.log"});
    if (!process) {
        return std::unexpected(process.error());
    }
    auto line = process->read_line(patience);
    if (!line) {
        return std::unexpected("the hub does not start: " + line.error() + "; see " +
                               (options_.folder / "hub.log").string());
    }
    hub_ = std::move(*process);
    return {};
}

Result<void> Rig::start_simulators() {
    auto process = Process::start({.arguments = {program("bangnin-sim"), "--dir", simulator_folder().string()},
                                   .environment = {},
                                   .log = options_.folder / "sim.log"});
    if (!process) {
        return std::unexpected(process.error());
    }
    auto line = process->read_line(patience);
    if (!line) {
        return std::unexpected("the simulators do not start: " + line.error());
    }
    simulators_ = std::move(*process);
    auto control = LineClient::connect(simulator_folder() / "control", patience);
    if (!control) {
        return std::unexpected(control.error());
    }
    control_ = std::move(*control);
    return {};
}

Result<void> Rig::enrol_device(const std::string& device, const std::string& role, const std::filesystem::path& state) {
    auto code = run_program({program("bangnin-hub"), "enrol", "--device", device, "--role", role, "--config",
                             (hub_folder() / "hub.toml").string()},
                            patience);
    if (!code) {
        return std::unexpected(code.error());
    }
    std::filesystem::create_directories(state);
    const auto now = sync::wall_clock_now();
    const std::filesystem::path scratch = options_.folder / (device + "-enrolment.db");
    auto store = sync::Store::open(scratch, {}, now);
    if (!store) {
        return std::unexpected("no store for the enrolment of " + device);
    }
    std::promise<bool> decided;
    std::atomic<bool> told = false;
    sync::LinkOptions link;
    link.hub_url = hub_url();
    link.state_dir = state;
    link.store_file = scratch;
    link.enrolment_code = first_word(*code);
    auto running = sync::Link::create(link, [&](const sync::LinkEvent& event) {
        const bool enrolled = std::holds_alternative<sync::Enrolled>(event);
        const bool failed = std::holds_alternative<sync::EnrolFailed>(event);
        if ((enrolled || failed) && !told.exchange(true)) {
            decided.set_value(enrolled);
        }
    });
    if (!running) {
        return std::unexpected("no link for the enrolment of " + device);
    }
    auto outcome = decided.get_future();
    const bool good = outcome.wait_for(patience) == std::future_status::ready && outcome.get();
    (*running)->stop();
    if (!good) {
        return std::unexpected("the hub did not enrol " + device);
    }
    return {};
}

Result<void> Rig::enrol() {
    if (!options_.joins) {
        if (auto desk = enrol_device("desk", "operator", options_.folder / "operator"); !desk) {
            return desk;
        }
    }
    return enrol_device(options_.kiosk_id, "kiosk", kiosk_state() / "link");
}

Result<void> Rig::launch_kiosk() {
    close_kiosk();
    auto printer_port = read_file(simulator_folder() / "printer.port");
    if (!printer_port) {
        return std::unexpected(printer_port.error());
    }
    const std::string direct = "127.0.0.1:" + std::to_string(hub_port_);
    const std::string seen = options_.relay == Relay::between ? "127.0.0.1:" + std::to_string(relay_port_) : direct;
    auto text = kiosk_configuration({.folder = options_.folder,
                                     .simulators = simulator_folder(),
                                     .hub_url = "https://" + seen,
                                     .authority = direct,
                                     .id = options_.kiosk_id,
                                     .number = options_.kiosk_number,
                                     .start = options_.start,
                                     .printer_port = std::atoi(printer_port->c_str()),
                                     .appended = options_.kiosk_configuration,
                                     .hall_keys = options_.hall_configuration,
                                     .service_extra = options_.service_extra});
    const std::filesystem::path file = options_.folder / "kiosk.toml";
    auto written = write_result(file, text);
    if (!written) {
        return written;
    }
    Process::Options start{.arguments = {program("bangnin-terminal"), "kiosk", "--config", file.string(),
                                         "--automation", automation_socket().string()},
                           .environment = {{"SDL_AUDIODRIVER", "dummy"}},  // as heard by nobody, at the same pace
                           .log = options_.folder / "kiosk.log"};
    const bool offscreen = options_.window == Window::offscreen;
    const std::string usual = offscreen ? "1080x1920" : "540x960";
    start.arguments.insert(start.arguments.end(), {"--windowed", options_.size.empty() ? usual : options_.size});
    if (offscreen) {
        start.environment["SDL_VIDEODRIVER"] = "offscreen";
    }
    auto process = Process::start(start);
    if (!process) {
        return std::unexpected(process.error());
    }
    kiosk_process_ = std::move(*process);
    return {};
}

Result<void> Rig::start_kiosk() {
    if (auto launched = launch_kiosk(); !launched) {
        return launched;
    }
    auto automation = LineClient::connect(automation_socket(), patience);
    if (!automation) {
        return std::unexpected(automation.error() + "; see " + (options_.folder / "kiosk.log").string());
    }
    automation_ = std::move(*automation);
    // Outside its hours a hall shows another idle screen.
    return options_.start == "attract" ? wait_id("attract.anywhere") : wait_screen(options_.start);
}

void Rig::kill_hub() {
    if (hub_) {
        hub_->send_signal(SIGKILL);
        hub_->wait_exit(patience);
        hub_.reset();
    }
}

void Rig::kill_kiosk() {
    if (kiosk_process_) {
        kiosk_process_->send_signal(SIGKILL);
        kiosk_process_->wait_exit(patience);
    }
    close_kiosk();
}

void Rig::close_kiosk() {
    automation_.reset();
    kiosk_process_.reset();
}

Result<json> Rig::kiosk(const json& request, Milliseconds limit) {
    if (!automation_) {
        return std::unexpected("the kiosk is not running");
    }
    return automation_->tell(request, limit);
}

Result<json> Rig::simulator(const json& request) {
    if (!control_) {
        return std::unexpected("the simulators are not running");
    }
    return control_->tell(request);
}

std::string Rig::hub_url() const { return "https://127.0.0.1:" + std::to_string(hub_port_); }

Identity Rig::operator_identity() const {
    const sync::LinkFiles files(hub_folder() / "operator");
    return {.ca = files.ca, .certificate = files.certificate, .key = files.key};
}

Result<json> Rig::hub_json(const std::string& path) {
    auto answer = http_get(hub_url() + path, operator_identity());
    if (!answer) {
        return std::unexpected(answer.error());
    }
    json body = json::parse(answer->body, nullptr, false);
    if (answer->status != 200 || body.is_discarded()) {
        return std::unexpected(path + ": status " + std::to_string(answer->status) + " " + answer->body.substr(0, 300));
    }
    return body;
}

Result<Answer> Rig::phone(const std::string& path) {
    return http_get(hub_url() + path, {.ca = operator_identity().ca, .certificate = {}, .key = {}});
}

Result<void> Rig::tap(const std::string& id) { return done(kiosk({{"do", "tap"}, {"id", id}})); }

Result<void> Rig::wait_screen(const std::string& screen, Milliseconds limit) {
    return done(kiosk({{"do", "wait"}, {"screen", screen}, {"ms", limit.count()}}, limit + answer_allowance));
}

Result<void> Rig::wait_id(const std::string& id, Milliseconds limit) {
    return done(kiosk({{"do", "wait"}, {"id", id}, {"ms", limit.count()}}, limit + answer_allowance));
}

Result<std::string> Rig::value(const std::string& id) {
    auto answer = tree();
    if (!answer) {
        return std::unexpected(answer.error());
    }
    for (const json& node : (*answer)["nodes"]) {
        if (node.value("id", "") == id) {
            const std::string text = node.value("value", "");
            return text.empty() ? node.value("label", "") : text;
        }
    }
    return std::unexpected("nothing on the screen is called " + id);
}

}  // namespace bangnin::harness
