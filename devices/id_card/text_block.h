// The text block of a card: 256 bytes of UTF-16LE in fixed fields, one layout for each type of card. Pure.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>

#include "devices/id_card/id_card.h"

namespace bangnin::devices {

enum class TextProblem : std::uint8_t {
    size,          // not 256 bytes
    card_type,     // byte 248 names no known type
    empty_fields,  // no name or no number: no card's text
};

// UTF-16LE to UTF-8. Surrogate pairs become one character, private-use characters stay; a lone surrogate, a
// noncharacter or a control character becomes U+FFFD. Ends at the first NUL. An odd last byte is dropped.
std::string utf8_of_utf16le(std::span<const std::uint8_t> bytes);

// Everything but photo and new address.
std::expected<CardInfo, TextProblem> decode_text_block(std::span<const std::uint8_t> block);

// The new address's 70 bytes, without padding.
std::string decode_new_address(std::span<const std::uint8_t> bytes);

}  // namespace bangnin::devices
