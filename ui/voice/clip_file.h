// A recording from its file: WAV, Ogg Vorbis, Opus, FLAC, through libsndfile.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "ui/voice/pcm.h"

namespace bangnin::voice {

/// Blocking. At `sample_rate`, all channels made one. Refused: what libsndfile cannot read, files over 20 MB, sounds
/// longer than longest_sound, more than 8 channels. The error names the file and says why.
[[nodiscard]] std::expected<Pcm, std::string> read_clip(const std::filesystem::path& file);

}  // namespace bangnin::voice
