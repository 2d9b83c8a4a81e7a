#include "devices/id_card/frame.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace bangnin::devices::samv {
namespace {

using Bytes = std::vector<std::uint8_t>;
using testing::ElementsAre;

std::vector<Bytes> frames_of(const std::vector<FrameItem>& items) {
    std::vector<Bytes> bodies;
    for (const auto& item : items) {
        if (const auto* frame = std::get_if<Frame>(&item)) bodies.push_back(frame->body);
    }
    return bodies;
}

void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

TEST(FrameEncoding, MatchesTheDocumentedRequests) {
    EXPECT_EQ(encode_frame(Bytes{0x10, 0xFF}), (Bytes{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03, 0x10, 0xFF, 0xEC}));
    EXPECT_EQ(encode_frame(Bytes{0x20, 0x01}), (Bytes{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03, 0x20, 0x01, 0x22}));
    EXPECT_EQ(encode_frame(Bytes{0x61, 0xFF, 0x50}),
              (Bytes{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x04, 0x61, 0xFF, 0x50, 0xCA}));
}

TEST(FrameParsing, FindsAFrameByteByByte) {
    FrameParser parser;
    const Bytes wire = encode_frame(Bytes{0x00, 0x00, 0x9F, 0x00, 0x00, 0x00, 0x00});
    for (std::size_t i = 0; i + 1 < wire.size(); ++i) {
        EXPECT_TRUE(parser.feed(std::span(wire).subspan(i, 1)).empty());
        EXPECT_TRUE(parser.unfinished());
    }
    EXPECT_THAT(frames_of(parser.feed(std::span(wire).last(1))),
                ElementsAre(Bytes{0x00, 0x00, 0x9F, 0x00, 0x00, 0x00, 0x00}));
    EXPECT_FALSE(parser.unfinished());
}

TEST(FrameParsing, ReportsAWrongChecksum) {
    FrameParser parser;
    Bytes wire = encode_frame(Bytes{0x00, 0x00, 0x90});
    wire.back() ^= 1;
    const auto items = parser.feed(wire);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(std::get<FrameProblem>(items[0]), FrameProblem::checksum);
    EXPECT_FALSE(parser.unfinished());
}

TEST(FrameParsing, ReportsImpossibleLengths) {
    for (const Bytes& length : {Bytes{0x00, 0x00}, Bytes{0x00, 0x02}, Bytes{0x10, 0x02}, Bytes{0xFF, 0xFF}}) {
        FrameParser parser;
        Bytes wire{0xAA, 0xAA, 0xAA, 0x96, 0x69};
        append(wire, length);
        const auto items = parser.feed(wire);
        ASSERT_EQ(items.size(), 1U);
        EXPECT_EQ(std::get<FrameProblem>(items[0]), FrameProblem::length);
    }
}

TEST(FrameParsing, TakesTheLongestBodyAndNoLonger) {
    FrameParser parser;
    EXPECT_EQ(frames_of(parser.feed(encode_frame(Bytes(max_body_bytes, 0x11)))).size(), 1U);
    EXPECT_EQ(frames_of(parser.feed(encode_frame(Bytes(max_body_bytes + 1, 0x11)))).size(), 0U);
}

TEST(FrameParsing, LosesNoFrameBehindAFalsePreamble) {
    FrameParser parser;
    const Bytes body{0x00, 0x00, 0x90};
    Bytes wire{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x04, 0x55};  // swallows three bytes of the true frame
    append(wire, encode_frame(body));
    const auto items = parser.feed(wire);
    EXPECT_THAT(frames_of(items), ElementsAre(body));
    EXPECT_EQ(std::get<FrameProblem>(items.front()), FrameProblem::checksum);
}

TEST(FrameParsing, FindsTheFrameHiddenBehindABrokenOneWhenToldToGiveUp) {
    FrameParser parser;
    const Bytes body{0x00, 0x00, 0x80};
    Bytes wire{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x05, 0x08, 0x00};  // announces 1,288 bytes that never come
    append(wire, encode_frame(body));
    EXPECT_TRUE(parser.feed(wire).empty());
    EXPECT_THAT(frames_of(parser.give_up()), ElementsAre(body));
    EXPECT_FALSE(parser.unfinished());
}

TEST(FrameParsing, KeepsAnExtraPreambleByteFromHidingTheFrame) {
    FrameParser parser;
    const Bytes body{0x00, 0x00, 0x90};
    Bytes wire{0xAA, 0xAA};
    append(wire, encode_frame(body));
    EXPECT_THAT(frames_of(parser.feed(wire)), ElementsAre(body));
}

// Whatever stands between the frames and wherever the stream is cut, the same frames come out.
TEST(FrameParsing, AnyChunkingOfFramesAndNoiseGivesTheSameFrames) {
    std::mt19937 random(20240611);
    const auto below = [&random](unsigned limit) { return static_cast<unsigned>(random() % limit); };
    for (int round = 0; round < 400; ++round) {
        Bytes wire;
        std::vector<Bytes> sent;
        for (unsigned frame = 0; frame < 1 + below(5); ++frame) {
            for (unsigned noise = below(30); noise > 0; --noise) {
                // Pieces of preambles, but never a whole one: 69 does not occur.
                constexpr std::array<std::uint8_t, 5> favourites{0xAA, 0xAA, 0x96, 0x00, 0xFF};
                wire.push_back(favourites[below(5)]);
            }
            Bytes body(min_body_bytes + below(round % 10 == 0 ? 2500 : 60));
            for (auto& byte : body) byte = static_cast<std::uint8_t>(random());
            append(wire, encode_frame(body));
            sent.push_back(body);
        }
        FrameParser parser;
        std::vector<Bytes> received;
        for (std::size_t at = 0; at < wire.size();) {
            const std::size_t size = std::min<std::size_t>(1 + below(round % 3 == 0 ? 3 : 1500), wire.size() - at);
            for (auto& body : frames_of(parser.feed(std::span(wire).subspan(at, size)))) received.push_back(body);
            at += size;
        }
        ASSERT_EQ(received, sent) << "round " << round;
    }
}

TEST(FrameParsing, SurvivesRandomBytes) {
    std::mt19937 random(7);
    FrameParser parser;
    for (int round = 0; round < 2000; ++round) {
        Bytes bytes(random() % 300);
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random() % 4 == 0 ? random() : 0xAA);
        if (random() % 3 == 0) append(bytes, Bytes{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x01});
        parser.feed(bytes);
        if (random() % 50 == 0) parser.give_up();
    }
    parser.reset();
    EXPECT_FALSE(parser.unfinished());
    EXPECT_EQ(frames_of(parser.feed(encode_frame(Bytes{0x00, 0x00, 0x90}))).size(), 1U);
}

}  // namespace
}  // namespace bangnin::devices::samv
