// What the voice's tests share: a folder of their own, made-up programs and recordings, a speaker whose sound goes
// into a file, and a way to wait for its events.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ui/voice/speaker.h"

namespace bangnin::voice {

/// A new empty folder, gone with the object.
class RigFolder {
  public:
    RigFolder();
    ~RigFolder();
    RigFolder(const RigFolder&) = delete;
    RigFolder& operator=(const RigFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// A shell script that can be run; its path.
    [[nodiscard]] std::string program(const std::string& script) const;
    /// A recording of one value all along, so that it is known again in the output; its path.
    [[nodiscard]] std::filesystem::path clip(const std::string& name, std::int16_t value,
                                             std::chrono::milliseconds length) const;
    void write(const std::string& name, const std::string& text) const;

  private:
    std::filesystem::path path_;
};

/// Whether the audio device (SDL's "disk") takes sound as a real one does, or as fast as it can.
enum class Pace : std::uint8_t { real, fast };

class SpeakerRig {
  public:
    explicit SpeakerRig(Pace pace = Pace::fast);
    ~SpeakerRig();
    SpeakerRig(const SpeakerRig&) = delete;
    SpeakerRig& operator=(const SpeakerRig&) = delete;

    /// Records `phrase` as a stretch of one value, before start().
    void record(const std::string& phrase, std::int16_t value, std::chrono::milliseconds length);
    /// Full volume, everything heard.
    Speaker& start(SpeakerOptions options = {});
    Speaker& speaker() { return *speaker_; }
    /// Ends the speaker; all that the device was given since start(), but the trailing silence.
    std::vector<std::int16_t> output();
    /// What of it is in the file by now, and how much may still be on its way there.
    [[nodiscard]] std::size_t samples_on_disk() const;
    static constexpr std::size_t samples_on_their_way = 512 + 4096;

    /// Waits for an event that `wanted` says yes to, from the first that no former call has passed; fails after 20 s.
    std::optional<SpeakerEvent> wait_for(const std::function<bool(const SpeakerEvent&)>& wanted);
    bool wait_begun(std::uint32_t tag);
    std::optional<speaker_event::How> wait_ended(std::uint32_t tag);

    RigFolder folder;

  private:
    std::filesystem::path output_;
    std::string clips_;
    std::unique_ptr<Speaker> speaker_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<SpeakerEvent> events_;
    std::size_t passed_ = 0;
};

/// An utterance of a kind with the text as its phrase.
[[nodiscard]] Utterance utterance(Kind kind, std::string text, std::uint32_t tag);

/// Stretches of one value, zero ones too: {value, length}. Sound is expected to be made by record() alone.
struct Stretch {
    std::int16_t value;
    std::size_t length;
};
[[nodiscard]] std::vector<Stretch> stretches(const std::vector<std::int16_t>& samples);

}  // namespace bangnin::voice
