#include "tests/ui/voice/speaker_rig.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace bangnin::voice {

using namespace std::chrono_literals;

RigFolder::RigFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "bangnin-voice-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
}

RigFolder::~RigFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string RigFolder::program(const std::string& script) const {
    static int count = 0;
    const std::filesystem::path file = path_ / ("program" + std::to_string(++count));
    std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file.string();
}

std::filesystem::path RigFolder::clip(const std::string& name, std::int16_t value,
                                      std::chrono::milliseconds length) const {
    const auto number = [](std::uint32_t of, int bytes) {
        std::string text;
        for (int at = 0; at < bytes; ++at) text.push_back(static_cast<char>(of >> (8 * at)));
        return text;
    };
    const std::vector<std::int16_t> samples(samples_in(length), value);
    const auto size = static_cast<std::uint32_t>(samples.size() * sizeof(std::int16_t));
    std::ofstream file(path_ / name, std::ios::binary);
    file << "RIFF" << number(36 + size, 4) << "WAVEfmt " << number(16, 4) << number(1, 2) << number(1, 2)
         << number(sample_rate, 4) << number(sample_rate * 2, 4) << number(2, 2) << number(16, 2) << "data"
         << number(size, 4);
    file.write(reinterpret_cast<const char*>(samples.data()), static_cast<std::streamsize>(size));
    return path_ / name;
}

void RigFolder::write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
}

SpeakerRig::SpeakerRig(Pace pace) : output_(folder.path() / "out.raw") {
    constexpr int replace = 1;
    setenv("SDL_AUDIODRIVER", "disk", replace);
    setenv("SDL_DISKAUDIOFILE", output_.c_str(), replace);
    setenv("SDL_DISKAUDIODELAY", pace == Pace::fast ? "1" : "23", replace);
}

SpeakerRig::~SpeakerRig() { speaker_.reset(); }

void SpeakerRig::record(const std::string& phrase, std::int16_t value, std::chrono::milliseconds length) {
    const std::string name = std::to_string(clips_.size()) + ".wav";
    std::filesystem::create_directories(folder.path() / "zh");
    static_cast<void>(folder.clip("zh/" + name, value, length));
    clips_ += (clips_.empty() ? "" : ",") + ("\"" + phrase + "\":\"" + name + "\"");
}

Speaker& SpeakerRig::start(SpeakerOptions options) {
    folder.write("zh/index.json", "{\"clips\":{" + clips_ + "}}");
    options.recordings = folder.path();
    options.volume = 100;
    options.listening = Listening::everything;
    speaker_ = std::make_unique<Speaker>(std::move(options), [this](const SpeakerEvent& event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(event);
        changed_.notify_all();
    });
    return *speaker_;
}

std::vector<std::int16_t> SpeakerRig::output() {
    speaker_.reset();
    std::ifstream file(output_, std::ios::binary);
    std::vector<std::int16_t> samples(samples_on_disk());
    file.read(reinterpret_cast<char*>(samples.data()), static_cast<std::streamsize>(samples.size() * 2));
    while (!samples.empty() && samples.back() == 0) samples.pop_back();
    return samples;
}

std::size_t SpeakerRig::samples_on_disk() const {
    std::error_code missing;
    const std::uintmax_t size = std::filesystem::file_size(output_, missing);
    return missing ? 0 : static_cast<std::size_t>(size) / 2;
}

std::optional<SpeakerEvent> SpeakerRig::wait_for(const std::function<bool(const SpeakerEvent&)>& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    std::unique_lock lock(mutex_);
    while (true) {
        while (passed_ < events_.size()) {
            SpeakerEvent event = events_[passed_++];
            if (wanted(event)) return event;
        }
        if (changed_.wait_until(lock, deadline) == std::cv_status::timeout && passed_ == events_.size()) {
            return std::nullopt;
        }
    }
}

bool SpeakerRig::wait_begun(std::uint32_t tag) {
    return wait_for([&](const SpeakerEvent& event) {
               const auto* const begun = std::get_if<speaker_event::Began>(&event);
               return begun != nullptr && begun->tag == tag;
           })
        .has_value();
}

std::optional<speaker_event::How> SpeakerRig::wait_ended(std::uint32_t tag) {
    const auto event = wait_for([&](const SpeakerEvent& one) {
        const auto* const ended = std::get_if<speaker_event::Ended>(&one);
        return ended != nullptr && ended->tag == tag;
    });
    if (!event) return std::nullopt;
    return std::get<speaker_event::Ended>(*event).how;
}

Utterance utterance(Kind kind, std::string text, std::uint32_t tag) {
    Utterance what;
    what.kind = kind;
    what.text = std::move(text);
    what.tag = tag;
    return what;
}

std::vector<Stretch> stretches(const std::vector<std::int16_t>& samples) {
    std::vector<Stretch> found;
    for (const std::int16_t sample : samples) {
        if (found.empty() || found.back().value != sample) found.push_back({sample, 0});
        ++found.back().length;
    }
    return found;
}

}  // namespace bangnin::voice
