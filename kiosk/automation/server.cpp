#include "kiosk/automation/server.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "kiosk/automation/connection.h"
#include "kiosk/automation/descriptor.h"

namespace bangnin::kiosk::automation {

namespace {

constexpr std::size_t most_clients = 16;
// What the last answers may take on their way out, so that a client that does not read keeps no kiosk from ending.
constexpr std::chrono::milliseconds farewell_limit{500};

/// Answers on their way from any thread to the server's thread. Outlives the server as long as somebody may answer.
struct Outgoing {
    explicit Outgoing(int wake_fd) : wake(wake_fd) {}

    void put(std::uint64_t client, std::string line) {
        const std::scoped_lock lock(mutex);
        lines.emplace_back(client, std::move(line));
        signal();
    }
    void signal() const {
        const std::uint64_t one = 1;
        // The counter cannot overflow in practice, and a full one wakes just as well.
        [[maybe_unused]] const auto written = ::write(wake.number, &one, sizeof one);
    }

    Descriptor wake;
    std::mutex mutex;
    std::vector<std::pair<std::uint64_t, std::string>> lines;
};

std::expected<Descriptor, std::string> listen_at(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    if (name.size() >= sizeof address.sun_path) {
        return std::unexpected("the socket's path is too long");
    }
    std::memcpy(address.sun_path, name.c_str(), name.size() + 1);
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.number < 0) {
        return std::unexpected(std::string("no socket: ") + std::strerror(errno));
    }
    struct stat there{};
    if (::lstat(name.c_str(), &there) == 0 && S_ISSOCK(there.st_mode)) {
        ::unlink(name.c_str());
    }
    // Mode 0600 before anybody can connect: on Linux a socket's file takes the mode of its descriptor. Not by umask,
    // which is the whole process's.
    const auto* general = reinterpret_cast<const sockaddr*>(&address);
    ::fchmod(socket.number, 0600);
    const int bound = ::bind(socket.number, general, sizeof address);
    if (bound != 0 || ::listen(socket.number, 8) != 0) {
        return std::unexpected("cannot listen at " + name + ": " + std::strerror(errno));
    }
    return socket;
}

}  // namespace

struct Server::Impl {
    Descriptor listener;
    std::filesystem::path path;
    Handler handler;
    std::shared_ptr<Outgoing> outgoing;
    std::map<std::uint64_t, Connection> clients;
    std::uint64_t next_client = 1;
    std::atomic<bool> ending{false};
    std::thread thread;

    void run() {
        while (!ending) {
            wait_and_serve();
        }
        say_farewell();
    }

    void wait_and_serve() {
        std::vector<pollfd> watched{{outgoing->wake.number, POLLIN, 0}, {listener.number, POLLIN, 0}};
        std::vector<std::uint64_t> ids{0, 0};
        for (const auto& [id, client] : clients) {
            watched.push_back({client.socket(), client.events(), 0});
            ids.push_back(id);
        }
        if (::poll(watched.data(), watched.size(), -1) < 0) {
            return;
        }
        if (watched[0].revents != 0) {
            std::uint64_t count = 0;
            [[maybe_unused]] const auto taken = ::read(outgoing->wake.number, &count, sizeof count);
            hand_out_answers();
        }
        if (watched[1].revents != 0) {
            accept_client();
        }
        for (std::size_t i = 2; i < watched.size(); ++i) {
            serve(ids[i], watched[i].revents);
        }
        std::erase_if(clients, [](const auto& entry) { return entry.second.finished(); });
    }

    void accept_client() {
        Descriptor socket(::accept4(listener.number, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (socket.number >= 0 && clients.size() < most_clients) {
            clients.emplace(next_client++, Connection(std::move(socket)));
        }
    }

    void serve(std::uint64_t id, short happened) {
        Connection& client = clients.at(id);
        if ((happened & POLLOUT) != 0) {
            client.send();
        }
        if ((happened & POLLIN) != 0) {
            for (const auto& line : client.receive()) {
                serve_line(id, line);
            }
        } else if ((happened & (POLLHUP | POLLERR)) != 0) {
            client.hang_up();  // only now: what was said before the end is still heard
        }
    }

    void serve_line(std::uint64_t id, const Connection::Line& line) {
        if (!line) {
            outgoing->put(id, refusal("the line is longer than " + std::to_string(longest_line) + " bytes"));
            return;
        }
        auto request = parse_request(*line);
        if (!request) {
            outgoing->put(id, refusal(request.error()));
            return;
        }
        handler(std::move(*request), [out = outgoing, id](std::string answer) { out->put(id, std::move(answer)); });
    }

    void hand_out_answers() {
        std::vector<std::pair<std::uint64_t, std::string>> lines;
        {
            const std::scoped_lock lock(outgoing->mutex);
            lines.swap(outgoing->lines);
        }
        for (const auto& [id, line] : lines) {
            if (const auto client = clients.find(id); client != clients.end()) {
                client->second.answer(line);
            }
        }
    }

    // What was answered before the end still goes out, that to "quit" above all, to whoever reads it.
    void say_farewell() {
        hand_out_answers();
        const auto until = std::chrono::steady_clock::now() + farewell_limit;
        while (true) {
            std::vector<pollfd> watched;
            for (auto& [id, client] : clients) {
                client.send();
                if (client.has_unsent()) {
                    watched.push_back({client.socket(), POLLOUT, 0});
                }
            }
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
            if (watched.empty() || left.count() <= 0) {
                return;
            }
            ::poll(watched.data(), watched.size(), static_cast<int>(left.count()));
        }
    }
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
    impl_->ending = true;
    impl_->outgoing->signal();
    impl_->thread.join();
    ::unlink(impl_->path.c_str());
}

std::expected<std::unique_ptr<Server>, std::string> Server::create(const std::filesystem::path& socket,
                                                                   Handler handler) {
    auto listener = listen_at(socket);
    if (!listener) {
        return std::unexpected(listener.error());
    }
    Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (wake.number < 0) {
        return std::unexpected(std::string("no event counter: ") + std::strerror(errno));
    }
    auto impl = std::make_unique<Impl>();
    impl->listener = std::move(*listener);
    impl->path = socket;
    impl->handler = std::move(handler);
    impl->outgoing = std::make_shared<Outgoing>(std::exchange(wake.number, -1));
    impl->thread = std::thread([raw = impl.get()] { raw->run(); });
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

}  // namespace bangnin::kiosk::automation
