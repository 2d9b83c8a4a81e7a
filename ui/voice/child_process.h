// A program that is given bytes and gives bytes back, within a time. Private to ui/voice.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::voice {

enum class ChildErrorKind : std::uint8_t { cannot_start, timed_out, failed, too_much, given_up };

struct ChildError {
    ChildErrorKind kind = ChildErrorKind::failed;
    std::string detail;
};

struct ChildTask {
    std::vector<std::string> arguments;  ///< arguments[0]: a path, or a name that PATH knows
    std::string_view input;              ///< at most 64 KB
    std::size_t most_output = 0;         ///< bytes
    std::chrono::steady_clock::time_point deadline;
    int wake_fd = -1;                  ///< when readable, `go_on` is asked
    std::function<bool()> go_on = {};  ///< false: give up
};

/// What the program wrote, once it has ended with status 0. Its error output goes nowhere. The process is gone when
/// this returns, by SIGKILL where it would not go by itself.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, ChildError> run_child(const ChildTask& task);

}  // namespace bangnin::voice
