#include "devices/sim/control_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace bangnin::devices::sim {
namespace {

using nlohmann::json;

constexpr std::size_t max_clients = 64;
constexpr std::size_t max_unsent_bytes = 4 * 1024 * 1024;

std::string line_of(const json& answer) { return answer.dump(-1, ' ', false, json::error_handler_t::replace); }

json refuse(const std::string& why) { return {{"ok", false}, {"error", why}}; }

}  // namespace

std::string answer_line(std::string_view line, const Handler& handler) {
    const json request = json::parse(line, nullptr, false);
    if (request.is_discarded()) return line_of(refuse("not JSON"));
    if (!request.is_object()) return line_of(refuse("not a JSON object"));
    return line_of(handler(request));
}

std::expected<std::unique_ptr<ControlSocket>, std::string> ControlSocket::create(std::filesystem::path path,
                                                                                 Handler handler) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof address.sun_path) return std::unexpected(text + ": too long for a socket's path");
    std::memcpy(address.sun_path, text.c_str(), text.size() + 1);

    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return std::unexpected(text + ": " + std::generic_category().message(errno));
    ::unlink(text.c_str());
    const bool listening = ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                           ::chmod(text.c_str(), 0600) == 0 && ::listen(fd, 16) == 0;
    if (!listening) {
        const std::string why = text + ": " + std::generic_category().message(errno);
        ::close(fd);
        return std::unexpected(why);
    }
    return std::unique_ptr<ControlSocket>(new ControlSocket(fd, std::move(path), std::move(handler)));
}

ControlSocket::ControlSocket(int listener, std::filesystem::path path, Handler handler)
    : listener_(listener), path_(std::move(path)), handler_(std::move(handler)) {}

ControlSocket::~ControlSocket() {
    for (const Client& client : clients_) ::close(client.fd);
    ::close(listener_);
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void ControlSocket::add_polls(std::vector<pollfd>& polls) const {
    polls.push_back({.fd = listener_, .events = POLLIN, .revents = 0});
    for (const Client& client : clients_) {
        const auto events = static_cast<short>(client.unsent.empty() ? POLLIN : POLLIN | POLLOUT);
        polls.push_back({.fd = client.fd, .events = events, .revents = 0});
    }
}

void ControlSocket::handle(std::span<const pollfd> polls) {
    const auto events_of = [polls](int fd) -> short {
        const auto found = std::ranges::find(polls, fd, &pollfd::fd);
        return found == polls.end() ? short{0} : found->revents;
    };
    std::erase_if(clients_, [&](Client& client) {
        const short events = events_of(client.fd);
        if (events == 0 || serve(client, events)) return false;
        ::close(client.fd);
        return true;
    });
    if (events_of(listener_) != 0) accept_client();
}

void ControlSocket::accept_client() {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0) return;
    if (clients_.size() >= max_clients) {
        ::close(fd);
        return;
    }
    clients_.push_back({.fd = fd, .received = {}, .unsent = {}});
}

// False once the connection is over.
bool ControlSocket::serve(Client& client, short events) {
    if ((events & (POLLIN | POLLHUP | POLLERR)) != 0 && !take(client)) return false;
    return flush(client);
}

bool ControlSocket::take(Client& client) {
    std::array<char, 16384> chunk;
    const ssize_t got = ::recv(client.fd, chunk.data(), chunk.size(), 0);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    if (got == 0) return false;
    client.received.append(chunk.data(), static_cast<std::size_t>(got));
    std::size_t end = 0;
    while ((end = client.received.find('\n')) != std::string::npos) {
        client.unsent += answer_line(std::string_view(client.received).substr(0, end), handler_) + "\n";
        client.received.erase(0, end + 1);
    }
    if (client.received.size() <= max_request_bytes && client.unsent.size() <= max_unsent_bytes) return true;
    client.unsent += line_of(refuse("the line is too long")) + "\n";
    flush(client);
    return false;
}

bool ControlSocket::flush(Client& client) {
    while (!client.unsent.empty()) {
        const ssize_t put = ::send(client.fd, client.unsent.data(), client.unsent.size(), MSG_NOSIGNAL);
        if (put < 0) return errno == EAGAIN || errno == EINTR;
        client.unsent.erase(0, static_cast<std::size_t>(put));
    }
    return true;
}

}  // namespace bangnin::devices::sim
