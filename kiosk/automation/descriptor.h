// A file descriptor that closes itself.
#pragma once

#include <unistd.h>

#include <utility>

namespace bangnin::kiosk::automation {

struct Descriptor {
    int number = -1;
    Descriptor() = default;
    explicit Descriptor(int fd) : number(fd) {}
    Descriptor(Descriptor&& other) noexcept : number(std::exchange(other.number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number, other.number);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number >= 0) {
            ::close(number);
        }
    }
};

}  // namespace bangnin::kiosk::automation
