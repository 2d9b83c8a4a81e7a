#include "ui/voice/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

extern "C" char** environ;  // NOLINT(readability-redundant-declaration): only GNU's header has it

namespace bangnin::voice {
namespace {

using Clock = std::chrono::steady_clock;

class Descriptor {
  public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    void reset() {
        if (fd_ >= 0) close(fd_);
        fd_ = -1;
    }
    [[nodiscard]] int get() const { return fd_; }

  private:
    int fd_;
};

struct Pair {
    Descriptor ours, theirs;
};

// A socket rather than a pipe for the input: writing to a child that is gone must not raise SIGPIPE here.
std::optional<Pair> socket_pair() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return std::nullopt;
    return Pair{Descriptor(ends[0]), Descriptor(ends[1])};
}

std::optional<Pair> output_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    return Pair{Descriptor(ends[0]), Descriptor(ends[1])};
}

int milliseconds_until(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return left < 0 ? 0 : static_cast<int>(std::min<std::int64_t>(left, 60'000));
}

class Child {
  public:
    explicit Child(pid_t id) : id_(id) {}
    ~Child() {
        if (id_ > 0) {
            kill(id_, SIGKILL);
            wait();
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // Its end, which comes soon: it has closed its output, or was killed.
    int wait() {
        int status = 0;
        while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = -1;
        return status;
    }
    // How it ended, or nothing where it has not by the deadline.
    std::optional<int> wait_until(Clock::time_point deadline) {
        constexpr unsigned no_flags = 0;  // glibc 2.36 declares pidfd_open for C only
        const Descriptor handle(static_cast<int>(syscall(SYS_pidfd_open, id_, no_flags)));
        pollfd ended{handle.get(), POLLIN, 0};
        int ready = 0;
        do {
            ready = poll(&ended, 1, milliseconds_until(deadline));
        } while (ready < 0 && errno == EINTR);
        if (ready <= 0) return std::nullopt;
        return wait();
    }

  private:
    pid_t id_;
};

std::expected<pid_t, ChildError> spawn(const std::vector<std::string>& arguments, int input, int output) {
    std::vector<char*> pointers;
    pointers.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    sigset_t none;
    sigset_t defaults;
    sigemptyset(&none);
    sigfillset(&defaults);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    pid_t id = -1;
    const int failure = posix_spawnp(&id, pointers[0], &actions, &attributes, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (failure != 0) {
        return std::unexpected(
            ChildError{ChildErrorKind::cannot_start,
                       arguments[0] + ": " + std::error_code(failure, std::generic_category()).message()});
    }
    return id;
}

// Feeds and reads in turns until the output ends.
std::expected<std::vector<std::uint8_t>, ChildError> converse(const ChildTask& task, Descriptor input,
                                                              const Descriptor& output) {
    std::vector<std::uint8_t> bytes;
    std::string_view unsent = task.input;
    if (unsent.empty()) input.reset();
    while (true) {
        if (Clock::now() >= task.deadline)
            return std::unexpected(ChildError{ChildErrorKind::timed_out, "took too long"});
        std::array<pollfd, 3> waits{pollfd{output.get(), POLLIN, 0}, pollfd{input.get(), POLLOUT, 0},
                                    pollfd{task.wake_fd, POLLIN, 0}};
        if (poll(waits.data(), waits.size(), milliseconds_until(task.deadline)) < 0 && errno != EINTR) {
            return std::unexpected(ChildError{ChildErrorKind::failed, "cannot be waited for"});
        }
        if (waits[2].revents != 0 && task.go_on && !task.go_on()) {
            return std::unexpected(ChildError{ChildErrorKind::given_up, "not wanted any more"});
        }
        if (waits[1].revents != 0) {
            const ssize_t sent = send(input.get(), unsent.data(), unsent.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent > 0) unsent.remove_prefix(static_cast<std::size_t>(sent));
            const bool gone = sent < 0 && errno != EAGAIN && errno != EINTR;
            if (gone || unsent.empty()) input.reset();
        }
        if (waits[0].revents == 0) continue;
        std::array<std::uint8_t, 16384> piece;
        const ssize_t got = read(output.get(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return bytes;
        if (bytes.size() + static_cast<std::size_t>(got) > task.most_output) {
            return std::unexpected(ChildError{ChildErrorKind::too_much, "wrote too much"});
        }
        bytes.insert(bytes.end(), piece.data(), piece.data() + got);
    }
}

}  // namespace

std::expected<std::vector<std::uint8_t>, ChildError> run_child(const ChildTask& task) {
    auto input = socket_pair();
    auto output = output_pipe();
    if (!input || !output) return std::unexpected(ChildError{ChildErrorKind::failed, "no descriptors left"});
    const auto id = spawn(task.arguments, input->theirs.get(), output->theirs.get());
    if (!id) return std::unexpected(id.error());
    Child child(*id);
    input->theirs.reset();
    output->theirs.reset();
    auto bytes = converse(task, std::move(input->ours), output->ours);
    if (!bytes) return bytes;
    const std::optional<int> status = child.wait_until(task.deadline);
    if (!status) return std::unexpected(ChildError{ChildErrorKind::timed_out, "does not end"});
    if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0) {
        return std::unexpected(ChildError{ChildErrorKind::failed, "ended badly"});
    }
    return bytes;
}

}  // namespace bangnin::voice
