// The simulator's control socket: JSON objects, one a line, each answered by one line.
#pragma once

#include <poll.h>

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::devices::sim {

// The longest request line; a longer one is answered with an error and the connection is closed.
inline constexpr std::size_t max_request_bytes = 256 * 1024;

using Handler = std::function<nlohmann::json(const nlohmann::json&)>;

// One request line to one answer line, without line ends. Total: whatever the bytes, the answer is a JSON object.
std::string answer_line(std::string_view line, const Handler& handler);

class ControlSocket {
  public:
    // Listens at `path` (mode 0600; a socket left there is replaced). The error is a sentence.
    static std::expected<std::unique_ptr<ControlSocket>, std::string> create(std::filesystem::path path,
                                                                             Handler handler);
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

    void add_polls(std::vector<pollfd>& polls) const;  // appends its descriptors
    void handle(std::span<const pollfd> polls);        // looks its descriptors up in the result; others are ignored

  private:
    struct Client {
        int fd;
        std::string received;
        std::string unsent;
    };

    ControlSocket(int listener, std::filesystem::path path, Handler handler);
    void accept_client();
    bool serve(Client& client, short events);
    bool take(Client& client);
    bool flush(Client& client);

    int listener_;
    std::filesystem::path path_;
    Handler handler_;
    std::vector<Client> clients_;
};

}  // namespace bangnin::devices::sim
