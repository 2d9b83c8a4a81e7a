// Words to sound, by espeak-ng as a process of its own: its licence (GPL-3+) does not reach into this program, and a
// crash or a hang of it ends with the phrase. A process for each phrase; it is ready in milliseconds. The words go
// through a pipe, so that no list of processes shows them.
//
// Blocking, for one thread. Total: whatever the program does, an answer comes by the deadline and the process is gone.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>

#include "ui/locale/locale.h"
#include "ui/voice/pcm.h"
#include "ui/voice/utterance.h"

namespace bangnin::voice {

enum class SpeechErrorKind : std::uint8_t {
    missing,    ///< the program is not there or may not be run: nothing can be synthesised
    timed_out,  ///< it did not finish by the deadline
    broken,     ///< it ended badly, or what it wrote is no sound
    given_up,   ///< still_wanted said no
    no_voice,   ///< Mongolian
};

struct SpeechError {
    SpeechErrorKind kind = SpeechErrorKind::broken;
    std::string detail;  ///< for the log and for staff; never the words
};

struct SynthesiserOptions {
    std::string program = "espeak-ng";           ///< a path, or a name that PATH knows
    int words_per_minute = 150;                  ///< 80 … 450; slower than the program's own 175, for old ears
    std::chrono::milliseconds time_limit{3000};  ///< for one phrase
};

enum class Wanted : std::uint8_t { yes, no };

class Synthesiser {
  public:
    explicit Synthesiser(SynthesiserOptions options) : options_(std::move(options)) {}

    /// Says `text` in `language`'s voice. Whenever `wake_fd` (-1: none) becomes readable, `still_wanted` is asked; it
    /// must make it unreadable again.
    [[nodiscard]] std::expected<Pcm, SpeechError> synthesise(std::string_view text, locale::Language language,
                                                             int wake_fd,
                                                             const std::function<Wanted()>& still_wanted) const;

    [[nodiscard]] const SynthesiserOptions& options() const { return options_; }

  private:
    SynthesiserOptions options_;
};

/// espeak-ng's name of the voice. For Mandarin the one that takes Latin letters as pinyin: in espeak-ng 1.51 the other
/// one ("cmn") turns each Han character into pinyin and then reads that aloud as English letters.
[[nodiscard]] std::string_view voice_name(locale::Language language);

}  // namespace bangnin::voice
