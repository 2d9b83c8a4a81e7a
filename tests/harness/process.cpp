#include "tests/harness/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace bangnin::harness {
namespace {

using Clock = std::chrono::steady_clock;

int remaining_ms(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - Clock::now()).count();
    return left > 0 ? static_cast<int>(left) : 0;
}

bool wait_readable(int file, int limit_ms) {
    pollfd request{file, POLLIN, 0};
    const Clock::time_point deadline = Clock::now() + Milliseconds(limit_ms);
    while (true) {
        const int ready = poll(&request, 1, remaining_ms(deadline));
        if (ready >= 0 || errno != EINTR) {
            return ready > 0;
        }
    }
}

void close_file(int& file) {
    if (file >= 0) {
        close(file);
        file = -1;
    }
}

std::vector<std::string> merged_environment(const std::map<std::string, std::string>& added) {
    std::vector<std::string> merged;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        if (!added.contains(text.substr(0, text.find('=')))) {
            merged.push_back(text);
        }
    }
    for (const auto& [name, value] : added) {
        std::string entry = name;
        entry.append("=").append(value);
        merged.push_back(std::move(entry));
    }
    return merged;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        result.push_back(text.data());
    }
    result.push_back(nullptr);
    return result;
}

struct ChildPlan {
    pid_t parent;
    int input;  // -1: /dev/null
    int output;
    int failure;      // where errno goes when the program cannot be started; closed when it can
    const char* log;  // null: the parent's
    char* const* arguments;
    char* const* environment;
};

// The child's side of fork(): only calls that are allowed between fork() and exec() of a program with threads.
[[noreturn]] void become(const ChildPlan& plan) {
    // Whoever started it may be killed; it must not live on. The parent may have ended before this was said.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != plan.parent) {
        _exit(127);
    }
    // The caller may have blocked signals for itself; a child that cannot be told to end is not what it wants.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const int input = plan.input >= 0 ? plan.input : open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int log =
        plan.log == nullptr ? STDERR_FILENO : open(plan.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (dup2(input, STDIN_FILENO) >= 0 && dup2(plan.output, STDOUT_FILENO) >= 0 && dup2(log, STDERR_FILENO) >= 0) {
        execve(plan.arguments[0], plan.arguments, plan.environment);
    }
    const int error = errno;
    [[maybe_unused]] const auto written = write(plan.failure, &error, sizeof error);
    _exit(127);
}

}  // namespace

std::expected<Process, std::string> Process::start(const Options& options) {
    int output[2];
    if (pipe2(output, O_CLOEXEC) != 0) {
        return std::unexpected(std::string("pipe: ") + std::strerror(errno));
    }
    int input[2] = {-1, -1};
    int failure[2] = {-1, -1};
    if ((options.input == Input::open && pipe2(input, O_CLOEXEC) != 0) || pipe2(failure, O_CLOEXEC) != 0) {
        const int error = errno;
        for (int file : {output[0], output[1], input[0], input[1]}) {
            close_file(file);
        }
        return std::unexpected(std::string("pipe: ") + std::strerror(error));
    }
    std::vector<std::string> arguments = options.arguments;
    std::vector<std::string> environment = merged_environment(options.environment);
    const std::vector<char*> argument_list = pointers(arguments);
    const std::vector<char*> environment_list = pointers(environment);
    const ChildPlan plan{.parent = getpid(),
                         .input = input[0],
                         .output = output[1],
                         .failure = failure[1],
                         .log = options.log.empty() ? nullptr : options.log.c_str(),
                         .arguments = argument_list.data(),
                         .environment = environment_list.data()};
    const pid_t child = fork();
    if (child == 0) {
        become(plan);
    }
    int error = child < 0 ? errno : 0;
    close_file(output[1]);
    close_file(input[0]);
    close_file(failure[1]);
    if (child > 0 && read(failure[0], &error, sizeof error) > 0) {  // nothing comes where the program was started
        waitpid(child, nullptr, 0);
    }
    close_file(failure[0]);
    if (error != 0) {
        close_file(output[0]);
        close_file(input[1]);
        return std::unexpected(arguments.at(0) + ": " + std::strerror(error));
    }
    Process process;
    process.id_ = child;
    process.input_ = input[1];
    process.output_ = output[0];
    process.handle_ = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    return process;
}

Process::Process(Process&& other) noexcept { *this = std::move(other); }

Process& Process::operator=(Process&& other) noexcept {
    if (this != &other) {
        stop();
        id_ = std::exchange(other.id_, -1);
        handle_ = std::exchange(other.handle_, -1);
        input_ = std::exchange(other.input_, -1);
        output_ = std::exchange(other.output_, -1);
        pending_ = std::move(other.pending_);
        status_ = std::exchange(other.status_, std::nullopt);
    }
    return *this;
}

Process::~Process() { stop(); }

std::expected<std::string, std::string> Process::read_line(Milliseconds limit) {
    const Clock::time_point deadline = Clock::now() + limit;
    while (true) {
        const std::size_t end = pending_.find('\n');
        if (end != std::string::npos) {
            std::string line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            return line;
        }
        if (!wait_readable(output_, remaining_ms(deadline))) {
            return std::unexpected("no line within the limit");
        }
        char bytes[4096];
        const ssize_t count = read(output_, bytes, sizeof bytes);
        if (count <= 0 && !pending_.empty()) {
            return std::exchange(pending_, {});  // the last line needs no line feed
        }
        if (count <= 0) {
            return std::unexpected("the program ended its output");
        }
        pending_.append(bytes, static_cast<std::size_t>(count));
    }
}

void Process::close_input() { close_file(input_); }

void Process::send_signal(int number) const {
    if (id_ > 0) {
        kill(id_, number);
    }
}

std::optional<int> Process::wait_exit(Milliseconds limit) {
    if (status_) {
        return status_;
    }
    if (id_ <= 0 || !wait_readable(handle_, static_cast<int>(limit.count()))) {
        return std::nullopt;
    }
    int status = 0;
    if (waitpid(id_, &status, 0) != id_) {
        return std::nullopt;
    }
    status_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return status_;
}

void Process::stop() {
    if (id_ <= 0) {
        return;
    }
    if (!status_) {
        send_signal(SIGTERM);
        if (!wait_exit(Milliseconds(3000))) {
            send_signal(SIGKILL);
            wait_exit(Milliseconds(3000));
        }
    }
    close_file(handle_);
    close_file(input_);
    close_file(output_);
    id_ = -1;
}

std::expected<std::string, std::string> run_program(const std::vector<std::string>& arguments, Milliseconds limit) {
    auto process = Process::start({.arguments = arguments, .environment = {}, .log = {}});
    if (!process) {
        return std::unexpected(process.error());
    }
    std::string output;
    const Clock::time_point deadline = Clock::now() + limit;
    while (auto line = process->read_line(Milliseconds(remaining_ms(deadline)))) {
        output += *line + "\n";
    }
    const std::optional<int> status = process->wait_exit(Milliseconds(remaining_ms(deadline)));
    if (!status) {
        return std::unexpected(arguments.at(0) + " did not end in time");
    }
    if (*status != 0) {
        return std::unexpected(arguments.at(0) + " ended with status " + std::to_string(*status) + ": " + output);
    }
    return output;
}

}  // namespace bangnin::harness
