#include "devices/id_card/id_number.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace bangnin::devices {
namespace {

constexpr std::size_t digits_bytes = 17;
constexpr std::array<unsigned, digits_bytes> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view check_characters = "10X98765432";

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

unsigned number_of(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::optional<std::chrono::year_month_day> parse_card_date(std::string_view digits) {
    if (digits.size() != 8 || !all_digits(digits)) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number_of(digits.substr(0, 4)))),
                                           std::chrono::month(number_of(digits.substr(4, 2))),
                                           std::chrono::day(number_of(digits.substr(6, 2)))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

char id_number_check_character(std::string_view seventeen_digits) {
    if (seventeen_digits.size() != digits_bytes || !all_digits(seventeen_digits)) return '\0';
    unsigned sum = 0;
    for (std::size_t i = 0; i < digits_bytes; ++i) sum += weights[i] * static_cast<unsigned>(seventeen_digits[i] - '0');
    return check_characters[sum % check_characters.size()];
}

bool is_valid_id_number(std::string_view number) {
    if (number.size() != digits_bytes + 1) return false;
    const char check = id_number_check_character(number.substr(0, digits_bytes));
    return check != '\0' && check == number[digits_bytes] && parse_card_date(number.substr(6, 8)).has_value();
}

}  // namespace bangnin::devices
