#include "tests/devices/sim/sim_process.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace bangnin::test {
namespace {

std::string program() {
    const char* const folder = std::getenv("BANGNIN_BIN_DIR");
    return std::string(folder == nullptr ? "build/bin" : folder) + "/bangnin-sim";
}

// Up to and without the line end; what came so far if nothing comes for long.
std::string read_line(int fd) {
    std::string line;
    pollfd entry{.fd = fd, .events = POLLIN, .revents = 0};
    char c = 0;
    while (::poll(&entry, 1, static_cast<int>(harness::patience.count())) > 0 && ::read(fd, &c, 1) == 1) {
        if (c == '\n') return line;
        line.push_back(c);
    }
    return line;
}

int connect_to(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
    ::close(fd);
    return -1;
}

}  // namespace

std::unique_ptr<SimProcess> SimProcess::start() {
    std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-sim-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) return nullptr;
    std::unique_ptr<SimProcess> sim(new SimProcess);
    sim->directory_ = pattern;

    auto started = harness::Process::start({.arguments = {program(), "--dir", pattern}, .environment = {}, .log = {}});
    if (!started) {
        std::fprintf(stderr, "%s\n", started.error().c_str());
        return nullptr;
    }
    sim->process_.emplace(std::move(*started));
    if (sim->process_->read_line(harness::patience) != "ready") {
        std::fprintf(stderr, "%s did not become ready\n", program().c_str());
        return nullptr;
    }
    sim->socket_ = connect_to(sim->path("control"));
    if (sim->socket_ < 0) return nullptr;
    return sim;
}

SimProcess::~SimProcess() {
    process_.reset();
    if (socket_ >= 0) ::close(socket_);
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::optional<int> SimProcess::stop() {
    process_->send_signal(SIGTERM);
    return process_->wait_exit(harness::patience);
}

std::string SimProcess::control_line(const std::string& line) {
    const std::string framed = line + "\n";
    for (std::size_t at = 0; at < framed.size();) {
        const ssize_t put = ::send(socket_, framed.data() + at, framed.size() - at, MSG_NOSIGNAL);
        if (put <= 0) break;
        at += static_cast<std::size_t>(put);
    }
    return read_line(socket_);
}

nlohmann::json SimProcess::control(const nlohmann::json& request) {
    auto answer = nlohmann::json::parse(control_line(request.dump()), nullptr, false);
    if (answer.is_object()) return answer;
    return {{"ok", false}, {"error", "no answer from the simulator"}};
}

nlohmann::json sample_card() {
    return {{"type", "resident"},
            {"name", "李小明"},
            {"sex", "1"},
            {"ethnic", "52"},
            {"birth", "19491231"},
            {"address", "内蒙古自治区鄂伦春自治旗阿里河镇"},
            {"number", "11010519491231002X"},
            {"issuer", "鄂伦春自治旗公安局"},
            {"from", "20200101"},
            {"to", "20400101"}};
}

}  // namespace bangnin::test
