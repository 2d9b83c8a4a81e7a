#include "ui/voice/synthesiser.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "tests/ui/voice/speaker_rig.h"
#include "ui/voice/child_process.h"
#include "ui/voice/clip_file.h"
#include "ui/voice/phrasebook.h"
#include "ui/voice/sound_source.h"

namespace bangnin::voice {
namespace {

using namespace std::chrono_literals;
using locale::Language;

std::expected<Pcm, SpeechError> say(const SynthesiserOptions& options, std::string_view text,
                                    Language language = Language::chinese) {
    return Synthesiser(options).synthesise(text, language, -1, {});
}

double loudness(const Pcm& pcm) {
    double sum = 0;
    for (const std::int16_t sample : pcm.samples) sum += static_cast<double>(sample) * sample;
    return std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, pcm.samples.size())));
}

// The phonemes espeak-ng would say.
std::string phonemes(std::string_view text, Language language) {
    ChildTask task;
    task.arguments = {"espeak-ng", "-v", std::string(voice_name(language)), "-b", "1", "-q", "-x", "--stdin"};
    task.input = text;
    task.most_output = 100000;
    task.deadline = std::chrono::steady_clock::now() + 20s;
    const auto bytes = run_child(task);
    if (!bytes) return "cannot be run: " + bytes.error().detail;
    std::string words(bytes->begin(), bytes->end());
    std::erase(words, '\'');
    return words;
}

TEST(Synthesiser, SpeaksChineseAndEnglish) {
    const auto chinese = say({}, "您好，请问要办什么事？");
    ASSERT_TRUE(chinese) << chinese.error().detail;
    EXPECT_GT(loudness(*chinese), 500);
    EXPECT_GT(chinese->samples.size(), samples_in(1500ms));
    EXPECT_LT(chinese->samples.size(), samples_in(8000ms));
    const auto english = say({}, "Hello, what would you like to do?", Language::english);
    ASSERT_TRUE(english) << english.error().detail;
    EXPECT_GT(loudness(*english), 500);
}

// espeak-ng has a Mandarin voice that reads "您" as the English words "nin two": hearing is needed to notice.
TEST(Synthesiser, TheMandarinVoiceSpeaksMandarin) {
    const std::string hello = phonemes("您好", Language::chinese);
    EXPECT_EQ(hello.find("(en)"), std::string::npos) << hello;
    EXPECT_NE(hello.find("ni35n"), std::string::npos) << hello;
    const std::string number = phonemes("A 一 零 二 三", Language::chinese);
    for (const char* const sound : {"ei51", "ji55", "li35N", "@r51", "sa55n"}) {
        EXPECT_NE(number.find(sound), std::string::npos) << sound << " in " << number;
    }
}

TEST(Synthesiser, PinyinPutsAMisreadWordRight) {
    const std::string folder = std::string(std::getenv("BANGNIN_SOURCE_DIR")) + "/assets/voice/zh";
    const std::string corrected = Phrasebook::load(folder)->with_pinyin("重输");
    EXPECT_NE(phonemes(corrected, Language::chinese).find("ts.hong35"), std::string::npos) << corrected;
}

TEST(Synthesiser, EnglishNumbersAreLetterAndDigits) {
    const std::string number = phonemes("A, 1 0 2 3.", Language::english);
    EXPECT_EQ(number.find("eI"), 0U + (number.find_first_not_of(" \n"))) << number << ": not the article";
}

TEST(Synthesiser, FasterIsShorter) {
    const auto slow = say({.words_per_minute = 100}, "前面还有三人");
    const auto fast = say({.words_per_minute = 300}, "前面还有三人");
    ASSERT_TRUE(slow && fast);
    EXPECT_LT(fast->samples.size() * 3, slow->samples.size() * 2);
}

TEST(Synthesiser, MongolianHasNoVoice) {
    EXPECT_EQ(say({}, "ᠮᠣᠩᠭᠣᠯ", Language::mongolian).error().kind, SpeechErrorKind::no_voice);
}

TEST(Synthesiser, WhatIsNoSoundIsBroken) {
    const RigFolder folder;
    EXPECT_EQ(say({.program = folder.program("cat >/dev/null; echo no sound")}, "好").error().kind,
              SpeechErrorKind::broken);
    EXPECT_EQ(say({.program = folder.program("exit 1")}, "好").error().kind, SpeechErrorKind::broken);
    EXPECT_EQ(say({.program = folder.program("cat /dev/zero")}, "好").error().kind, SpeechErrorKind::broken);
    EXPECT_EQ(say({.program = "/nonexistent"}, "好").error().kind, SpeechErrorKind::missing);
    const SynthesiserOptions hangs{.program = folder.program("exec sleep 600"), .time_limit = 100ms};
    EXPECT_EQ(say(hangs, "好").error().kind, SpeechErrorKind::timed_out);
}

TEST(Synthesiser, TheWordsAreInNoProcessList) {
    const RigFolder folder;
    const std::string seen = (folder.path() / "seen").string();
    static_cast<void>(say({.program = folder.program("echo \"$@\" > " + seen + "; cat > /dev/null")}, "秘密"));
    std::ifstream file(seen);
    const std::string arguments((std::istreambuf_iterator<char>(file)), {});
    EXPECT_NE(arguments.find("cmn"), std::string::npos) << arguments;
    EXPECT_EQ(arguments.find("秘密"), std::string::npos) << arguments;
}

TEST(ClipFile, ReadsWavAndRefusesTheRest) {
    const RigFolder folder;
    const auto file = folder.clip("tone.wav", 1000, 500ms);
    const auto clip = read_clip(file);
    ASSERT_TRUE(clip) << clip.error();
    EXPECT_EQ(clip->samples, std::vector<std::int16_t>(samples_in(500ms), 1000));
    EXPECT_FALSE(read_clip(folder.path() / "missing.wav"));
    std::ofstream(folder.path() / "words.ogg") << "not a sound";
    EXPECT_FALSE(read_clip(folder.path() / "words.ogg"));
    EXPECT_FALSE(read_clip(folder.path()));
    EXPECT_FALSE(read_clip(folder.clip("long.wav", 1, 61s)));
}

TEST(SoundSource, KeepsCommonPhrasesAndNoPersonalOnes) {
    SoundSource source({}, {}, 1U << 20U);
    const SpeechPart part{Language::chinese, "李某明"};
    const Utterance personal{.text = "李某明", .privacy = Privacy::personal};
    ASSERT_EQ(source.sounds_of(part, personal, {}).size(), 1U);
    EXPECT_EQ(source.cached_bytes(), 0U);
    const auto first = source.sounds_of(part, {.text = "李某明"}, {});
    const auto second = source.sounds_of(part, {.text = "李某明"}, {});
    ASSERT_EQ(first.size(), 1U);
    EXPECT_GT(source.cached_bytes(), 0U);
    EXPECT_EQ(first, second) << "the very same sound";
}

TEST(SoundSource, ALanguageWithoutAVoiceIsTheChimeAndNoFault) {
    SoundSource source({}, {}, 1U << 20U);
    const Utterance words{.text = "ᠮᠣᠩᠭᠣᠯ", .language = Language::mongolian};
    const auto sounds = source.sounds_of(SpeechPart{Language::mongolian, words.text}, words, {});
    ASSERT_EQ(sounds.size(), 1U);
    EXPECT_EQ(sounds[0]->samples, make_chime().samples);
    EXPECT_EQ(source.synthesis().state, PartState::unknown) << "not asked of it";
    ASSERT_EQ(source.sounds_of(SpeechPart{Language::chinese, "好"}, {.text = "好"}, {}).size(), 1U);
    EXPECT_EQ(source.synthesis().state, PartState::ok);
    static_cast<void>(source.sounds_of(SpeechPart{Language::mongolian, words.text}, words, {}));
    EXPECT_EQ(source.synthesis().state, PartState::ok);
}

TEST(SoundSource, ItsMemoryIsBounded) {
    constexpr std::size_t most = 300000;
    SoundSource source({}, {}, most);
    for (int number = 0; number < 12; ++number) {
        const SpeechPart part{Language::english, "number " + std::to_string(number)};
        ASSERT_EQ(source.sounds_of(part, {.text = part.text}, {}).size(), 1U);
        EXPECT_LE(source.cached_bytes(), most);
    }
}

TEST(SoundSource, AMissingRecordingIsSynthesised) {
    const RigFolder folder;
    SoundSource source(folder.path(), {}, 1U << 20U);
    const ClipPart part{{folder.path() / "missing.wav"}, "您好"};
    EXPECT_EQ(source.sounds_of(part, {.text = "您好"}, {}).size(), 1U);
    EXPECT_EQ(source.recordings().state, PartState::unavailable);
    const ClipPart mongolian{{folder.path() / "missing.wav"}, ""};
    const auto chime = source.sounds_of(mongolian, {.text = "ᠮ", .language = Language::mongolian}, {});
    ASSERT_EQ(chime.size(), 1U);
    EXPECT_EQ(chime[0]->samples, make_chime().samples);
}

}  // namespace
}  // namespace bangnin::voice
