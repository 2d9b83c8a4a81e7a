#include "tests/harness/line_client.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace bangnin::harness {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

int remaining_ms(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - Clock::now()).count();
    return left > 0 ? static_cast<int>(left) : 0;
}

int try_connect(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof address.sun_path) {
        return -1;
    }
    std::memcpy(address.sun_path, text.c_str(), text.size() + 1);
    const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (file >= 0 && connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(file);
        return -1;
    }
    return file;
}

bool send_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(file, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

std::expected<LineClient, std::string> LineClient::connect(const std::filesystem::path& socket, Milliseconds limit) {
    const Clock::time_point deadline = Clock::now() + limit;
    while (true) {
        LineClient client;
        client.socket_ = try_connect(socket);
        if (client.socket_ >= 0) {
            return client;
        }
        if (Clock::now() >= deadline) {
            return std::unexpected("nobody answers at " + socket.string());
        }
        poll(nullptr, 0, 5);  // a Unix socket that is not there yet cannot be waited for, only tried again
    }
}

LineClient::LineClient(LineClient&& other) noexcept { *this = std::move(other); }

LineClient& LineClient::operator=(LineClient&& other) noexcept {
    if (this != &other) {
        close_socket();
        socket_ = std::exchange(other.socket_, -1);
        pending_ = std::move(other.pending_);
    }
    return *this;
}

LineClient::~LineClient() { close_socket(); }

void LineClient::close_socket() {
    if (socket_ >= 0) {
        close(socket_);
        socket_ = -1;
    }
}

std::expected<json, std::string> LineClient::ask(const json& request, Milliseconds limit) {
    if (auto sent = send(request); !sent) {
        return std::unexpected(sent.error());
    }
    auto answer = receive(limit);
    return answer ? answer : std::unexpected(answer.error() + "; request was " + request.dump());
}

std::expected<void, std::string> LineClient::send(const json& request) {
    if (socket_ < 0 || !send_all(socket_, request.dump() + "\n")) {
        return std::unexpected("the connection is closed; request was " + request.dump());
    }
    return {};
}

std::expected<json, std::string> LineClient::receive(Milliseconds limit) {
    const Clock::time_point deadline = Clock::now() + limit;
    while (true) {
        const std::size_t end = pending_.find('\n');
        if (end != std::string::npos) {
            json answer = json::parse(pending_.substr(0, end), nullptr, false);
            pending_.erase(0, end + 1);
            if (!answer.is_object()) {
                return std::unexpected("the answer is no JSON object");
            }
            return answer;
        }
        pollfd answer_ready{socket_, POLLIN, 0};
        if (poll(&answer_ready, 1, remaining_ms(deadline)) == 0) {
            return std::unexpected("no answer in time");
        }
        char bytes[65536];
        const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
        if (count <= 0) {
            close_socket();
            return std::unexpected("the other side closed the connection");
        }
        pending_.append(bytes, static_cast<std::size_t>(count));
    }
}

std::expected<json, std::string> LineClient::tell(const json& request, Milliseconds limit) {
    auto answer = ask(request, limit);
    if (answer && !answer->value("ok", false)) {
        return std::unexpected(request.dump() + " → " + answer->dump());
    }
    return answer;
}

}  // namespace bangnin::harness
