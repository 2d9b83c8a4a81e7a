#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/ui/input/typing.h"
#include "ui/input/pinyin/rime_engine.h"

namespace bangnin::input {
namespace {

class Rime : public testing::Test {
  protected:
    Rime() { start(); }

    void start() {
        auto engine = RimeEngine::create({.data_dir = find_input_data(), .user_dir = folder_.path()});
        ASSERT_TRUE(engine) << engine.error().detail;
        engine_ = *engine;
        pinyin_ = std::move(engine_->make_pinyin().value());
        stroke_ = std::move(engine_->make_stroke().value());
    }

    void stop() {
        pinyin_.reset();
        stroke_.reset();
        engine_.reset();
    }

    // The candidates of the first page for these letters, from a clean start.
    std::vector<std::string> first_page(std::string_view letters) {
        pinyin_->reset();
        std::vector<std::string> texts;
        for (const Candidate& candidate : type(*pinyin_, letters).page.candidates) {
            texts.push_back(candidate.text);
        }
        return texts;
    }

    bool offers(std::string_view letters, std::string_view text) {
        const auto texts = first_page(letters);
        return std::ranges::find(texts, text) != texts.end();
    }

    PrivateFolder folder_;
    std::shared_ptr<RimeEngine> engine_;
    std::unique_ptr<InputMethod> pinyin_;
    std::unique_ptr<InputMethod> stroke_;
};

TEST_F(Rime, NamesByPinyin) {
    for (const auto& [letters, name] : std::vector<std::pair<std::string, std::string>>{{"liming", "李明"},
                                                                                        {"eluncun", "鄂伦春"},
                                                                                        {"elunchun", "鄂伦春"},
                                                                                        {"elc", "鄂伦春"},
                                                                                        {"zhangwei", "张伟"},
                                                                                        {"lv", "吕"},
                                                                                        {"bangninban", "帮您办"}}) {
        EXPECT_TRUE(offers(letters, name)) << letters;
        EXPECT_EQ(choose(*pinyin_, name), name) << letters;
        EXPECT_EQ(pinyin_->shown(), Answer{}) << "nothing is left of " << letters;
    }
}

TEST_F(Rime, CommitsExactlyTheBytes) {
    type(*pinyin_, "liming");
    EXPECT_EQ(choose(*pinyin_, "李明"), "\xE6\x9D\x8E\xE6\x98\x8E");
    type(*stroke_, "一丿乛丶丿一一丿丶");
    EXPECT_EQ(choose(*stroke_, "䶮"), "\xE4\xB6\xAE");
    type(*stroke_, "一丨一丨乛一");
    EXPECT_EQ(choose(*stroke_, "𠮷"), "\xF0\xA0\xAE\xB7");
}

TEST_F(Rime, HearsTheRetroflexAsTheFlatAndTheOtherWayRound) {
    EXPECT_TRUE(offers("zang", "张"));
    EXPECT_TRUE(offers("zhang", "张"));
    EXPECT_TRUE(offers("zangwei", "张伟"));
    EXPECT_TRUE(offers("cangsa", "长沙"));
    EXPECT_TRUE(offers("shusong", "输送"));
    EXPECT_TRUE(offers("shichuan", "四川"));
    EXPECT_TRUE(offers("sichuan", "四川"));
}

TEST_F(Rime, PutsWordsSpelledExactlyFirst) {
    EXPECT_TRUE(first_page("sishi").front().starts_with("四")) << first_page("sishi").front();
    EXPECT_EQ(first_page("zuzhi").front(), "组织");
    EXPECT_EQ(first_page("shishi").front(), "实施");
    EXPECT_TRUE(offers("sisi", "实施")) << "and the others are not far";
}

TEST_F(Rime, WritesSimplifiedCharacters) {
    EXPECT_TRUE(offers("zhonghua", "中华"));
    EXPECT_FALSE(offers("zhonghua", "中華"));
    EXPECT_TRUE(offers("xian", "线"));
    EXPECT_FALSE(offers("xian", "缐"));
}

TEST_F(Rime, PartsSyllables) {
    EXPECT_EQ(first_page("xian").front().size(), 3U) << "one character";
    EXPECT_EQ(first_page("xi'an").front(), "西安");
    pinyin_->reset();
    EXPECT_EQ(type(*pinyin_, "liming").preedit, (Preedit{"li ming", 7}));
}

TEST_F(Rime, PagesForthAndBack) {
    const Answer first = type(*pinyin_, "yi");
    ASSERT_EQ(first.page.candidates.size(), candidates_per_page);
    EXPECT_EQ(first.page.previous, More::no);
    EXPECT_EQ(first.page.next, More::yes);
    const Answer second = pinyin_->press(plain_key(KeyKind::page_next));
    EXPECT_EQ(second.page.number, 1U);
    EXPECT_EQ(second.page.previous, More::yes);
    EXPECT_NE(second.page.candidates, first.page.candidates);
    EXPECT_EQ(pinyin_->press(plain_key(KeyKind::page_previous)), first);
    EXPECT_EQ(pinyin_->press(plain_key(KeyKind::page_previous)), first) << "nothing before the first page";
    Answer last = first;
    for (int i = 0; i < 200 && last.page.next == More::yes; ++i) {
        last = pinyin_->press(plain_key(KeyKind::page_next));
    }
    EXPECT_EQ(last.page.next, More::no);
    EXPECT_EQ(pinyin_->press(plain_key(KeyKind::page_next)), last) << "nothing after the last page";
}

TEST_F(Rime, ChoosesWordByWord) {
    type(*pinyin_, "liming");
    const Answer half = [this] {
        Answer answer = pinyin_->shown();
        const auto found = std::ranges::find(answer.page.candidates, std::string("里"), &Candidate::text);
        return pinyin_->press(choose_key(static_cast<std::size_t>(found - answer.page.candidates.begin())));
    }();
    EXPECT_EQ(half.committed, "") << "ming is still to be chosen";
    EXPECT_TRUE(half.preedit.text.starts_with("里"));
    EXPECT_EQ(choose(*pinyin_, "明"), "里明");
}

TEST_F(Rime, EditsWhatIsBeingTyped) {
    type(*pinyin_, "limingg");
    EXPECT_EQ(pinyin_->press(plain_key(KeyKind::backspace)).preedit.text, "li ming");
    for (int i = 0; i < 4; ++i) {
        (void)pinyin_->press(plain_key(KeyKind::caret_left));
    }
    EXPECT_EQ(type(*pinyin_, "n").preedit, (Preedit{"linming", 3})) << "typed at the caret";
    for (int i = 0; i < 6; ++i) {
        (void)pinyin_->press(plain_key(KeyKind::caret_right));
    }
    EXPECT_EQ(pinyin_->shown().preedit, (Preedit{"lin ming", 8}));
    EXPECT_EQ(pinyin_->press(plain_key(KeyKind::clear)), Answer{});
}

TEST_F(Rime, SpaceTakesTheFirstAndEnterTheLetters) {
    type(*pinyin_, "nihao");
    EXPECT_EQ(pinyin_->press(plain_key(KeyKind::space)).committed, "你好");
    type(*pinyin_, "nihao");
    EXPECT_EQ(pinyin_->press(plain_key(KeyKind::enter)).committed, "nihao");
    type(*stroke_, "一丨丿");
    EXPECT_EQ(stroke_->press(plain_key(KeyKind::enter)).committed, "才") << "the letters of strokes are nobody's";
}

TEST_F(Rime, AnotherCharacterTakesTheFirstAndFollowsIt) {
    type(*pinyin_, "nihao");
    EXPECT_EQ(pinyin_->press(character_key("，")).committed, "你好，");
    EXPECT_EQ(pinyin_->press(character_key("3")).committed, "3");
    EXPECT_EQ(pinyin_->press(character_key("'")).committed, "'");
}

TEST_F(Rime, KeysThatMeanNothingAreTheFields) {
    for (const KeyKind kind : {KeyKind::backspace, KeyKind::enter, KeyKind::caret_left, KeyKind::page_next}) {
        EXPECT_EQ(pinyin_->press(plain_key(kind)).outcome, KeyOutcome::passed);
        EXPECT_EQ(stroke_->press(plain_key(kind)).outcome, KeyOutcome::passed);
    }
    EXPECT_EQ(pinyin_->press(plain_key(KeyKind::space)).committed, " ");
    type(*pinyin_, "li");
    EXPECT_EQ(pinyin_->press(choose_key(99)).committed, "");
    EXPECT_EQ(pinyin_->shown().preedit.text, "li");
}

TEST_F(Rime, StrokesAreShownAsStrokes) {
    EXPECT_EQ(type(*stroke_, "一丨丿").preedit, (Preedit{"一丨丿", 9}));
    stroke_->reset();
    const Answer none = type(*stroke_, "一丨丿丶乛一丨丿丶乛");
    EXPECT_TRUE(none.page.candidates.empty());
    EXPECT_EQ(none.preedit, (Preedit{"一丨丿丶乛一丨丿丶乛", 30}));
}

TEST_F(Rime, CommonCharactersComeFirstByStrokes) {
    EXPECT_EQ(type(*stroke_, "一丨乛一丨一").page.candidates.empty(), false);
    stroke_->reset();
    EXPECT_EQ(type(*stroke_, "一丨丿丶").page.candidates.front().text, "木");
}

TEST_F(Rime, TakesNoMoreThanItCanShow) {
    const std::string many(500, 'a');
    const Answer answer = type(*pinyin_, many);
    EXPECT_EQ(std::ranges::count(answer.preedit.text, 'a'), static_cast<std::ptrdiff_t>(max_preedit_keys));
}

std::vector<std::pair<std::string, std::filesystem::file_time_type>> files_under(const std::filesystem::path& folder) {
    std::vector<std::pair<std::string, std::filesystem::file_time_type>> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        files.emplace_back(entry.path().string(), entry.last_write_time());
    }
    std::ranges::sort(files);
    return files;
}

TEST_F(Rime, NeverLearns) {
    const std::vector<std::string> spellings{"liming", "zang", "yi", "elc", "wangxiaoer", "lm"};
    const auto compiled_before = files_under(find_input_data());
    std::vector<std::vector<std::string>> before;
    before.reserve(spellings.size());
    for (const std::string& letters : spellings) {
        before.push_back(first_page(letters));
    }
    for (int round = 0; round < 20; ++round) {
        for (const std::string& letters : spellings) {
            pinyin_->reset();
            const Answer answer = type(*pinyin_, letters);
            ASSERT_GT(answer.page.candidates.size(), 1U);
            (void)pinyin_->press(choose_key(answer.page.candidates.size() - 1));
            (void)pinyin_->press(plain_key(KeyKind::space));
        }
    }
    for (std::size_t i = 0; i < spellings.size(); ++i) {
        EXPECT_EQ(first_page(spellings[i]), before[i]) << "the same session";
    }
    stop();
    EXPECT_TRUE(files_under(folder_.path()).empty());
    EXPECT_EQ(files_under(find_input_data()), compiled_before);
    start();
    for (std::size_t i = 0; i < spellings.size(); ++i) {
        EXPECT_EQ(first_page(spellings[i]), before[i]) << "the next start";
    }
}

Key random_key(std::mt19937& random) {
    constexpr std::array<std::string_view, 12> others{"'",  "一", "丨", "丿", "丶", "乛",
                                                      "，", "3",  "Z",  "李", "",   "\xFF"};
    const auto choice = random() % 20;
    if (choice < 13) {
        return character_key(std::string(1, static_cast<char>('a' + random() % 26)));
    }
    if (choice < 15) {
        return character_key(others[random() % others.size()]);
    }
    if (choice < 16) {
        return choose_key(random() % 12);
    }
    return plain_key(static_cast<KeyKind>(1 + random() % 8));
}

void expect_sound(const Answer& answer) {
    ASSERT_LE(answer.preedit.caret_byte, answer.preedit.text.size());
    ASSERT_LE(answer.page.candidates.size(), candidates_per_page);
    for (const Candidate& candidate : answer.page.candidates) {
        ASSERT_FALSE(candidate.text.empty());
    }
}

TEST_F(Rime, TwentyThousandRandomKeysDoNoHarm) {
    std::mt19937 random(20);
    auto slowest = std::chrono::steady_clock::duration::zero();
    for (int i = 0; i < 20'000; ++i) {
        InputMethod& method = random() % 4 == 0 ? *stroke_ : *pinyin_;
        const auto pressed = std::chrono::steady_clock::now();
        const Answer answer = method.press(random_key(random));
        slowest = std::max(slowest, std::chrono::steady_clock::now() - pressed);
        ASSERT_NO_FATAL_FAILURE(expect_sound(answer)) << "key " << i;
        if (random() % 500 == 0) {
            method.reset();
            ASSERT_EQ(method.shown(), Answer{});
        }
    }
    EXPECT_LT(slowest, std::chrono::seconds(5)) << "a hang, even under sanitizers";
}

TEST(RimeEngine, SaysWhatIsWrong) {
    const PrivateFolder folder;
    const auto missing = RimeEngine::create({.data_dir = folder.path(), .user_dir = folder.path()});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, RimeErrorCode::data_missing);
    const auto engine = RimeEngine::create({.data_dir = find_input_data(), .user_dir = folder.path()});
    ASSERT_TRUE(engine);
    const auto second = RimeEngine::create({.data_dir = find_input_data(), .user_dir = folder.path()});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, RimeErrorCode::already_running);
}

}  // namespace
}  // namespace bangnin::input
