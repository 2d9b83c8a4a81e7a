#include "devices/scanner/scan_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;

std::vector<ScannerEvent> feed(ScanAssembler& assembler, std::string_view text, Clock::time_point now = {}) {
    return assembler.feed({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, now);
}

// The one scan in the events, or the word of the one rejection.
std::string only(const std::vector<ScannerEvent>& events) {
    if (events.size() != 1) return "<" + std::to_string(events.size()) + " events>";
    if (const auto* scan = std::get_if<Scan>(&events[0])) return scan->text;
    if (const auto* rejected = std::get_if<ScanRejected>(&events[0]))
        return "<" + std::string(to_word(rejected->reason)) + ">";
    return "<other>";
}

TEST(ScanLine, EndsWithAnyLineEndAndIgnoresEmptyLines) {
    for (const char* const end : {"\r", "\n", "\r\n", "\r\n\r\n"}) {
        ScanAssembler assembler;
        EXPECT_EQ(only(feed(assembler, std::string("https://h/t/ABC") + end)), "https://h/t/ABC");
        EXPECT_FALSE(assembler.deadline());
    }
}

TEST(ScanLine, ComesInPiecesAndKeepsTheTimeOfItsFirstByte) {
    ScanAssembler assembler;
    const Clock::time_point start{5h};
    EXPECT_TRUE(feed(assembler, "ab", start).empty());
    EXPECT_TRUE(feed(assembler, "c", start + 40ms).empty());
    const auto events = feed(assembler, "\r", start + 80ms);
    EXPECT_EQ(only(events), "abc");
    EXPECT_EQ(std::get<Scan>(events[0]).at, start);
}

TEST(ScanLine, TwoScansInOnePiece) {
    ScanAssembler assembler;
    const auto events = feed(assembler, "one\r\ntwo\r\nthr");
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(std::get<Scan>(events[1]).text, "two");
    EXPECT_EQ(only(feed(assembler, "ee\r")), "three");
}

TEST(ScanLine, CutsTheAimIdentifier) {
    ScanAssembler assembler;
    const auto events = feed(assembler, "]Q1https://h\r");
    EXPECT_EQ(only(events), "https://h");
    EXPECT_EQ(std::get<Scan>(events[0]).symbology, "Q1");
    EXPECT_EQ(only(feed(assembler, "]Q1\r")), "]Q1");
    EXPECT_EQ(only(feed(assembler, "]--x\r")), "]--x");
}

TEST(ScanLine, RejectsWhatIsNoCleanText) {
    ScanAssembler assembler;
    EXPECT_EQ(only(feed(assembler, "caf\xE9\r")), "<not_utf8>");
    EXPECT_EQ(only(feed(assembler, "\xED\xA0\x80\r")), "<not_utf8>");  // a surrogate
    EXPECT_EQ(only(feed(assembler, "\xC0\xAF\r")), "<not_utf8>");      // a long form
    EXPECT_EQ(only(feed(assembler, "a\x1b[2J\r")), "<control_code>");
    EXPECT_EQ(only(feed(assembler, std::string_view("a\0b\r", 4))), "<control_code>");
    EXPECT_EQ(only(feed(assembler,
                        "01\x1D"
                        "21\r")),
              "01\x1D"
              "21");
    EXPECT_EQ(only(feed(assembler, "张𬭛\r")), "张𬭛");
}

TEST(ScanLine, HasALimitAndRecoversBehindIt) {
    ScanAssembler assembler;
    std::string line(max_scan_bytes, 'a');
    feed(assembler, line);
    EXPECT_EQ(only(feed(assembler, "\r")), line);
    line.push_back('a');
    feed(assembler, line);
    EXPECT_EQ(only(feed(assembler, "\r")), "<too_long>");
    EXPECT_EQ(only(feed(assembler, "next\r")), "next");
}

TEST(ScanLine, ExpiresWhenTheEndDoesNotCome) {
    ScanAssembler assembler;
    const Clock::time_point start{5h};
    EXPECT_TRUE(feed(assembler, "half", start).empty());
    EXPECT_EQ(assembler.deadline(), start + scan_quiet_limit);
    EXPECT_FALSE(assembler.expire(start + scan_quiet_limit - 1ms));
    const auto rejected = assembler.expire(start + scan_quiet_limit);
    ASSERT_TRUE(rejected);
    EXPECT_EQ(rejected->reason, ScanRejection::incomplete);
    EXPECT_EQ(only(feed(assembler, "whole\r")), "whole");
}

TEST(ScanLine, RandomBytesGiveOnlyCleanBoundedScansHoweverTheyAreCut) {
    std::mt19937 random(17);
    for (int round = 0; round < 300; ++round) {
        std::string bytes(random() % 6000, '\0');
        for (auto& byte : bytes)
            byte = random() % 200 == 0 ? '\r' : static_cast<char>(random() % 3 == 0 ? random() : 'a');
        ScanAssembler whole;
        ScanAssembler cut;
        const auto expected = feed(whole, bytes);
        std::vector<ScannerEvent> events;
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t size = std::min<std::size_t>(1 + random() % 50, bytes.size() - at);
            for (auto& event : feed(cut, std::string_view(bytes).substr(at, size))) events.push_back(std::move(event));
            at += size;
        }
        ASSERT_EQ(events.size(), expected.size());
        for (std::size_t i = 0; i < events.size(); ++i) {
            ASSERT_EQ(events[i].index(), expected[i].index());
            if (const auto* scan = std::get_if<Scan>(&events[i])) {
                EXPECT_EQ(scan->text, std::get<Scan>(expected[i]).text);
                EXPECT_TRUE(is_utf8(scan->text));
                EXPECT_LE(scan->text.size(), max_scan_bytes);
                EXPECT_FALSE(scan->text.empty());
            }
        }
    }
}

}  // namespace
}  // namespace bangnin::devices
