// Opening ports: termios for serial lines, non-blocking connects for TCP.
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "devices/port/fd_stream.h"

namespace bangnin::devices {
namespace {

using detail::FdStream;
using detail::system_failure;

// Closes on every early return.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }

  private:
    int fd_;
};

speed_t speed_of(unsigned baud) {
    switch (baud) {
        case 1200:
            return B1200;
        case 2400:
            return B2400;
        case 4800:
            return B4800;
        case 9600:
            return B9600;
        case 19200:
            return B19200;
        case 38400:
            return B38400;
        case 57600:
            return B57600;
        case 230400:
            return B230400;
        case 460800:
            return B460800;
        case 921600:
            return B921600;
        default:
            return B115200;
    }
}

bool is_pseudo_terminal(const struct stat& status) {
    constexpr unsigned first_slave_major = 136;
    constexpr unsigned last_slave_major = 143;
    return major(status.st_rdev) >= first_slave_major && major(status.st_rdev) <= last_slave_major;
}

std::expected<void, PortError> make_raw(int fd, unsigned baud, const std::string& name) {
    termios settings{};
    if (::tcgetattr(fd, &settings) != 0) return std::unexpected(system_failure(errno, name, "read line settings"));
    ::cfmakeraw(&settings);
    settings.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS | PARENB | CSIZE);
    settings.c_cflag |= CS8 | CLOCAL | CREAD;
    settings.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF | IXANY);
    settings.c_cc[VMIN] = 0;
    settings.c_cc[VTIME] = 0;
    ::cfsetispeed(&settings, speed_of(baud));
    ::cfsetospeed(&settings, speed_of(baud));
    if (::tcsetattr(fd, TCSANOW, &settings) != 0) {
        return std::unexpected(system_failure(errno, name, "set line settings"));
    }
    return {};
}

std::expected<void, PortError> prepare_terminal(int fd, const struct stat& status, const PortUrl& url,
                                                const std::string& name) {
    // A pseudo-terminal keeps TIOCEXCL after the last close as long as its other end lives, so a process that was
    // killed would lock its successor out; the flock taken before dies with its holder.
    if (!is_pseudo_terminal(status) && ::ioctl(fd, TIOCEXCL) != 0) {
        return std::unexpected(system_failure(errno, name, "claim"));
    }
    if (auto raw = make_raw(fd, url.baud, name); !raw) return raw;
    ::tcflush(fd, TCIOFLUSH);
    return {};
}

std::expected<std::unique_ptr<ByteStream>, PortError> open_device(const PortUrl& url) {
    const std::string name = to_string(url);
    Descriptor device(::open(url.path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (device.get() < 0) return std::unexpected(system_failure(errno, name, "open"));
    struct stat status{};
    if (::fstat(device.get(), &status) != 0) return std::unexpected(system_failure(errno, name, "look at"));
    if (!S_ISCHR(status.st_mode)) {
        return std::unexpected(PortError{.kind = PortErrorKind::invalid, .detail = name + ": not a device"});
    }
    if (::flock(device.get(), LOCK_EX | LOCK_NB) != 0) return std::unexpected(system_failure(errno, name, "lock"));
    if (::isatty(device.get()) != 0) {
        if (auto ready = prepare_terminal(device.get(), status, url, name); !ready) {
            return std::unexpected(std::move(ready.error()));
        }
    } else if (url.kind == PortKind::serial) {
        return std::unexpected(PortError{.kind = PortErrorKind::invalid, .detail = name + ": not a serial line"});
    }
    return std::make_unique<FdStream>(device.release(), name);
}

void keep_alive(int fd) {
    const auto set = [fd](int level, int option, int value) { ::setsockopt(fd, level, option, &value, sizeof value); };
    set(IPPROTO_TCP, TCP_NODELAY, 1);
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 10);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 5);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3);
}

std::expected<std::unique_ptr<ByteStream>, PortError> connect_to(const addrinfo& address, const std::string& name,
                                                                 Deadline deadline, const Wakeup* wakeup) {
    Descriptor peer(::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (peer.get() < 0) return std::unexpected(system_failure(errno, name, "make a socket"));
    if (::connect(peer.get(), address.ai_addr, address.ai_addrlen) != 0) {
        if (errno != EINPROGRESS) return std::unexpected(system_failure(errno, name, "connect"));
        if (auto ready = detail::wait_for(peer.get(), detail::Readiness::writable, deadline, wakeup, name); !ready) {
            return std::unexpected(std::move(ready.error()));
        }
        int outcome = 0;
        socklen_t size = sizeof outcome;
        ::getsockopt(peer.get(), SOL_SOCKET, SO_ERROR, &outcome, &size);
        if (outcome != 0) return std::unexpected(system_failure(outcome, name, "connect"));
    }
    keep_alive(peer.get());
    return std::make_unique<FdStream>(peer.release(), name);
}

std::expected<std::unique_ptr<ByteStream>, PortError> open_tcp(const PortUrl& url, Deadline deadline,
                                                               const Wakeup* wakeup) {
    const std::string name = to_string(url);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (const int code = ::getaddrinfo(url.host.c_str(), std::to_string(url.port).c_str(), &hints, &found); code != 0) {
        return std::unexpected(
            PortError{.kind = PortErrorKind::gone, .detail = name + ": look up: " + ::gai_strerror(code)});
    }
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, ::freeaddrinfo);
    std::expected<std::unique_ptr<ByteStream>, PortError> stream =
        std::unexpected(PortError{.kind = PortErrorKind::gone, .detail = name + ": no address"});
    for (const addrinfo* address = addresses.get(); address != nullptr; address = address->ai_next) {
        stream = connect_to(*address, name, deadline, wakeup);
        if (stream || stream_survives(stream.error().kind)) break;
    }
    return stream;
}

}  // namespace

std::expected<std::unique_ptr<ByteStream>, PortError> open_port(const PortUrl& url, Deadline deadline,
                                                                const Wakeup* wakeup) {
    return url.kind == PortKind::tcp ? open_tcp(url, deadline, wakeup) : open_device(url);
}

std::expected<std::unique_ptr<ByteStream>, PortError> open_port(std::string_view url, Deadline deadline,
                                                                const Wakeup* wakeup) {
    auto parsed = parse_port_url(url);
    if (!parsed) return std::unexpected(PortError{.kind = PortErrorKind::invalid, .detail = std::move(parsed.error())});
    return open_port(*parsed, deadline, wakeup);
}

}  // namespace bangnin::devices
