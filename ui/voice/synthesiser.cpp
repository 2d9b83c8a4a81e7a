#include "ui/voice/synthesiser.h"

#include <algorithm>

#include "ui/voice/child_process.h"
#include "ui/voice/code_points.h"
#include "ui/voice/wav.h"

namespace bangnin::voice {
namespace {

SpeechErrorKind kind_of(ChildErrorKind kind) {
    switch (kind) {
        case ChildErrorKind::cannot_start:
            return SpeechErrorKind::missing;
        case ChildErrorKind::timed_out:
            return SpeechErrorKind::timed_out;
        case ChildErrorKind::given_up:
            return SpeechErrorKind::given_up;
        case ChildErrorKind::failed:
        case ChildErrorKind::too_much:
            return SpeechErrorKind::broken;
    }
    return SpeechErrorKind::broken;
}

}  // namespace

std::string_view voice_name(locale::Language language) {
    switch (language) {
        case locale::Language::chinese:
            return "cmn-latn-pinyin";
        case locale::Language::english:
            return "en-gb";
        case locale::Language::mongolian:
            return {};
    }
    return {};
}

std::expected<Pcm, SpeechError> Synthesiser::synthesise(std::string_view text, locale::Language language, int wake_fd,
                                                        const std::function<Wanted()>& still_wanted) const {
    const std::string_view voice = voice_name(language);
    if (voice.empty()) return std::unexpected(SpeechError{SpeechErrorKind::no_voice, "no voice speaks it"});
    constexpr std::size_t header_room = 4096;
    const int speed = std::clamp(options_.words_per_minute, 80, 450);
    ChildTask task;
    // -b 1: the words are UTF-8 whatever the system's locale; --stdin: all of them at once.
    task.arguments = {options_.program, "-v",      std::string(voice), "-s", std::to_string(speed), "-b", "1",
                      "--stdin",        "--stdout"};
    task.input = first_bytes(text, max_utterance_bytes * 2);
    task.most_output = max_samples * sizeof(std::int16_t) + header_room;
    task.deadline = std::chrono::steady_clock::now() + options_.time_limit;
    task.wake_fd = wake_fd;
    if (still_wanted) task.go_on = [&] { return still_wanted() == Wanted::yes; };
    const auto bytes = run_child(task);
    if (!bytes) return std::unexpected(SpeechError{kind_of(bytes.error().kind), bytes.error().detail});
    auto sound = parse_wav(*bytes);
    if (!sound) return std::unexpected(SpeechError{SpeechErrorKind::broken, "wrote no sound"});
    return std::move(*sound);
}

}  // namespace bangnin::voice
