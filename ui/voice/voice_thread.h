// The thread that owns the queue, makes the sounds and hands them to the player. Private to ui/voice; see speaker.h.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "ui/voice/path_watch.h"
#include "ui/voice/player.h"
#include "ui/voice/sound_source.h"
#include "ui/voice/speaker.h"
#include "ui/voice/wakeup.h"

namespace bangnin::voice {

class VoiceThread {
  public:
    /// Run on the voice's thread, in the order posted.
    using Command = std::function<void(UtteranceQueue&, Moment now)>;
    /// Commands beyond this that nobody has looked at yet are dropped.
    static constexpr std::size_t max_commands = 2048;

    VoiceThread(SpeakerOptions options, SpeakerSink sink);
    ~VoiceThread();
    VoiceThread(const VoiceThread&) = delete;
    VoiceThread& operator=(const VoiceThread&) = delete;

    void post(Command command);  // any thread
    void silence();              // any thread; what was posted before is not heard any more
    [[nodiscard]] Player& player() { return player_; }
    [[nodiscard]] Health health() const;

  private:
    enum class Running : std::uint8_t { yes, no };

    void run();
    void wait();
    void find_headphones();
    void hear_of_headphones();
    void lose_headphones();
    void tell_headphones(Headphones state);
    void take_commands();
    void settle();
    void speak(const Turn& turn);
    void say_parts(const Turn& turn);
    bool add(const Turn& turn, Sound sound);
    [[nodiscard]] Wanted still_wanted(std::uint64_t turn_number);
    void leave_turn(speaker_event::How how);
    void give_up_turn();
    void watch_device(Moment now);
    void report_health();
    void emit(const SpeakerEvent& event) const;
    [[nodiscard]] std::optional<Moment> next_deadline(Moment now) const;

    // shared
    const SpeakerOptions options_;
    const SpeakerSink sink_;
    Wakeup wakeup_;
    std::atomic<std::uint64_t> ended_turn_{0};
    std::atomic<Running> running_{Running::yes};
    mutable std::mutex mutex_;  // commands_, epoch_of_commands_, health_
    std::vector<Command> commands_;
    std::uint64_t epoch_of_commands_;
    Health health_;

    // the voice's thread
    UtteranceQueue queue_;
    SoundSource source_;
    Player player_;
    std::uint64_t epoch_;
    struct Speaking {
        Turn turn;
        enum class Stage : std::uint8_t { making, heard } stage = Stage::making;  // heard: any of it
        std::size_t samples = 0;
        Moment begun;
    };
    std::optional<Speaking> speaking_;
    Health reported_;
    std::optional<Moment> turn_deadline_;  // by then the device must have taken all of it
    std::optional<Moment> release_at_;     // the device, where nothing is said until then
    PathWatch headphones_watch_;           // while there is no switch
    std::optional<HeadphoneSwitch> headphones_;
    std::optional<Headphones> headphones_state_;

    std::thread thread_;  // last: everything it uses is there before it
};

}  // namespace bangnin::voice
