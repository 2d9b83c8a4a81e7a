// A card as the control socket describes it, to the bytes a reader sends. Written against the table of fields, not
// against the driver's decoder, so that a mistake in one shows in the other. Pure.
#pragma once

#include <cstdint>
#include <expected>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::devices::sim {

struct SimulatedCard {
    std::vector<std::uint8_t> text;                        // 256 bytes
    std::vector<std::uint8_t> photo;                       // 1,024 bytes of nobody
    std::vector<std::uint8_t> fingerprint;                 // 0, 512 or 1,024 bytes
    std::optional<std::vector<std::uint8_t>> new_address;  // 70 bytes
};

// Keys by type ("resident", "J", "Y", "I"), all texts, all optional but type:
//   resident  name sex ethnic birth address number issuer from to, new_address
//   J         name sex birth address number issuer from to pass_number issue_count
//   Y         name english_name sex issue_count birth number from to nationality old_number_link
//   I         name english_name sex birth number issuer from to nationality card_version
// and for all: "fingerprint_bytes" 0|512|1024, "raw_type" (one character instead of the type's own).
// "text_hex" instead of all these is the text block itself. A text too long for its field is an error.
std::expected<SimulatedCard, std::string> make_card(const nlohmann::json& description);

// UTF-8 to UTF-16LE; nothing if it is not UTF-8.
std::optional<std::vector<std::uint8_t>> utf16le_of_utf8(std::string_view text);

// Pairs of hexadecimal digits, blanks between them allowed.
std::optional<std::vector<std::uint8_t>> bytes_of_hex(std::string_view text);

}  // namespace bangnin::devices::sim
