#include "devices/port/fd_stream.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <system_error>
#include <utility>

namespace bangnin::devices {
namespace {

// poll counts in milliseconds; rounding up keeps a short wait from spinning.
int poll_timeout(Deadline deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, INT_MAX));
}

}  // namespace

std::string_view to_word(PortErrorKind kind) {
    switch (kind) {
        case PortErrorKind::timed_out:
            return "timed_out";
        case PortErrorKind::interrupted:
            return "interrupted";
        case PortErrorKind::closed:
            return "closed";
        case PortErrorKind::gone:
            return "gone";
        case PortErrorKind::busy:
            return "busy";
        case PortErrorKind::invalid:
            return "invalid";
        case PortErrorKind::failed:
            return "failed";
    }
    return "failed";
}

std::expected<std::unique_ptr<Wakeup>, PortError> Wakeup::create() {
    const int fd = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0) return std::unexpected(detail::system_failure(errno, "eventfd", "create"));
    return std::unique_ptr<Wakeup>(new Wakeup(fd));
}

Wakeup::~Wakeup() { ::close(fd_); }

void Wakeup::signal() {
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then it is signalled anyway.
    [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
}

void Wakeup::reset() {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(fd_, &count, sizeof count);
}

bool Wakeup::wait_until(Deadline deadline) const {
    pollfd entry{.fd = fd_, .events = POLLIN, .revents = 0};
    while (true) {
        const int ready = ::poll(&entry, 1, poll_timeout(deadline));
        if (ready > 0) return true;
        if (ready == 0 && Clock::now() >= deadline) return false;
        if (ready < 0 && errno != EINTR) return false;
    }
}

std::expected<void, PortError> write_all(ByteStream& stream, std::span<const std::uint8_t> bytes, Deadline deadline,
                                         const Wakeup* wakeup) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        auto written = stream.write(bytes.subspan(done), deadline, wakeup);
        if (!written) {
            written.error().transferred = done;
            return std::unexpected(std::move(written.error()));
        }
        done += *written;
    }
    return {};
}

std::unique_ptr<ByteStream> adopt_descriptor(int fd, std::string name) {
    return std::make_unique<detail::FdStream>(fd, std::move(name));
}

std::chrono::milliseconds reopen_delay(unsigned failures, std::uint32_t jitter) {
    constexpr unsigned most_doublings = 5;
    const unsigned doublings = std::min(failures == 0 ? 0 : failures - 1, most_doublings);
    const std::int64_t full = std::int64_t{100} << doublings;
    return std::chrono::milliseconds(full - jitter % (full / 4 + 1));
}

namespace detail {

PortErrorKind classify(int system_error) {
    switch (system_error) {
        case EIO:
        case ENOENT:
        case ENODEV:
        case ENXIO:
        case EPIPE:
        case ENOTCONN:
        case ECONNRESET:
        case ECONNREFUSED:
        case ECONNABORTED:
        case EHOSTUNREACH:
        case EHOSTDOWN:
        case ENETUNREACH:
        case ENETDOWN:
        case ESHUTDOWN:
        case ETIMEDOUT:
            return PortErrorKind::gone;
        case EBUSY:
        case EWOULDBLOCK:
            return PortErrorKind::busy;
        case ENOTTY:
        case EISDIR:
        case ENOTDIR:
        case ENAMETOOLONG:
        case ELOOP:
            return PortErrorKind::invalid;
        default:
            return PortErrorKind::failed;
    }
}

PortError system_failure(int system_error, const std::string& name, std::string_view doing) {
    return {.kind = classify(system_error),
            .system_error = system_error,
            .detail = name + ": " + std::string(doing) + ": " + std::generic_category().message(system_error),
            .transferred = 0};
}

std::expected<void, PortError> wait_for(int fd, Readiness readiness, Deadline deadline, const Wakeup* wakeup,
                                        const std::string& name) {
    const short wanted = readiness == Readiness::readable ? POLLIN : POLLOUT;
    std::array<pollfd, 2> entries{{{.fd = fd, .events = wanted, .revents = 0},
                                   {.fd = wakeup == nullptr ? -1 : wakeup->fd(), .events = POLLIN, .revents = 0}}};
    while (true) {
        const int ready = ::poll(entries.data(), entries.size(), poll_timeout(deadline));
        if (ready < 0 && errno != EINTR) return std::unexpected(system_failure(errno, name, "poll"));
        if (ready > 0) {
            if (entries[1].revents != 0) {
                return std::unexpected(PortError{.kind = PortErrorKind::interrupted, .detail = name + ": interrupted"});
            }
            return {};
        }
        if (Clock::now() >= deadline) {
            return std::unexpected(PortError{.kind = PortErrorKind::timed_out, .detail = name + ": timed out"});
        }
    }
}

FdStream::FdStream(int fd, std::string name) : fd_(fd), name_(std::move(name)), nature_(Nature::other) {
    struct stat status{};
    if (::fstat(fd_, &status) == 0 && S_ISSOCK(status.st_mode)) {
        nature_ = Nature::socket;
    } else if (::isatty(fd_) != 0) {
        nature_ = Nature::terminal;
    }
    const int flags = ::fcntl(fd_, F_GETFL);
    if (flags >= 0) ::fcntl(fd_, F_SETFL, flags | O_NONBLOCK);
}

FdStream::~FdStream() { close(); }

void FdStream::close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

bool FdStream::empty_read_is_the_end() const {
    if (nature_ == Nature::socket) return true;
    if (nature_ == Nature::terminal) {
        termios settings{};
        return ::tcgetattr(fd_, &settings) != 0;
    }
    pollfd entry{.fd = fd_, .events = POLLIN, .revents = 0};
    return ::poll(&entry, 1, 0) > 0 && (entry.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

std::expected<std::size_t, PortError> FdStream::read(std::span<std::uint8_t> into, Deadline deadline,
                                                     const Wakeup* wakeup) {
    // Between two looks at a printer that keeps answering with empty packets.
    constexpr std::chrono::milliseconds empty_pause{20};
    if (fd_ < 0) return std::unexpected(PortError{.kind = PortErrorKind::closed, .detail = name_ + ": closed"});
    if (into.empty()) return 0;
    while (true) {
        if (auto ready = wait_for(fd_, Readiness::readable, deadline, wakeup, name_); !ready) {
            return std::unexpected(std::move(ready.error()));
        }
        const ssize_t got = ::read(fd_, into.data(), into.size());
        if (got > 0) return static_cast<std::size_t>(got);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got < 0) return std::unexpected(system_failure(errno, name_, "read"));
        if (empty_read_is_the_end()) {
            return std::unexpected(PortError{.kind = PortErrorKind::gone, .detail = name_ + ": hung up"});
        }
        const Deadline pause = std::min(deadline, Clock::now() + empty_pause);
        if (wakeup != nullptr) {
            wakeup->wait_until(pause);
        } else {
            ::poll(nullptr, 0, poll_timeout(pause));
        }
    }
}

std::expected<std::size_t, PortError> FdStream::write(std::span<const std::uint8_t> bytes, Deadline deadline,
                                                      const Wakeup* wakeup) {
    if (fd_ < 0) return std::unexpected(PortError{.kind = PortErrorKind::closed, .detail = name_ + ": closed"});
    if (bytes.empty()) return 0;
    while (true) {
        if (auto ready = wait_for(fd_, Readiness::writable, deadline, wakeup, name_); !ready) {
            return std::unexpected(std::move(ready.error()));
        }
        const ssize_t put = nature_ == Nature::socket ? ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL)
                                                      : ::write(fd_, bytes.data(), bytes.size());
        if (put > 0) return static_cast<std::size_t>(put);
        if (put < 0 && errno != EINTR && errno != EAGAIN) {
            return std::unexpected(system_failure(errno, name_, "write"));
        }
    }
}

void FdStream::discard_input() {
    if (fd_ < 0) return;
    if (nature_ == Nature::terminal) {
        ::tcflush(fd_, TCIFLUSH);
        return;
    }
    std::array<std::uint8_t, 512> scrap{};
    // Bounded, so that a peer that never stops talking cannot hold the caller here.
    for (int round = 0; round < 256; ++round) {
        if (::read(fd_, scrap.data(), scrap.size()) <= 0) return;
    }
}

}  // namespace detail
}  // namespace bangnin::devices
