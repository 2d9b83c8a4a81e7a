// Citizen identification numbers, GB 11643 (check digit by ISO 7064 MOD 11-2). Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace bangnin::devices {

// YYYYMMDD as a date that exists.
std::optional<std::chrono::year_month_day> parse_card_date(std::string_view digits);

// The check character for 17 digits; '\0' if they are not 17 digits.
char id_number_check_character(std::string_view seventeen_digits);

// 17 digits with a birth date that exists, and the right check character (a capital X where it is one).
bool is_valid_id_number(std::string_view number);

}  // namespace bangnin::devices
