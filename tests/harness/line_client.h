// A client of the house's line protocols (automation port, simulator control): one JSON object a line, one answer a
// line.
#pragma once

#include <expected>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/harness/process.h"

namespace bangnin::harness {

class LineClient {
  public:
    // Tries until the socket answers or the limit passes: the server may still be starting.
    static std::expected<LineClient, std::string> connect(const std::filesystem::path& socket, Milliseconds limit);

    LineClient(LineClient&& other) noexcept;
    LineClient& operator=(LineClient&& other) noexcept;
    LineClient(const LineClient&) = delete;
    LineClient& operator=(const LineClient&) = delete;
    ~LineClient();

    // Sends one request; the answer whatever its "ok" says. An error text where the connection broke or time ran out.
    std::expected<nlohmann::json, std::string> ask(const nlohmann::json& request, Milliseconds limit = patience);
    // As `ask`, and an error text too where the answer is not ok.
    std::expected<nlohmann::json, std::string> tell(const nlohmann::json& request, Milliseconds limit = patience);

    // The two halves of `ask`, for requests that follow one another without waiting: answers come in their order of
    // being ready, and those that came before the connection broke can still be read.
    std::expected<void, std::string> send(const nlohmann::json& request);
    std::expected<nlohmann::json, std::string> receive(Milliseconds limit = patience);

  private:
    LineClient() = default;
    void close_socket();

    int socket_ = -1;
    std::string pending_;
};

}  // namespace bangnin::harness
