#include "sync/model/applicant_entry.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

namespace bangnin::sync {
namespace {

constexpr std::string_view ten_thousand_yuan = "万元";
constexpr std::size_t longest_whole = 9;  // digits: more than any budget
constexpr std::size_t decimals = 2;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// U+FF01–FF5E, the full-width forms of ! to ~: as those; 0: something else.
char half_of(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(at < text.size() ? text[at] : 0); };
    if (byte(0) != 0xEF || (byte(1) != 0xBC && byte(1) != 0xBD) || byte(2) < 0x80 || byte(2) > 0xBF) return 0;
    const unsigned form = ((byte(1) & 3U) << 6U) + (byte(2) & 0x3FU);  // U+FF00 and so many
    return form >= 0x01 && form <= 0x5E ? static_cast<char>(0x20U + form) : '\0';
}

struct Sign {
    std::string_view text;
    std::string_view as;
};
// What copied numbers bring along unseen, and the dashes that look like a hyphen.
constexpr std::array signs{Sign{" ", ""},       Sign{"　", ""},      Sign{"\u00A0", ""},  Sign{"\u200B", ""},
                           Sign{"\u200C", ""},  Sign{"\u200D", ""},  Sign{"\u200E", ""},  Sign{"\u200F", ""},
                           Sign{"\u202A", ""},  Sign{"\u202B", ""},  Sign{"\u202C", ""},  Sign{"\u202D", ""},
                           Sign{"\u202E", ""},  Sign{"\u2060", ""},  Sign{"\uFEFF", ""},  Sign{"\u2010", "-"},
                           Sign{"\u2011", "-"}, Sign{"\u2012", "-"}, Sign{"\u2013", "-"}, Sign{"\u2014", "-"},
                           Sign{"\u2212", "-"}};

// As it would be typed on a keyboard for figures: full-width forms as the plain ones, and without spaces.
std::string half_width(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const auto sign = std::ranges::find_if(signs, [&](const Sign& one) { return text.starts_with(one.text); });
        if (sign != signs.end()) {
            plain += sign->as;
            text.remove_prefix(sign->text.size());
        } else if (const char half = half_of(text); half != 0) {
            plain.push_back(half);
            text.remove_prefix(3);
        } else {
            plain.push_back(text[0]);
            text.remove_prefix(1);
        }
    }
    return plain;
}

// # stands for a digit, everything else for itself.
bool fits(std::string_view text, std::string_view shape) {
    return std::ranges::equal(text, shape,
                              [](char letter, char of) { return of == '#' ? is_digit(letter) : letter == of; });
}

bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

constexpr std::size_t longest_extension = 6;
constexpr std::array<std::string_view, 3> mobile_shapes{"1##########", "1##-####-####", "1##-########"};
constexpr std::array<std::string_view, 6> service_shapes{"400#######", "400-###-####", "400-####-###",
                                                         "800#######", "800-###-####", "800-####-###"};
constexpr std::array<std::string_view, 7> landline_shapes{
    "0##-#######", "0##-########", "0###-#######", "0###-########", "0#########", "0##########", "0###########"};

// Between hyphens, brackets around the area code, or what is said before an extension.
std::vector<std::string> parts_of(std::string plain) {
    for (const std::string_view between : {"转", "(", ")"}) {
        for (std::size_t at = plain.find(between); at != std::string::npos; at = plain.find(between)) {
            plain.replace(at, between.size(), "-");
        }
    }
    std::vector<std::string> parts;
    for (const auto part : std::views::split(plain, '-')) {
        if (!part.empty()) parts.emplace_back(part.begin(), part.end());
    }
    return parts;
}

std::string with_hyphens(std::span<const std::string> parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : "-") + part;
    return text;
}

// Without hyphens, where it has one of the shapes.
template <std::size_t count>
std::optional<std::string> joined(std::span<const std::string> parts,
                                  const std::array<std::string_view, count>& shapes) {
    std::string text = with_hyphens(parts);
    const bool good = std::ranges::any_of(shapes, [&](std::string_view shape) { return fits(text, shape); });
    if (!good) return std::nullopt;
    std::erase(text, '-');
    return text;
}

// Area code and number, perhaps with an extension.
std::optional<std::string> landline(std::span<const std::string> parts) {
    for (std::size_t count = std::min<std::size_t>(parts.size(), 2); count > 0; --count) {
        const std::string number = with_hyphens(parts.first(count));
        if (std::ranges::none_of(landline_shapes, [&](std::string_view shape) { return fits(number, shape); }))
            continue;
        const auto extension = parts.subspan(count);
        if (extension.empty()) return number;
        const bool good = extension.size() == 1 && extension[0].size() <= longest_extension && all_digits(extension[0]);
        return good ? std::optional(number + "-" + extension[0]) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> postcode_of(std::string_view text) {
    std::string plain = half_width(text);
    return fits(plain, "######") ? std::optional(std::move(plain)) : std::nullopt;
}

std::optional<std::string> telephone_of(std::string_view text) {
    std::string plain = half_width(text);
    for (const std::string_view country : {"+86", "0086"}) {
        if (plain.starts_with(country)) plain.erase(0, country.size());
    }
    const std::vector<std::string> parts = parts_of(std::move(plain));
    if (auto mobile = joined(parts, mobile_shapes); mobile && (*mobile)[1] >= '3') return mobile;
    if (auto service = joined(parts, service_shapes)) return service;
    return landline(parts);
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
