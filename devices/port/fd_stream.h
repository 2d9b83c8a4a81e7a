// A byte stream over a non-blocking descriptor. Private to devices/port.
#pragma once

#include <string>

#include "devices/port/byte_stream.h"

namespace bangnin::devices::detail {

enum class Readiness : std::uint8_t { readable, writable };

// Waits until the descriptor is ready (or hung up, which the following read or write then reports).
// Errors: timed_out, interrupted, failed.
std::expected<void, PortError> wait_for(int fd, Readiness readiness, Deadline deadline, const Wakeup* wakeup,
                                        const std::string& name);

// What errno after a failed call on a device means.
PortErrorKind classify(int system_error);
PortError system_failure(int system_error, const std::string& name, std::string_view doing);

class FdStream final : public ByteStream {
  public:
    FdStream(int fd, std::string name);
    ~FdStream() override;
    FdStream(const FdStream&) = delete;
    FdStream& operator=(const FdStream&) = delete;

    std::expected<std::size_t, PortError> read(std::span<std::uint8_t> into, Deadline deadline,
                                               const Wakeup* wakeup) override;
    std::expected<std::size_t, PortError> write(std::span<const std::uint8_t> bytes, Deadline deadline,
                                                const Wakeup* wakeup) override;
    int fd() const override { return fd_; }
    void discard_input() override;
    void close() override;

  private:
    // An empty read means the end on a socket; on a terminal only if it is hung up; on a printer's device nothing at
    // all.
    bool empty_read_is_the_end() const;

    int fd_;
    std::string name_;
    enum class Nature : std::uint8_t { socket, terminal, other } nature_;
};

}  // namespace bangnin::devices::detail
