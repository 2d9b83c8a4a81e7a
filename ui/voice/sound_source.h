// The sounds of a script's parts: from the cache, a recording or the synthesiser. One thread, blocking.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/text/bounded_cache.h"
#include "ui/voice/health.h"
#include "ui/voice/script.h"
#include "ui/voice/synthesiser.h"

namespace bangnin::voice {

class SoundSource {
  public:
    /// `recordings`: the folder with zh/ mn/ en/ in it; read when a language is first spoken.
    SoundSource(std::filesystem::path recordings, SynthesiserOptions synthesiser, std::size_t cache_bytes);

    [[nodiscard]] std::vector<ScriptPart> script_of(const Utterance& utterance);

    /// How a long wait is ended early; see Synthesiser::synthesise.
    struct Interruption {
        int wake_fd = -1;
        std::function<Wanted()> still_wanted;
    };
    /// The part's sounds in order; none where it cannot be said, which synthesis() then knows.
    std::vector<Sound> sounds_of(const ScriptPart& part, const Utterance& utterance, const Interruption& interruption);

    [[nodiscard]] const PartHealth& synthesis() const { return synthesis_; }
    [[nodiscard]] const PartHealth& recordings() const { return recordings_; }
    [[nodiscard]] std::size_t cached_bytes() const { return cache_.bytes(); }

    /// Reads every index and every file; how many can be heard. recordings() says what is wrong.
    std::size_t check_recordings();

  private:
    const Phrasebook& book_of(locale::Language language);
    const Sound& chime();
    Sound speech(const SpeechPart& part, Privacy privacy, const Interruption& interruption);
    std::vector<Sound> clips(const ClipPart& part, const Utterance& utterance, const Interruption& interruption);
    std::optional<Sound> clip(const std::filesystem::path& file);

    std::filesystem::path folder_;
    Synthesiser synthesiser_;
    text::BoundedCache<std::string, Sound> cache_;
    std::array<std::optional<Phrasebook>, 3> books_;
    Sound chime_;
    PartHealth synthesis_;
    PartHealth recordings_;
};

}  // namespace bangnin::voice
