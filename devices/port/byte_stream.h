// Byte streams to devices: serial lines, TCP sockets and character devices behind one interface, with deadlines on
// every call and a way to interrupt a waiting thread at once.
//
// Threads: a stream belongs to one thread at a time (its driver's). Only `Wakeup::signal` may be called from others.
// Nothing here throws, blocks past its deadline, or raises SIGPIPE.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "devices/port/port_url.h"

namespace bangnin::devices {

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

enum class PortErrorKind : std::uint8_t {
    timed_out,    // the deadline passed; the stream is still good
    interrupted,  // the Wakeup was signalled; the stream is still good
    closed,       // close() was called on this stream before
    gone,         // the device or the peer went away, or is not there: close, wait, open again
    busy,         // another process holds the device
    invalid,      // the URL, or what it names, cannot be a port
    failed,       // any other failure of the system: treat as gone
};

struct PortError {
    PortErrorKind kind = PortErrorKind::failed;
    int system_error = 0;         // errno, or 0
    std::string detail;           // for the log and for staff: what was tried on which port
    std::size_t transferred = 0;  // bytes already passed to the system before the failure (write_all only)
};

// "gone", "busy" …: stable words for logs, health reports and tests.
std::string_view to_word(PortErrorKind kind);

// True where the stream may go on being used after the error.
constexpr bool stream_survives(PortErrorKind kind) {
    return kind == PortErrorKind::timed_out || kind == PortErrorKind::interrupted;
}

// An eventfd that ends waits early. Level-triggered: once signalled, every wait ends at once until reset().
class Wakeup {
  public:
    static std::expected<std::unique_ptr<Wakeup>, PortError> create();
    ~Wakeup();
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;

    void signal();  // any thread
    void reset();   // the waiting thread, before it looks at what it was woken for
    int fd() const { return fd_; }

    // Sleeps until the deadline or the signal; true if signalled.
    bool wait_until(Deadline deadline) const;

  private:
    explicit Wakeup(int fd) : fd_(fd) {}
    int fd_;
};

class ByteStream {
  public:
    virtual ~ByteStream() = default;

    // Waits for at least one byte; returns how many were put into `into` (1 … into.size(); 0 only for an empty span).
    // `wakeup` may be null. Errors: timed_out, interrupted, closed, gone, failed.
    virtual std::expected<std::size_t, PortError> read(std::span<std::uint8_t> into, Deadline deadline,
                                                       const Wakeup* wakeup = nullptr) = 0;

    // Waits until at least one byte of a non-empty `bytes` is accepted; returns how many were.
    // Accepted means handed to the system, not received by the device.
    virtual std::expected<std::size_t, PortError> write(std::span<const std::uint8_t> bytes, Deadline deadline,
                                                        const Wakeup* wakeup = nullptr) = 0;

    // The descriptor for poll or ioctl, -1 when closed or when the stream has none.
    virtual int fd() const = 0;

    // Forgets bytes received and not yet read.
    virtual void discard_input() = 0;

    virtual void close() = 0;  // idempotent
};

// Writes all of `bytes`; on failure `transferred` says how many bytes had been accepted.
std::expected<void, PortError> write_all(ByteStream& stream, std::span<const std::uint8_t> bytes, Deadline deadline,
                                         const Wakeup* wakeup = nullptr);

// Opens what the URL names (see port_url.h). Symbolic links are resolved anew by each call, so a device that came back
// under another name is found. A serial line is raw, 8N1, without flow control, locked (flock, TIOCEXCL) and emptied.
// A TCP connection has TCP_NODELAY and keep-alive; the deadline bounds its making (but a host given by name is looked
// up by the system's resolver, whose own limits apply: give addresses in a hall). Errors: gone (nothing there), busy,
// invalid, timed_out, interrupted, failed.
std::expected<std::unique_ptr<ByteStream>, PortError> open_port(const PortUrl& url, Deadline deadline,
                                                                const Wakeup* wakeup = nullptr);
std::expected<std::unique_ptr<ByteStream>, PortError> open_port(std::string_view url, Deadline deadline,
                                                                const Wakeup* wakeup = nullptr);

// Takes over an open descriptor (tests, pseudo-terminals); makes it non-blocking. `name` is for messages.
std::unique_ptr<ByteStream> adopt_descriptor(int fd, std::string name);

// How long to wait before the next attempt to open a port, after `failures` (≥ 1) failed ones in a row:
// 100 ms doubling to 3.2 s, less up to a quarter by `jitter` (any value), so that machines do not move in step.
std::chrono::milliseconds reopen_delay(unsigned failures, std::uint32_t jitter);

}  // namespace bangnin::devices
