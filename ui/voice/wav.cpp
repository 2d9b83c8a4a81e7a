#include "ui/voice/wav.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace bangnin::voice {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::uint32_t little_endian(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t index = count; index-- > 0;) value = (value << 8U) | bytes[at + index];
    return value;
}

bool has_mark(Bytes bytes, std::size_t at, std::string_view mark) {
    return bytes.size() >= at + mark.size() &&
           std::equal(mark.begin(), mark.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char c, std::uint8_t byte) { return c == static_cast<char>(byte); });
}

struct Format {
    unsigned channels = 0;
    int rate = 0;
};

std::optional<Format> format_of(Bytes chunk) {
    constexpr std::size_t shortest = 16;
    constexpr std::uint32_t pcm = 1;
    if (chunk.size() < shortest || little_endian(chunk, 0, 2) != pcm || little_endian(chunk, 14, 2) != 16) return {};
    const std::uint32_t channels = little_endian(chunk, 2, 2);
    const std::uint32_t rate = little_endian(chunk, 4, 4);
    if (channels < 1 || channels > 2 || rate < 4000 || rate > 192000) return {};
    return Format{channels, static_cast<int>(rate)};
}

std::expected<Pcm, WavError> sound_of(Bytes data, const Format& format) {
    const std::size_t frame = 2 * static_cast<std::size_t>(format.channels);
    const std::size_t frames = data.size() / frame;
    if (frames > static_cast<std::size_t>(format.rate) * longest_sound.count()) {
        return std::unexpected(WavError::too_long);
    }
    std::vector<std::int16_t> samples;
    samples.reserve(frames);
    for (std::size_t at = 0; at < frames; ++at) {
        const auto left = static_cast<std::int16_t>(little_endian(data, at * frame, 2));
        const auto right = static_cast<std::int16_t>(little_endian(data, at * frame + frame - 2, 2));
        samples.push_back(static_cast<std::int16_t>((left + right) / 2));
    }
    return Pcm{at_sample_rate(std::move(samples), format.rate)};
}

}  // namespace

std::expected<Pcm, WavError> parse_wav(Bytes bytes) {
    constexpr std::size_t chunk_header = 8;
    if (!has_mark(bytes, 0, "RIFF") || !has_mark(bytes, 8, "WAVE")) return std::unexpected(WavError::not_wav);
    std::optional<Format> format;
    for (std::size_t at = 12; at + chunk_header <= bytes.size();) {
        const std::size_t stated = little_endian(bytes, at + 4, 4);
        const std::size_t size = std::min(stated, bytes.size() - at - chunk_header);
        const Bytes chunk = bytes.subspan(at + chunk_header, size);
        if (has_mark(bytes, at, "fmt ")) {
            format = format_of(chunk);
            if (!format) return std::unexpected(WavError::not_16_bits);
        } else if (has_mark(bytes, at, "data")) {
            if (!format) return std::unexpected(WavError::not_wav);
            return sound_of(chunk, *format);
        }
        at += chunk_header + size + (size & 1U);  // chunks begin at even places
    }
    return std::unexpected(WavError::not_wav);
}

}  // namespace bangnin::voice
