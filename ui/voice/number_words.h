// Numbers, times and dates in words. Private to ui/voice.
#pragma once

#include <string>
#include <string_view>

#include "ui/locale/locale.h"

namespace bangnin::voice {

[[nodiscard]] char32_t chinese_digit(char32_t digit);
/// `digits`: 1 … 10 of them.
[[nodiscard]] std::u32string chinese_cardinal(std::u32string_view digits);
/// Each digit (and letter) by itself, a space between two.
[[nodiscard]] std::u32string one_by_one(std::u32string_view characters, locale::Language language);
/// The last four of a number that is nobody else's business.
[[nodiscard]] std::u32string ending(std::u32string_view last, locale::Language language);
/// hour 0 … 23, minute 0 … 59.
[[nodiscard]] std::u32string time_words(int hour, int minute, locale::Language language);
/// month 1 … 12, day 1 … 31.
[[nodiscard]] std::u32string date_words(std::u32string_view year, int month, int day, locale::Language language);
/// Words that count things: what 2 is 两 before, and what a long number before is an amount and not a code.
[[nodiscard]] bool starts_with_measure(std::u32string_view rest);
[[nodiscard]] int small_number(std::u32string_view digits);

}  // namespace bangnin::voice
