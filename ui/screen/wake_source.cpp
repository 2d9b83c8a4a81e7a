#include "ui/screen/wake_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <system_error>

namespace bangnin::screen {

WakeSource::WakeSource() : event_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

WakeSource::~WakeSource() {
    for (const int descriptor : devices_) {
        close(descriptor);
    }
    if (folder_watch_ >= 0) {
        close(folder_watch_);
    }
    if (event_ >= 0) {
        close(event_);
    }
}

void WakeSource::watch_input(const std::filesystem::path& folder) {
    folder_ = folder;
    folder_watch_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (folder_watch_ >= 0) {
        // IN_ATTRIB: a new device becomes readable for us only when udev has set its owner.
        inotify_add_watch(folder_watch_, folder.c_str(), IN_CREATE | IN_DELETE | IN_ATTRIB);
    }
    open_devices();
}

void WakeSource::open_devices() {
    for (const int descriptor : devices_) {
        close(descriptor);
    }
    devices_.clear();
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, failure)) {
        if (!entry.path().filename().string().starts_with("event")) {
            continue;
        }
        const int descriptor = open(entry.path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        if (descriptor >= 0) {
            devices_.push_back(descriptor);
        }
    }
}

void WakeSource::wake() {
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then a wake-up is pending anyway.
    [[maybe_unused]] const auto written = write(event_, &one, sizeof one);
}

void WakeSource::drain(int descriptor) {
    std::array<char, 4096> bytes{};
    while (read(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
    }
}

void WakeSource::sleep(std::chrono::milliseconds limit) {
    std::vector<pollfd> waiting{{event_, POLLIN, 0}, {folder_watch_, POLLIN, 0}};
    for (const int descriptor : devices_) {
        waiting.push_back({descriptor, POLLIN, 0});
    }
    const auto timeout = static_cast<int>(std::clamp<std::int64_t>(limit.count(), 0, INT_MAX));
    if (poll(waiting.data(), waiting.size(), timeout) <= 0) {
        return;
    }
    bool devices_changed = waiting[1].revents != 0;
    for (const pollfd& entry : waiting) {
        if ((entry.revents & POLLIN) != 0) {
            drain(entry.fd);
        }
        // A device that is gone stays "ready" for ever: close it.
        devices_changed = devices_changed || (entry.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
    }
    if (devices_changed && folder_watch_ >= 0) {
        open_devices();
    }
}

}  // namespace bangnin::screen
