// A running bangnin-sim for tests: started in a directory of its own, stopped and cleaned up at the end.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

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
    pid_t pid() const { return pid_; }
    int stop();  // SIGTERM; the exit status as waitpid gives it

  private:
    SimProcess() = default;

    std::filesystem::path directory_;
    pid_t pid_ = -1;
    int output_ = -1;
    int socket_ = -1;
};

// A card of nobody, with a number that is valid.
nlohmann::json sample_card();

}  // namespace bangnin::test
