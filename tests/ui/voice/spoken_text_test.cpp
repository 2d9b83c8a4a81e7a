#include "ui/voice/spoken_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "ui/voice/utterance.h"

namespace bangnin::voice {
namespace {

using locale::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string zh(std::string_view text) { return spoken_text(text, Language::chinese); }
std::string en(std::string_view text) { return spoken_text(text, Language::english); }
std::string mn(std::string_view text) { return spoken_text(text, Language::mongolian); }

TEST(SpokenText, TicketNumbersDigitByDigit) {
    EXPECT_EQ(zh("A1023"), "A 一 零 二 三");
    EXPECT_EQ(zh("请 A1019 号，到 3 号窗口。"), "请 A 一 零 一 九 号，到 三 号窗口。");
    EXPECT_EQ(zh("您的号码是A1023，前面还有 12 人。"), "您的号码是 A 一 零 二 三，前面还有 十二 人。");
    EXPECT_EQ(zh("A11000"), "A 一 一 零 零 零");
    EXPECT_EQ(zh("BB26031200"), "B B 二 六 零 三 一 二 零 零");
    EXPECT_EQ(en("Your number is A1023."), "Your number is A, 1 0 2 3.");
    EXPECT_EQ(mn("A1023"), "A 1 0 2 3");
}

TEST(SpokenText, NumbersSpeltAlreadyStayApart) {
    EXPECT_EQ(zh("您的号码是 A 1 0 2 3，前面还有 3 人。"), "您的号码是 A 一 零 二 三，前面还有 三 人。");
    EXPECT_EQ(zh("A 1 0 2 2 人"), "A 一 零 二 二 人") << "the last digit of a code counts nothing";
    EXPECT_EQ(en("Your number is A 1 0 2 3."), "Your number is A, 1 0 2 3.") << "not: a one zero";
    EXPECT_EQ(zh("办件编号 B B 2 6 0 3 1 2 0 0 7。"), "办件编号 B B 二 六 零 三 一 二 零 零 七。");
}

TEST(SpokenText, ChineseCountsInWords) {
    EXPECT_EQ(zh("11 位数字"), "十一 位数字");
    EXPECT_EQ(zh("共 33 项"), "共 三十三 项");
    EXPECT_EQ(zh("前面还有 2 人"), "前面还有 两 人");
    EXPECT_EQ(zh("第 2 页"), "第 二 页");
    EXPECT_EQ(zh("2 楼 3 号窗口"), "二 楼 三 号窗口");
    EXPECT_EQ(zh("22 人"), "二十二 人");
    EXPECT_EQ(zh("3.5 万元"), "三点五 万元");
    EXPECT_EQ(zh("5%"), "百分之五");
    EXPECT_EQ(zh("大约等 10–20 分钟"), "大约等 十到二十 分钟");
    EXPECT_EQ(zh("9 – 12 分钟"), "九到十二 分钟");
    EXPECT_EQ(zh("2026年"), "二 零 二 六年");
    EXPECT_EQ(zh("15000 元"), "一万五千 元");
    EXPECT_EQ(zh("急事请打 12345。"), "急事请打 一 二 三 四 五。");
    EXPECT_EQ(zh("0470"), "零 四 七 零");
}

TEST(SpokenText, WholeNumbers) {
    EXPECT_EQ(chinese_number("0"), "零");
    EXPECT_EQ(chinese_number("000"), "零");
    EXPECT_EQ(chinese_number("10"), "十");
    EXPECT_EQ(chinese_number("19"), "十九");
    EXPECT_EQ(chinese_number("20"), "二十");
    EXPECT_EQ(chinese_number("100"), "一百");
    EXPECT_EQ(chinese_number("105"), "一百零五");
    EXPECT_EQ(chinese_number("110"), "一百一十");
    EXPECT_EQ(chinese_number("1001"), "一千零一");
    EXPECT_EQ(chinese_number("1010"), "一千零一十");
    EXPECT_EQ(chinese_number("10000"), "一万");
    EXPECT_EQ(chinese_number("10005"), "一万零五");
    EXPECT_EQ(chinese_number("12345"), "一万二千三百四十五");
    EXPECT_EQ(chinese_number("100000"), "十万");
    EXPECT_EQ(chinese_number("203000"), "二十万三千");
    EXPECT_EQ(chinese_number("200300"), "二十万零三百");
    EXPECT_EQ(chinese_number("12304567"), "一千二百三十万四千五百六十七");
    EXPECT_EQ(chinese_number("100000005"), "一亿零五");
    EXPECT_EQ(chinese_number("9999999999"), "九十九亿九千九百九十九万九千九百九十九");
}

TEST(SpokenText, Times) {
    EXPECT_EQ(zh("截至 10:42"), "截至 上午十点四十二分");
    EXPECT_EQ(zh("今天 14:30 开始"), "今天 下午两点半 开始");
    EXPECT_EQ(zh("12:05"), "中午十二点零五分");
    EXPECT_EQ(zh("00:00"), "凌晨零点");
    EXPECT_EQ(zh("20:10"), "晚上八点十分");
    EXPECT_EQ(zh("08:30–17:30"), "上午八点半到下午五点半");
    EXPECT_EQ(en("as of 10:42"), "as of 10 42 a m");
    EXPECT_EQ(en("opens at 14:00"), "opens at 2 p m");
    EXPECT_EQ(en("12:05"), "12 oh 5 p m");
    EXPECT_EQ(zh("25:10"), "二十五，十") << "not a time";
    EXPECT_EQ(zh("10:60"), "十，六十");
}

TEST(SpokenText, Dates) {
    EXPECT_EQ(zh("2026-03-12"), "二零二六年三月十二日");
    EXPECT_EQ(en("2026-03-12"), "12 March 2026");
    EXPECT_THAT(zh("2026-13-12"), Not(HasSubstr("月")));
}

TEST(SpokenText, NoPhoneOrIdNumberInFull) {
    EXPECT_EQ(zh("138****5678"), "尾号 五 六 七 八");
    EXPECT_EQ(en("138****5678"), "ending in 5 6 7 8");
    EXPECT_EQ(zh("1507**********1234"), "尾号 一 二 三 四");
    EXPECT_EQ(zh("15070019**********12X"), "尾号 一 二 X") << "no more than the mask shows";
    EXPECT_EQ(zh("手机号 13812345678，"), "手机号 尾号 五 六 七 八，");
    EXPECT_EQ(zh("138 1234 5678"), "尾号 五 六 七 八");
    EXPECT_EQ(zh("1 3 8 1 2 3 4 5 6 7 8"), "尾号 五 六 七 八");
    EXPECT_EQ(zh("15070019800101123X"), "尾号 一 二 三 X");
    EXPECT_EQ(en("150700198001011234"), "ending in 1 2 3 4");
    EXPECT_EQ(mn("13812345678"), "5 6 7 8");
}

TEST(SpokenText, MaskedNames) {
    EXPECT_EQ(zh("李*明，已读到。请取回身份证。"), "李某明，已读到。请取回身份证。");
    EXPECT_EQ(zh("欧阳*"), "欧阳某");
    EXPECT_EQ(zh("欧**明"), "欧某某明");
    EXPECT_EQ(zh("李********明"), "李某某某明");
}

TEST(SpokenText, EmphasisAndLayoutAreNotSaid) {
    EXPECT_EQ(zh("还在等候，前面还有 **3** 人。"), "还在等候，前面还有 三 人。");
    EXPECT_EQ(zh("**正在叫您的号。**"), "正在叫您的号。");
    EXPECT_EQ(zh("**请到 3 号窗口**，正在叫您的号。"), "请到 三 号窗口，正在叫您的号。");
    EXPECT_EQ(zh("呼叫\n工作人员"), "呼叫工作人员");
    EXPECT_EQ(en("Call\nstaff"), "Call staff");
    EXPECT_EQ(zh("蒙速办 · 帮您办"), "蒙速办，帮您办");
    EXPECT_EQ(zh("就点深色的“帮您办窗口”，"), "就点深色的帮您办窗口，");
    EXPECT_EQ(zh("正在查…"), "正在查");
    EXPECT_EQ(zh("大约等（按平时）：10 分钟"), "大约等，按平时，十 分钟");
    EXPECT_EQ(zh("好。。。！"), "好。");
    EXPECT_EQ(zh("，（好"), "好");
    EXPECT_EQ(en("It's self-service (free), 5 %."), "It's self-service, free, 5 percent.");
}

TEST(SpokenText, NothingToSayGivesNothing) {
    EXPECT_EQ(zh(""), "");
    EXPECT_EQ(zh("…！“”"), "");
    EXPECT_EQ(zh("\xff\xfe\x80"), "");
    EXPECT_EQ(zh("好\xff好\xe5"), "好好");
}

TEST(SpokenText, MongolianIsLeftForTheRecordings) {
    EXPECT_EQ(mn("ᠮᠣᠩᠭᠣᠯ᠂ ᠮᠣᠩᠭᠣᠯ᠃"), "ᠮᠣᠩᠭᠣᠯ, ᠮᠣᠩᠭᠣᠯ.");
    EXPECT_EQ(mn("10:42"), "10, 42");
}

TEST(SpokenText, LongTextsAreCutBetweenCharacters) {
    std::string text;
    while (text.size() <= max_utterance_bytes) text += "好";
    const std::string words = zh(text);
    EXPECT_LE(words.size(), max_utterance_bytes);
    EXPECT_EQ(words.size() % 3, 0U);
}

TEST(SpokenText, SentencesClausesAndBareWords) {
    EXPECT_THAT(sentences_of("您好，请问要办什么事？请点方块。好"),
                ElementsAre("您好，请问要办什么事？", "请点方块。", "好"));
    EXPECT_THAT(sentences_of("It is 3.5. Wait?"), ElementsAre("It is 3.5.", "Wait?"));
    EXPECT_THAT(clauses_of("您好，请问要办什么事？"), ElementsAre("您好，", "请问要办什么事？"));
    EXPECT_THAT(clauses_of("One, two"), ElementsAre("One,", "two"));
    EXPECT_TRUE(sentences_of("").empty());
    EXPECT_EQ(bare(" 您好，"), "您好");
    EXPECT_EQ(bare("。"), "");
}

TEST(SpokenText, EachVoiceGetsItsScript) {
    EXPECT_THAT(voice_runs("林草局 12 waiting", Language::english),
                ElementsAre(voice::Run{Language::chinese, "林草局 "}, voice::Run{Language::english, "12 waiting"}));
    EXPECT_THAT(voice_runs("点 English 换语言", Language::chinese),
                ElementsAre(voice::Run{Language::chinese, "点 "}, voice::Run{Language::english, "English "},
                            voice::Run{Language::chinese, "换语言"}));
    EXPECT_THAT(voice_runs("A 一 零", Language::chinese), ElementsAre(voice::Run{Language::chinese, "A 一 零"}));
}

TEST(SpokenText, AnyBytesAreTakenAndTellNobodysNumber) {
    std::mt19937 random(20260312);
    const std::vector<std::string> pieces{"1", "23", "13812345678", "*",  "**", "李", "A",  "x",    "X",    " ", "-",
                                          ":", "%",  ".",           "，", "\n", "年", "人", "\xff", "\xe4", "第"};
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (unsigned piece = random() % 12; piece > 0; --piece) text += pieces[random() % pieces.size()];
        for (const Language language : {Language::chinese, Language::english, Language::mongolian}) {
            const std::string words = spoken_text(text, language);
            EXPECT_THAT(words, Not(testing::ContainsRegex("[0-9]{11}"))) << text;
            EXPECT_THAT(words, Not(HasSubstr("13812345678"))) << text;
            EXPECT_THAT(words, Not(HasSubstr("1 3 8 1 2 3 4 5 6 7 8"))) << text;
            EXPECT_THAT(words, Not(HasSubstr("一 三 八 一 二 三 四 五 六 七 八"))) << text;
            EXPECT_THAT(words, Not(HasSubstr("*"))) << text;
        }
    }
}

}  // namespace
}  // namespace bangnin::voice
