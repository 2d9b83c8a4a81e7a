#include "ui/voice/pcm.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bangnin::voice {
namespace {

constexpr int loudest = 100;

// A struck tone: a soft beginning, then dying away, with a little of its octave.
void add_tone(std::vector<std::int16_t>& samples, double begin_s, double length_s, double hertz) {
    constexpr double strength = 0.22;  // of full scale, so that two of them and speech stand side by side
    constexpr double attack_s = 0.008;
    constexpr double octave = 0.25;
    const auto first = static_cast<std::size_t>(begin_s * sample_rate);
    const auto count = static_cast<std::size_t>(length_s * sample_rate);
    for (std::size_t at = 0; at < count && first + at < samples.size(); ++at) {
        const double time = static_cast<double>(at) / sample_rate;
        const double angle = 2 * std::numbers::pi * hertz * time;
        const double rise = std::min(1.0, time / attack_s);
        const double fall = std::exp(-5.0 * time / length_s) * (1.0 - time / length_s);
        const double value = strength * rise * fall * (std::sin(angle) + octave * std::sin(2 * angle));
        samples[first + at] = static_cast<std::int16_t>(samples[first + at] + std::lround(value * 32767));
    }
}

std::int16_t value_at(const std::vector<std::int16_t>& samples, double place) {
    const auto left = std::min(static_cast<std::size_t>(place), samples.size() - 1);
    const std::size_t right = std::min(left + 1, samples.size() - 1);
    const double part = place - static_cast<double>(left);
    return static_cast<std::int16_t>(std::lround(samples[left] * (1 - part) + samples[right] * part));
}

// What lies between two places, each sample by the part of it that does: what is too high for the new rate is
// dampened instead of coming back as a whistle.
std::int16_t mean_between(const std::vector<std::int16_t>& samples, double from, double to) {
    double sum = 0;
    double weight = 0;
    for (auto at = static_cast<std::size_t>(from); at < samples.size() && static_cast<double>(at) < to; ++at) {
        const double left = std::max(from, static_cast<double>(at));
        const double right = std::min(to, static_cast<double>(at) + 1);
        sum += samples[at] * (right - left);
        weight += right - left;
    }
    return weight > 0 ? static_cast<std::int16_t>(std::lround(sum / weight)) : std::int16_t{0};
}

}  // namespace

std::vector<std::int16_t> at_sample_rate(std::vector<std::int16_t> samples, int rate) {
    if (rate == sample_rate || samples.empty()) return samples;
    const double step = static_cast<double>(rate) / sample_rate;
    const auto count = static_cast<std::size_t>(static_cast<double>(samples.size()) / step);
    std::vector<std::int16_t> out;
    out.reserve(count);
    for (std::size_t at = 0; at < count; ++at) {
        const double place = static_cast<double>(at) * step;
        out.push_back(step > 1 ? mean_between(samples, place, place + step) : value_at(samples, place));
    }
    return out;
}

int allowed_volume(int volume) {
    const int within = std::clamp(volume, 0, loudest);
    return (within + volume_step / 2) / volume_step * volume_step;
}

int louder(int volume) { return std::min(allowed_volume(volume) + volume_step, loudest); }
int softer(int volume) { return std::max(allowed_volume(volume) - volume_step, 0); }

std::int32_t gain_of(int volume) {
    const int allowed = allowed_volume(volume);
    return 32768 * allowed * allowed / (loudest * loudest);
}

Pcm make_chime() {
    Pcm chime;
    chime.samples.resize(samples_in(std::chrono::milliseconds(600)));
    add_tone(chime.samples, 0.0, 0.40, 659.26);   // e''
    add_tone(chime.samples, 0.18, 0.42, 523.25);  // c''
    return chime;
}

Pcm make_pause(std::chrono::milliseconds length) {
    return Pcm{std::vector<std::int16_t>(std::min(samples_in(length), max_samples))};
}

}  // namespace bangnin::voice
