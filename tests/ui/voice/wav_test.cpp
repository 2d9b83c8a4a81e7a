#include "ui/voice/wav.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace bangnin::voice {
namespace {

using Bytes = std::vector<std::uint8_t>;
using testing::ElementsAre;

void put(Bytes& bytes, std::uint32_t value, int count) {
    for (int index = 0; index < count; ++index) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * index)));
}
void put(Bytes& bytes, std::string_view mark) { bytes.insert(bytes.end(), mark.begin(), mark.end()); }

struct Shape {
    std::uint32_t format = 1, channels = 1, rate = sample_rate, bits = 16;
    std::uint32_t data_size = 0x7ffff000;  // what espeak-ng writes into a pipe
};

Bytes wav(const Shape& shape, const std::vector<std::int16_t>& samples) {
    Bytes bytes;
    put(bytes, "RIFF");
    put(bytes, 0x7ffff024, 4);
    put(bytes, "WAVE");
    put(bytes, "LIST");
    put(bytes, 3, 4);
    put(bytes, "abc\0");
    bytes.push_back(0);
    put(bytes, "fmt ");
    put(bytes, 16, 4);
    put(bytes, shape.format, 2);
    put(bytes, shape.channels, 2);
    put(bytes, shape.rate, 4);
    put(bytes, shape.rate * shape.channels * 2, 4);
    put(bytes, shape.channels * 2, 2);
    put(bytes, shape.bits, 2);
    put(bytes, "data");
    put(bytes, shape.data_size, 4);
    for (const std::int16_t sample : samples) put(bytes, static_cast<std::uint16_t>(sample), 2);
    return bytes;
}

TEST(Wav, FromAPipeTheSoundIsWhatHasCome) {
    const auto sound = parse_wav(wav({}, {1, -2, 32767, -32768}));
    ASSERT_TRUE(sound);
    EXPECT_THAT(sound->samples, ElementsAre(1, -2, 32767, -32768));
    const auto shorter = parse_wav(wav({.data_size = 4}, {1, -2, 3}));
    ASSERT_TRUE(shorter);
    EXPECT_THAT(shorter->samples, ElementsAre(1, -2)) << "a true size counts";
}

TEST(Wav, TwoChannelsBecomeOneAndAnotherRateOurs) {
    EXPECT_THAT(parse_wav(wav({.channels = 2}, {100, 300, -4, -8}))->samples, ElementsAre(200, -6));
    EXPECT_THAT(parse_wav(wav({.rate = 2 * sample_rate}, {10, 20, 30, 50}))->samples, ElementsAre(15, 40));
}

TEST(Wav, OtherFormatsAreRefused) {
    for (const Shape& shape : {Shape{.format = 3}, Shape{.channels = 0}, Shape{.channels = 3}, Shape{.rate = 100},
                               Shape{.rate = 4000000000}, Shape{.bits = 8}}) {
        EXPECT_EQ(parse_wav(wav(shape, {1, 2})).error(), WavError::not_16_bits);
    }
}

TEST(Wav, EveryShorterFileIsRefusedOrShorter) {
    const Bytes whole = wav({}, {1, 2, 3});
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto sound = parse_wav(std::span(whole).first(length));
        EXPECT_LT(sound ? sound->samples.size() : 0U, 3U);
    }
    EXPECT_EQ(parse_wav({}).error(), WavError::not_wav);
}

TEST(Wav, TooLongIsRefused) {
    EXPECT_TRUE(parse_wav(wav({}, std::vector<std::int16_t>(max_samples))));
    EXPECT_EQ(parse_wav(wav({}, std::vector<std::int16_t>(max_samples + 1))).error(), WavError::too_long);
}

TEST(Wav, TakesAnyBytes) {
    std::mt19937 random(5);
    const Bytes good = wav({}, std::vector<std::int16_t>(200, 7));
    for (int round = 0; round < 20000; ++round) {
        Bytes bytes = good;
        for (unsigned change = 1 + random() % 6; change > 0; --change) {
            bytes[random() % (change % 2 == 0 ? bytes.size() : 60)] = static_cast<std::uint8_t>(random());
        }
        const auto sound = parse_wav(bytes);
        EXPECT_LE(sound ? sound->samples.size() : 0U, bytes.size() * 3) << "a lower rate makes it longer, not endless";
    }
}

}  // namespace
}  // namespace bangnin::voice
