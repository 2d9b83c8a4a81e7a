#include "sync/model/token.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace bangnin::sync {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower) {
    if (text.size() < lower.size()) return false;
    for (std::size_t index = 0; index < lower.size(); ++index) {
        const char letter = text[index];
        const char folded = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        if (folded != lower[index]) return false;
    }
    return true;
}

}  // namespace

std::string crockford_encode(const std::uint8_t* bytes, std::size_t count) {
    std::string text;
    text.reserve((count * 8 + 4) / 5);
    std::uint32_t buffer = 0;
    int bits = 0;
    for (std::size_t index = 0; index < count; ++index) {
        buffer = (buffer << 8) | bytes[index];
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text.push_back(alphabet[(buffer >> bits) & 31U]);
        }
    }
    if (bits > 0) text.push_back(alphabet[(buffer << (5 - bits)) & 31U]);
    return text;
}

int crockford_value(char digit) {
    if (digit >= 'a' && digit <= 'z') digit = static_cast<char>(digit - 'a' + 'A');
    if (digit == 'O') digit = '0';
    if (digit == 'I' || digit == 'L') digit = '1';
    const auto position = alphabet.find(digit);
    return position == std::string_view::npos ? -1 : static_cast<int>(position);
}

Token Token::random() {
    Bytes bytes;
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got = getrandom(bytes.data() + have, bytes.size() - have, 0);
        if (got > 0) {
            have += static_cast<std::size_t>(got);
        } else if (errno != EINTR) {
            // Without the kernel's generator no secret can be made; a guessable token would be worse than stopping.
            std::abort();
        }
    }
    return Token{bytes};
}

std::optional<Token> Token::parse(std::string_view text) {
    if (text.size() != text_length) return std::nullopt;
    Bytes bytes{};
    std::uint32_t buffer = 0;
    int bits = 0;
    std::size_t next = 0;
    for (const char digit : text) {
        const int value = crockford_value(digit);
        if (value < 0) return std::nullopt;
        buffer = ((buffer << 5) | static_cast<std::uint32_t>(value)) & 0xFFFFU;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes[next++] = static_cast<std::uint8_t>(buffer >> bits);
        }
    }
    if ((buffer & ((1U << bits) - 1U)) != 0) return std::nullopt;
    return Token{bytes};
}

std::string Token::text() const { return crockford_encode(bytes_.data(), bytes_.size()); }

std::string qr_text(std::string_view hub, QrKind kind, const Token& token) {
    if (hub.empty()) return token.text();
    std::string text = "https://";
    text.append(hub);
    text.append(kind == QrKind::ticket ? "/t/" : "/c/");
    return text + token.text();
}

std::optional<QrPayload> parse_qr(std::string_view text) {
    if (text.size() > 512) return std::nullopt;
    text = trimmed(text);
    if (const auto bare = Token::parse(text)) return QrPayload{QrKind::ticket, *bare};
    constexpr std::string_view scheme = "https://";
    if (!starts_with_ignoring_case(text, scheme)) return std::nullopt;
    text.remove_prefix(scheme.size());
    const auto slash = text.find('/');
    if (slash == std::string_view::npos || slash == 0) return std::nullopt;
    const std::string_view path = text.substr(slash);
    if (path.size() != 3 + Token::text_length || path[0] != '/' || path[2] != '/') return std::nullopt;
    if (path[1] != 't' && path[1] != 'c') return std::nullopt;
    const auto token = Token::parse(path.substr(3));
    if (!token) return std::nullopt;
    return QrPayload{path[1] == 't' ? QrKind::ticket : QrKind::case_file, *token};
}

}  // namespace bangnin::sync
