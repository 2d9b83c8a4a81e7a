#include "devices/scanner/scan_line.h"

#include <string.h>

#include <algorithm>

namespace bangnin::devices {
namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_unwelcome_control(char c) {
    constexpr char group_separator = 0x1D;
    const auto value = static_cast<unsigned char>(c);
    return (value < 0x20 && c != group_separator && c != '\t') || value == 0x7F;
}

// Length of the UTF-8 sequence a byte begins, 0 if it begins none.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

// The second byte's range excludes long forms, surrogates and what lies beyond U+10FFFF.
bool is_second_byte(unsigned char lead, unsigned char second) {
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

void wipe(std::string& text) {
    text.resize(text.capacity());
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto lead = static_cast<unsigned char>(bytes[0]);
        const std::size_t length = sequence_length(lead);
        if (length == 0 || length > bytes.size()) return false;
        if (length > 1 && !is_second_byte(lead, static_cast<unsigned char>(bytes[1]))) return false;
        for (std::size_t i = 2; i < length; ++i) {
            if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) return false;
        }
        bytes.remove_prefix(length);
    }
    return true;
}

std::string cut_aim_identifier(std::string& text) {
    constexpr std::size_t length = 3;
    const bool present =
        text.size() > length && text[0] == ']' && is_letter(text[1]) && (is_digit(text[2]) || is_letter(text[2]));
    if (!present) return {};
    std::string identifier = text.substr(1, length - 1);
    text.erase(0, length);
    return identifier;
}

ScanAssembler::~ScanAssembler() { reset(); }

void ScanAssembler::reset() {
    wipe(line_);
    length_ = Length::fits;
}

std::vector<ScannerEvent> ScanAssembler::feed(std::span<const std::uint8_t> bytes, Clock::time_point now) {
    std::vector<ScannerEvent> events;
    for (const std::uint8_t byte : bytes) {
        if (byte == '\r' || byte == '\n') {
            if (auto event = finish_line()) events.push_back(std::move(*event));
            continue;
        }
        if (line_.empty()) began_ = now;
        if (line_.size() < max_scan_bytes) {
            line_.push_back(static_cast<char>(byte));
        } else {
            length_ = Length::overflows;
        }
    }
    last_byte_ = now;
    return events;
}

std::optional<ScannerEvent> ScanAssembler::finish_line() {
    if (line_.empty()) return std::nullopt;
    std::optional<ScannerEvent> event;
    if (length_ == Length::overflows) {
        event = ScanRejected{.reason = ScanRejection::too_long, .at = began_};
    } else if (!is_utf8(line_)) {
        event = ScanRejected{.reason = ScanRejection::not_utf8, .at = began_};
    } else if (std::ranges::any_of(line_, is_unwelcome_control)) {
        event = ScanRejected{.reason = ScanRejection::control_code, .at = began_};
    } else {
        Scan scan{.text = line_, .symbology = {}, .at = began_};
        scan.symbology = cut_aim_identifier(scan.text);
        event = std::move(scan);
    }
    reset();
    return event;
}

std::optional<ScanRejected> ScanAssembler::expire(Clock::time_point now) {
    const auto due = deadline();
    if (!due || now < *due) return std::nullopt;
    const ScanRejected rejected{
        .reason = length_ == Length::overflows ? ScanRejection::too_long : ScanRejection::incomplete, .at = began_};
    reset();
    return rejected;
}

std::optional<Clock::time_point> ScanAssembler::deadline() const {
    if (line_.empty()) return std::nullopt;
    return last_byte_ + scan_quiet_limit;
}

}  // namespace bangnin::devices
