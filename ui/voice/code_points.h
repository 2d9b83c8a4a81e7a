// UTF-8 to code points and back. Private to ui/voice.
#pragma once

#include <string>
#include <string_view>

namespace bangnin::voice {

/// What is not UTF-8 is left out; never longer than the bytes given.
[[nodiscard]] std::u32string to_code_points(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

/// At most `bytes` bytes of it, cut between characters.
[[nodiscard]] std::string_view first_bytes(std::string_view utf8, std::size_t bytes);

[[nodiscard]] constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
[[nodiscard]] constexpr bool is_capital(char32_t c) { return c >= U'A' && c <= U'Z'; }
[[nodiscard]] constexpr bool is_latin(char32_t c) { return is_capital(c) || (c >= U'a' && c <= U'z'); }
[[nodiscard]] constexpr bool is_han(char32_t c) {
    return c == U'〇' || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}
[[nodiscard]] constexpr bool is_mongolian(char32_t c) { return (c >= 0x1805 && c <= 0x18AF) || c == 0x202F; }

}  // namespace bangnin::voice
