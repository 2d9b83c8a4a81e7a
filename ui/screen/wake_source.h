#pragma once
// Sleeping until something happens, for video drivers under which SDL would look every millisecond: one poll() over a
// wake-up of our own and, without a window system, the input devices.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace bangnin::screen {

class WakeSource {
  public:
    WakeSource();
    ~WakeSource();
    WakeSource(const WakeSource&) = delete;
    WakeSource& operator=(const WakeSource&) = delete;

    // Also wakes when a file event* of this folder (/dev/input) has something to read, or one comes or goes. The
    // devices are read here only to notice; SDL has its own descriptors.
    void watch_input(const std::filesystem::path& folder);

    // From any thread.
    void wake();
    // Sleeps until wake(), input, a signal or the time limit; a wake() before the call counts.
    void sleep(std::chrono::milliseconds limit);

  private:
    void open_devices();
    void drain(int descriptor);

    int event_ = -1;
    int folder_watch_ = -1;
    std::filesystem::path folder_;
    std::vector<int> devices_;
};

}  // namespace bangnin::screen
