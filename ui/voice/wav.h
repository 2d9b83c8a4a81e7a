// WAV as a synthesiser writes it to a pipe: PCM of 16 bits, one or two channels. Pure and total.
// Written into a pipe, the sizes in the header are not true (espeak-ng says 2 GB): the sound is what has come.
#pragma once

#include <cstdint>
#include <expected>
#include <span>

#include "ui/voice/pcm.h"

namespace bangnin::voice {

enum class WavError : std::uint8_t {
    not_wav,      ///< no RIFF/WAVE, or it ends before the sound begins
    not_16_bits,  ///< another format than PCM of 16 bits, one or two channels, 4000 … 192000 Hz
    too_long,     ///< longer than longest_sound
};

/// At `sample_rate`, two channels made one. An odd last byte is left out. Format: RIFF (Microsoft, 1991), "fmt " before
/// "data", other chunks skipped.
[[nodiscard]] std::expected<Pcm, WavError> parse_wav(std::span<const std::uint8_t> bytes);

}  // namespace bangnin::voice
