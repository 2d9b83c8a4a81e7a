#include "kiosk/clock.h"

#include <time.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace bangnin::kiosk {

Moment TerminalClock::now() const {
    using namespace std::chrono;
    return {.steady = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()) + ahead_,
            .wall = time_point_cast<milliseconds>(system_clock::now()) + ahead_};
}

std::chrono::steady_clock::time_point TerminalClock::real(Steady at) const {
    return std::chrono::steady_clock::time_point{at - ahead_};
}

std::chrono::milliseconds time_since_process_start() {
    // proc(5): field 22 of /proc/self/stat is the start in clock ticks since boot; field 2 may contain anything but
    // ends with the last ')'.
    std::ifstream stream("/proc/self/stat");
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    std::size_t at = text.rfind(')');
    for (int field = 2; field < 22 && at != std::string::npos; ++field) {
        at = text.find(' ', at + 1);
    }
    if (at == std::string::npos) {
        return std::chrono::milliseconds{0};
    }
    const auto ticks = std::strtoll(text.c_str() + at, nullptr, 10);
    timespec boot{};
    clock_gettime(CLOCK_BOOTTIME, &boot);
    const auto since_boot = static_cast<long long>(boot.tv_sec) * 1000 + boot.tv_nsec / 1'000'000;
    return std::chrono::milliseconds{since_boot - ticks * 1000 / sysconf(_SC_CLK_TCK)};
}

}  // namespace bangnin::kiosk
