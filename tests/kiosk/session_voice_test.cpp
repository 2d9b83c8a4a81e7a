// 语音 and its loudness as parts of the person's session.
#include <gtest/gtest.h>

#include "kiosk/journeys/session/session.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;

constexpr SessionTimes times{};

Moment at(std::chrono::milliseconds steady) { return {.steady = steady, .wall = {}}; }

Session after(Session session, const SessionEvent& event, Moment now = at(1000ms)) {
    return step(session, event, now, times).state;
}

Session at_home() {
    Session session;
    session.place = Place::home;
    return session;
}

TEST(SessionVoice, TheKeyTurnsItOnAndOff) {
    const auto on = after(at_home(), session_event::ToggleVoice{});
    EXPECT_EQ(on.settings.voice, Voice::on);
    EXPECT_EQ(on.notice, Notice::voice_on);
    const auto off = after(on, session_event::ToggleVoice{});
    EXPECT_EQ(off.settings.voice, Voice::off);
    EXPECT_EQ(off.notice, Notice::voice_off);
}

TEST(SessionVoice, AMachineWithoutSoundTurnsItOffAndSaysSo) {
    const auto on = after(at_home(), session_event::ToggleVoice{});
    const auto silent = after(on, session_event::VoiceMissing{}, at(1500ms));
    EXPECT_EQ(silent.settings.voice, Voice::off);
    EXPECT_EQ(silent.notice, Notice::voice_missing);
    EXPECT_EQ(silent.last_touch, on.last_touch) << "nobody touched anything";
    EXPECT_EQ(after(at_home(), session_event::VoiceMissing{}), at_home()) << "who did not want it is told nothing";
}

TEST(SessionVoice, TwoStepsUpAndDown) {
    auto session = at_home();
    for (const auto expected : {Volume::louder, Volume::loudest, Volume::loudest}) {
        session = after(session, session_event::Louder{});
        EXPECT_EQ(session.settings.volume, expected);
    }
    EXPECT_EQ(session.notice, Notice::volume_loudest);
    for (const auto expected : {Volume::louder, Volume::normal, Volume::normal}) {
        session = after(session, session_event::Quieter{});
        EXPECT_EQ(session.settings.volume, expected);
    }
    for (const auto expected : {Volume::louder, Volume::loudest, Volume::normal, Volume::louder}) {
        session = after(session, session_event::NextVolume{});
        EXPECT_EQ(session.settings.volume, expected);
    }
}

TEST(SessionVoice, EachSessionBeginsAsTheHallHasIt) {
    for (const auto begins : {Voice::off, Voice::on}) {
        auto session = at_home();
        session.voice_at_start = begins;
        session.settings.voice = begins == Voice::on ? Voice::off : Voice::on;
        session = after(session, session_event::Louder{});
        session = after(session, session_event::JourneyEnd{});
        EXPECT_EQ(session.place, Place::attract);
        EXPECT_EQ(session.settings.voice, begins);
        EXPECT_EQ(session.settings.volume, Volume::normal);
        EXPECT_EQ(session.voice_at_start, begins);
    }
}

}  // namespace
}  // namespace bangnin::kiosk
