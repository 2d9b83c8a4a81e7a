#include "tests/devices/sim/sim_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
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

// Up to and without the line end; what came so far if nothing comes for ten seconds.
std::string read_line(int fd) {
    std::string line;
    pollfd entry{.fd = fd, .events = POLLIN, .revents = 0};
    char c = 0;
    while (::poll(&entry, 1, 10'000) > 0 && ::read(fd, &c, 1) == 1) {
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

    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return nullptr;
    const std::string path = program();
    sim->pid_ = ::fork();
    if (sim->pid_ == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        ::execl(path.c_str(), path.c_str(), "--dir", pattern.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(pipe[1]);
    sim->output_ = pipe[0];
    if (read_line(sim->output_) != "ready") {
        std::fprintf(stderr, "%s did not become ready\n", path.c_str());
        return nullptr;
    }
    sim->socket_ = connect_to(sim->path("control"));
    if (sim->socket_ < 0) return nullptr;
    return sim;
}

SimProcess::~SimProcess() {
    stop();
    if (socket_ >= 0) ::close(socket_);
    if (output_ >= 0) ::close(output_);
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

int SimProcess::stop() {
    if (pid_ <= 0) return -1;
    int status = -1;
    ::kill(pid_, SIGTERM);
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    return status;
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
