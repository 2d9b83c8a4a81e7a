#include "ui/input/handwriting/handwriting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <set>

#include "tests/ui/input/handwriting/written.h"
#include "ui/input/handwriting/shape_matcher.h"

namespace bangnin::input {
namespace {

std::size_t rank_of(const std::vector<Match>& matches, const std::string& text) {
    return static_cast<std::size_t>(std::ranges::find(matches, text, &Match::text) - matches.begin());
}

std::size_t rank_of(const std::vector<Candidate>& candidates, const std::string& text) {
    return static_cast<std::size_t>(std::ranges::find(candidates, text, &Candidate::text) - candidates.begin());
}

std::vector<Match> texts(const std::vector<std::string>& names) {
    std::vector<Match> matches;
    matches.reserve(names.size());
    for (const std::string& name : names) {
        matches.push_back({name, 0});
    }
    return matches;
}

TEST(ShapeMatcher, FindsWhatWasWrittenAmongTheFirstThree) {
    const auto matcher = ShapeMatcher::create();
    ASSERT_TRUE(matcher) << matcher.error().reason;
    for (const Written& written : written_characters()) {
        EXPECT_LT(rank_of((*matcher)->match(written.ink, 10), written.text), 3U) << written.text;
    }
}

TEST(ShapeMatcher, TheOrderAndTheSenseOfStrokesMakeLittleDifference) {
    const auto matcher = ShapeMatcher::create();
    for (const Written& written : written_characters()) {
        Ink backwards = with_first_two_swapped(written.ink);
        std::ranges::reverse(backwards.strokes.front());
        EXPECT_LT(rank_of((*matcher)->match(backwards, 10), written.text), 5U) << written.text;
    }
}

TEST(ShapeMatcher, SizeAndPlaceOfTheInkMakeNoDifference) {
    const auto matcher = ShapeMatcher::create();
    Ink far = ink_of("李");
    for (InkStroke& stroke : far.strokes) {
        for (InkPoint& point : stroke) {
            point = {point.x * 0.125F + 512, point.y * 0.125F - 256, 0};
        }
    }
    const auto here = (*matcher)->match(ink_of("李"), 5);
    const auto there = (*matcher)->match(far, 5);
    ASSERT_EQ(here.size(), there.size());
    EXPECT_EQ(here.front().text, there.front().text);
}

TEST(ShapeMatcher, GivesNoCharacterTwiceAndNoMoreThanAsked) {
    const auto matcher = ShapeMatcher::create();
    const auto matches = (*matcher)->match(ink_of("国"), 25);
    std::set<std::string> seen;
    for (const Match& match : matches) {
        EXPECT_TRUE(seen.insert(match.text).second) << match.text;
    }
    EXPECT_EQ(matches.size(), 25U);
    EXPECT_TRUE(std::ranges::is_sorted(matches, std::ranges::greater{}, &Match::score));
    EXPECT_TRUE((*matcher)->match(Ink{}, 10).empty());
}

TEST(ShapeMatcher, RefusesATableThatIsNone) { EXPECT_FALSE(ShapeMatcher::create(embedded_templates().first(100))); }

TEST(ZinniaMatcher, KnowsCharactersWrittenAsTaught) {
    const auto matcher = ZinniaMatcher::create();
    ASSERT_TRUE(matcher) << matcher.error().reason;
    std::size_t found = 0;
    for (const Written& written : written_characters()) {
        found += rank_of((*matcher)->match(written.ink, 10), written.text) < 10 ? 1U : 0U;
    }
    EXPECT_GE(found, written_characters().size() * 3 / 4);
}

TEST(ZinniaMatcher, SaysWhichModelIsMissing) {
    const auto matcher = ZinniaMatcher::create("/nonexistent/model");
    ASSERT_FALSE(matcher);
    EXPECT_NE(matcher.error().reason.find("/nonexistent/model"), std::string::npos);
}

TEST(Handwriting, FindsSwappedAndJoinedStrokesAmongTheFirstTen) {
    Handwriting handwriting;
    for (const Written& written : written_characters()) {
        EXPECT_LT(rank_of(handwriting.recognise(written.ink), written.text), 3U) << written.text;
        EXPECT_LT(rank_of(handwriting.recognise(with_first_two_swapped(written.ink)), written.text), 10U)
            << written.text;
        EXPECT_LT(rank_of(handwriting.recognise(with_first_two_joined(written.ink)), written.text), 10U)
            << written.text;
    }
}

TEST(Handwriting, AnswersAloneWhereZinniasModelIsMissing) {
    Handwriting handwriting("/nonexistent/model");
    EXPECT_NE(handwriting.fault(), "");
    EXPECT_LT(rank_of(handwriting.recognise(ink_of("明")), "明"), 10U);
    EXPECT_EQ(Handwriting().fault(), "");
}

TEST(Handwriting, TheSameInkGivesTheSameAnswerAlsoAfterRelease) {
    Handwriting handwriting;
    const auto before = handwriting.recognise(ink_of("王"));
    ASSERT_EQ(before.size(), candidates_by_hand);
    handwriting.release();
    EXPECT_EQ(handwriting.recognise(ink_of("王")), before);
    EXPECT_TRUE(handwriting.recognise({}).empty());
}

// Whatever a broken touch panel sends: an answer in time, never a crash.
TEST(Handwriting, TakesAnyInk) {
    Handwriting handwriting;
    std::mt19937 random(20);
    const std::vector<float> strange{0,
                                     -0.0F,
                                     1e-40F,
                                     1e-6F,
                                     1,
                                     50,
                                     99999,
                                     1e30F,
                                     -1e30F,
                                     std::numeric_limits<float>::infinity(),
                                     -std::numeric_limits<float>::infinity(),
                                     std::numeric_limits<float>::quiet_NaN()};
    const auto value = [&] {
        return random() % 3 == 0 ? strange[random() % strange.size()] : static_cast<float>(random() % 1000) / 10;
    };
    for (int round = 0; round < 60; ++round) {
        Ink ink;
        ink.strokes.resize(random() % (round % 10 == 0 ? 300 : 12));
        for (InkStroke& stroke : ink.strokes) {
            stroke.resize(random() % (round % 15 == 1 ? 6000 : 20));
            for (InkPoint& point : stroke) {
                point = {value(), value(), static_cast<std::int32_t>(random())};
            }
            if (!stroke.empty() && random() % 4 == 0) {
                std::ranges::fill(stroke, stroke.front());  // a finger that rests
            }
        }
        EXPECT_LE(handwriting.recognise(ink).size(), candidates_by_hand);
    }
}

TEST(Fusion, KeepsOursFirstAndZinniasFirstInSight) {
    const auto ours = texts({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"});
    const auto zinnia = texts({"Z", "Y", "X", "W"});
    const auto both = fused(zinnia, ours, 10);
    ASSERT_EQ(both.size(), 10U);
    EXPECT_EQ(both.front().text, "a");
    EXPECT_LT(rank_of(both, "Z"), 10U);
    EXPECT_LT(rank_of(both, "f"), 10U);
}

TEST(Fusion, AgreementOutweighsEitherAlone) {
    EXPECT_EQ(fused(texts({"b", "x"}), texts({"a", "b"}), 10).front().text, "b");
    EXPECT_EQ(fused({}, texts({"a", "b"}), 1).size(), 1U);
    EXPECT_EQ(fused(texts({"z"}), {}, 10).front().text, "z");
}

}  // namespace
}  // namespace bangnin::input
