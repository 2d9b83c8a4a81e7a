#include "ui/voice/utterance_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bangnin::voice {
namespace {

using namespace std::chrono_literals;

Utterance of(Kind kind, std::string text) {
    Utterance utterance;
    utterance.kind = kind;
    utterance.text = std::move(text);
    return utterance;
}

Utterance focus_of_page(std::string text) {
    Utterance utterance = of(Kind::focused_control, std::move(text));
    utterance.cause = Cause::page;
    return utterance;
}

Utterance repeated(Utterance utterance, int more, std::chrono::milliseconds every) {
    utterance.repeats = {more, every};
    return utterance;
}

class UtteranceQueueTest : public testing::Test {
  protected:
    std::uint64_t say(Utterance utterance) { return queue.say(std::move(utterance), now); }
    std::uint64_t say(Kind kind, std::string text) { return say(of(kind, std::move(text))); }

    std::string heard() const { return queue.current() ? queue.current()->what.text : ""; }
    void finish() {
        ASSERT_TRUE(queue.current());
        queue.finished(queue.current()->number, now);
    }
    void pass(std::chrono::milliseconds time) {
        now += time;
        queue.advance(now);
    }
    // What is heard from now on, each to its end, without time passing.
    std::vector<std::string> rest() {
        std::vector<std::string> texts;
        while (queue.current() && texts.size() < 100) {
            texts.push_back(heard());
            queue.finished(queue.current()->number, now);
        }
        return texts;
    }

    UtteranceQueue queue;
    Moment now{1h};
};

using testing::ElementsAre;

TEST_F(UtteranceQueueTest, SaysWhatItIsGivenAndThenNothing) {
    EXPECT_FALSE(queue.current());
    EXPECT_NE(say(Kind::page_guidance, "page"), 0U);
    EXPECT_EQ(heard(), "page");
    finish();
    EXPECT_FALSE(queue.current());
    EXPECT_FALSE(queue.next_due(now));
}

TEST_F(UtteranceQueueTest, NothingToSayIsNotSaid) {
    EXPECT_EQ(say(Kind::warning, ""), 0U);
    EXPECT_FALSE(queue.current());
    Utterance chime = of(Kind::warning, "");
    chime.chime = Chime::before;
    EXPECT_NE(say(chime), 0U);
    EXPECT_TRUE(queue.current());
}

TEST_F(UtteranceQueueTest, ANewPagesGuidanceReplacesWhatIsHeardAndWhatWaits) {
    say(Kind::page_guidance, "old page");
    say(focus_of_page("old control"));
    say(Kind::page_guidance, "new page");
    EXPECT_THAT(rest(), ElementsAre("new page"));
}

TEST_F(UtteranceQueueTest, ANewPageCutsTheFormerFocusedControl) {
    say(Kind::focused_control, "old control");
    say(Kind::page_guidance, "new page");
    EXPECT_THAT(rest(), ElementsAre("new page"));
}

TEST_F(UtteranceQueueTest, TheFocusAPageBeginsWithComesAfterItsGuidance) {
    say(Kind::page_guidance, "page");
    say(focus_of_page("first control"));
    EXPECT_THAT(rest(), ElementsAre("page", "first control"));
}

TEST_F(UtteranceQueueTest, APersonWhoMovesOnCutsTheGuidance) {
    say(Kind::page_guidance, "page");
    say(Kind::focused_control, "one");
    EXPECT_EQ(heard(), "one");
    say(Kind::focused_control, "two");
    EXPECT_THAT(rest(), ElementsAre("two"));
}

TEST_F(UtteranceQueueTest, ANoticeGoesBeforeTheGuidanceAndIsFollowedByIt) {
    say(Kind::page_guidance, "page");
    say(Kind::notice, "large type is on");
    EXPECT_THAT(rest(), ElementsAre("large type is on", "page"));
}

TEST_F(UtteranceQueueTest, ANewPageLetsTheNoticeFinish) {
    say(Kind::notice, "notice");
    say(Kind::page_guidance, "page");
    EXPECT_THAT(rest(), ElementsAre("notice", "page"));
}

TEST_F(UtteranceQueueTest, ANewerNoticeReplacesTheFormer) {
    say(Kind::notice, "on");
    say(Kind::notice, "off");
    EXPECT_THAT(rest(), ElementsAre("off"));
    say(Kind::warning, "warning");
    say(Kind::notice, "on");
    say(Kind::notice, "off");
    EXPECT_THAT(rest(), ElementsAre("warning", "off"));
}

TEST_F(UtteranceQueueTest, AWarningCutsEverythingElse) {
    for (const Kind kind : {Kind::number_call, Kind::notice, Kind::page_guidance, Kind::focused_control}) {
        queue.stop();
        say(kind, "something");
        say(Kind::warning, "warning");
        EXPECT_EQ(heard(), "warning");
    }
}

TEST_F(UtteranceQueueTest, AfterAWarningAnAnswerIsSaidAgainAndStaleGuidanceIsNot) {
    say(Kind::notice, "notice");
    say(Kind::page_guidance, "page");
    say(Kind::warning, "warning");
    EXPECT_THAT(rest(), ElementsAre("warning", "notice", "page"));
    say(Kind::page_guidance, "page");
    say(Kind::warning, "warning");
    EXPECT_THAT(rest(), ElementsAre("warning"));
}

TEST_F(UtteranceQueueTest, AWarningIsNeverLostToAPageANoticeOrAFocus) {
    say(Kind::warning, "first");
    say(Kind::warning, "second");
    say(Kind::page_guidance, "page");
    say(Kind::notice, "notice");
    say(Kind::focused_control, "control");
    say(Kind::page_guidance, "next page");
    EXPECT_THAT(rest(), ElementsAre("first", "second", "notice", "next page"));
}

TEST_F(UtteranceQueueTest, CallsAreHeardInTheirOrderEachOnce) {
    say(Kind::number_call, "A1019");
    say(Kind::number_call, "B2003");
    say(Kind::number_call, "A1019");
    EXPECT_THAT(rest(), ElementsAre("A1019", "B2003", "A1019"));
}

TEST_F(UtteranceQueueTest, ACallIsRepeatedBeforeTheNextOne) {
    say(repeated(of(Kind::number_call, "A1019"), 1, 0ms));
    say(Kind::number_call, "A1019 in Mongolian");
    say(Kind::number_call, "B2003");
    EXPECT_THAT(rest(), ElementsAre("A1019", "A1019", "A1019 in Mongolian", "B2003"));
}

TEST_F(UtteranceQueueTest, ACallThatAWarningCutIsSaidAgainInItsPlace) {
    say(Kind::number_call, "first");
    say(Kind::number_call, "second");
    say(Kind::warning, "warning");
    EXPECT_THAT(rest(), ElementsAre("warning", "first", "second"));
}

TEST_F(UtteranceQueueTest, SayingTheSameAgainChangesNothing) {
    const std::uint64_t name = say(Kind::page_guidance, "page");
    const std::uint64_t turn = queue.current()->number;
    EXPECT_EQ(say(Kind::page_guidance, "page"), name);
    EXPECT_EQ(queue.current()->number, turn);
    EXPECT_EQ(queue.waiting(), 0U);
    finish();
    EXPECT_NE(say(Kind::page_guidance, "page"), 0U) << "but later it can be said again";
    EXPECT_EQ(heard(), "page");
}

TEST_F(UtteranceQueueTest, AnotherLanguageIsNotTheSame) {
    say(Kind::page_guidance, "12");
    Utterance english = of(Kind::page_guidance, "12");
    english.language = locale::Language::english;
    const std::uint64_t turn = queue.current()->number;
    say(english);
    EXPECT_NE(queue.current()->number, turn);
}

TEST_F(UtteranceQueueTest, RepeatsCountFromTheBeginning) {
    say(repeated(of(Kind::warning, "card"), 2, 5s));
    pass(2s);
    finish();
    EXPECT_FALSE(queue.current());
    EXPECT_EQ(queue.next_due(now), now + 3s);
    pass(2999ms);
    EXPECT_FALSE(queue.current());
    pass(1ms);
    EXPECT_EQ(heard(), "card");
    pass(7s);  // longer than the interval
    finish();
    EXPECT_EQ(heard(), "card");
    finish();
    EXPECT_FALSE(queue.current());
    EXPECT_FALSE(queue.next_due(now)) << "two more, not three";
}

TEST_F(UtteranceQueueTest, ARepeatedWarningCutsWhatIsHeardByThen) {
    say(repeated(of(Kind::warning, "still there?"), 1, 12s));
    finish();
    pass(11s);
    say(Kind::page_guidance, "page");
    pass(1s);
    EXPECT_EQ(heard(), "still there?");
}

TEST_F(UtteranceQueueTest, AReminderOutlivesTheFocusButNotThePage) {
    say(repeated(of(Kind::page_guidance, "take your ticket"), 1, 20s));
    say(Kind::focused_control, "done");
    finish();
    pass(20s);
    EXPECT_EQ(heard(), "take your ticket");

    queue.stop();
    say(repeated(of(Kind::page_guidance, "take your ticket"), 1, 20s));
    finish();
    say(Kind::page_guidance, "next page");
    finish();
    pass(1h);
    EXPECT_FALSE(queue.current());
}

TEST_F(UtteranceQueueTest, SayingAWaitingReminderBringsItForward) {
    say(repeated(of(Kind::page_guidance, "page"), 1, 20s));
    finish();
    say(of(Kind::page_guidance, "page"));
    EXPECT_EQ(heard(), "page");
    finish();
    pass(1h);
    EXPECT_FALSE(queue.current()) << "the new saying had no repeats";
}

TEST_F(UtteranceQueueTest, WithdrawingEndsAllOfAKindAndNothingElse) {
    say(repeated(of(Kind::warning, "card"), 2, 5s));
    say(Kind::warning, "time");
    say(Kind::notice, "notice");
    queue.withdraw(Kind::warning, now);
    EXPECT_THAT(rest(), ElementsAre("notice"));
    pass(1h);
    EXPECT_FALSE(queue.current());
}

TEST_F(UtteranceQueueTest, NotListeningLeavesOnlyWhatMustNotBeMissed) {
    say(Kind::page_guidance, "page");
    queue.set_listening(Listening::essential, now);
    EXPECT_FALSE(queue.current());
    EXPECT_EQ(say(Kind::page_guidance, "page"), 0U);
    EXPECT_EQ(say(Kind::notice, "notice"), 0U);
    EXPECT_EQ(say(Kind::focused_control, "control"), 0U);
    say(Kind::warning, "warning");
    say(Kind::number_call, "call");
    EXPECT_THAT(rest(), ElementsAre("warning", "call"));
    queue.set_listening(Listening::everything, now);
    EXPECT_NE(say(Kind::page_guidance, "page"), 0U);
}

TEST_F(UtteranceQueueTest, NothingIsHeardAfterStop) {
    say(repeated(of(Kind::warning, "card"), 8, 5s));
    say(Kind::number_call, "call");
    say(Kind::notice, "notice");
    queue.stop();
    EXPECT_FALSE(queue.current());
    EXPECT_EQ(queue.waiting(), 0U);
    pass(24h);
    EXPECT_FALSE(queue.current());
    say(Kind::notice, "next person");
    EXPECT_EQ(heard(), "next person");
}

TEST_F(UtteranceQueueTest, OldNewsOfAnEndChangesNothing) {
    say(Kind::page_guidance, "one");
    const std::uint64_t former = queue.current()->number;
    say(Kind::page_guidance, "two");
    queue.finished(former, now);
    EXPECT_EQ(heard(), "two");
    queue.finished(0, now);
    EXPECT_EQ(heard(), "two");
}

TEST_F(UtteranceQueueTest, OfTooManyTheOldestGiveWay) {
    say(Kind::warning, "said now");
    for (int number = 0; number < 10; ++number) say(Kind::warning, "warning " + std::to_string(number));
    for (int number = 0; number < 100; ++number) say(Kind::number_call, "call " + std::to_string(number));
    const std::vector<std::string> texts = rest();
    ASSERT_EQ(texts.size(), 1 + UtteranceQueue::max_warnings + UtteranceQueue::max_calls);
    EXPECT_EQ(texts[1], "warning 6");
    EXPECT_EQ(texts.back(), "call 99");
}

// For every kind that is heard and every kind that comes: who is heard after that, and who else is heard at all.
TEST_F(UtteranceQueueTest, EveryPairOfKinds) {
    struct Outcome {
        Kind first, second;
        std::vector<std::string> heard;
    };
    const auto w = Kind::warning, c = Kind::number_call, n = Kind::notice, g = Kind::page_guidance,
               f = Kind::focused_control;
    const std::vector<Outcome> outcomes{
        {w, w, {"1", "2"}}, {w, c, {"1", "2"}}, {w, n, {"1", "2"}}, {w, g, {"1", "2"}}, {w, f, {"1", "2"}},
        {c, w, {"2", "1"}}, {c, c, {"1", "2"}}, {c, n, {"1", "2"}}, {c, g, {"1", "2"}}, {c, f, {"1", "2"}},
        {n, w, {"2", "1"}}, {n, c, {"1", "2"}}, {n, n, {"2"}},      {n, g, {"1", "2"}}, {n, f, {"1", "2"}},
        {g, w, {"2"}},      {g, c, {"2", "1"}}, {g, n, {"2", "1"}}, {g, g, {"2"}},      {g, f, {"2"}},
        {f, w, {"2"}},      {f, c, {"2"}},      {f, n, {"2"}},      {f, g, {"2"}},      {f, f, {"2"}},
    };
    for (const Outcome& outcome : outcomes) {
        queue.stop();
        say(outcome.first, "1");
        say(outcome.second, "2");
        EXPECT_EQ(rest(), outcome.heard) << static_cast<int>(outcome.first) << " then "
                                         << static_cast<int>(outcome.second);
    }
}

}  // namespace
}  // namespace bangnin::voice
