// Wakes one thread that waits in poll(). Private to ui/voice.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

namespace bangnin::voice {

class Wakeup {
  public:
    Wakeup() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~Wakeup() {
        if (fd_ >= 0) close(fd_);
    }
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;

    [[nodiscard]] bool good() const { return fd_ >= 0; }
    [[nodiscard]] int fd() const { return fd_; }
    void signal() const {  // any thread
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = write(fd_, &one, sizeof one);  // full means signalled already
    }
    void reset() const {  // the waiting thread, before it looks at what it was woken for
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = read(fd_, &count, sizeof count);
    }

  private:
    int fd_;
};

}  // namespace bangnin::voice
