#include "sync/model/plain_text.h"

#include <cstdint>
#include <optional>

namespace bangnin::sync {
namespace {

// The first code point of `text` and its length; nothing where the bytes are no UTF-8.
struct CodePoint {
    std::uint32_t value;
    std::size_t length;
};
std::optional<CodePoint> first_code_point(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return CodePoint{lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return std::nullopt;
    std::uint32_t value = lead & (0x7FU >> length);
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xC0U) != 0x80) return std::nullopt;
        value = (value << 6) | (byte(at) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return std::nullopt;
    return CodePoint{value, length};
}

bool control(std::uint32_t value) { return (value < 0x20 && value != '\n') || (value >= 0x7F && value < 0xA0); }

}  // namespace

bool plain_text_valid(std::string_view text, std::size_t most_code_points) {
    std::size_t count = 0;
    while (!text.empty()) {
        const auto next = first_code_point(text);
        if (!next || control(next->value) || ++count > most_code_points) return false;
        text.remove_prefix(next->length);
    }
    return true;
}

}  // namespace bangnin::sync
