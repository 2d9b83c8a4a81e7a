// A child process of a test: started with its own log, waited for without sleeping, stopped when the object goes away,
// killed by the system when its parent dies. (Linux means the thread that started it: start none on a thread that ends
// before the child shall.)
#pragma once

#include <sys/types.h>

#include <chrono>
#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bangnin::harness {

using Milliseconds = std::chrono::milliseconds;

// How long tests wait for what must come: longer than a crowded machine and the longest back-off of a link take
// together. It is no measure of anything, and nothing that goes well waits for it.
inline constexpr Milliseconds patience{120000};

enum class Input { nothing, open };  // of a child: /dev/null, or a pipe that stays open until close_input()

class Process {
  public:
    struct Options {
        std::vector<std::string> arguments;              // arguments[0] is the program's path
        std::map<std::string, std::string> environment;  // added to the caller's environment
        std::filesystem::path log;                       // standard error goes here; empty: the caller's
        Input input = Input::nothing;
    };

    static std::expected<Process, std::string> start(const Options& options);

    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    // Asks the child to end (SIGTERM), and after three seconds makes it (SIGKILL).
    ~Process();

    // The next line of the child's standard output, without its line feed.
    std::expected<std::string, std::string> read_line(Milliseconds limit);

    void close_input();
    void send_signal(int number) const;
    // The exit status as a shell gives it (128 + signal for a killed child), or nothing when the limit passed first.
    std::optional<int> wait_exit(Milliseconds limit);
    void stop();

    pid_t id() const { return id_; }
    bool running() { return id_ > 0 && !wait_exit(Milliseconds(0)); }

  private:
    Process() = default;

    pid_t id_ = -1;
    int handle_ = -1;  // pidfd: becomes readable when the child has ended
    int input_ = -1;
    int output_ = -1;
    std::string pending_;
    std::optional<int> status_;
};

// Runs a program to its end and gives what it printed; an error text where it failed or took longer than the limit.
std::expected<std::string, std::string> run_program(const std::vector<std::string>& arguments, Milliseconds limit);

}  // namespace bangnin::harness
