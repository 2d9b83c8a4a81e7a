// Bytes of a serial scanner to scans: lines ended by CR, LF or both, of which some begin with an AIM identifier. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "devices/scanner/scanner.h"

namespace bangnin::devices {

// How long a scanner may take for one line: a full QR code at 9,600 baud takes 3 s, but never pauses for one.
inline constexpr std::chrono::milliseconds scan_quiet_limit{1000};

class ScanAssembler {
  public:
    ~ScanAssembler();

    // The scans and rejections that the bytes complete, in order. Empty lines are nothing. Keeps at most
    // max_scan_bytes.
    std::vector<ScannerEvent> feed(std::span<const std::uint8_t> bytes, Clock::time_point now);

    // Gives up a line that has been quiet for scan_quiet_limit.
    std::optional<ScanRejected> expire(Clock::time_point now);

    // When to call expire; nothing while no line is begun.
    std::optional<Clock::time_point> deadline() const;

    void reset();

  private:
    std::optional<ScannerEvent> finish_line();

    std::string line_;
    enum class Length : std::uint8_t { fits, overflows } length_ = Length::fits;
    Clock::time_point began_{};
    Clock::time_point last_byte_{};
};

// Cuts an AIM identifier ("]Q1" …: bracket, letter, letter or digit) off the text; returns it without the bracket.
// A text that only looks like one, being nothing else, stays whole.
std::string cut_aim_identifier(std::string& text);

// Whether the bytes are UTF-8 in shortest form, without surrogates, up to U+10FFFF.
bool is_utf8(std::string_view bytes);

}  // namespace bangnin::devices
