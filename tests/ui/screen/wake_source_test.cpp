#include "ui/screen/wake_source.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

namespace bangnin::screen {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-input-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

bool sleeps_less_than(WakeSource& source, milliseconds limit) {
    const auto begun = Clock::now();
    source.sleep(limit);
    return Clock::now() - begun < limit;
}

TEST(WakeSource, AWakeBeforeTheSleepCounts) {
    WakeSource source;
    source.wake();
    source.wake();
    EXPECT_TRUE(sleeps_less_than(source, milliseconds(30000)));
    EXPECT_FALSE(sleeps_less_than(source, milliseconds(20))) << "and only once";
}

TEST(WakeSource, AnotherThreadWakes) {
    WakeSource source;
    std::jthread other([&] { source.wake(); });
    EXPECT_TRUE(sleeps_less_than(source, milliseconds(30000)));
}

TEST(WakeSource, InputDevicesWake) {
    const Folder folder;
    const auto device = folder.path() / "event0";
    ASSERT_EQ(mkfifo(device.c_str(), 0600), 0);
    WakeSource source;
    source.watch_input(folder.path());
    const int writer = open(device.c_str(), O_WRONLY | O_NONBLOCK);
    ASSERT_GE(writer, 0);
    ASSERT_EQ(write(writer, "x", 1), 1);
    EXPECT_TRUE(sleeps_less_than(source, milliseconds(30000)));
    EXPECT_FALSE(sleeps_less_than(source, milliseconds(20))) << "what was read does not wake again";
    close(writer);
}

TEST(WakeSource, ADeviceThatComesLaterIsNoticed) {
    const Folder folder;
    WakeSource source;
    source.watch_input(folder.path());
    const auto device = folder.path() / "event7";
    ASSERT_EQ(mkfifo(device.c_str(), 0600), 0);
    EXPECT_TRUE(sleeps_less_than(source, milliseconds(30000)));
    const int writer = open(device.c_str(), O_WRONLY | O_NONBLOCK);
    ASSERT_GE(writer, 0) << "the new device was not opened";
    ASSERT_EQ(write(writer, "x", 1), 1);
    EXPECT_TRUE(sleeps_less_than(source, milliseconds(30000)));
    close(writer);
}

}  // namespace
}  // namespace bangnin::screen
