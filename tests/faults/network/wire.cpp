#include "tests/faults/network/wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

namespace bangnin::faults {
namespace {

enum class Mode { pass, cut, stall, refuse };

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

int listen_at(int port) {
    const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const sockaddr_in address = loopback(port);
    if (bind(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(file, 16) != 0) {
        close(file);
        return -1;
    }
    return file;
}

int connect_to(int port) {
    const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(file);
        return -1;
    }
    return file;
}

// The loopback takes what the relay has just read: both ends read eagerly, so a blocking send does not hang.
bool send_all(int file, const char* bytes, std::size_t count) {
    while (count > 0) {
        const ssize_t sent = send(file, bytes, count, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        count -= static_cast<std::size_t>(sent);
    }
    return true;
}

struct Pair {
    int kiosk = -1;
    int hub = -1;
};

}  // namespace

struct Wire::Impl {
    void run();
    void listen_or_not();
    void take();
    bool move(int from, int to, Toward direction);
    void close_all();
    void set(Mode wanted, Toward direction = Toward::hub, std::size_t bytes = 0);

    int listen_port = 0;
    int hub_port = 0;
    int listener = -1;
    int woken = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    std::list<Pair> pairs;  // of the thread alone
    std::thread thread;

    mutable std::mutex mutex;
    Mode mode = Mode::pass;
    Toward cut_direction = Toward::hub;
    std::size_t budget = 0;
    std::size_t cuts = 0;
    std::size_t held = 0;
    bool stopping = false;
};

void Wire::Impl::set(Mode wanted, Toward direction, std::size_t bytes) {
    const std::lock_guard lock(mutex);
    mode = wanted;
    cut_direction = direction;
    budget = bytes;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(woken, &one, sizeof one);
}

void Wire::Impl::close_all() {
    for (const Pair& pair : pairs) {
        close(pair.kiosk);
        close(pair.hub);
    }
    pairs.clear();
}

void Wire::Impl::listen_or_not() {
    if (mode == Mode::refuse) {
        close_all();
        if (listener >= 0) {
            close(listener);
            listener = -1;
        }
    } else if (listener < 0) {
        listener = listen_at(listen_port);
    }
}

void Wire::Impl::take() {
    Pair pair{.kiosk = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC), .hub = -1};
    if (pair.kiosk < 0) {
        return;
    }
    pair.hub = connect_to(hub_port);
    if (pair.hub < 0) {
        close(pair.kiosk);
        return;
    }
    pairs.push_back(pair);
}

// False when the connection is at its end.
bool Wire::Impl::move(int from, int to, Toward direction) {
    char bytes[16384];
    const ssize_t count = recv(from, bytes, sizeof bytes, 0);
    if (count <= 0) {
        return false;
    }
    auto allowed = static_cast<std::size_t>(count);
    if (mode == Mode::stall) {
        held += allowed;
        return true;
    }
    if (mode == Mode::cut && direction == cut_direction) {
        allowed = std::min(allowed, budget);
        budget -= allowed;
    }
    const bool sent = send_all(to, bytes, allowed);
    if (allowed < static_cast<std::size_t>(count)) {
        ++cuts;
        return false;
    }
    return sent;
}

void Wire::Impl::run() {
    while (true) {
        std::vector<pollfd> watched;
        {
            const std::lock_guard lock(mutex);
            if (stopping) {
                break;
            }
            listen_or_not();
            watched = {{woken, POLLIN, 0}, {listener, POLLIN, 0}};  // poll leaves a negative file out
        }
        for (const Pair& pair : pairs) {
            watched.push_back({pair.kiosk, POLLIN, 0});
            watched.push_back({pair.hub, POLLIN, 0});
        }
        poll(watched.data(), watched.size(), -1);
        const std::lock_guard lock(mutex);
        std::uint64_t ignored = 0;
        [[maybe_unused]] const ssize_t drained = read(woken, &ignored, sizeof ignored);
        std::size_t index = 2;
        for (auto pair = pairs.begin(); pair != pairs.end(); index += 2) {
            bool open = watched[index].revents == 0 || move(pair->kiosk, pair->hub, Toward::hub);
            open = open && (watched[index + 1].revents == 0 || move(pair->hub, pair->kiosk, Toward::kiosk));
            if (!open) {
                close(pair->kiosk);
                close(pair->hub);
                pair = pairs.erase(pair);
            } else {
                ++pair;
            }
        }
        if (watched[1].revents != 0) {
            take();
        }
    }
    close_all();
}

harness::Result<std::unique_ptr<Wire>> Wire::open(const harness::Rig& rig) {
    auto impl = std::make_unique<Impl>();
    impl->listen_port = rig.relay_port();
    impl->hub_port = rig.hub_port();
    impl->listener = listen_at(impl->listen_port);
    if (impl->listener < 0) {
        return std::unexpected("the relay's port is taken");
    }
    impl->thread = std::thread([wire = impl.get()] { wire->run(); });
    return std::unique_ptr<Wire>(new Wire(std::move(impl)));
}

Wire::Wire(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Wire::~Wire() {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->set(Mode::refuse);
    impl_->thread.join();
    if (impl_->listener >= 0) {
        close(impl_->listener);
    }
    close(impl_->woken);
}

void Wire::pass() { impl_->set(Mode::pass); }
void Wire::cut_after(Toward direction, std::size_t bytes) { impl_->set(Mode::cut, direction, bytes); }
void Wire::stall() { impl_->set(Mode::stall); }
void Wire::refuse() { impl_->set(Mode::refuse); }

std::size_t Wire::cuts() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->cuts;
}

std::size_t Wire::held_bytes() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->held;
}

}  // namespace bangnin::faults
