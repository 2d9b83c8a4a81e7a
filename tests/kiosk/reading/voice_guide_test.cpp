#include "kiosk/voice_guide.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/freed_memory.h"

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

TEST(VoiceGuide, NothingOfALabelStaysInMemory) {
    const std::string label = "李*明，号码 A1023，这是您的票";
    const testing_memory::FreedMemory freed("A1023，这是您");
    {
        VoiceGuide guide;
        EXPECT_EQ(guide.tapped("ticket", label, Hearing::on), TapMeaning::read);
        guide.was_read("other", "别的一个很长很长的控件");
        guide.was_read("ticket", label);
        guide.forget();
        EXPECT_TRUE(guide.last().label.empty());
        guide.was_read("ticket", label);
    }
    EXPECT_EQ(freed.found(), 0);
}

}  // namespace
}  // namespace bangnin::kiosk
