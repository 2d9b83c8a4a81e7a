#include "devices/id_card/command.h"

#include <gtest/gtest.h>

#include <set>

#include "devices/id_card/frame.h"

namespace bangnin::devices::samv {
namespace {

using Bytes = std::vector<std::uint8_t>;

// What follows the preamble, as the tables give it.
Bytes after_preamble(const Bytes& frame) { return {frame.begin() + preamble_bytes, frame.end()}; }

Bytes success(std::size_t data_bytes) {
    Bytes body{0x00, 0x00, 0x90};
    body.resize(body.size() + data_bytes);
    return body;
}

Bytes good_read(std::size_t fingerprint, bool with_fingerprint) {
    Bytes body{0x00, 0x00, 0x90, 0x01, 0x00, 0x04, 0x00};
    if (with_fingerprint) {
        body.push_back(static_cast<std::uint8_t>(fingerprint >> 8));
        body.push_back(static_cast<std::uint8_t>(fingerprint & 0xFF));
    }
    body.resize(body.size() + 256 + 1024 + fingerprint);
    return body;
}

TEST(Requests, AreTheDocumentedBytes) {
    EXPECT_EQ(after_preamble(encode_request(Command::reset)), (Bytes{0x00, 0x03, 0x10, 0xFF, 0xEC}));
    EXPECT_EQ(after_preamble(encode_request(Command::status)), (Bytes{0x00, 0x03, 0x11, 0xFF, 0xED}));
    EXPECT_EQ(after_preamble(encode_request(Command::number)), (Bytes{0x00, 0x03, 0x12, 0xFF, 0xEE}));
    EXPECT_EQ(after_preamble(encode_request(Command::find)), (Bytes{0x00, 0x03, 0x20, 0x01, 0x22}));
    EXPECT_EQ(after_preamble(encode_request(Command::select)), (Bytes{0x00, 0x03, 0x20, 0x02, 0x21}));
    EXPECT_EQ(after_preamble(encode_request(Command::read_text_photo)), (Bytes{0x00, 0x03, 0x30, 0x01, 0x32}));
    EXPECT_EQ(after_preamble(encode_request(Command::read_text_photo_fingerprint)),
              (Bytes{0x00, 0x03, 0x30, 0x10, 0x23}));
    EXPECT_EQ(after_preamble(encode_request(Command::read_new_address)), (Bytes{0x00, 0x03, 0x30, 0x03, 0x30}));
    EXPECT_EQ(after_preamble(encode_max_rf_frame()), (Bytes{0x00, 0x04, 0x61, 0xFF, 0x50, 0xCA}));
    EXPECT_EQ(after_preamble(encode_set_baud(*baud_parameter(9600))), (Bytes{0x00, 0x03, 0x60, 0x04, 0x67}));
    EXPECT_EQ(baud_parameter(115200), 0);
    EXPECT_FALSE(baud_parameter(4800));
}

TEST(Replies, NeedThreeStatusBytesThatBeginWithZeros) {
    EXPECT_EQ(parse_reply(Command::find, Bytes{0x00, 0x00}).error(), ReplyProblem::too_short);
    EXPECT_EQ(parse_reply(Command::find, Bytes{0x00, 0x01, 0x90}).error(), ReplyProblem::prefix);
    EXPECT_EQ(parse_reply(Command::find, Bytes{0x00, 0x00, 0x80})->status, 0x80);
}

TEST(Replies, OfASuccessHaveTheCommandsSize) {
    EXPECT_TRUE(parse_reply(Command::number, success(16)));
    EXPECT_EQ(parse_reply(Command::number, success(15)).error(), ReplyProblem::data_size);
    EXPECT_TRUE(parse_reply(Command::read_new_address, success(70)));
    EXPECT_EQ(parse_reply(Command::read_new_address, success(69)).error(), ReplyProblem::data_size);
    EXPECT_TRUE(parse_reply(Command::read_text_photo, good_read(0, false)));
    EXPECT_EQ(parse_reply(Command::read_text_photo, success(0)).error(), ReplyProblem::data_size);
    EXPECT_EQ(parse_reply(Command::read_text_photo, success(1284)).error(), ReplyProblem::data_size);
    for (const std::size_t size : {0, 512, 1024}) {
        const auto body = good_read(size, true);
        const auto reply = parse_reply(Command::read_text_photo_fingerprint, body);
        ASSERT_TRUE(reply);
        EXPECT_EQ(split_card_blocks(Command::read_text_photo_fingerprint, reply->data)->fingerprint.size(), size);
        EXPECT_EQ(encode_frame(body).size(), 1297 + size);
    }
    EXPECT_EQ(encode_frame(good_read(0, false)).size(), 1295U);
}

TEST(SamNumber, IsPrintedAsOnTheModule) {
    const Bytes data{0x05, 0x00, 0x01, 0x00, 0xC1, 0x3D, 0x34, 0x01, 0x15, 0xCD, 0x5B, 0x07, 0x01, 0x00, 0x00, 0x80};
    EXPECT_EQ(format_sam_number(data), "05.01-20200897-0123456789-2147483649");
    EXPECT_EQ(format_sam_number(std::span(data).first(15)), "");
}

TEST(StatusWords, AllHaveAMeaning) {
    const std::set<int> documented{0x90, 0x91, 0x9F, 0x10, 0x11, 0x21, 0x23, 0x24, 0x31, 0x32,
                                   0x33, 0x37, 0x3F, 0x40, 0x41, 0x47, 0x60, 0x66, 0x80, 0x81};
    for (int status = 0; status < 256; ++status) {
        const auto words = describe_status(static_cast<std::uint8_t>(status));
        EXPECT_FALSE(words.empty());
        EXPECT_EQ(documented.contains(status), words != "undocumented status" && status != 0) << status;
    }
    EXPECT_EQ(failure_of(0x31), ReadFailure::select_failed);
    EXPECT_EQ(failure_of(0x33), ReadFailure::not_verified);
    EXPECT_EQ(failure_of(0x40), ReadFailure::unknown_card);
    EXPECT_EQ(failure_of(0x41), ReadFailure::read_failed);
    EXPECT_EQ(failure_of(0x21), ReadFailure::refused);
    EXPECT_EQ(failure_of(0xEE), ReadFailure::read_failed);
}

}  // namespace
}  // namespace bangnin::devices::samv
