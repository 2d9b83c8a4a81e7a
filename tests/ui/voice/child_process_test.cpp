#include "ui/voice/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>

#include "ui/voice/wakeup.h"

namespace bangnin::voice {
namespace {

using namespace std::chrono_literals;

ChildTask shell(const std::string& script, std::string_view input = {}) {
    ChildTask task;
    task.arguments = {"sh", "-c", script};
    task.input = input;
    task.most_output = 1U << 20U;
    task.deadline = std::chrono::steady_clock::now() + 20s;
    return task;
}

std::string text(const std::vector<std::uint8_t>& bytes) { return {bytes.begin(), bytes.end()}; }

TEST(RunChild, GivesBackWhatTheProgramMakesOfItsInput) {
    const std::string input(50000, 'x');
    const auto output = run_child(shell("tr x y", input));
    ASSERT_TRUE(output);
    EXPECT_EQ(text(*output), std::string(50000, 'y'));
}

TEST(RunChild, AMissingProgramCannotStart) {
    ChildTask task = shell("");
    task.arguments = {"/nonexistent/espeak-ng"};
    const auto output = run_child(task);
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().kind, ChildErrorKind::cannot_start);
    EXPECT_NE(output.error().detail.find("/nonexistent/espeak-ng"), std::string::npos);
}

TEST(RunChild, ABadEndIsAFailure) {
    EXPECT_EQ(run_child(shell("echo half; exit 3")).error().kind, ChildErrorKind::failed);
    EXPECT_EQ(run_child(shell("kill -KILL $$")).error().kind, ChildErrorKind::failed);
}

TEST(RunChild, AProgramThatDoesNotReadIsNoTrouble) {
    const std::string input(65536, 'x');
    EXPECT_EQ(text(run_child(shell("exec <&-; echo done", input)).value()), "done\n");
}

TEST(RunChild, WhatHangsIsKilledAtTheDeadline) {
    for (const char* const script :
         {"exec sleep 600", "exec >&-; exec sleep 600", "trap '' TERM; cat; exec sleep 600"}) {
        ChildTask task = shell(script);
        task.deadline = std::chrono::steady_clock::now() + 100ms;
        const auto output = run_child(task);
        ASSERT_FALSE(output) << script;
        EXPECT_EQ(output.error().kind, ChildErrorKind::timed_out) << script;
        EXPECT_LT(std::chrono::steady_clock::now(), task.deadline + 10s);
    }
}

TEST(RunChild, TooMuchIsCutOff) {
    ChildTask task = shell("exec cat /dev/zero");
    task.most_output = 100000;
    EXPECT_EQ(run_child(task).error().kind, ChildErrorKind::too_much);
}

TEST(RunChild, IsGivenUpWhenNotWantedAndTheProcessIsGone) {
    const Wakeup wakeup;
    wakeup.signal();
    const auto marker = std::filesystem::path(testing::TempDir()) / ("child." + std::to_string(getpid()));
    ChildTask task = shell("echo $$ > " + marker.string() + "; echo started; exec sleep 600");
    task.wake_fd = wakeup.fd();
    int asked = 0;
    task.go_on = [&] {
        ++asked;
        return !std::filesystem::exists(marker) ||
               std::filesystem::file_size(marker) == 0;  // still readable: asked again
    };
    EXPECT_EQ(run_child(task).error().kind, ChildErrorKind::given_up);
    EXPECT_GE(asked, 1);
    std::string id(20, '\0');
    const int file = open(marker.c_str(), O_RDONLY | O_CLOEXEC);
    id.resize(static_cast<std::size_t>(std::max<ssize_t>(0, read(file, id.data(), id.size()))));
    close(file);
    std::filesystem::remove(marker);
    int child = 0;
    std::from_chars(id.data(), id.data() + id.size(), child);
    ASSERT_GT(child, 1);
    EXPECT_NE(kill(child, 0), 0) << "the process is still there";
}

TEST(RunChild, TheChildHasNoneOfOurDescriptors) {
    const int ours = open("/dev/null", O_RDONLY);  // without close-on-exec
    const auto output = run_child(shell("ls /proc/self/fd | wc -l"));
    close(ours);
    ASSERT_TRUE(output);
    EXPECT_LE(std::atoi(text(*output).c_str()), 4) << "input, output, errors and the folder it lists";
}

}  // namespace
}  // namespace bangnin::voice
