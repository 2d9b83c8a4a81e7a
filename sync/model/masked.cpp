#include "sync/model/masked.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace bangnin::sync {
namespace {

// Start of each UTF-8 character; a broken sequence counts byte by byte.
std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    std::size_t begin = 0;
    for (std::size_t at = 1; at <= text.size(); ++at) {
        const bool continues = at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        if (!continues) {
            characters.push_back(text.substr(begin, at - begin));
            begin = at;
        }
    }
    return characters;
}

std::string mask_middle(std::string_view text, std::size_t head, std::size_t tail) {
    std::string masked(text.substr(0, head));
    masked.append(text.size() - head - tail, '*');
    masked.append(text.substr(text.size() - tail));
    return masked;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// Shorter numbers are dates, sums and parts of codes.
constexpr std::size_t shortest_hidden_number = 11;

}  // namespace

std::string masked_name(std::string_view name) {
    const auto characters = characters_of(name);
    if (characters.size() < 2) return std::string(name);
    std::string masked(characters.front());
    masked += '*';
    if (characters.size() > 2) masked += characters.back();
    return masked;
}

std::string masked_id_number(std::string_view number) {
    const std::size_t shown = number.size() >= 18 ? 4 : number.size() / 6;
    return mask_middle(number, shown, shown);
}

std::string masked_phone(std::string_view phone) {
    if (phone.size() < 8) return std::string(phone.size(), '*');
    return mask_middle(phone, 3, 4);
}

std::string masked_numbers(std::string_view text) {
    std::string masked;
    masked.reserve(text.size());
    while (!text.empty()) {
        std::size_t length = 0;
        while (length < text.size() && is_digit(text[length])) ++length;
        const bool checked = length < text.size() && length == 17 && (text[length] == 'X' || text[length] == 'x');
        if (checked) ++length;
        const std::string_view number = text.substr(0, length);
        if (length < shortest_hidden_number) {
            length = std::max<std::size_t>(length, 1);
            masked += text.substr(0, length);
        } else {
            masked += length == shortest_hidden_number ? masked_phone(number) : masked_id_number(number);
        }
        text.remove_prefix(length);
    }
    return masked;
}

}  // namespace bangnin::sync
