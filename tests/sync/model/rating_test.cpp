#include "sync/model/rating.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::sync {
namespace {

std::string times(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t done = 0; done < count; ++done) all += text;
    return all;
}

TEST(RatingTest, FiveGradesOfWhichTheLastTwoAreFollowedUp) {
    EXPECT_FALSE(grade_of(0));
    EXPECT_FALSE(grade_of(6));
    EXPECT_FALSE(grade_of(257));
    for (std::uint64_t number = 1; number <= 5; ++number) {
        EXPECT_EQ(number_of(grade_of(number).value()), static_cast<int>(number));
        EXPECT_EQ(needs_follow_up(grade_of(number).value()), number <= 2);
    }
    EXPECT_EQ(parse_rating_source(to_text(RatingSource::kiosk)), RatingSource::kiosk);
    EXPECT_FALSE(parse_rating_source("window"));
}

TEST(RatingTest, ReasonsAreAFewCodesEachOnce) {
    EXPECT_TRUE(reasons_valid({}));
    EXPECT_TRUE(reasons_valid({"slow", "had_to_come_again", std::string(32, 'z')}));
    EXPECT_TRUE(reasons_valid({"a", "b", "c", "d", "e", "f", "g", "h"}));
    EXPECT_FALSE(reasons_valid({"a", "b", "c", "d", "e", "f", "g", "h", "i"}));
    EXPECT_FALSE(reasons_valid({"slow", "slow"}));
    for (const char* wrong : {"", "Slow", "slow1", "too slow", "慢", "slow\n"}) EXPECT_FALSE(reason_code_valid(wrong));
    EXPECT_FALSE(reason_code_valid(std::string(33, 'z')));
}

TEST(RatingTest, CommentsAreCountedInCodePoints) {
    EXPECT_TRUE(comment_valid(""));
    EXPECT_TRUE(comment_valid("很好\n谢谢 ᠰᠠᠢᠨ 䶮𠮷"));
    for (const char* letter : {"a", "é", "慢", "𠮷"}) {
        EXPECT_TRUE(comment_valid(times(letter, longest_comment))) << letter;
        EXPECT_FALSE(comment_valid(times(letter, longest_comment + 1))) << letter;
    }
}

TEST(RatingTest, CommentsAreTextAndNothingElse) {
    const std::string_view wrong[] = {{"\0", 1},
                                      "\t",
                                      "\x1b[2J",
                                      "\x7f",
                                      "\xc2\x85",  // controls
                                      "\x80",
                                      "\xc3",
                                      "\xe6\x85",
                                      "\xf0\xa0\xae",  // cut short
                                      "\xc0\xaf",
                                      "\xe0\x80\xaf",
                                      "\xf0\x80\x80\xaf",  // longer than need be
                                      "\xed\xa0\x80",
                                      "\xf4\x90\x80\x80",
                                      "\xf8\x88\x80\x80\x80",
                                      "\xff",
                                      "a\xffz"};
    for (const std::string_view text : wrong) EXPECT_FALSE(comment_valid(text)) << testing::PrintToString(text);
}

TEST(RatingTest, AnyBytesGetAnAnswer) {
    std::mt19937_64 random(1);
    int good = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes(random() % 6, '\0');
        for (char& byte : bytes) byte = static_cast<char>(random());
        if (comment_valid(bytes)) ++good;
        (void)reasons_valid({bytes});
    }
    EXPECT_GT(good, 3000);
    EXPECT_LT(good, 10'000);
}

}  // namespace
}  // namespace bangnin::sync
