// From saying a phrase to its first sample at the audio device (a device that plays to nobody). One JSON object a line.
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/bench_report.h"
#include "ui/voice/speaker.h"

namespace {

using namespace bangnin::voice;
using Clock = std::chrono::steady_clock;

class Listener {
  public:
    void hear(const SpeakerEvent& event) {
        const auto* const begun = std::get_if<speaker_event::Began>(&event);
        if (begun == nullptr) return;
        const std::lock_guard lock(mutex_);
        last_ = begun->tag;
        at_ = Clock::now();
        changed_.notify_all();
    }

    // Milliseconds from now to the beginning of what is said.
    double time(Speaker& speaker, std::string text) {
        Utterance what;
        what.kind = Kind::page_guidance;
        what.text = std::move(text);
        what.tag = ++tag_;
        const auto said = Clock::now();
        speaker.say(std::move(what));
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return last_ == tag_; });
        return std::chrono::duration<double, std::milli>(at_ - said).count();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint32_t tag_ = 0;
    std::uint32_t last_ = 0;
    Clock::time_point at_;
};

}  // namespace

int main(int count, char** words) {
    const bool quick = count > 1 && std::string_view(words[1]) == "--quick";
    const int rounds = quick ? 20 : 200;
    constexpr int replace = 1;
    setenv("SDL_AUDIODRIVER", "dummy", replace);
    std::vector<double> first;
    std::vector<double> fresh;
    std::vector<double> kept;
    for (int round = 0; round < std::max(5, rounds / 10); ++round) {
        Listener listener;
        Speaker speaker({.listening = Listening::everything}, [&](const SpeakerEvent& event) { listener.hear(event); });
        first.push_back(listener.time(speaker, "您好，请问要办什么事？请点屏幕中间的五个方块。"));
    }
    Listener listener;
    Speaker speaker({.listening = Listening::everything}, [&](const SpeakerEvent& event) { listener.hear(event); });
    listener.time(speaker, "您好。");
    for (int round = 0; round < rounds; ++round) {
        const std::string number = std::to_string(1000 + round);
        fresh.push_back(listener.time(speaker, "取号成功，您的号码是 A" + number + "，前面还有 3 人，请取走小票。"));
        kept.push_back(listener.time(speaker, "您好。"));
    }
    bangnin::bench::report("voice.first_phrase_to_sample", "ms", first);
    bangnin::bench::report("voice.phrase_to_sample", "ms", fresh);
    bangnin::bench::report("voice.known_phrase_to_sample", "ms", kept);
    return 0;
}
