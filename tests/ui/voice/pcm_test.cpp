#include "ui/voice/pcm.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace bangnin::voice {
namespace {

double strength(const std::vector<std::int16_t>& samples, double hertz) {
    double real = 0;
    double imaginary = 0;
    for (std::size_t at = 0; at < samples.size(); ++at) {
        const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(at) / sample_rate;
        real += samples[at] * std::cos(angle);
        imaginary += samples[at] * std::sin(angle);
    }
    return std::hypot(real, imaginary) / static_cast<double>(samples.size());
}

std::vector<std::int16_t> tone(double hertz, int rate) {
    std::vector<std::int16_t> samples(static_cast<std::size_t>(rate) / 2);
    for (std::size_t at = 0; at < samples.size(); ++at) {
        samples[at] =
            static_cast<std::int16_t>(10000 * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(at) / rate));
    }
    return samples;
}

TEST(Volume, GoesInStepsAndStaysWithin) {
    EXPECT_EQ(louder(60), 70);
    EXPECT_EQ(louder(100), 100);
    EXPECT_EQ(softer(10), 0);
    EXPECT_EQ(softer(0), 0);
    EXPECT_EQ(allowed_volume(64), 60);
    EXPECT_EQ(allowed_volume(65), 70);
    EXPECT_EQ(allowed_volume(-1), 0);
    EXPECT_EQ(allowed_volume(1000), 100);
    EXPECT_EQ(gain_of(0), 0);
    EXPECT_EQ(gain_of(50), 32768 / 4);
    EXPECT_EQ(gain_of(100), 32768);
    for (int volume = 10; volume <= 100; volume += volume_step) EXPECT_GT(gain_of(volume), gain_of(volume - 10));
}

TEST(Chime, IsTwoSoftTonesThatBeginAndEndInSilence) {
    const Pcm chime = make_chime();
    const auto half = static_cast<std::ptrdiff_t>(samples_in(std::chrono::milliseconds(180)));
    const std::vector<std::int16_t> first(chime.samples.begin(), chime.samples.begin() + half);
    const std::vector<std::int16_t> second(chime.samples.begin() + 2 * half, chime.samples.end());
    EXPECT_GT(strength(first, 659.26), 5 * strength(first, 440));
    EXPECT_GT(strength(second, 523.25), 5 * strength(second, 440));
    int loudest = 0;
    for (const std::int16_t sample : chime.samples) loudest = std::max(loudest, std::abs(sample));
    EXPECT_GT(loudest, 3000);
    EXPECT_LT(loudest, 16000) << "soft";
    EXPECT_LT(std::abs(chime.samples.front()), 200);
    EXPECT_LT(std::abs(chime.samples.back()), 200);
}

TEST(SampleRate, KeepsPitchAndLength) {
    for (const int rate : {8000, 16000, 44100, 48000}) {
        const auto converted = at_sample_rate(tone(440, rate), rate);
        EXPECT_NEAR(static_cast<double>(converted.size()), sample_rate / 2.0, 3) << rate;
        EXPECT_GT(strength(converted, 440), 4000) << rate;
        EXPECT_GT(strength(converted, 440), 20 * strength(converted, 700)) << rate;
    }
    EXPECT_TRUE(at_sample_rate({}, 48000).empty());
    EXPECT_EQ(at_sample_rate({5}, 4000), std::vector<std::int16_t>(5, 5));
}

TEST(Pause, IsSilenceOfItsLength) {
    EXPECT_EQ(make_pause(std::chrono::milliseconds(1000)).samples, std::vector<std::int16_t>(sample_rate));
    EXPECT_EQ(make_pause(std::chrono::hours(1)).samples.size(), max_samples);
}

}  // namespace
}  // namespace bangnin::voice
