#include "ui/voice/phrasebook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "ui/voice/spoken_text.h"

namespace bangnin::voice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;
using Path = std::filesystem::path;

constexpr std::string_view index_json = R"({
  // comments may stand in it
  "clips": {
    "您好，请问要办什么事？": "hello.ogg",
    "取号成功": "taken.wav",
    "您的号码是 {0}": ["number.wav", "{0}"],
    "前面还有 {0} 人": ["ahead.wav", "{0}", "people.wav"],
    "A": "a.wav", "0": "0.wav", "1": "1.wav", "2": "2.wav", "3": "3.wav", "十": "10.wav"
  },
  "say": {"重": "zhong4", "重输": "chong2 shu1"}
})";

class PhrasebookTest : public testing::Test {
  protected:
    PhrasebookTest() : book(Phrasebook::parse(index_json, "/r").value()) {}

    std::optional<std::vector<Path>> recordings(std::string_view shown) const {
        return book.recordings_of(spoken_text(shown, locale::Language::chinese));
    }

    Phrasebook book;
};

TEST_F(PhrasebookTest, AWholeTextHasOneRecording) {
    EXPECT_THAT(recordings("您好，请问要办什么事？"), Optional(ElementsAre(Path("/r/hello.ogg"))));
    EXPECT_THAT(recordings("您好，\n请问要办什么事"), Optional(ElementsAre(Path("/r/hello.ogg")))) << "marks aside";
}

TEST_F(PhrasebookTest, WhatIsInAPhraseIsPutTogether) {
    EXPECT_THAT(recordings("您的号码是 A 1 0 2 3"),
                Optional(ElementsAre("/r/number.wav", "/r/a.wav", "/r/1.wav", "/r/0.wav", "/r/2.wav", "/r/3.wav")));
    EXPECT_THAT(recordings("前面还有 12 人"),
                Optional(ElementsAre("/r/ahead.wav", "/r/10.wav", "/r/2.wav", "/r/people.wav")));
}

TEST_F(PhrasebookTest, AClauseAtATime) {
    EXPECT_THAT(recordings("取号成功，您的号码是 A 1，前面还有 3 人。"),
                Optional(ElementsAre("/r/taken.wav", "/r/number.wav", "/r/a.wav", "/r/1.wav", "/r/ahead.wav",
                                     "/r/3.wav", "/r/people.wav")));
}

TEST_F(PhrasebookTest, OneUnknownPieceAndThereIsNone) {
    EXPECT_EQ(recordings("取号成功，请取走小票。"), std::nullopt);
    EXPECT_EQ(recordings("您的号码是 B 1"), std::nullopt);
    EXPECT_EQ(recordings("您的号码是"), std::nullopt);
    EXPECT_EQ(recordings(""), std::nullopt);
    EXPECT_EQ(recordings("。"), std::nullopt);
}

TEST_F(PhrasebookTest, TheLongestWordIsTakenForItsPinyin) {
    EXPECT_EQ(book.with_pinyin("请重输，重"), "请 chong2 shu1 ， zhong4 ");
    EXPECT_EQ(Phrasebook{}.with_pinyin("请重输"), "请重输");
}

TEST_F(PhrasebookTest, NamesEveryFileOnce) {
    EXPECT_EQ(book.files().size(), 11U);
    EXPECT_EQ(book.phrases(), 10U);
}

TEST(Phrasebook, SaysWhatIsWrong) {
    const auto error = [](std::string_view json) {
        const auto book = Phrasebook::parse(json, "/r");
        return book ? std::string("accepted") : book.error();
    };
    EXPECT_THAT(error(""), HasSubstr("JSON"));
    EXPECT_THAT(error("[]"), HasSubstr("object"));
    EXPECT_THAT(error(R"({"clip":{}})"), HasSubstr("clip"));
    EXPECT_THAT(error(R"({"clips":[]})"), HasSubstr("objects"));
    EXPECT_THAT(error(R"({"clips":{"好":1}})"), HasSubstr("好"));
    EXPECT_THAT(error(R"({"clips":{"好":[]}})"), HasSubstr("好"));
    EXPECT_THAT(error(R"({"clips":{"好":["a.wav",2]}})"), HasSubstr("好"));
    EXPECT_THAT(error(R"({"clips":{"。":"a.wav"}})"), HasSubstr("said"));
    EXPECT_THAT(error(R"({"clips":{"好":"../a.wav"}})"), HasSubstr("below"));
    EXPECT_THAT(error(R"({"clips":{"好":"/etc/a.wav"}})"), HasSubstr("below"));
    EXPECT_THAT(error(R"({"clips":{"好":"{0}"}})"), HasSubstr("{0}"));
    EXPECT_THAT(error(R"({"clips":{"好 {0}":"a.wav"}})"), HasSubstr("{0}"));
    EXPECT_THAT(error(R"({"clips":{"{0}":["{0}"]}})"), HasSubstr("{0}"));
    EXPECT_THAT(error(R"({"say":{"好":"HAO"}})"), HasSubstr("pinyin"));
    EXPECT_THAT(error(R"({"say":{"好":3}})"), HasSubstr("pinyin"));
    EXPECT_THAT(error(std::string(Phrasebook::max_bytes + 1, ' ')), HasSubstr("1 MB"));
    EXPECT_EQ(error("{}"), "accepted");
}

TEST(Phrasebook, ThatIsNotThereIsEmpty) {
    const auto book = Phrasebook::load("/nonexistent");
    ASSERT_TRUE(book);
    EXPECT_EQ(book->phrases(), 0U);
}

// What is delivered: every index can be read and every file it names is there.
TEST(Phrasebook, TheDeliveredOnesAreGood) {
    const Path voices = Path(std::getenv("BANGNIN_SOURCE_DIR")) / "assets" / "voice";
    for (const char* const language : {"zh", "mn", "en"}) {
        const auto book = Phrasebook::load(voices / language);
        ASSERT_TRUE(book) << book.error();
        for (const Path& file : book->files()) EXPECT_TRUE(std::filesystem::exists(file)) << file;
    }
    EXPECT_NE(Phrasebook::load(voices / "zh")->with_pinyin("重输"), "重输");
}

TEST(Phrasebook, TakesAnyBytes) {
    std::mt19937 random(3);
    const std::vector<std::string> pieces{"{",         "}",         "[",       "]",          ":",
                                          ",",         "\"clips\"", "\"say\"", "\"好 {0}\"", "\"{0}\"",
                                          "\"a.wav\"", "1",         "\xff",    "\"hao3\"",   " "};
    for (int round = 0; round < 20000; ++round) {
        std::string json = random() % 2 == 0 ? R"({"clips":{)" : "";
        for (unsigned piece = random() % 20; piece > 0; --piece) json += pieces[random() % pieces.size()];
        if (random() % 2 == 0) json += "}}";
        const auto book = Phrasebook::parse(json, "/r");
        if (!book) continue;
        for (const Path& file : book->files()) EXPECT_TRUE(file.string().starts_with("/r/"));
        static_cast<void>(book->recordings_of("好 一"));
    }
}

}  // namespace
}  // namespace bangnin::voice
