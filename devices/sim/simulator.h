// bangnin-sim without its command line: the serial devices under one directory, their control socket and the loop that
// serves them. The printer lives on threads of its own; its part of the control socket is handed in.
#pragma once

#include <poll.h>

#include <expected>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "devices/sim/control_socket.h"
#include "devices/sim/id_reader_simulator.h"
#include "devices/sim/pseudo_terminal.h"

namespace bangnin::devices::sim {

class Simulator {
  public:
    // Makes DIR/id-reader, DIR/scanner, DIR/pad and DIR/control. The error is a sentence.
    static std::expected<std::unique_ptr<Simulator>, std::string> create(const std::filesystem::path& directory,
                                                                         Handler printer);

    // Serves until `stop_fd` is readable.
    void run(int stop_fd);

    // One request of the control socket. Total: any JSON has an answer with "ok".
    nlohmann::json control(const nlohmann::json& request);

  private:
    explicit Simulator(Handler printer) : printer_(std::move(printer)) {}

    void pump();
    int poll_timeout() const;
    void serve(const std::vector<pollfd>& polls);
    nlohmann::json control_reader(const nlohmann::json& request);
    nlohmann::json control_line(PseudoTerminal& line, const nlohmann::json& request, const std::string& device);

    Handler printer_;
    IdReaderSimulator reader_;
    std::unique_ptr<PseudoTerminal> reader_line_;
    std::unique_ptr<PseudoTerminal> scanner_line_;
    std::unique_ptr<PseudoTerminal> pad_line_;
    std::unique_ptr<ControlSocket> socket_;
};

}  // namespace bangnin::devices::sim
