#include "ui/voice/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bangnin::voice {
namespace {

using locale::Language;

using Script = std::vector<ScriptPart>;

Phrasebook book_with(std::string_view clips) {
    return Phrasebook::parse(R"({"clips":{)" + std::string(clips) + R"(},"say":{"重输":"chong2 shu1"}})", "/r").value();
}

TEST(ScriptOf, WithoutRecordingsASentenceAtATime) {
    EXPECT_EQ(
        script_of({.text = "您好，请坐。请重输。"}, book_with("")),
        (Script{SpeechPart{Language::chinese, "您好，请坐。"}, SpeechPart{Language::chinese, "请 chong2 shu1 。"}}));
}

TEST(ScriptOf, TheChimeGoesBefore) {
    const Utterance warning{.kind = Kind::warning, .text = "您还在吗？", .chime = Chime::before};
    EXPECT_EQ(script_of(warning, Phrasebook{}), (Script{ChimePart{}, SpeechPart{Language::chinese, "您还在吗？"}}));
    EXPECT_EQ(script_of({.kind = Kind::warning, .text = "", .chime = Chime::before}, Phrasebook{}),
              (Script{ChimePart{}}));
    EXPECT_TRUE(script_of({.text = "…"}, Phrasebook{}).empty());
}

TEST(ScriptOf, ARecordingReplacesItsClause) {
    const Phrasebook book = book_with(R"("您的号码是 {0}":["n.wav","{0}"],"一":"1.wav","A":"a.wav")");
    EXPECT_EQ(script_of({.text = "取号成功，您的号码是 A 1，请取走小票。"}, book),
              (Script{SpeechPart{Language::chinese, "取号成功，"},
                      ClipPart{{"/r/n.wav", "/r/a.wav", "/r/1.wav"}, "您的号码是 A 一，"},
                      SpeechPart{Language::chinese, "请取走小票。"}}));
}

TEST(ScriptOf, EnglishIsRecordedWhollyOrNotAtAll) {
    const Phrasebook book = book_with(R"("已呼叫":"called.wav","请稍等":"wait.wav")");
    const Utterance called{
        .text = "Staff called. Please wait.", .source = "已呼叫，请稍等。", .language = Language::english};
    EXPECT_EQ(script_of(called, book),
              (Script{ClipPart{{"/r/called.wav", "/r/wait.wav"}, "Staff called. Please wait."}}));
    const Phrasebook half = book_with(R"("已呼叫":"called.wav")");
    EXPECT_EQ(script_of(called, half),
              (Script{SpeechPart{Language::english, "Staff called."}, SpeechPart{Language::english, "Please wait."}}));
}

TEST(ScriptOf, MongolianIsRecordedOrTheChime) {
    const Utterance asks{.text = "ᠰᠠᠶᠢᠨ", .source = "您好，请选要办的事。", .language = Language::mongolian};
    EXPECT_EQ(script_of(asks, Phrasebook{}), (Script{ChimePart{}}));
    EXPECT_EQ(script_of(asks, book_with(R"("您好":"hello.wav")")), (Script{ChimePart{}})) << "half of it is not it";
    EXPECT_EQ(script_of(asks, book_with(R"("您好，请选要办的事":"hello.wav")")),
              (Script{ClipPart{{"/r/hello.wav"}, ""}}));
    Utterance warning = asks;
    warning.chime = Chime::before;
    EXPECT_EQ(script_of(warning, Phrasebook{}), (Script{ChimePart{}})) << "once";
}

TEST(ScriptOf, ANameInChineseIsForTheChineseVoice) {
    EXPECT_EQ(script_of({.text = "林草局, 2 waiting", .language = Language::english}, book_with("")),
              (Script{SpeechPart{Language::chinese, "林草局, "}, SpeechPart{Language::english, "2 waiting"}}));
}

}  // namespace
}  // namespace bangnin::voice
