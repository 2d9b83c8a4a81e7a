// The automation port's socket: a Unix socket of mode 0600 on which each line is a request and gets one line as answer.
// A client that does not read its answers, or says too much, holds up nobody: neither others nor the kiosk.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/automation/protocol.h"

namespace bangnin::kiosk::automation {

class Server {
  public:
    /// Called on the server's thread for each well-formed request; must not block. `reply` may be called from any
    /// thread, once, also after the server is gone (then it does nothing).
    using Handler = std::function<void(Request, std::function<void(std::string)> reply)>;

    /// Replaces a socket that a killed process left behind. The error is a sentence for the operator.
    [[nodiscard]] static std::expected<std::unique_ptr<Server>, std::string> create(const std::filesystem::path& socket,
                                                                                    Handler handler);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

  private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace bangnin::kiosk::automation
