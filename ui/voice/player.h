// Sound out of the machine, one turn at a time, through SDL's audio.
//
// The device is opened by the first turn and closed again by release(): a silent kiosk has no audio thread and no
// device. SDL_AUDIODRIVER and SDL_DISKAUDIOFILE choose another way out (tests: "disk", "dummy").
//
// Threads: begin, append, finish and release belong to one thread, the voice's. silence, silence_all, set_volume
// and volume may be called from any thread and never wait for the device. `ended` is called from SDL's audio thread
// and must not block nor call back.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "ui/voice/pcm.h"

namespace bangnin::voice {

class Player {
  public:
    /// Called once for each turn whose every sample has been handed to the device.
    using Ended = std::function<void(std::uint64_t turn)>;

    explicit Player(Ended ended) : ended_(std::move(ended)) {}
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    /// A number that changes with each silence_all().
    [[nodiscard]] std::uint64_t epoch() const { return epoch_; }

    /// Ends what is heard and makes `turn` the one that append() adds to. Refused (false) where everything was silenced
    /// since `epoch` was read. The error says why there is no device.
    std::expected<bool, std::string> begin(std::uint64_t turn, std::uint64_t epoch);
    /// Adds to the turn; nothing happens where another one, or none, is heard now.
    void append(std::uint64_t turn, Sound sound);
    /// Nothing more comes for the turn: it has ended when all of it was heard.
    void finish(std::uint64_t turn);
    /// Ends the turn that is heard now, at once: the next samples the device takes are silence.
    void silence();
    /// The same, and begin() is refused to whoever does not know of it yet. Gives the new epoch.
    std::uint64_t silence_all();
    /// Closes the device until the next begin().
    void release();
    [[nodiscard]] bool open() const { return device_ != 0; }
    /// The last call of the voice's thread: gives back what SDL keeps for it (the words of its last error).
    static void leave_thread();

    void set_volume(int volume) { volume_ = allowed_volume(volume); }
    [[nodiscard]] int volume() const { return volume_; }

    /// The device's next samples. Public for SDL's callback only.
    void fill(std::span<std::int16_t> out);

  private:
    std::expected<void, std::string> open_device();

    Ended ended_;
    std::atomic<std::uint64_t> epoch_{1};
    std::atomic<int> volume_{default_volume};
    unsigned device_ = 0;  // SDL_AudioDeviceID; the voice's thread only

    std::mutex mutex_;  // what follows; held for copying at most one of the device's buffers
    std::uint64_t turn_ = 0;
    std::deque<Sound> sounds_;
    std::size_t place_ = 0;  // in the first of them
    enum class More : std::uint8_t { coming, no } more_ = More::no;
};

}  // namespace bangnin::voice
