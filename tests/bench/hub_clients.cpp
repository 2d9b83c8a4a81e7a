#include "tests/bench/hub_clients.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace bangnin::bench {
namespace {

// A machine's own ports would not do for tens of thousands of connections to one address: they come from several.
constexpr std::size_t clients_an_address = 20'000;

[[noreturn]] void give_up(const char* why) {
    std::fprintf(stderr, "hub clients: %s\n", why);
    std::exit(1);
}

std::size_t content_length(std::string_view header) {
    constexpr std::string_view name = "Content-Length: ";
    const std::size_t at = header.find(name);
    std::size_t length = 0;
    if (at != std::string_view::npos) {
        std::from_chars(header.data() + at + name.size(), header.data() + header.size(), length);
    }
    return length;
}

}  // namespace

HubClients::HubClients(int port, const std::vector<harness::Identity>& identities, Told told)
    : port_(port), told_(std::move(told)), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    std::signal(SIGPIPE, SIG_IGN);
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    for (const harness::Identity& identity : identities) {
        std::unique_ptr<SSL_CTX, ContextDeleter> context(SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                            SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        // Thousands of sessions that nobody resumes.
        SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
        SSL_CTX_set_read_ahead(context.get(), 1);
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
        bool good = SSL_CTX_load_verify_locations(context.get(), identity.ca.c_str(), nullptr) == 1;
        if (!identity.certificate.empty()) {
            good = good &&
                   SSL_CTX_use_certificate_file(context.get(), identity.certificate.c_str(), SSL_FILETYPE_PEM) == 1 &&
                   SSL_CTX_use_PrivateKey_file(context.get(), identity.key.c_str(), SSL_FILETYPE_PEM) == 1;
        }
        if (!good) give_up("an identity cannot be used");
        contexts_.push_back(std::move(context));
    }
}

HubClients::~HubClients() {
    for (std::size_t client = 0; client < clients_.size(); ++client) close(client);
    ::close(epoll_);
}

std::size_t HubClients::add() {
    clients_.emplace_back();
    return clients_.size() - 1;
}

bool HubClients::connect(std::size_t number) {
    Client& client = clients_[number];
    client.socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (client.socket < 0) give_up("no more sockets: raise the limit of open files");
    const int on = 1;
    setsockopt(client.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // The port is chosen at connecting: it may be another connection's too, to another address.
    setsockopt(client.socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK + static_cast<std::uint32_t>(1 + number / clients_an_address));
    bind(client.socket, reinterpret_cast<const sockaddr*>(&own), sizeof own);
    sockaddr_in hub = own;
    hub.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    hub.sin_port = htons(static_cast<std::uint16_t>(port_));
    if (::connect(client.socket, reinterpret_cast<const sockaddr*>(&hub), sizeof hub) != 0 && errno != EINPROGRESS) {
        return false;
    }
    client.ssl.reset(SSL_new(contexts_[number % contexts_.size()].get()));
    SSL_set_fd(client.ssl.get(), client.socket);
    SSL_set_connect_state(client.ssl.get());
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET;
    event.data.u64 = number;
    epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket, &event);
    return true;
}

void HubClients::get(std::size_t number, const std::string& path) {
    Client& client = clients_[number];
    client.to_send = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    client.asked = true;
    if (client.socket < 0) {
        if (!connect(number)) lost(number);
    } else if (!send(client)) {
        lost(number);
    }
}

void HubClients::close(std::size_t number) {
    Client& client = clients_[number];
    if (client.socket < 0) return;
    SSL_shutdown(client.ssl.get());
    client.ssl.reset();
    ::close(client.socket);
    client = {};
}

void HubClients::lost(std::size_t number) {
    const bool asked = clients_[number].asked;
    close(number);
    if (asked) told_({number, 0, {}, Clock::now()});
}

bool HubClients::send(Client& client) {
    while (!client.to_send.empty()) {
        const int count = SSL_write(client.ssl.get(), client.to_send.data(), static_cast<int>(client.to_send.size()));
        if (count <= 0) {
            const int error = SSL_get_error(client.ssl.get(), count);
            return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
        }
        client.to_send.erase(0, static_cast<std::size_t>(count));
    }
    return true;
}

void HubClients::receive(std::size_t number) {
    static std::array<char, std::size_t{16} * 1024> room;
    while (clients_[number].socket >= 0) {
        Client& client = clients_[number];
        const int count = SSL_read(client.ssl.get(), room.data(), static_cast<int>(room.size()));
        if (count <= 0) {
            const int error = SSL_get_error(client.ssl.get(), count);
            if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) lost(number);
            return;
        }
        client.received.append(room.data(), static_cast<std::size_t>(count));
        const std::size_t end = client.received.find("\r\n\r\n");
        if (end == std::string::npos) continue;
        const std::string_view all = client.received;
        const std::size_t length = content_length(all.substr(0, end));
        if (all.size() < end + 4 + length) continue;
        const std::string answer = std::move(client.received);
        client.received.clear();
        client.asked = false;
        const int status = std::atoi(answer.c_str() + sizeof "HTTP/1.1");
        // The owner may ask again, or close it.
        told_({number, status, std::string_view(answer).substr(end + 4, length), Clock::now()});
    }
}

void HubClients::go_on(std::size_t number) {
    if (!send(clients_[number])) return lost(number);
    receive(number);
}

void HubClients::run(std::chrono::microseconds limit) {
    std::array<epoll_event, 512> events{};
    const timespec most{limit.count() / 1'000'000, (limit.count() % 1'000'000) * 1000};
    const int count = epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &most, nullptr);
    for (int index = 0; index < count; ++index) {
        const std::size_t number = events[static_cast<std::size_t>(index)].data.u64;
        if (clients_[number].socket >= 0) go_on(number);
    }
}

}  // namespace bangnin::bench
