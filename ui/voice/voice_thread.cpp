#include "ui/voice/voice_thread.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bangnin::voice {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds device_patience{3};

template <typename... Times>
std::optional<Moment> earliest(const Times&... times) {
    std::optional<Moment> first;
    const auto take = [&](const std::optional<Moment>& time) {
        if (time && (!first || *time < *first)) first = time;
    };
    (take(times), ...);
    return first;
}

}  // namespace

VoiceThread::VoiceThread(SpeakerOptions options, SpeakerSink sink)
    : options_(std::move(options)),
      sink_(std::move(sink)),
      source_(options_.recordings, options_.synthesiser, options_.cache_bytes),
      player_([this](std::uint64_t turn) {
          ended_turn_ = turn;
          wakeup_.signal();
      }),
      headphones_watch_(options_.headphone_switch) {
    epoch_ = epoch_of_commands_ = player_.epoch();
    player_.set_volume(options_.volume);
    queue_.set_listening(options_.listening, Clock::now());
    if (wakeup_.good()) {
        thread_ = std::thread([this] { run(); });
    } else {
        health_.audio = {PartState::unavailable, "no descriptors left"};
    }
}

VoiceThread::~VoiceThread() {
    running_ = Running::no;
    silence();
    if (thread_.joinable()) thread_.join();
}

void VoiceThread::post(Command command) {
    {
        const std::lock_guard lock(mutex_);
        if (commands_.size() >= max_commands) return;
        commands_.push_back(std::move(command));
    }
    wakeup_.signal();
}

// The player is silent when this returns; begin() refuses whatever the voice's thread may be about to say, until it has
// taken the new epoch together with the empty queue.
void VoiceThread::silence() {
    {
        const std::lock_guard lock(mutex_);
        epoch_of_commands_ = player_.silence_all();
        commands_.emplace_back([](UtteranceQueue& queue, Moment) { queue.stop(); });
    }
    wakeup_.signal();
}

Health VoiceThread::health() const {
    const std::lock_guard lock(mutex_);
    return health_;
}

void VoiceThread::run() {
    find_headphones();
    while (running_ == Running::yes) {
        take_commands();
        queue_.advance(Clock::now());
        settle();
        watch_device(Clock::now());
        hear_of_headphones();
        // The end's wake-up may have been taken while something was being made.
        if (running_ == Running::yes) wait();
    }
    player_.release();
    Player::leave_thread();
}

void VoiceThread::wait() {
    const Moment now = Clock::now();
    const auto deadline = next_deadline(now);
    int timeout = -1;
    if (deadline) {
        constexpr std::int64_t longest = 3'600'000;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - now).count();
        timeout = static_cast<int>(std::clamp<std::int64_t>(left, 0, longest));
    }
    std::array<pollfd, 3> waits{pollfd{wakeup_.fd(), POLLIN, 0},
                                pollfd{headphones_ ? headphones_->fd() : -1, POLLIN, 0},
                                pollfd{headphones_ ? -1 : headphones_watch_.fd(), POLLIN, 0}};
    if (poll(waits.data(), waits.size(), timeout) > 0 && waits[2].revents != 0) find_headphones();
}

std::optional<Moment> VoiceThread::next_deadline(Moment now) const {
    return earliest(queue_.next_due(now), turn_deadline_, release_at_);
}

void VoiceThread::take_commands() {
    wakeup_.reset();
    std::vector<Command> commands;
    {
        const std::lock_guard lock(mutex_);
        commands.swap(commands_);
        epoch_ = epoch_of_commands_;
    }
    const Moment now = Clock::now();
    if (const std::uint64_t ended = ended_turn_.exchange(0); speaking_ && ended == speaking_->turn.number) {
        const auto how =
            speaking_->stage == Speaking::Stage::heard ? speaker_event::How::heard : speaker_event::How::silent;
        leave_turn(how);
        queue_.finished(ended, now);
    }
    for (const Command& command : commands) command(queue_, now);
}

// Brings what is heard into line with whose turn it is.
void VoiceThread::settle() {
    while (running_ == Running::yes) {
        const std::uint64_t wanted = queue_.current() ? queue_.current()->number : 0;
        const std::uint64_t heard = speaking_ ? speaking_->turn.number : 0;
        if (wanted == heard) return;
        if (speaking_) {
            player_.silence();
            leave_turn(speaker_event::How::cut);
        }
        if (wanted != 0) speak(*queue_.current());
    }
}

void VoiceThread::speak(const Turn& turn) {
    find_headphones();  // where the kernel has no watch for it
    release_at_.reset();
    speaking_ = Speaking{turn, Speaking::Stage::making, 0, Clock::now()};
    const auto begun = player_.begin(turn.number, epoch_);
    {
        const std::lock_guard lock(mutex_);
        health_.audio = begun ? PartHealth{PartState::ok, {}} : PartHealth{PartState::unavailable, begun.error()};
    }
    if (!begun) return give_up_turn();
    if (!*begun) return;  // silenced from outside; the command that empties the queue is on its way
    say_parts(Turn(speaking_->turn));
}

void VoiceThread::say_parts(const Turn& turn) {
    const SoundSource::Interruption interruption{wakeup_.fd(), [&] { return still_wanted(turn.number); }};
    for (const ScriptPart& part : source_.script_of(turn.what)) {
        for (Sound& sound : source_.sounds_of(part, turn.what, interruption)) {
            if (!add(turn, std::move(sound))) return;
        }
        if (still_wanted(turn.number) == Wanted::no) return;
    }
    if (speaking_->stage == Speaking::Stage::making) return give_up_turn();
    report_health();
    if (!add(turn, std::make_shared<const Pcm>(make_pause(options_.pause_between)))) return;
    player_.finish(turn.number);
    const std::chrono::duration<double> length{static_cast<double>(speaking_->samples) / sample_rate};
    turn_deadline_ = speaking_->begun + std::chrono::ceil<std::chrono::milliseconds>(length) + device_patience;
}

bool VoiceThread::add(const Turn& turn, Sound sound) {
    if (!speaking_ || speaking_->turn.number != turn.number) return false;
    if (!sound) return true;
    speaking_->samples += sound->samples.size();
    player_.append(turn.number, std::move(sound));
    if (speaking_->stage == Speaking::Stage::making) {
        speaking_->stage = Speaking::Stage::heard;
        speaking_->begun = Clock::now();
        emit(speaker_event::Began{turn.what.tag, turn.what.kind});
    }
    return true;
}

Wanted VoiceThread::still_wanted(std::uint64_t turn_number) {
    take_commands();
    queue_.advance(Clock::now());
    const bool current = queue_.current() && queue_.current()->number == turn_number;
    return current && running_ == Running::yes ? Wanted::yes : Wanted::no;
}

void VoiceThread::leave_turn(speaker_event::How how) {
    const Utterance what = std::move(speaking_->turn.what);
    speaking_.reset();
    turn_deadline_.reset();
    release_at_ = Clock::now() + options_.device_kept;
    emit(speaker_event::Ended{what.tag, what.kind, how});
}

// Nothing of it can be heard: taken for said.
void VoiceThread::give_up_turn() {
    player_.silence();
    const std::uint64_t number = speaking_->turn.number;
    report_health();  // first: who is told of the silence asks why
    leave_turn(speaker_event::How::silent);
    queue_.finished(number, Clock::now());
}

void VoiceThread::watch_device(Moment now) {
    if (turn_deadline_ && now >= *turn_deadline_ && speaking_) {
        player_.release();
        {
            const std::lock_guard lock(mutex_);
            health_.audio = {PartState::unavailable, "the device stopped taking sound"};
        }
        give_up_turn();
        settle();
    }
    if (release_at_ && now >= *release_at_) {
        release_at_.reset();
        if (!speaking_) player_.release();
    }
}

// Nobody asks again and again: the watch tells when the switch may have come.
void VoiceThread::find_headphones() {
    if (headphones_ || options_.headphone_switch.empty()) return;
    headphones_watch_.look();
    auto opened = HeadphoneSwitch::open(options_.headphone_switch);
    if (!opened) return;
    headphones_watch_.rest();
    headphones_ = std::move(*opened);
    if (const auto state = headphones_->ask()) tell_headphones(*state);
}

void VoiceThread::hear_of_headphones() {
    if (!headphones_) return;
    const auto news = headphones_->read();
    if (!news) {
        lose_headphones();
    } else if (*news) {
        tell_headphones(**news);
    }
}

// What goes with the switch can be in nobody's ears.
void VoiceThread::lose_headphones() {
    headphones_.reset();
    headphones_watch_.look();
    if (headphones_state_ == Headphones::in) tell_headphones(Headphones::out);
}

void VoiceThread::tell_headphones(Headphones state) {
    if (headphones_state_ == state) return;
    headphones_state_ = state;
    emit(speaker_event::HeadphonesChanged{state});
}

void VoiceThread::report_health() {
    std::optional<Health> changed;
    {
        const std::lock_guard lock(mutex_);
        health_.synthesis = source_.synthesis();
        health_.recordings = source_.recordings();
        if (health_ != reported_) changed = reported_ = health_;
    }
    if (changed) emit(speaker_event::HealthChanged{*changed});
}

void VoiceThread::emit(const SpeakerEvent& event) const {
    if (sink_) sink_(event);
}

}  // namespace bangnin::voice
