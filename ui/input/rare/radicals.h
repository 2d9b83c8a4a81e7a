// The 214 radicals under which dictionaries order the characters, in the forms people know them by (水 氵 氺).
// Source: Unicode's CJKRadicals.txt and UAX #38 (kRSUnicode) for numbers and for which forms count as simplified.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace bangnin::input {

enum class RadicalForm : std::uint8_t { traditional, simplified };

struct Radical {
    std::uint8_t number;    // 1…214
    std::uint8_t strokes;   // of this form, 1…17
    RadicalForm form;       // simplified forms (钅) stand for other characters than the full ones (金)
    std::string_view text;  // one character, as the key shows it
};

// All forms, ordered by strokes, then by number: the order of the keys.
[[nodiscard]] std::span<const Radical> radicals();

// text: one character, one of radicals() or of Unicode's Kangxi radicals (U+2F00…U+2FD5).
[[nodiscard]] std::optional<Radical> radical_of(std::string_view text);

}  // namespace bangnin::input
