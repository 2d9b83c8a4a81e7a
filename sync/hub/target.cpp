#include "sync/hub/target.h"

#include <algorithm>
#include <charconv>

namespace bangnin::hub {
namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

}  // namespace

std::optional<char> percent_byte(std::string_view text) {
    if (text.size() < 3 || text[0] != '%') return std::nullopt;
    const int high = hex_value(text[1]);
    const int low = hex_value(text[2]);
    if (high < 0 || low < 0) return std::nullopt;
    return static_cast<char>(high * 16 + low);
}

namespace {

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t index = 0; index < text.size(); ++index) {
        char byte = text[index];
        if (byte == '%') {
            const auto escaped = percent_byte(text.substr(index));
            if (!escaped) return std::nullopt;
            byte = *escaped;
            index += 2;
        }
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) return std::nullopt;
        result.push_back(byte);
    }
    return result;
}

bool read_query(std::string_view text, std::map<std::string, std::string>& query) {
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        if (part.empty()) continue;
        const std::size_t equals = part.find('=');
        const auto name = percent_decoded(part.substr(0, equals));
        const auto value =
            percent_decoded(equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
        if (!name || !value || query.size() == most_query_parts) return false;
        query.emplace(*name, *value);
    }
    return true;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
    if (text.empty() || text.size() > longest_target || text.front() != '/') return std::nullopt;
    const std::size_t mark = text.find('?');
    auto path = percent_decoded(text.substr(0, mark));
    if (!path) return std::nullopt;
    Target target{std::move(*path), {}};
    if (mark != std::string_view::npos && !read_query(text.substr(mark + 1), target.query)) return std::nullopt;
    return target;
}

std::optional<std::uint64_t> parse_whole(std::string_view text, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size() || value > most) return std::nullopt;
    return value;
}

}  // namespace bangnin::hub
