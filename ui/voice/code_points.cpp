#include "ui/voice/code_points.h"

#include <array>
#include <cstdint>

namespace bangnin::voice {
namespace {

struct Lead {
    unsigned length = 0;  // 0: cannot begin a character
    char32_t bits = 0;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {1, byte};
    if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1FU};
    if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU};
    if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07U};
    return {};
}

bool is_scalar(char32_t code, unsigned length) {
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    return code >= smallest[length] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

}  // namespace

std::u32string to_code_points(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const Lead lead = lead_of(static_cast<unsigned char>(utf8[at]));
        if (lead.length == 0 || at + lead.length > utf8.size()) {
            ++at;
            continue;
        }
        char32_t code = lead.bits;
        unsigned good = 1;
        for (; good < lead.length; ++good) {
            const auto byte = static_cast<unsigned char>(utf8[at + good]);
            if ((byte & 0xC0U) != 0x80) break;
            code = (code << 6U) | (byte & 0x3FU);
        }
        if (good == lead.length && is_scalar(code, lead.length)) out.push_back(code);
        at += good;
    }
    return out;
}

std::string to_utf8(std::u32string_view code_points) {
    std::string out;
    out.reserve(code_points.size() * 3);
    const auto tail = [&](char32_t code, unsigned shift) {
        out.push_back(static_cast<char>(0x80U | ((code >> shift) & 0x3FU)));
    };
    for (const char32_t code : code_points) {
        if (code < 0x80) {
            out.push_back(static_cast<char>(code));
        } else if (code < 0x800) {
            out.push_back(static_cast<char>(0xC0U | (code >> 6U)));
            tail(code, 0);
        } else if (code < 0x10000) {
            out.push_back(static_cast<char>(0xE0U | (code >> 12U)));
            tail(code, 6);
            tail(code, 0);
        } else {
            out.push_back(static_cast<char>(0xF0U | (code >> 18U)));
            tail(code, 12);
            tail(code, 6);
            tail(code, 0);
        }
    }
    return out;
}

std::string_view first_bytes(std::string_view utf8, std::size_t bytes) {
    if (utf8.size() <= bytes) return utf8;
    while (bytes > 0 && (static_cast<unsigned char>(utf8[bytes]) & 0xC0U) == 0x80) --bytes;
    return utf8.substr(0, bytes);
}

}  // namespace bangnin::voice
