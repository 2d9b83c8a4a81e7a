#include "ui/voice/player.h"

#include <SDL_audio.h>
#include <SDL_error.h>
#include <SDL_thread.h>

#include <algorithm>
#include <utility>

namespace bangnin::voice {
namespace {

// 23 ms: short enough that silence is at once, long enough for a busy machine.
constexpr std::uint16_t buffer_samples = 512;

void device_wants(void* player, Uint8* bytes, int size) {
    const auto count = static_cast<std::size_t>(size) / sizeof(std::int16_t);
    static_cast<Player*>(player)->fill({reinterpret_cast<std::int16_t*>(bytes), count});
}

}  // namespace

Player::~Player() { release(); }

// SDL_AudioInit rather than SDL_InitSubSystem: the latter counts users of SDL's other parts without a lock, and those
// belong to the thread that has the window.
std::expected<void, std::string> Player::open_device() {
    if (device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED) release();  // was unplugged
    if (device_ != 0) return {};
    if (SDL_GetCurrentAudioDriver() == nullptr && SDL_AudioInit(nullptr) != 0) {
        return std::unexpected(std::string(SDL_GetError()));
    }
    SDL_AudioSpec wanted{};
    wanted.freq = sample_rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = buffer_samples;
    wanted.callback = device_wants;
    wanted.userdata = this;
    constexpr int no_capture = 0;
    constexpr int convert_what_differs = 0;
    device_ = SDL_OpenAudioDevice(nullptr, no_capture, &wanted, nullptr, convert_what_differs);
    if (device_ == 0) {
        const std::string reason = SDL_GetError();
        SDL_AudioQuit();
        return std::unexpected(reason);
    }
    constexpr int play = 0;
    SDL_PauseAudioDevice(device_, play);
    return {};
}

std::expected<bool, std::string> Player::begin(std::uint64_t turn, std::uint64_t epoch) {
    if (epoch != epoch_) return false;
    if (auto opened = open_device(); !opened) return std::unexpected(opened.error());
    const std::lock_guard lock(mutex_);
    sounds_.clear();
    place_ = 0;
    if (epoch != epoch_) {  // while the device was opened
        turn_ = 0;
        return false;
    }
    turn_ = turn;
    more_ = More::coming;
    return true;
}

void Player::append(std::uint64_t turn, Sound sound) {
    if (!sound || sound->samples.empty()) return;
    const std::lock_guard lock(mutex_);
    if (turn == turn_ && turn != 0) sounds_.push_back(std::move(sound));
}

void Player::finish(std::uint64_t turn) {
    const std::lock_guard lock(mutex_);
    if (turn == turn_) more_ = More::no;
}

void Player::silence() {
    const std::lock_guard lock(mutex_);
    turn_ = 0;
    sounds_.clear();
    place_ = 0;
}

std::uint64_t Player::silence_all() {
    const std::lock_guard lock(mutex_);
    turn_ = 0;
    sounds_.clear();
    place_ = 0;
    return ++epoch_;
}

void Player::release() {
    if (device_ == 0) return;
    silence();
    SDL_CloseAudioDevice(device_);  // waits for the callback to come back
    device_ = 0;
    SDL_AudioQuit();
}

// SDL does so by itself only at the end of the threads that it has made.
void Player::leave_thread() { SDL_TLSCleanup(); }

void Player::fill(std::span<std::int16_t> out) {
    const std::int32_t gain = gain_of(volume_);
    std::uint64_t ended = 0;
    std::size_t done = 0;
    {
        const std::lock_guard lock(mutex_);
        while (done < out.size() && !sounds_.empty()) {
            const std::vector<std::int16_t>& samples = sounds_.front()->samples;
            const std::size_t count = std::min(out.size() - done, samples.size() - place_);
            for (std::size_t at = 0; at < count; ++at) {
                out[done + at] = static_cast<std::int16_t>(samples[place_ + at] * gain / 32768);
            }
            done += count;
            place_ += count;
            if (place_ == samples.size()) {
                sounds_.pop_front();
                place_ = 0;
            }
        }
        if (turn_ != 0 && sounds_.empty() && more_ == More::no) ended = std::exchange(turn_, 0);
    }
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(done), out.end(), std::int16_t{0});
    if (ended != 0 && ended_) ended_(ended);
}

}  // namespace bangnin::voice
