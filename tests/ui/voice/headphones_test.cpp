#include "ui/voice/headphones.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/input.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <random>
#include <vector>

namespace bangnin::voice {
namespace {

std::vector<std::uint8_t> event(std::uint16_t type, std::uint16_t code, std::int32_t value) {
    input_event event{};
    event.type = type;
    event.code = code;
    event.value = value;
    std::vector<std::uint8_t> bytes(sizeof event);
    std::memcpy(bytes.data(), &event, sizeof event);
    return bytes;
}

std::vector<std::uint8_t> operator+(std::vector<std::uint8_t> one, const std::vector<std::uint8_t>& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

const auto plugged = event(EV_SW, SW_HEADPHONE_INSERT, 1);
const auto unplugged = event(EV_SW, SW_HEADPHONE_INSERT, 0);

TEST(HeadphoneEvents, TellTheLastState) {
    HeadphoneEvents events;
    EXPECT_EQ(events.take(plugged).headphones, Headphones::in);
    EXPECT_EQ(events.take(plugged + unplugged).headphones, Headphones::out);
    EXPECT_EQ(events.take({}).headphones, std::nullopt);
}

TEST(HeadphoneEvents, OtherSwitchesAndKeysSayNothing) {
    HeadphoneEvents events;
    EXPECT_EQ(events.take(event(EV_SW, SW_MICROPHONE_INSERT, 1)).headphones, std::nullopt);
    EXPECT_EQ(events.take(event(EV_KEY, SW_HEADPHONE_INSERT, 1)).headphones, std::nullopt);
    EXPECT_EQ(events.take(event(EV_SYN, SYN_REPORT, 0)).lost, HeadphoneEvents::Lost::no);
    EXPECT_EQ(events.take(event(EV_SYN, SYN_DROPPED, 0)).lost, HeadphoneEvents::Lost::yes);
}

TEST(HeadphoneEvents, ComeInAnyPieces) {
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        const auto bytes = plugged + event(EV_SYN, SYN_REPORT, 0) + unplugged + plugged;
        HeadphoneEvents events;
        std::optional<Headphones> last;
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t count = std::min<std::size_t>(1 + random() % 40, bytes.size() - at);
            const auto news = events.take(std::span(bytes).subspan(at, count));
            if (news.headphones) last = news.headphones;
            at += count;
        }
        EXPECT_EQ(last, Headphones::in);
    }
}

TEST(HeadphoneSwitch, ReadsWhatHasComeAndNeverWaits) {
    const std::string path = testing::TempDir() + "headphones." + std::to_string(getpid());
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    const int other_end = open(path.c_str(), O_RDWR | O_CLOEXEC);
    auto device = HeadphoneSwitch::open(path);
    ASSERT_TRUE(device);
    EXPECT_EQ(device->ask(), std::nullopt) << "a FIFO has no switches to ask for";
    EXPECT_EQ(device->read().value(), std::nullopt);
    ASSERT_EQ(write(other_end, plugged.data(), plugged.size()), static_cast<ssize_t>(plugged.size()));
    EXPECT_EQ(device->read().value(), Headphones::in);
    close(other_end);
    EXPECT_FALSE(device->read()) << "gone";
    unlink(path.c_str());
    EXPECT_FALSE(HeadphoneSwitch::open(path));
}

}  // namespace
}  // namespace bangnin::voice
