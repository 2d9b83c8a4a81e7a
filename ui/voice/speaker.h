// The terminal's voice: say what is to be said, and it is heard when its turn comes. Whose turn that is, is decided by
// utterance_queue.h; how words become sound, by spoken_text.h and phrasebook.h.
//
// Threads: every member may be called from any thread; none waits for sound, a device or a file (at most for a lock
// that is held while a few samples are copied). Events are given to the sink on the voice's own thread: post them to
// the loop's queue and return.
//
// Nothing here fails the caller. Without an audio device, or without espeak-ng, what cannot be heard is taken for said,
// and health() knows why; both are tried again with what is said next.
//
// Cost: until the first utterance one sleeping thread. The device is opened by the first and closed again after
// `device_kept` of silence; idle, nothing wakes up.
//
// How to integrate (the terminal):
//   create     once, after the first picture is on the glass; post the sink's events as the devices' are.
//   each step  after the journeys stepped: when the caption (Frame::caption) differs from the one said last, say it:
//                {.kind = page_guidance, .text = caption, .source = the same caption made under
//                 LanguageScope(chinese), .language = …}
//              a caption that comes from a Notice is a `notice`, one of the time-out overlay a `warning` with
//              chime = before and repeats = {1, 12 s}, the forgotten card's a `warning` with {2, 5 s}; when the overlay
//              is gone, withdraw(Kind::warning). Captions with a ticket number or a masked name are personal.
//              The issued ticket's guidance repeats {1, 20 s}; the next page's guidance replaces it.
//   focus      when the semantics tree's focus moves: {.kind = focused_control, .text = label + "，" + value,
//              .cause = person}; the focus a page begins with: cause = page, said after its guidance.
//   语音        listen(everything) / listen(essential), then say the notice.
//   the end    end_session() together with the wipe, before anything of the idle screen is drawn.
//   the board  {.kind = number_call, .repeats = {1, 0 s}} in Chinese, then one in Mongolian with its Chinese source.
//   doctor     probe().
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <variant>

#include "ui/voice/headphones.h"
#include "ui/voice/health.h"
#include "ui/voice/synthesiser.h"
#include "ui/voice/utterance_queue.h"

namespace bangnin::voice {

struct SpeakerOptions {
    std::filesystem::path recordings{};        ///< assets/voice, with zh/ mn/ en/ below it; empty: none
    std::filesystem::path headphone_switch{};  ///< an input device with SW_HEADPHONE_INSERT; empty: not watched
    SynthesiserOptions synthesiser{};
    int volume = default_volume;                   ///< 0 … 100, what each session begins with
    Listening listening = Listening::essential;    ///< likewise
    std::chrono::milliseconds pause_between{250};  ///< between two utterances
    std::chrono::milliseconds device_kept{5000};   ///< open after the last of them
    std::size_t cache_bytes = 4U << 20U;           ///< of made sounds kept; 44 kB a second
};

namespace speaker_event {
/// The first of it is with the device.
struct Began {
    std::uint32_t tag;
    Kind kind;
};
enum class How : std::uint8_t {
    heard,   ///< to its end
    cut,     ///< by another one, a withdrawal or the session's end
    silent,  ///< nothing of it could be heard; why, has been told before
};
struct Ended {
    std::uint32_t tag;
    Kind kind;
    How how;
};
struct HeadphonesChanged {
    Headphones headphones;
};
struct HealthChanged {
    Health health;
};
}  // namespace speaker_event

using SpeakerEvent = std::variant<speaker_event::Began, speaker_event::Ended, speaker_event::HeadphonesChanged,
                                  speaker_event::HealthChanged>;
using SpeakerSink = std::function<void(const SpeakerEvent&)>;

class VoiceThread;

class Speaker {
  public:
    Speaker(SpeakerOptions options, SpeakerSink sink);
    /// Silent at once; waits for the thread, which ends within moments.
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    void say(Utterance utterance);
    /// The cause of a kind is gone: see UtteranceQueue::withdraw.
    void withdraw(Kind kind);
    void listen(Listening listening);

    /// Everything ends, at once: when this returns the device takes only silence until something new is said.
    void stop();
    /// stop(), and volume and listening as the next person finds them.
    void end_session();

    /// 0 … 100 in steps of ten; heard at once, also in the middle of a word.
    void set_volume(int volume);
    [[nodiscard]] int volume() const;
    [[nodiscard]] Health health() const;

  private:
    SpeakerOptions options_;
    std::unique_ptr<VoiceThread> thread_;
};

struct Probed {
    Health health;
    std::chrono::milliseconds phrase{0};  ///< length of what was synthesised
    std::size_t recordings = 0;           ///< that can be heard, in all languages
};

/// For the doctor: opens the device (silently), has one phrase synthesised, reads every index and recording. Blocking,
/// some seconds at the very most.
[[nodiscard]] Probed probe(const SpeakerOptions& options);

}  // namespace bangnin::voice
