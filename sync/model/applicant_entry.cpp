#include "sync/model/applicant_entry.h"

#include <algorithm>
#include <array>

namespace bangnin::sync {
namespace {

constexpr std::string_view ten_thousand_yuan = "万元";
constexpr std::size_t longest_whole = 9;  // digits: more than any budget
constexpr std::size_t decimals = 2;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// U+FF01–FF5E, the full-width forms of ! to ~, as those; without spaces, U+3000 among them.
std::string half_width(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(at < text.size() ? text[at] : 0); };
        if (byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD) && byte(2) >= 0x80 && byte(2) <= 0xBF) {
            const unsigned form = ((byte(1) & 3U) << 6U) + (byte(2) & 0x3FU);  // U+FF00 and so many
            if (form >= 0x01 && form <= 0x5E) {
                plain.push_back(static_cast<char>(0x20U + form));
                text.remove_prefix(3);
                continue;
            }
        }
        if (text.starts_with("　")) {
            text.remove_prefix(3);
            continue;
        }
        if (text[0] != ' ') plain.push_back(text[0]);
        text.remove_prefix(1);
    }
    return plain;
}

// # stands for a digit, everything else for itself.
bool fits(std::string_view text, std::string_view shape) {
    return std::ranges::equal(text, shape,
                              [](char letter, char of) { return of == '#' ? is_digit(letter) : letter == of; });
}

bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

}  // namespace

std::optional<std::string> postcode_of(std::string_view text) {
    std::string plain = half_width(text);
    return fits(plain, "######") ? std::optional(std::move(plain)) : std::nullopt;
}

std::optional<std::string> telephone_of(std::string_view text) {
    static constexpr std::array<std::string_view, 9> shapes{
        "1##########",                                                   // a mobile's
        "0##-#######", "0##-########", "0###-#######", "0###-########",  // area code and number
        "0#########",  "0##########",  "0###########", "1####"};
    std::string plain = half_width(text);
    const bool good = std::ranges::any_of(shapes, [&](std::string_view shape) { return fits(plain, shape); });
    return good ? std::optional(std::move(plain)) : std::nullopt;
}

std::optional<std::string> project_code_of(std::string_view text) {
    static constexpr std::string_view shape = "####-######-##-##-######";
    std::string plain = half_width(text);
    if (fits(plain, shape)) return plain;
    if (!all_digits(plain) || plain.size() != static_cast<std::size_t>(std::ranges::count(shape, '#'))) {
        return std::nullopt;
    }
    std::string code;
    for (auto digit = plain.begin(); const char place : shape) code += place == '#' ? *digit++ : place;
    return code;
}

std::optional<std::string> investment_of(std::string_view text) {
    std::string plain = half_width(text);
    std::erase(plain, ',');
    if (plain.ends_with(ten_thousand_yuan)) plain.resize(plain.size() - ten_thousand_yuan.size());
    const std::size_t point = std::min(plain.find('.'), plain.size());
    std::string whole = plain.substr(0, point);
    std::string part = point == plain.size() ? std::string() : plain.substr(point + 1);
    if (whole.empty() || whole.size() > longest_whole || part.size() > decimals) return std::nullopt;
    if (!all_digits(whole) || !all_digits(part)) return std::nullopt;
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    part.append(decimals - part.size(), '0');
    if (whole == "0" && part == std::string(decimals, '0')) return std::nullopt;
    return whole + "." + part + std::string(ten_thousand_yuan);
}

}  // namespace bangnin::sync
