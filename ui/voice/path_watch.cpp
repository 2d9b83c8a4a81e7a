#include "ui/voice/path_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <system_error>
#include <utility>

namespace bangnin::voice {
namespace {

constexpr std::uint32_t changes =
    IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

std::filesystem::path nearest_folder(const std::filesystem::path& file) {
    std::filesystem::path folder = file.parent_path();
    std::error_code error;
    while (folder.has_relative_path() && !std::filesystem::is_directory(folder, error)) folder = folder.parent_path();
    return folder;
}

}  // namespace

PathWatch::PathWatch(std::filesystem::path file) {
    std::error_code error;
    auto whole = std::filesystem::absolute(file, error);
    file_ = error ? std::move(file) : std::move(whole);
}

PathWatch::~PathWatch() {
    if (fd_ >= 0) close(fd_);
}

// A folder nearer to the file may come while this one is about to be watched, which then says nothing of it.
void PathWatch::look() {
    if (fd_ < 0) fd_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd_ < 0) return;
    constexpr int attempts = 8;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        rest();
        const std::filesystem::path folder = nearest_folder(file_);
        watched_ = inotify_add_watch(fd_, folder.c_str(), changes);
        if (watched_ >= 0 && nearest_folder(file_) == folder) return;
    }
}

void PathWatch::rest() {
    if (watched_ >= 0) inotify_rm_watch(fd_, std::exchange(watched_, -1));
    drain();
}

void PathWatch::drain() const {
    alignas(inotify_event) std::array<char, 4096> events{};
    while (fd_ >= 0 && read(fd_, events.data(), events.size()) > 0) {
    }
}

}  // namespace bangnin::voice
