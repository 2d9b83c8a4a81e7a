#include "kiosk/journeys/progress/scanned_code.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "kiosk/journeys/utf8.h"
#include "sync/model/token.h"

namespace bangnin::kiosk {

namespace {

constexpr std::size_t longest_code = 2048;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_ignoring_case(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

/// Length of the character at the front; 0 when there is none or it is a control character.
std::size_t printable_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    return first < 0x20U || first == 0x7FU ? 0 : character_length(text);
}

bool readable(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = printable_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

/// What follows "https://AUTHORITY/"; none when the text is not an address of that place.
std::optional<std::string_view> path_at(std::string_view text, std::string_view authority) {
    constexpr std::string_view scheme = "https://";
    if (authority.empty() || text.size() <= scheme.size() + authority.size() ||
        !same_ignoring_case(text.substr(0, scheme.size()), scheme) ||
        !same_ignoring_case(text.substr(scheme.size(), authority.size()), authority) ||
        text[scheme.size() + authority.size()] != '/') {
        return std::nullopt;
    }
    return text.substr(scheme.size() + authority.size() + 1);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

}  // namespace

ScannedCode parse_scanned_code(std::string_view text, std::string_view hub_authority) {
    if (text.size() > longest_code) {
        return {};
    }
    const std::string_view code = trimmed(text);
    if (code.empty() || !readable(code)) {
        return {};
    }
    if (const auto bare = sync::Token::parse(code)) {
        return {.kind = CodeKind::ticket, .token = bare->text()};
    }
    const auto path = path_at(code, hub_authority);
    if (!path || path->size() < 2 || (*path)[1] != '/') {
        return {.kind = CodeKind::foreign, .token = {}};
    }
    const auto token = sync::Token::parse(path->substr(2));
    if (!token) {
        return {.kind = CodeKind::foreign, .token = {}};
    }
    switch ((*path)[0]) {
        case 't':
            return {.kind = CodeKind::ticket, .token = token->text()};
        case 'c':
            return {.kind = CodeKind::case_record, .token = token->text()};
        default:
            return {.kind = CodeKind::foreign, .token = {}};
    }
}

}  // namespace bangnin::kiosk
