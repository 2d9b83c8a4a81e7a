// Notices when a file that is not there may have come, without asking for it again and again. Private to ui/voice.
#pragma once

#include <filesystem>

namespace bangnin::voice {

/// inotify(7) on the nearest folder above the file that is there. One thread.
class PathWatch {
  public:
    /// Watches nothing until look().
    explicit PathWatch(std::filesystem::path file);
    ~PathWatch();
    PathWatch(const PathWatch&) = delete;
    PathWatch& operator=(const PathWatch&) = delete;

    /// From here on fd() becomes readable when the file, or a folder on the way to it, comes, goes or changes its
    /// permissions. To be called before the file is tried: what comes in between is then noticed.
    void look();
    /// Nothing is noticed any more.
    void rest();
    /// -1 where nothing is watched, or the kernel has no watches left.
    [[nodiscard]] int fd() const { return watched_ >= 0 ? fd_ : -1; }

  private:
    void drain() const;

    std::filesystem::path file_;
    int fd_ = -1;
    int watched_ = -1;
};

}  // namespace bangnin::voice
