#include <algorithm>

#include "ui/text/text_engine.h"

namespace bangnin::text {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Decoded {
    char32_t code_point = 0;
    std::size_t bytes = 0;  // 0: the bytes here are no character.
};

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80U) {
        return 1;
    }
    if (lead >= 0xC2U && lead <= 0xDFU) {
        return 2;
    }
    if (lead >= 0xE0U && lead <= 0xEFU) {
        return 3;
    }
    return lead >= 0xF0U && lead <= 0xF4U ? 4U : 0U;
}

// One character by the rules of RFC 3629: shortest form only, no surrogates, at most U+10FFFF.
Decoded decode(std::string_view bytes) {
    const auto lead = static_cast<unsigned char>(bytes.front());
    const std::size_t length = sequence_length(lead);
    if (length == 0 || length > bytes.size()) {
        return {};
    }
    constexpr unsigned lead_mask[] = {0, 0x7FU, 0x1FU, 0x0FU, 0x07U};
    char32_t code_point = lead & lead_mask[length];
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(bytes[i]);
        if ((next & 0xC0U) != 0x80U) {
            return {};
        }
        code_point = (code_point << 6U) | (next & 0x3FU);
    }
    constexpr char32_t shortest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (code_point < shortest[length] || surrogate || code_point > 0x10FFFF) {
        return {};
    }
    return {code_point, length};
}

bool is_control(char32_t code_point) {
    return (code_point < 0x20 && code_point != U'\n') || (code_point >= 0x7F && code_point < 0xA0);
}

// The next character of the text as given and what stands for it in the cleaned text.
struct Piece {
    std::size_t raw_bytes = 1;
    std::string_view clean;
};

Piece next_piece(std::string_view bytes) {
    const Decoded character = decode(bytes);
    if (character.bytes == 0) {
        return {1, replacement};
    }
    if (!is_control(character.code_point)) {
        return {character.bytes, bytes.substr(0, character.bytes)};
    }
    const bool line_end = bytes.starts_with("\r\n");
    return {character.bytes, line_end ? "" : " "};
}

}  // namespace

std::string clean_utf8(std::string_view bytes) {
    std::string clean;
    clean.reserve(std::min(bytes.size(), max_text_bytes));
    while (!bytes.empty()) {
        const Piece piece = next_piece(bytes);
        if (clean.size() + piece.clean.size() > max_text_bytes) {
            break;
        }
        clean += piece.clean;
        bytes.remove_prefix(piece.raw_bytes);
    }
    return clean;
}

std::size_t cleaned_place(std::string_view bytes, std::size_t place) {
    std::size_t clean = 0;
    std::size_t raw = 0;
    while (raw < bytes.size()) {
        const Piece piece = next_piece(bytes.substr(raw));
        raw += piece.raw_bytes;
        if (raw > place || clean + piece.clean.size() > max_text_bytes) {
            break;
        }
        clean += piece.clean.size();
    }
    return clean;
}

}  // namespace bangnin::text
