#include "devices/sim/simulator.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "devices/sim/line_devices.h"

namespace bangnin::devices::sim {
namespace {

using nlohmann::json;

json refuse(const std::string& why) { return {{"ok", false}, {"error", why}}; }

std::string text_at(const json& request, const char* key) {
    const auto found = request.find(key);
    return found != request.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// What every device on a line understands: nothing if the request is something else.
std::optional<json> plug_control(PseudoTerminal& line, const std::string& act) {
    if (act == "unplug") {
        line.unplug();
        return json{{"ok", true}};
    }
    if (act == "plug") {
        if (const auto plugged = line.plug(); !plugged) return refuse(plugged.error());
        return json{{"ok", true}};
    }
    return std::nullopt;
}

}  // namespace

std::expected<std::unique_ptr<Simulator>, std::string> Simulator::create(const std::filesystem::path& directory,
                                                                         Handler printer) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) return std::unexpected(directory.string() + ": " + error.message());

    std::unique_ptr<Simulator> simulator(new Simulator(std::move(printer)));
    const std::array<std::pair<const char*, std::unique_ptr<PseudoTerminal>*>, 3> lines{
        {{"id-reader", &simulator->reader_line_},
         {"scanner", &simulator->scanner_line_},
         {"pad", &simulator->pad_line_}}};
    for (const auto& [name, line] : lines) {
        auto terminal = PseudoTerminal::create(directory / name);
        if (!terminal) return std::unexpected(terminal.error());
        *line = std::move(*terminal);
    }
    auto socket = ControlSocket::create(
        directory / "control", [self = simulator.get()](const json& request) { return self->control(request); });
    if (!socket) return std::unexpected(socket.error());
    simulator->socket_ = std::move(*socket);
    return simulator;
}

void Simulator::run(int stop_fd) {
    while (true) {
        pump();
        std::vector<pollfd> polls{{.fd = stop_fd, .events = POLLIN, .revents = 0}};
        for (const auto* line : {reader_line_.get(), scanner_line_.get(), pad_line_.get()}) {
            const auto events = static_cast<short>(line->wants_room() ? POLLIN | POLLOUT : POLLIN);
            polls.push_back({.fd = line->fd(), .events = events, .revents = 0});
        }
        socket_->add_polls(polls);
        if (::poll(polls.data(), polls.size(), poll_timeout()) < 0 && errno != EINTR) return;
        if (polls.front().revents != 0) return;
        serve(polls);
    }
}

void Simulator::pump() {
    const auto now = SimClock::now();
    for (auto* line : {reader_line_.get(), scanner_line_.get(), pad_line_.get()}) line->pump(now);
}

int Simulator::poll_timeout() const {
    constexpr int for_ever = -1;
    std::optional<SimClock::time_point> due;
    for (const auto* line : {reader_line_.get(), scanner_line_.get(), pad_line_.get()}) {
        if (const auto next = line->next_due()) due = std::min(*next, due.value_or(*next));
    }
    if (!due) return for_ever;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - SimClock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, 60'000));
}

void Simulator::serve(const std::vector<pollfd>& polls) {
    // The order of the lines in run(); their own descriptors may change while a request is served.
    constexpr std::size_t reader_at = 1;
    constexpr std::size_t scanner_at = 2;
    constexpr std::size_t pad_at = 3;
    if (polls[reader_at].revents != 0) {
        const auto now = SimClock::now();
        reader_line_->send(reader_.receive(reader_line_->receive(), now), now);
    }
    // What the host tells a scanner or a pad changes nothing here; it only must not fill the line.
    if (polls[scanner_at].revents != 0) scanner_line_->receive();
    if (polls[pad_at].revents != 0) pad_line_->receive();
    socket_->handle(polls);
}

json Simulator::control(const json& request) {
    if (!request.is_object()) return refuse("not an object");
    const std::string device = text_at(request, "device");
    if (device == "id_reader") return control_reader(request);
    if (device == "scanner") return control_line(*scanner_line_, request, device);
    if (device == "pad") return control_line(*pad_line_, request, device);
    if (device == "printer") return printer_(request);
    return refuse("device is id_reader, printer, scanner or pad");
}

json Simulator::control_reader(const json& request) {
    const std::string act = text_at(request, "do");
    const bool was_plugged = reader_line_->plugged();
    if (const auto answer = plug_control(*reader_line_, act)) {
        if (!was_plugged && reader_line_->plugged()) reader_.power_up();
        return *answer;
    }
    return reader_.control(request, SimClock::now());
}

json Simulator::control_line(PseudoTerminal& line, const json& request, const std::string& device) {
    const std::string act = text_at(request, "do");
    if (const auto answer = plug_control(line, act)) return *answer;
    const std::string wanted = device == "scanner" ? "scan" : "press";
    if (act != wanted) return refuse(device + ": do is " + wanted + ", plug or unplug");
    auto pieces = device == "scanner" ? scan_on_the_wire(request) : press_on_the_wire(request);
    if (!pieces) return refuse(pieces.error());
    if (!line.plugged()) return refuse(device + " is unplugged");
    line.send(std::move(*pieces), SimClock::now());
    return {{"ok", true}};
}

}  // namespace bangnin::devices::sim
