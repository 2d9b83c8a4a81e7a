#include "devices/printer/reply_parser.h"

#include "devices/printer/status.h"

namespace bangnin::devices {

std::vector<PrinterReply> ReplyParser::parse(std::span<const std::uint8_t> bytes, Clock::time_point now) {
    if (held_ > 0 && now - begun_ > report_limit) held_ = 0;
    std::vector<PrinterReply> replies;
    for (const std::uint8_t byte : bytes) {
        if (is_report_start(byte)) begun_ = now;
        if (const auto reply = parse_byte(byte)) replies.push_back(*reply);
    }
    return replies;
}

std::optional<PrinterReply> ReplyParser::parse_byte(std::uint8_t byte) {
    // A real-time answer may overtake the rest of a report that is still in the printer's queue.
    if (is_real_time_answer(byte)) return RealTimeAnswer{byte};
    if (is_report_start(byte)) {
        report_[0] = byte;
        held_ = 1;
        return std::nullopt;
    }
    if (is_plain(byte)) return parse_plain(byte);
    return std::nullopt;  // XON and XOFF (11, 13) among others; a report may go on behind them
}

std::optional<PrinterReply> ReplyParser::parse_plain(std::uint8_t byte) {
    if (held_ == 0) return PlainAnswer{byte};
    report_[held_++] = byte;
    if (held_ < report_.size()) return std::nullopt;
    held_ = 0;
    return AutomaticReport{report_};
}

}  // namespace bangnin::devices
