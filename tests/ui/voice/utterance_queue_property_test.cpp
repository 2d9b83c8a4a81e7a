// Random lives of the queue, and what holds in every one of them.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "ui/voice/utterance_queue.h"

namespace bangnin::voice {
namespace {

using namespace std::chrono_literals;

class Life {
  public:
    explicit Life(unsigned seed) : random_(seed) {}

    void step() {
        const unsigned what = pick(100);
        if (what < 45) {
            say();
        } else if (what < 70) {
            if (queue_.current()) queue_.finished(queue_.current()->number, now_);
        } else if (what < 88) {
            now_ += std::chrono::milliseconds(pick(9000));
            queue_.advance(now_);
        } else if (what < 92) {
            queue_.withdraw(static_cast<Kind>(pick(kinds)), now_);
        } else if (what < 95) {
            queue_.set_listening(pick(2) == 0 ? Listening::essential : Listening::everything, now_);
        } else if (what < 98) {
            queue_.finished(pick(50), now_);
        } else {
            queue_.stop();
            EXPECT_FALSE(queue_.current());
            EXPECT_EQ(queue_.waiting(), 0U);
            said_.clear();
        }
        check();
    }

    // Left alone, everything is heard and the queue falls silent.
    void end() {
        int turns = 0;
        while (turns < 2000) {
            if (queue_.current()) {
                queue_.finished(queue_.current()->number, now_);
                ++turns;
            } else if (const auto due = queue_.next_due(now_)) {
                now_ = *due;
                queue_.advance(now_);
            } else {
                break;
            }
            check();
        }
        EXPECT_FALSE(queue_.current());
        EXPECT_EQ(queue_.waiting(), 0U) << "something waits that is never said";
    }

  private:
    unsigned pick(std::size_t below) { return static_cast<unsigned>(random_() % below); }

    void say() {
        Utterance utterance;
        utterance.kind = static_cast<Kind>(pick(kinds));
        utterance.text = std::to_string(pick(6));
        utterance.cause = pick(2) == 0 ? Cause::page : Cause::person;
        utterance.repeats = {static_cast<int>(pick(4)) - 1, std::chrono::milliseconds(pick(8000))};
        const std::uint64_t name = queue_.say(utterance, now_);
        EXPECT_EQ(name != 0, is_heard(utterance.kind, queue_.listening()));
        if (name == 0) return;
        said_.insert(name);
        if (utterance.kind == Kind::warning) {
            ASSERT_TRUE(queue_.current());
            EXPECT_EQ(queue_.current()->what.kind, Kind::warning) << "a warning waits only for a warning";
        }
    }

    void check() {
        EXPECT_LE(queue_.waiting(), UtteranceQueue::max_waiting);
        if (queue_.waiting() > 0 && !queue_.current()) {
            ASSERT_TRUE(queue_.next_due(now_)) << "silent although something is due";
        }
        EXPECT_GT(queue_.next_due(now_).value_or(Moment::max()), now_);
        if (!queue_.current()) return;
        const Turn& turn = *queue_.current();
        EXPECT_TRUE(is_heard(turn.what.kind, queue_.listening()));
        EXPECT_TRUE(said_.contains(turn.utterance)) << "heard after the stop, or never said";
        // One beginning is one turn: its number never comes back with another text.
        const auto [known, is_new] = turns_.emplace(turn.number, turn.utterance);
        EXPECT_EQ(known->second, turn.utterance);
        if (!is_new) return;
        EXPECT_GT(turn.number, last_turn_);
        last_turn_ = turn.number;
    }

    std::mt19937 random_;
    UtteranceQueue queue_;
    Moment now_{1h};
    std::set<std::uint64_t> said_;
    std::map<std::uint64_t, std::uint64_t> turns_;
    std::uint64_t last_turn_ = 0;
};

TEST(UtteranceQueueProperty, HoldsInEveryLife) {
    for (unsigned seed = 1; seed <= 300 && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Life life(seed);
        for (int step = 0; step < 400; ++step) life.step();
        life.end();
    }
}

// A warning that was said once is heard, whatever pages, notices and focus come between.
TEST(UtteranceQueueProperty, AWarningIsHeardWhateverComesBetween) {
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
        UtteranceQueue queue;
        Moment now{1h};
        queue.say({.kind = Kind::warning, .text = "first"}, now);
        const std::uint64_t wanted = queue.say({.kind = Kind::warning, .text = "second"}, now);
        for (int step = 0; step < 20; ++step) {
            const Kind kind = std::array{Kind::notice, Kind::page_guidance, Kind::focused_control}[random() % 3];
            queue.say({.kind = kind, .text = std::to_string(random() % 5)}, now);
        }
        queue.finished(queue.current()->number, now);
        ASSERT_TRUE(queue.current());
        EXPECT_EQ(queue.current()->utterance, wanted);
    }
}

}  // namespace
}  // namespace bangnin::voice
