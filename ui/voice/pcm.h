// Sound as everything in ui/voice handles it: one channel of 16-bit samples at one rate.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace bangnin::voice {

/// Samples a second; what espeak-ng makes, and enough for speech.
inline constexpr int sample_rate = 22050;
/// The longest single sound taken in; a recording or a phrase beyond it is refused.
inline constexpr std::chrono::seconds longest_sound{60};
inline constexpr std::size_t max_samples = static_cast<std::size_t>(sample_rate) * longest_sound.count();

struct Pcm {
    std::vector<std::int16_t> samples;
    [[nodiscard]] std::size_t bytes() const { return samples.size() * sizeof(std::int16_t); }
};

/// Shared between the cache and the player; never changed once made.
using Sound = std::shared_ptr<const Pcm>;

[[nodiscard]] constexpr std::size_t samples_in(std::chrono::milliseconds length) {
    return static_cast<std::size_t>(length.count()) * sample_rate / 1000;
}

/// The same sound at `sample_rate`; `rate` is 4000 … 192000. Means or straight lines between samples, which
/// speech stands well.
[[nodiscard]] std::vector<std::int16_t> at_sample_rate(std::vector<std::int16_t> samples, int rate);

/// Volume 0 … 100 in steps of ten; how loud that is follows the square, as ears do.
inline constexpr int volume_step = 10;
inline constexpr int default_volume = 60;
[[nodiscard]] int louder(int volume);
[[nodiscard]] int softer(int volume);
/// Any number to the nearest allowed one.
[[nodiscard]] int allowed_volume(int volume);
/// What samples are multiplied with, in 1/32768.
[[nodiscard]] std::int32_t gain_of(int volume);

/// Two soft tones, the second lower, half a second in all.
[[nodiscard]] Pcm make_chime();

/// Silence between two parts or after an utterance.
[[nodiscard]] Pcm make_pause(std::chrono::milliseconds length);

}  // namespace bangnin::voice
