#include "devices/printer/reply_parser.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;
using Bytes = std::vector<std::uint8_t>;
using Replies = std::vector<PrinterReply>;

const Clock::time_point start{};

TEST(ReplyParser, TellsTheThreeKindsApart) {
    ReplyParser parser;
    EXPECT_EQ(parser.parse(Bytes{0x12}, start), (Replies{RealTimeAnswer{0x12}}));
    EXPECT_EQ(parser.parse(Bytes{0x0C}, start), (Replies{PlainAnswer{0x0C}}));
    EXPECT_EQ(parser.parse(Bytes{0x18, 0x00, 0x0C, 0x0F}, start), (Replies{AutomaticReport{{0x18, 0x00, 0x0C, 0x0F}}}));
}

TEST(ReplyParser, ARealTimeAnswerMayOvertakeTheRestOfAReport) {
    ReplyParser parser;
    EXPECT_EQ(parser.parse(Bytes{0x10, 0x00, 0x1A, 0x03, 0x00, 0x00}, start),
              (Replies{RealTimeAnswer{0x1A}, AutomaticReport{{0x10, 0x00, 0x03, 0x00}}, PlainAnswer{0x00}}));
}

TEST(ReplyParser, PiecesDoNotMatter) {
    const Bytes stream{0x10, 0x00, 0x12, 0x00, 0x00, 0x03, 0x11, 0x18, 0x08, 0x00, 0x00, 0x16};
    const Replies whole = ReplyParser().parse(stream, start);
    ReplyParser parser;
    Replies pieces;
    for (const std::uint8_t byte : stream)
        for (const PrinterReply& reply : parser.parse(Bytes{byte}, start)) pieces.push_back(reply);
    EXPECT_EQ(pieces, whole);
    EXPECT_EQ(whole.size(), 5U);
}

TEST(ReplyParser, ALostByteCostsOneReport) {
    ReplyParser parser;
    EXPECT_EQ(parser.parse(Bytes{0x10, 0x00, 0x00, 0x18, 0x00, 0x0C, 0x00}, start),
              (Replies{AutomaticReport{{0x18, 0x00, 0x0C, 0x00}}}));
}

TEST(ReplyParser, WhatComesMuchLaterIsNoPartOfAReport) {
    ReplyParser parser;
    EXPECT_TRUE(parser.parse(Bytes{0x10, 0x00, 0x00}, start).empty());
    EXPECT_EQ(parser.parse(Bytes{0x03}, start + ReplyParser::report_limit + 1ms), (Replies{PlainAnswer{0x03}}));
}

TEST(ReplyParser, ForeignBytesAreSkipped) {
    ReplyParser parser;
    EXPECT_TRUE(parser.parse(Bytes{0x11, 0x13, 0x80, 0xFF, 0x93}, start).empty());
}

TEST(ReplyParser, AnyBytesAreTakenAndTheNextReportIsUnderstood) {
    std::mt19937 random(5);
    for (int round = 0; round < 20000; ++round) {
        ReplyParser parser;
        Bytes noise(random() % 40);
        for (auto& byte : noise) byte = static_cast<std::uint8_t>(random());
        for (const PrinterReply& reply : parser.parse(noise, start))
            if (const auto* report = std::get_if<AutomaticReport>(&reply)) {
                ASSERT_EQ(report->bytes[0] & 0x93, 0x10);
            }
        ASSERT_EQ(parser.parse(Bytes{0x10, 0, 0, 0}, start), (Replies{AutomaticReport{{0x10, 0, 0, 0}}}));
    }
}

}  // namespace
}  // namespace bangnin::devices
