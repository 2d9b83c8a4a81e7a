#include "ui/voice/path_watch.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace bangnin::voice {
namespace {

class PathWatchTest : public testing::Test {
  protected:
    PathWatchTest() : folder_(testing::TempDir() + "path-watch." + std::to_string(getpid())) {
        std::filesystem::create_directories(folder_);
    }
    ~PathWatchTest() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    static bool news(const PathWatch& watch) {
        pollfd wait{watch.fd(), POLLIN, 0};
        constexpr int not_at_all = 0;
        return poll(&wait, 1, not_at_all) > 0 && (wait.revents & POLLIN) != 0;
    }

    std::filesystem::path folder_;
};

TEST_F(PathWatchTest, IsQuietUntilSomethingComes) {
    PathWatch watch(folder_ / "device");
    EXPECT_EQ(watch.fd(), -1) << "not asked yet";
    watch.look();
    ASSERT_GE(watch.fd(), 0);
    EXPECT_FALSE(news(watch));
    std::ofstream(folder_ / "device") << "here";
    EXPECT_TRUE(news(watch));
    watch.rest();
    EXPECT_EQ(watch.fd(), -1);
    watch.look();
    EXPECT_FALSE(news(watch)) << "old news";
}

TEST_F(PathWatchTest, FollowsTheFoldersOnTheWay) {
    PathWatch watch(folder_ / "input" / "by-path" / "device");
    watch.look();
    for (const char* const next : {"input", "input/by-path", "input/by-path/device"}) {
        EXPECT_FALSE(news(watch)) << next;
        std::filesystem::create_directory(folder_ / next);
        EXPECT_TRUE(news(watch)) << next;
        watch.look();
    }
    std::filesystem::remove_all(folder_ / "input");
    EXPECT_TRUE(news(watch)) << "gone with its folder";
    watch.look();
    std::filesystem::create_directories(folder_ / "input" / "by-path");
    EXPECT_TRUE(news(watch));
}

TEST_F(PathWatchTest, ANameOfNothingIsNoHarm) {
    PathWatch nothing("");
    nothing.look();
    PathWatch nowhere("/nonexistent/a/b/c");
    nowhere.look();
    EXPECT_FALSE(news(nowhere));
}

}  // namespace
}  // namespace bangnin::voice
