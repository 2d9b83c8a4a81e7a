#include "kiosk/voice_guide.h"

#include <gtest/gtest.h>

namespace bangnin::kiosk {
namespace {

TEST(VoiceGuide, ReadsFirstAndActsSecond) {
    VoiceGuide guide;
    EXPECT_EQ(guide.tapped("home.ticket", "取号排队", Hearing::on), TapMeaning::read);
    EXPECT_EQ(guide.tapped("home.ticket", "取号排队", Hearing::on), TapMeaning::act);
    EXPECT_EQ(guide.tapped("home.ticket", "取号排队", Hearing::on), TapMeaning::act) << "it has been read";
}

TEST(VoiceGuide, AnotherControlIsReadAnew) {
    VoiceGuide guide;
    EXPECT_EQ(guide.tapped("a", "甲", Hearing::on), TapMeaning::read);
    EXPECT_EQ(guide.tapped("b", "乙", Hearing::on), TapMeaning::read);
    EXPECT_EQ(guide.tapped("a", "甲", Hearing::on), TapMeaning::read);
}

TEST(VoiceGuide, TheSamePlaceWithOtherWordsIsAnotherControl) {
    VoiceGuide guide;
    EXPECT_EQ(guide.tapped("dialog.confirm", "我还在，继续", Hearing::on), TapMeaning::read);
    EXPECT_EQ(guide.tapped("dialog.confirm", "回到首页，清除", Hearing::on), TapMeaning::read);
}

TEST(VoiceGuide, WhoDoesNotListenActsAtOnce) {
    VoiceGuide guide;
    EXPECT_EQ(guide.tapped("a", "甲", Hearing::off), TapMeaning::act);
    EXPECT_EQ(guide.tapped("a", "甲", Hearing::on), TapMeaning::read) << "acting unheard is not reading";
}

TEST(VoiceGuide, WhatHasNoWordsActsAtOnce) {
    VoiceGuide guide;
    EXPECT_EQ(guide.tapped("dialog.outside", "", Hearing::on), TapMeaning::act);
}

TEST(VoiceGuide, TheKeypadsReadingCountsAndANewPageForgets) {
    VoiceGuide guide;
    guide.was_read("a", "甲");
    EXPECT_EQ(guide.tapped("a", "甲", Hearing::on), TapMeaning::act);
    guide.forget();
    EXPECT_EQ(guide.tapped("a", "甲", Hearing::on), TapMeaning::read);
}

}  // namespace
}  // namespace bangnin::kiosk
