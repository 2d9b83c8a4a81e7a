// The commands of the SAM_V module and the meaning of its answers. Pure.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "devices/id_card/reader.h"

namespace bangnin::devices::samv {

enum class Command : std::uint8_t {
    reset,
    status,
    number,
    find,
    select,
    read_text_photo,
    read_text_photo_fingerprint,
    read_new_address,
};

// The status words (SW3) on the wire that steer the driver; `describe_status` knows them all.
namespace status_word {
inline constexpr std::uint8_t ok = 0x90;
inline constexpr std::uint8_t item_not_on_card = 0x91;
inline constexpr std::uint8_t found = 0x9F;
inline constexpr std::uint8_t self_test_failed = 0x60;
inline constexpr std::uint8_t not_authorised = 0x66;
inline constexpr std::uint8_t not_found = 0x80;
inline constexpr std::uint8_t select_failed = 0x81;
inline constexpr std::uint8_t read_failed = 0x41;
}  // namespace status_word

inline constexpr std::size_t text_block_bytes = 256;
inline constexpr std::size_t photo_bytes = 1024;
inline constexpr std::size_t max_fingerprint_bytes = 1024;
inline constexpr std::size_t new_address_bytes = 70;  // inferred from the reply's length, one source
inline constexpr std::size_t sam_number_bytes = 16;

// The frame that asks for it.
std::vector<std::uint8_t> encode_request(Command command);

// 00 57600 … as the set-baud command's parameter; nothing for a rate the module does not have.
std::optional<std::uint8_t> baud_parameter(unsigned baud);
std::vector<std::uint8_t> encode_set_baud(std::uint8_t parameter);
std::vector<std::uint8_t> encode_max_rf_frame();

// An answer taken apart. `data` points into the frame's body.
struct Reply {
    std::uint8_t status = 0;  // SW3
    std::span<const std::uint8_t> data;
};

enum class ReplyProblem : std::uint8_t {
    too_short,  // fewer than three status bytes
    prefix,     // SW1 SW2 other than 00 00, as in every sample
    data_size,  // a success whose data has not the command's size
};

// Checks the status bytes, and, where the status says success, the size of the data.
std::expected<Reply, ReplyProblem> parse_reply(Command command, std::span<const std::uint8_t> body);

// The blocks of a read's successful answer.
struct CardBlocks {
    std::span<const std::uint8_t> text;         // 256
    std::span<const std::uint8_t> photo;        // 1,024
    std::span<const std::uint8_t> fingerprint;  // 0, 512 or 1,024; empty where not asked for
};
std::optional<CardBlocks> split_card_blocks(Command command, std::span<const std::uint8_t> data);

// "05.01-20200101-0000000001-0000000002" from the 16 bytes of the number's answer; empty for any other size.
std::string format_sam_number(std::span<const std::uint8_t> data);

// What the status word means, in words for the log. Every value has an answer.
std::string_view describe_status(std::uint8_t status);

// Which failure of a read a status word other than success is. Every value has an answer.
ReadFailure failure_of(std::uint8_t status);

}  // namespace bangnin::devices::samv
