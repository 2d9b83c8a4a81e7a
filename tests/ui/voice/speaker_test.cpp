// What comes out of the machine, looked at sample by sample.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "tests/ui/voice/speaker_rig.h"

namespace bangnin::voice {
namespace {

using namespace std::chrono_literals;
using speaker_event::How;

// Recordings that are heard, in order, with how long each was; the silence between them left out.
std::vector<Stretch> heard(const std::vector<std::int16_t>& samples) {
    std::vector<Stretch> found = stretches(samples);
    std::erase_if(found, [](const Stretch& stretch) { return stretch.value == 0; });
    return found;
}

TEST(Speaker, APhraseIsHeard) {
    SpeakerRig rig;
    rig.start().say(utterance(Kind::page_guidance, "您好，请问要办什么事？请点屏幕中间的五个方块。", 1));
    EXPECT_TRUE(rig.wait_begun(1));
    EXPECT_EQ(rig.wait_ended(1), How::heard);
    const Health health = rig.speaker().health();
    EXPECT_EQ(health.audio.state, PartState::ok) << health.audio.reason;
    EXPECT_EQ(health.synthesis.state, PartState::ok) << health.synthesis.reason;
    const std::vector<std::int16_t> samples = rig.output();
    EXPECT_GT(samples.size(), samples_in(3000ms));
    double sum = 0;
    for (const std::int16_t sample : samples) sum += static_cast<double>(sample) * sample;
    EXPECT_GT(std::sqrt(sum / static_cast<double>(samples.size())), 500);
}

TEST(Speaker, ARecordingIsHeardAsItIsWithThePauseAfterIt) {
    SpeakerRig rig;
    rig.record("一", 1000, 100ms);
    rig.record("二", 2000, 200ms);
    Speaker& speaker = rig.start();
    speaker.say(utterance(Kind::number_call, "一", 1));
    speaker.say(utterance(Kind::number_call, "二", 2));
    EXPECT_EQ(rig.wait_ended(1), How::heard);
    EXPECT_EQ(rig.wait_ended(2), How::heard);
    std::vector<Stretch> found = stretches(rig.output());
    if (!found.empty() && found.front().value == 0) found.erase(found.begin());  // before the first
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].value, 1000);
    EXPECT_EQ(found[0].length, samples_in(100ms));
    EXPECT_EQ(found[1].value, 0);
    EXPECT_GE(found[1].length, samples_in(250ms));
    EXPECT_EQ(found[2].value, 2000);
    EXPECT_EQ(found[2].length, samples_in(200ms));
}

TEST(Speaker, ANewPageCutsTheFormerAndTheyAreNeverHeardTogether) {
    SpeakerRig rig(Pace::real);
    rig.record("一", 1000, 20s);
    rig.record("二", 2000, 100ms);
    Speaker& speaker = rig.start();
    speaker.say(utterance(Kind::page_guidance, "一", 1));
    ASSERT_TRUE(rig.wait_begun(1));
    speaker.say(utterance(Kind::page_guidance, "二", 2));
    EXPECT_EQ(rig.wait_ended(1), How::cut);
    EXPECT_EQ(rig.wait_ended(2), How::heard);
    for (const Stretch& stretch : stretches(rig.output())) {
        EXPECT_TRUE(stretch.value == 0 || stretch.value == 1000 || stretch.value == 2000) << stretch.value;
        EXPECT_TRUE(stretch.value != 1000 || stretch.length < samples_in(15s));
    }
}

TEST(Speaker, AWarningGoesFirstWithItsChime) {
    SpeakerRig rig(Pace::real);
    rig.record("一", 1000, 20s);
    rig.record("您还在吗", 2000, 50ms);
    Speaker& speaker = rig.start();
    speaker.say(utterance(Kind::page_guidance, "一", 1));
    ASSERT_TRUE(rig.wait_begun(1));
    Utterance warning = utterance(Kind::warning, "您还在吗？", 2);
    warning.chime = Chime::before;
    speaker.say(warning);
    speaker.say(utterance(Kind::page_guidance, "一", 3));
    EXPECT_EQ(rig.wait_ended(2), How::heard);
    EXPECT_TRUE(rig.wait_begun(3)) << "what was said behind it comes after it";
    speaker.stop();
    const auto all = rig.output();
    const auto words = std::search_n(all.begin(), all.end(), 50, std::int16_t{2000});
    ASSERT_NE(words, all.end());
    const auto chime = make_chime().samples;
    ASSERT_GE(static_cast<std::size_t>(words - all.begin()), chime.size());
    EXPECT_TRUE(std::equal(chime.begin(), chime.end(), words - static_cast<std::ptrdiff_t>(chime.size())));
}

TEST(Speaker, SilenceComesAtOnceAndStays) {
    SpeakerRig rig;
    rig.record("一", 1000, 60s);
    rig.record("二", 2000, 60s);
    Speaker& speaker = rig.start();
    speaker.say(utterance(Kind::page_guidance, "一", 1));
    ASSERT_TRUE(rig.wait_begun(1));
    speaker.stop();
    const std::size_t at_stop = rig.samples_on_disk() + SpeakerRig::samples_on_their_way;
    EXPECT_EQ(rig.wait_ended(1), How::cut);
    // The next person is heard, and nothing of the former.
    speaker.say(utterance(Kind::warning, "二", 2));
    ASSERT_TRUE(rig.wait_begun(2));
    speaker.stop();
    EXPECT_EQ(rig.wait_ended(2), How::cut);
    const auto samples = rig.output();
    for (std::size_t at = at_stop; at < samples.size(); ++at) ASSERT_NE(samples[at], 1000) << at;
}

TEST(Speaker, NothingSaidBeforeTheEndIsHeardAfterIt) {
    for (int round = 0; round < 50; ++round) {
        SpeakerRig rig;
        rig.record("一", 1000, 60s);
        rig.record("二", 2000, 50ms);
        Speaker& speaker = rig.start();
        for (int again = 0; again < round % 5 + 1; ++again) speaker.say(utterance(Kind::number_call, "一", 1));
        if (round % 2 == 0) rig.wait_begun(1);
        speaker.end_session();
        const std::size_t at_end = rig.samples_on_disk() + SpeakerRig::samples_on_their_way;
        speaker.say(utterance(Kind::number_call, "二", 2));
        ASSERT_EQ(rig.wait_ended(2), How::heard);
        const auto samples = rig.output();
        for (std::size_t at = at_end; at < samples.size(); ++at) ASSERT_NE(samples[at], 1000) << "round " << round;
    }
}

TEST(Speaker, WithdrawnItIsSilentThoughNothingFollows) {
    SpeakerRig rig;
    rig.record("一", 1000, 60s);
    Speaker& speaker = rig.start();
    speaker.say(utterance(Kind::warning, "一", 1));
    ASSERT_TRUE(rig.wait_begun(1));
    speaker.withdraw(Kind::warning);
    EXPECT_EQ(rig.wait_ended(1), How::cut);
    const std::size_t at_end = rig.samples_on_disk() + SpeakerRig::samples_on_their_way;
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (rig.samples_on_disk() < at_end + 20000 && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::yield();
    }
    const auto samples = rig.output();
    for (std::size_t at = at_end; at < samples.size(); ++at) ASSERT_NE(samples[at], 1000) << at;
}

TEST(Speaker, TheEndOfASessionPutsEverythingBack) {
    SpeakerRig rig;
    rig.record("一", 1000, 50ms);
    Speaker& speaker = rig.start();
    speaker.set_volume(30);
    EXPECT_EQ(speaker.volume(), 30);
    speaker.listen(Listening::essential);
    speaker.end_session();
    EXPECT_EQ(speaker.volume(), 100) << "what the session began with";
    speaker.say(utterance(Kind::page_guidance, "一", 1));
    EXPECT_EQ(rig.wait_ended(1), How::heard);
}

TEST(Speaker, NotListeningPagesAreSilentAndWarningsAreNot) {
    SpeakerRig rig;
    rig.record("一", 1000, 50ms);
    rig.record("二", 2000, 50ms);
    Speaker& speaker = rig.start();
    speaker.listen(Listening::essential);
    speaker.say(utterance(Kind::page_guidance, "一", 1));
    speaker.say(utterance(Kind::warning, "二", 2));
    EXPECT_EQ(rig.wait_ended(2), How::heard);
    for (const Stretch& stretch : stretches(rig.output())) EXPECT_NE(stretch.value, 1000);
}

TEST(Speaker, VolumeIsHeard) {
    SpeakerRig rig;
    rig.record("一", 10000, 100ms);
    Speaker& speaker = rig.start();
    speaker.set_volume(50);
    speaker.say(utterance(Kind::notice, "一", 1));
    EXPECT_EQ(rig.wait_ended(1), How::heard);
    speaker.set_volume(0);
    speaker.say(utterance(Kind::notice, "一", 2));
    EXPECT_EQ(rig.wait_ended(2), How::heard);
    const auto found = heard(rig.output());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value, 2500);
}

TEST(Speaker, MongolianWithoutARecordingIsTheChime) {
    SpeakerRig rig;
    Utterance greeting = utterance(Kind::page_guidance, "ᠰᠠᠶᠢᠨ", 1);
    greeting.language = locale::Language::mongolian;
    greeting.source = "您好";
    rig.start().say(greeting);
    EXPECT_EQ(rig.wait_ended(1), How::heard);
    const auto samples = rig.output();
    const auto chime = make_chime().samples;
    EXPECT_NE(std::search(samples.begin(), samples.end(), chime.begin() + 100, chime.end() - 1000), samples.end());
}

TEST(Speaker, ARepeatIsHeardAgain) {
    SpeakerRig rig;
    rig.record("一", 1000, 50ms);
    Utterance call = utterance(Kind::number_call, "一", 1);
    call.repeats = {1, 0ms};
    rig.start().say(call);
    EXPECT_EQ(rig.wait_ended(1), How::heard);
    EXPECT_EQ(rig.wait_ended(1), How::heard);
    EXPECT_EQ(heard(rig.output()).size(), 2U);
}

}  // namespace
}  // namespace bangnin::voice
