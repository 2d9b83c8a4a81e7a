#include "ui/voice/clip_file.h"

#include <sndfile.h>

#include <array>
#include <memory>

namespace bangnin::voice {
namespace {

constexpr std::uintmax_t max_file_bytes = 20U << 20U;
constexpr int max_channels = 8;

struct Close {
    void operator()(SNDFILE* file) const { sf_close(file); }
};

}  // namespace

std::expected<Pcm, std::string> read_clip(const std::filesystem::path& path) {
    const auto wrong = [&](std::string_view why) { return std::unexpected(path.string() + ": " + std::string(why)); };
    std::error_code failure;
    const std::uintmax_t size = std::filesystem::file_size(path, failure);
    if (failure) return wrong(failure.message());
    if (size > max_file_bytes) return wrong("larger than 20 MB");

    SF_INFO info{};
    const std::unique_ptr<SNDFILE, Close> file(sf_open(path.c_str(), SFM_READ, &info));
    if (!file) return wrong(sf_strerror(nullptr));
    if (info.channels < 1 || info.channels > max_channels) return wrong("too many channels");
    if (info.samplerate < 4000 || info.samplerate > 192000) return wrong("a rate that no recording has");

    // The length in the header is only what the file says of itself.
    const auto most = static_cast<std::size_t>(info.samplerate) * longest_sound.count();
    const auto channels = static_cast<std::size_t>(info.channels);
    std::array<short, 8192> block;
    const auto block_frames = static_cast<sf_count_t>(block.size() / channels);
    std::vector<std::int16_t> samples;
    while (true) {
        const sf_count_t frames = sf_readf_short(file.get(), block.data(), block_frames);
        if (frames <= 0) break;
        if (samples.size() + static_cast<std::size_t>(frames) > most) return wrong("longer than a minute");
        for (std::size_t frame = 0; frame < static_cast<std::size_t>(frames); ++frame) {
            int sum = 0;
            for (std::size_t channel = 0; channel < channels; ++channel) sum += block[frame * channels + channel];
            samples.push_back(static_cast<std::int16_t>(sum / info.channels));
        }
    }
    if (samples.empty()) return wrong("no sound in it");
    return Pcm{at_sample_rate(std::move(samples), info.samplerate)};
}

}  // namespace bangnin::voice
