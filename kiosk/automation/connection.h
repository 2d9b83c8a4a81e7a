// One client of the automation port: the bytes it sends become lines, the answers to them become bytes. Never blocks,
// and holds a bounded amount of memory whatever the other side does. Belongs to the server's thread.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/automation/descriptor.h"

namespace bangnin::kiosk::automation {

/// A client that has left so many bytes of answers unread is dropped; a screen's whole tree has some 10,000.
inline constexpr std::size_t most_unread_bytes = std::size_t{4} << 20U;

struct LineTooLong {};  ///< more than `longest_line` bytes; its rest is skipped

class Connection {
  public:
    /// Takes over a non-blocking socket.
    explicit Connection(Descriptor socket) : socket_(std::move(socket)) {}

    [[nodiscard]] int socket() const { return socket_.number; }
    /// What poll() is to wait for.
    [[nodiscard]] short events() const;

    using Line = std::expected<std::string, LineTooLong>;
    /// What has come, without line ends. Each of these lines is owed one answer().
    [[nodiscard]] std::vector<Line> receive();
    void answer(std::string_view line);
    /// Passes on as many bytes as the socket takes now.
    void send();
    /// The other side is gone for good.
    void hang_up() { gone_ = true; }

    [[nodiscard]] bool has_unsent() const { return !gone_ && !unsent_.empty(); }
    /// Nothing more can be done for this client: it is gone, or has said all and has all its answers.
    [[nodiscard]] bool finished() const;

  private:
    void take(std::string_view bytes, std::vector<Line>& lines);

    Descriptor socket_;
    std::string received_;   ///< the line that is not whole yet
    bool skipping_ = false;  ///< in the rest of a line that was too long
    std::string unsent_;
    std::size_t owed_answers_ = 0;
    bool said_all_ = false;  ///< the other side has closed its half
    bool gone_ = false;
};

}  // namespace bangnin::kiosk::automation
