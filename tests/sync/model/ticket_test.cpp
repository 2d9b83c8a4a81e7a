#include "sync/model/ticket.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "sync/model/queue.h"

namespace bangnin::sync {
namespace {

TEST(NumberTest, IsLetterKioskAndSequence) {
    EXPECT_EQ((Number{'A', 1, 23}.text()), "A1023");
    EXPECT_EQ((Number{'A', 1, 1000}.text()), "A11000");
    EXPECT_EQ((Number{'Z', 98, 7}.text()), "Z98007");
    EXPECT_EQ(Number::parse("A1023"), (Number{'A', 1, 23}));
    EXPECT_EQ(Number::parse("A11000"), (Number{'A', 1, 1000}));
    EXPECT_EQ(Number::parse("B990123456"), (Number{'B', 990, 123456}));
    for (const char* wrong : {"", "A", "A1", "A101", "A1000", "a1023", "A9023", "A0123", "A10023", "A999001", "A1-23",
                              "A1023 ", "A11234567", "中1023"}) {
        EXPECT_FALSE(Number::parse(wrong)) << wrong;
    }
}

TEST(NumberTest, NoTwoKiosksShareAText) {
    std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> texts;
    int kiosks = 0;
    for (std::uint32_t kiosk = 0; kiosk <= 2000; ++kiosk) {
        if (!kiosk_number_valid(kiosk)) continue;
        ++kiosks;
        for (const std::uint32_t sequence :
             {1U, 9U, 99U, 100U, 999U, 1000U, 1001U, 8001U, 9001U, 10001U, 90001U, 99001U, 999999U}) {
            const std::string text = Number{'A', kiosk, sequence}.text();
            EXPECT_TRUE(texts.emplace(text, std::pair{kiosk, sequence}).second) << text;
            EXPECT_EQ(Number::parse(text), (Number{'A', kiosk, sequence}));
        }
    }
    EXPECT_EQ(kiosks, 26);
}

TEST(NumberTest, AnyBytesAreReadAndComeBackTheSame) {
    std::mt19937_64 random(2);
    const std::string_view letters = "AZ0123456789a-";
    for (int round = 0; round < 100'000; ++round) {
        std::string text;
        for (std::uint64_t size = random() % 12; size > 0; --size) text.push_back(letters[random() % letters.size()]);
        if (const auto number = Number::parse(text)) {
            ASSERT_EQ(number->text(), text);
        }
    }
}

TEST(PrintStateTest, OnlyTheArrowsOfTheContract) {
    using enum PrintState;
    const std::pair<PrintState, PrintState> allowed[] = {{issued, printing},  {issued, not_printed},
                                                         {printing, printed}, {printing, not_printed},
                                                         {printed, printing}, {not_printed, printing}};
    for (const auto from : {issued, printing, printed, not_printed}) {
        for (const auto to : {issued, printing, printed, not_printed}) {
            const bool expected = std::ranges::find(allowed, std::pair{from, to}) != std::end(allowed);
            EXPECT_EQ(print_transition_allowed(from, to), expected) << to_text(from) << " " << to_text(to);
        }
        EXPECT_EQ(parse_print_state(to_text(from)), from);
    }
}

TEST(QueueTest, PeopleAhead) {
    const LocalDay today = LocalDay::parse("2026-11-23").value();
    QueueStatus status;
    status.day = today;
    status.waiting = 7;
    status.serving = 2;
    EXPECT_EQ(people_ahead(status, today, {5, 3}), 10U);
    EXPECT_EQ(people_ahead(std::nullopt, today, {5, 3}), 5U);
    EXPECT_EQ(people_ahead(status, LocalDay::from_number(today.number() + 1), {5, 3}), 5U);
}

}  // namespace
}  // namespace bangnin::sync
