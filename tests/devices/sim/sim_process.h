// A running bangnin-sim for tests: started in a directory of its own, stopped and cleaned up at the end.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/harness/process.h"

namespace bangnin::test {

class SimProcess {
  public:
    // Null, with the reason on stderr, if the program does not come up.
    static std::unique_ptr<SimProcess> start();
    ~SimProcess();
    SimProcess(const SimProcess&) = delete;
    SimProcess& operator=(const SimProcess&) = delete;

    // One request; an object with "ok":false and "error" if the simulator is gone.
    nlohmann::json control(const nlohmann::json& request);
    std::string control_line(const std::string& line);  // the raw answer, without its line end

    std::string path(const std::string& name) const { return (directory_ / name).string(); }
    // SIGTERM; the exit status as a shell gives it, nothing if the program does not end.
    std::optional<int> stop();

  private:
    SimProcess() = default;

    std::filesystem::path directory_;
    std::optional<harness::Process> process_;
    int socket_ = -1;
};

// A card of nobody, with a number that is valid.
nlohmann::json sample_card();

}  // namespace bangnin::test
