#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "devices/port/byte_stream.h"

// Tells apart what a printer sends on its one channel: answers to DLE EOT, automatic reports and answers to GS r, in
// any mixture and any pieces. Pure, total, and in step again after lost or foreign bytes.
namespace bangnin::devices {

struct RealTimeAnswer {
    std::uint8_t byte = 0;
    friend bool operator==(const RealTimeAnswer&, const RealTimeAnswer&) = default;
};
struct AutomaticReport {
    std::array<std::uint8_t, 4> bytes{};
    friend bool operator==(const AutomaticReport&, const AutomaticReport&) = default;
};
struct PlainAnswer {  // to GS r
    std::uint8_t byte = 0;
    friend bool operator==(const PlainAnswer&, const PlainAnswer&) = default;
};
using PrinterReply = std::variant<RealTimeAnswer, AutomaticReport, PlainAnswer>;

class ReplyParser {
  public:
    // A report's four bytes leave the printer together. What is still missing after this long was lost, and the next
    // plain byte is an answer of its own. Generous even for 9600 baud through a USB adapter.
    static constexpr std::chrono::milliseconds report_limit{100};

    std::vector<PrinterReply> parse(std::span<const std::uint8_t> bytes, Clock::time_point now);
    void reset() { held_ = 0; }

  private:
    std::optional<PrinterReply> parse_byte(std::uint8_t byte);
    std::optional<PrinterReply> parse_plain(std::uint8_t byte);

    std::array<std::uint8_t, 4> report_{};
    std::size_t held_ = 0;  // bytes of report_ received so far
    Clock::time_point begun_{};
};

}  // namespace bangnin::devices
