// The voice without its device, without its synthesiser, with one that hangs, and with many callers at once.
#include <SDL_audio.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/input.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "tests/ui/voice/speaker_rig.h"

namespace bangnin::voice {
namespace {

using namespace std::chrono_literals;
using speaker_event::How;

std::optional<Health> wait_health(SpeakerRig& rig, const std::function<bool(const Health&)>& wanted) {
    const auto event = rig.wait_for([&](const SpeakerEvent& one) {
        const auto* const changed = std::get_if<speaker_event::HealthChanged>(&one);
        return changed != nullptr && wanted(changed->health);
    });
    if (!event) return std::nullopt;
    return std::get<speaker_event::HealthChanged>(*event).health;
}

TEST(SpeakerTrouble, WithoutASynthesiserItIsSilentAndKnowsWhy) {
    SpeakerRig rig;
    Speaker& speaker = rig.start({.synthesiser = {.program = "/nonexistent/espeak-ng"}});
    speaker.say(utterance(Kind::page_guidance, "您好", 1));
    // In this order: who is told of the silence knows already why.
    const auto health =
        wait_health(rig, [](const Health& one) { return one.synthesis.state == PartState::unavailable; });
    ASSERT_TRUE(health);
    EXPECT_EQ(rig.wait_ended(1), How::silent);
    EXPECT_NE(health->synthesis.reason.find("/nonexistent/espeak-ng"), std::string::npos);
    EXPECT_EQ(health->audio.state, PartState::ok);
    // A warning still chimes.
    Utterance warning = utterance(Kind::warning, "您还在吗？", 2);
    warning.chime = Chime::before;
    speaker.say(warning);
    EXPECT_EQ(rig.wait_ended(2), How::heard);
    EXPECT_GT(rig.output().size(), samples_in(300ms));
}

TEST(SpeakerTrouble, WithoutADeviceItIsSilentAndComesBackWithIt) {
    SpeakerRig rig;
    rig.record("一", 1000, 50ms);
    constexpr int replace = 1;
    setenv("SDL_AUDIODRIVER", "none-such", replace);
    Speaker& speaker = rig.start();
    speaker.say(utterance(Kind::warning, "一", 1));
    ASSERT_TRUE(wait_health(rig, [](const Health& one) { return one.audio.state == PartState::unavailable; }));
    EXPECT_EQ(rig.wait_ended(1), How::silent) << "told after the reason";
    EXPECT_FALSE(speaker.health().audio.reason.empty());
    setenv("SDL_AUDIODRIVER", "disk", replace);
    speaker.say(utterance(Kind::warning, "一", 2));
    EXPECT_EQ(rig.wait_ended(2), How::heard);
    EXPECT_EQ(speaker.health().audio.state, PartState::ok);
}

TEST(SpeakerTrouble, ASynthesiserThatHangsHoldsNobodyUp) {
    SpeakerRig rig;
    rig.record("一", 1000, 50ms);
    SynthesiserOptions hangs{.program = rig.folder.program("exec sleep 600"), .time_limit = 300s};
    Speaker& speaker = rig.start({.synthesiser = hangs});
    speaker.say(utterance(Kind::page_guidance, "您好", 1));
    speaker.say(utterance(Kind::warning, "一", 2));
    EXPECT_EQ(rig.wait_ended(2), How::heard) << "the warning does not wait for the time limit";
    speaker.say(utterance(Kind::page_guidance, "您好", 3));
    speaker.stop();
    speaker.say(utterance(Kind::notice, "一", 4));
    EXPECT_EQ(rig.wait_ended(4), How::heard);
    speaker.say(utterance(Kind::page_guidance, "您好", 5));
    const auto begun = std::chrono::steady_clock::now();
    rig.output();  // ends the speaker in the middle of it
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 20s);
}

TEST(SpeakerTrouble, ASynthesiserThatTakesTooLongIsGivenUp) {
    SpeakerRig rig;
    SynthesiserOptions hangs{.program = rig.folder.program("exec sleep 600"), .time_limit = 50ms};
    rig.start({.synthesiser = hangs}).say(utterance(Kind::page_guidance, "您好", 1));
    EXPECT_EQ(rig.wait_ended(1), How::silent);
    EXPECT_EQ(rig.speaker().health().synthesis.state, PartState::unavailable);
}

TEST(SpeakerTrouble, SilentTheDeviceIsClosed) {
    SpeakerRig rig;
    rig.record("一", 1000, 50ms);
    EXPECT_EQ(SDL_GetCurrentAudioDriver(), nullptr);
    rig.start({.device_kept = 0ms});
    EXPECT_EQ(SDL_GetCurrentAudioDriver(), nullptr) << "not before it is needed";
    rig.speaker().say(utterance(Kind::notice, "一", 1));
    EXPECT_EQ(rig.wait_ended(1), How::heard);
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (SDL_GetCurrentAudioDriver() != nullptr && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::yield();
    }
    EXPECT_EQ(SDL_GetCurrentAudioDriver(), nullptr);
    rig.speaker().say(utterance(Kind::notice, "一", 2));
    EXPECT_EQ(rig.wait_ended(2), How::heard) << "and opened again";
}

TEST(SpeakerTrouble, HeadphonesAreToldAndMayComeAndGo) {
    SpeakerRig rig;
    const std::string path = (rig.folder.path() / "headphones").string();
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    const int jack = open(path.c_str(), O_RDWR | O_CLOEXEC);
    rig.start({.headphone_switch = path});
    const auto plug = [&](int value) {
        input_event event{};
        event.type = EV_SW;
        event.code = SW_HEADPHONE_INSERT;
        event.value = value;
        return write(jack, &event, sizeof event) == static_cast<ssize_t>(sizeof event);
    };
    const auto told = [&](Headphones state) {
        return rig
            .wait_for([&](const SpeakerEvent& event) {
                const auto* const changed = std::get_if<speaker_event::HeadphonesChanged>(&event);
                return changed != nullptr && changed->headphones == state;
            })
            .has_value();
    };
    EXPECT_TRUE(plug(1));
    EXPECT_TRUE(told(Headphones::in));
    EXPECT_TRUE(plug(0));
    EXPECT_TRUE(told(Headphones::out));
    EXPECT_TRUE(plug(1));
    EXPECT_TRUE(told(Headphones::in));
    close(jack);
    EXPECT_TRUE(told(Headphones::out)) << "gone with their switch";
}

TEST(SpeakerTrouble, HeadphonesThatComeLaterAreNoticedWithoutAsking) {
    SpeakerRig rig;
    const auto folder = rig.folder.path() / "by-path" / "deep";
    const std::string path = (folder / "headphones").string();
    rig.start({.headphone_switch = path});
    const std::string elsewhere = (rig.folder.path() / "fifo").string();
    ASSERT_EQ(mkfifo(elsewhere.c_str(), 0600), 0);
    const int jack = open(elsewhere.c_str(), O_RDWR | O_CLOEXEC);
    input_event event{};
    event.type = EV_SW;
    event.code = SW_HEADPHONE_INSERT;
    event.value = 1;
    ASSERT_EQ(write(jack, &event, sizeof event), static_cast<ssize_t>(sizeof event));
    std::filesystem::create_directories(folder);
    std::filesystem::rename(elsewhere, path);
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_TRUE(rig.wait_for([](const SpeakerEvent& one) {
        const auto* const changed = std::get_if<speaker_event::HeadphonesChanged>(&one);
        return changed != nullptr && changed->headphones == Headphones::in;
    }));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
    close(jack);
}

TEST(SpeakerTrouble, ManyCallersAtOnce) {
    SpeakerRig rig;
    rig.record("一", 1000, 100ms);
    rig.record("二", 2000, 100ms);
    rig.record("三", 3000, 50ms);
    Speaker& speaker = rig.start();
    std::vector<std::thread> callers;
    callers.reserve(4);
    for (unsigned caller = 0; caller < 4; ++caller) {
        callers.emplace_back([&speaker, caller] {
            std::mt19937 random(caller);
            for (int call = 0; call < 300; ++call) {
                const auto kind = static_cast<Kind>(random() % kinds);
                switch (random() % 8) {
                    case 0:
                        speaker.stop();
                        break;
                    case 1:
                        speaker.withdraw(kind);
                        break;
                    case 2:
                        speaker.set_volume(100);
                        static_cast<void>(speaker.health());
                        break;
                    case 3:
                        speaker.end_session();
                        break;
                    default:
                        speaker.say(utterance(kind, random() % 2 == 0 ? "一" : "二", 1));
                }
            }
        });
    }
    for (std::thread& caller : callers) caller.join();
    speaker.end_session();
    speaker.say(utterance(Kind::warning, "三", 2));
    EXPECT_EQ(rig.wait_ended(2), How::heard);
    for (const Stretch& stretch : stretches(rig.output())) {
        EXPECT_EQ(stretch.value % 1000, 0) << "two at once";
        EXPECT_LE(stretch.value, 3000);
    }
}

TEST(Probe, TellsWhatWorks) {
    SpeakerRig rig;
    rig.record("一", 1000, 50ms);
    rig.start();
    rig.output();
    const Probed probed = probe({.recordings = rig.folder.path()});
    EXPECT_EQ(probed.recordings, 1U);
    EXPECT_GT(probed.phrase, 300ms);
    EXPECT_LT(probed.phrase, 3000ms);
    const Health& good = probed.health;
    EXPECT_EQ(good.audio.state, PartState::ok) << good.audio.reason;
    EXPECT_EQ(good.synthesis.state, PartState::ok) << good.synthesis.reason;
    EXPECT_EQ(good.recordings.state, PartState::ok) << good.recordings.reason;

    rig.folder.write("en/index.json", R"({"clips":{"好":"missing.ogg"}})");
    constexpr int replace = 1;
    setenv("SDL_AUDIODRIVER", "none-such", replace);
    const Probed without = probe({.recordings = rig.folder.path(), .synthesiser = {.program = "/nonexistent"}});
    EXPECT_EQ(without.recordings, 1U) << "the broken ones hide no other";
    EXPECT_EQ(without.phrase, 0ms);
    const Health& bad = without.health;
    EXPECT_EQ(bad.audio.state, PartState::unavailable);
    EXPECT_EQ(bad.synthesis.state, PartState::unavailable);
    EXPECT_EQ(bad.recordings.state, PartState::unavailable);
    EXPECT_NE(bad.recordings.reason.find("missing.ogg"), std::string::npos);
}

}  // namespace
}  // namespace bangnin::voice
