#include "ui/voice/speaker.h"

#include "ui/voice/player.h"
#include "ui/voice/sound_source.h"
#include "ui/voice/voice_thread.h"

namespace bangnin::voice {

Speaker::Speaker(SpeakerOptions options, SpeakerSink sink)
    : options_(options), thread_(std::make_unique<VoiceThread>(std::move(options), std::move(sink))) {}

Speaker::~Speaker() = default;

void Speaker::say(Utterance utterance) {
    if (utterance.text.size() > max_utterance_bytes) utterance.text.resize(max_utterance_bytes);
    if (utterance.source.size() > max_utterance_bytes) utterance.source.resize(max_utterance_bytes);
    thread_->post([what = std::move(utterance)](UtteranceQueue& queue, Moment now) { queue.say(what, now); });
}

void Speaker::withdraw(Kind kind) {
    thread_->post([kind](UtteranceQueue& queue, Moment now) { queue.withdraw(kind, now); });
}

void Speaker::listen(Listening listening) {
    thread_->post([listening](UtteranceQueue& queue, Moment now) { queue.set_listening(listening, now); });
}

void Speaker::stop() { thread_->silence(); }

void Speaker::end_session() {
    stop();
    listen(options_.listening);
    set_volume(options_.volume);
}

void Speaker::set_volume(int volume) { thread_->player().set_volume(volume); }
int Speaker::volume() const { return thread_->player().volume(); }
Health Speaker::health() const { return thread_->health(); }

Probed probe(const SpeakerOptions& options) {
    Probed probed;
    Health& health = probed.health;
    Player player(nullptr);
    constexpr std::uint64_t turn = 1;
    const auto begun = player.begin(turn, player.epoch());
    health.audio = begun ? PartHealth{PartState::ok, {}} : PartHealth{PartState::unavailable, begun.error()};
    player.release();
    SoundSource source(options.recordings, options.synthesiser, options.cache_bytes);
    const Utterance phrase{.text = "您好"};
    for (const Sound& sound : source.sounds_of(SpeechPart{locale::Language::chinese, phrase.text}, phrase, {})) {
        probed.phrase += std::chrono::milliseconds(sound->samples.size() * 1000 / sample_rate);
    }
    health.synthesis = source.synthesis();
    probed.recordings = source.check_recordings();
    health.recordings = source.recordings();
    return probed;
}

}  // namespace bangnin::voice
