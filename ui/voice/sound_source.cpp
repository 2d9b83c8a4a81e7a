#include "ui/voice/sound_source.h"

#include <utility>

#include "ui/voice/clip_file.h"

namespace bangnin::voice {
namespace {

using locale::Language;

Sound shared(Pcm pcm) { return std::make_shared<const Pcm>(std::move(pcm)); }

}  // namespace

SoundSource::SoundSource(std::filesystem::path recordings, SynthesiserOptions synthesiser, std::size_t cache_bytes)
    : folder_(std::move(recordings)), synthesiser_(std::move(synthesiser)), cache_(cache_bytes) {}

const Phrasebook& SoundSource::book_of(Language language) {
    std::optional<Phrasebook>& book = books_[static_cast<std::size_t>(language)];
    if (book) return *book;
    auto loaded = folder_.empty() ? Phrasebook{} : Phrasebook::load(folder_ / locale::code_of(language));
    if (loaded) {
        book = std::move(*loaded);
        if (recordings_.state == PartState::unknown) recordings_ = {PartState::ok, {}};
    } else {
        book.emplace();
        recordings_ = {PartState::unavailable, loaded.error()};
    }
    return *book;
}

std::vector<ScriptPart> SoundSource::script_of(const Utterance& utterance) {
    return voice::script_of(utterance, book_of(utterance.language));
}

std::vector<Sound> SoundSource::sounds_of(const ScriptPart& part, const Utterance& utterance,
                                          const Interruption& interruption) {
    if (const auto* const recorded = std::get_if<ClipPart>(&part)) return clips(*recorded, utterance, interruption);
    std::vector<Sound> sounds;
    if (const auto* const spoken = std::get_if<SpeechPart>(&part)) {
        if (Sound sound = speech(*spoken, utterance.privacy, interruption)) sounds.push_back(std::move(sound));
        return sounds;
    }
    sounds.push_back(chime());
    return sounds;
}

const Sound& SoundSource::chime() {
    if (!chime_) chime_ = shared(make_chime());
    return chime_;
}

Sound SoundSource::speech(const SpeechPart& part, Privacy privacy, const Interruption& interruption) {
    const std::string key = std::string(locale::code_of(part.language)) + "\n" + part.text;
    if (const Sound* const cached = cache_.find(key)) return *cached;
    auto made = synthesiser_.synthesise(part.text, part.language, interruption.wake_fd, interruption.still_wanted);
    if (!made) {
        if (made.error().kind == SpeechErrorKind::no_voice) return chime();  // nothing is out of order
        if (made.error().kind != SpeechErrorKind::given_up) {
            synthesis_ = {PartState::unavailable, made.error().detail};
        }
        return nullptr;
    }
    synthesis_ = {PartState::ok, {}};
    const Sound sound = shared(std::move(*made));
    if (privacy == Privacy::common) cache_.insert(key, sound, sound->bytes() + key.size());
    return sound;
}

std::optional<Sound> SoundSource::clip(const std::filesystem::path& file) {
    const std::string key = "file\n" + file.string();
    if (const Sound* const cached = cache_.find(key)) return *cached;
    auto read = read_clip(file);
    if (!read) {
        recordings_ = {PartState::unavailable, read.error()};
        return std::nullopt;
    }
    Sound sound = shared(std::move(*read));
    cache_.insert(key, sound, sound->bytes() + key.size());
    return sound;
}

std::vector<Sound> SoundSource::clips(const ClipPart& part, const Utterance& utterance,
                                      const Interruption& interruption) {
    std::vector<Sound> sounds;
    for (const std::filesystem::path& file : part.files) {
        const auto sound = clip(file);
        if (!sound) {
            sounds.clear();
            break;
        }
        sounds.push_back(*sound);
    }
    if (!sounds.empty()) return sounds;
    if (part.instead.empty()) return sounds_of(ChimePart{}, utterance, interruption);
    for (const SpeechPart& words : speech_of(part.instead, utterance.language, book_of(utterance.language))) {
        if (Sound sound = speech(words, utterance.privacy, interruption)) sounds.push_back(std::move(sound));
    }
    return sounds;
}

std::size_t SoundSource::check_recordings() {
    std::size_t heard = 0;
    for (const Language language : {Language::chinese, Language::mongolian, Language::english}) {
        for (const std::filesystem::path& file : book_of(language).files()) {
            if (clip(file)) ++heard;
        }
    }
    return heard;
}

}  // namespace bangnin::voice
