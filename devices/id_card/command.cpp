#include "devices/id_card/command.h"

#include <array>
#include <cinttypes>
#include <cstdio>

#include "devices/id_card/frame.h"

namespace bangnin::devices::samv {
namespace {

constexpr std::size_t status_bytes = 3;

std::array<std::uint8_t, 2> request_bytes(Command command) {
    switch (command) {
        case Command::reset:
            return {0x10, 0xFF};
        case Command::status:
            return {0x11, 0xFF};
        case Command::number:
            return {0x12, 0xFF};
        case Command::find:
            return {0x20, 0x01};
        case Command::select:
            return {0x20, 0x02};
        case Command::read_text_photo:
            return {0x30, 0x01};
        case Command::read_text_photo_fingerprint:
            return {0x30, 0x10};
        case Command::read_new_address:
            return {0x30, 0x03};
    }
    return {0x11, 0xFF};
}

std::uint32_t little_endian(std::span<const std::uint8_t> bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8 | bytes[i - 1];
    return value;
}

std::size_t big_endian_16(std::span<const std::uint8_t> bytes) { return std::size_t{bytes[0]} << 8 | bytes[1]; }

bool has_right_size(Command command, std::uint8_t status, std::span<const std::uint8_t> data) {
    if (status != status_word::ok) return true;
    switch (command) {
        case Command::number:
            return data.size() == sam_number_bytes;
        case Command::read_text_photo:
        case Command::read_text_photo_fingerprint:
            return split_card_blocks(command, data).has_value();
        case Command::read_new_address:
            return data.size() == new_address_bytes;
        default:
            return true;
    }
}

struct StatusMeaning {
    std::uint8_t status;
    std::string_view words;
    ReadFailure failure;
};

constexpr std::array<StatusMeaning, 21> meanings{{
    {0x90, "done", ReadFailure::read_failed},
    {0x91, "item not on the card", ReadFailure::read_failed},
    {0x9F, "card found", ReadFailure::read_failed},
    {0x10, "wrong checksum in the request", ReadFailure::refused},
    {0x11, "wrong length in the request", ReadFailure::refused},
    {0x21, "unknown command", ReadFailure::refused},
    {0x23, "not permitted", ReadFailure::refused},
    {0x24, "unrecognised error", ReadFailure::refused},
    {0x31, "the card rejects the module", ReadFailure::select_failed},
    {0x32, "the module rejects the card", ReadFailure::select_failed},
    {0x33, "information verification failed", ReadFailure::not_verified},
    {0x37, "fingerprint verification failed", ReadFailure::not_verified},
    {0x3F, "wrong length of information", ReadFailure::refused},
    {0x40, "unknown card type", ReadFailure::unknown_card},
    {0x41, "reading the card failed", ReadFailure::read_failed},
    {0x47, "random number failed", ReadFailure::read_failed},
    {0x60, "self-test of the module failed", ReadFailure::refused},
    {0x66, "module not authorised", ReadFailure::refused},
    {0x80, "no card found", ReadFailure::read_failed},
    {0x81, "selecting the card failed", ReadFailure::select_failed},
    {0x00, "no status", ReadFailure::read_failed},
}};

}  // namespace

std::vector<std::uint8_t> encode_request(Command command) { return encode_frame(request_bytes(command)); }

std::optional<std::uint8_t> baud_parameter(unsigned baud) {
    constexpr std::array<unsigned, 5> rates{115200, 57600, 38400, 19200, 9600};
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (rates[i] == baud) return static_cast<std::uint8_t>(i);
    }
    return std::nullopt;
}

std::vector<std::uint8_t> encode_set_baud(std::uint8_t parameter) {
    return encode_frame(std::array<std::uint8_t, 2>{0x60, parameter});
}

std::vector<std::uint8_t> encode_max_rf_frame() { return encode_frame(std::array<std::uint8_t, 3>{0x61, 0xFF, 0x50}); }

std::expected<Reply, ReplyProblem> parse_reply(Command command, std::span<const std::uint8_t> body) {
    if (body.size() < status_bytes) return std::unexpected(ReplyProblem::too_short);
    if (body[0] != 0 || body[1] != 0) return std::unexpected(ReplyProblem::prefix);
    const Reply reply{.status = body[2], .data = body.subspan(status_bytes)};
    if (!has_right_size(command, reply.status, reply.data)) return std::unexpected(ReplyProblem::data_size);
    return reply;
}

std::optional<CardBlocks> split_card_blocks(Command command, std::span<const std::uint8_t> data) {
    const bool fingerprint = command == Command::read_text_photo_fingerprint;
    const std::size_t sizes_bytes = fingerprint ? 6 : 4;
    if (data.size() < sizes_bytes) return std::nullopt;
    const std::size_t text = big_endian_16(data);
    const std::size_t photo = big_endian_16(data.subspan(2));
    const std::size_t finger = fingerprint ? big_endian_16(data.subspan(4)) : 0;
    if (text != text_block_bytes || photo != photo_bytes || finger > max_fingerprint_bytes) return std::nullopt;
    if (data.size() != sizes_bytes + text + photo + finger) return std::nullopt;
    return CardBlocks{.text = data.subspan(sizes_bytes, text),
                      .photo = data.subspan(sizes_bytes + text, photo),
                      .fingerprint = data.subspan(sizes_bytes + text + photo, finger)};
}

std::string format_sam_number(std::span<const std::uint8_t> data) {
    if (data.size() != sam_number_bytes) return {};
    std::array<char, 64> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%02" PRIu32 ".%02" PRIu32 "-%08" PRIu32 "-%010" PRIu32 "-%010" PRIu32,
        little_endian(data.subspan(0, 2)), little_endian(data.subspan(2, 2)), little_endian(data.subspan(4, 4)),
        little_endian(data.subspan(8, 4)), little_endian(data.subspan(12, 4)));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string_view describe_status(std::uint8_t status) {
    for (const auto& meaning : meanings) {
        if (meaning.status == status) return meaning.words;
    }
    return "undocumented status";
}

ReadFailure failure_of(std::uint8_t status) {
    for (const auto& meaning : meanings) {
        if (meaning.status == status) return meaning.failure;
    }
    return ReadFailure::read_failed;
}

}  // namespace bangnin::devices::samv
