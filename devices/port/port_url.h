// What a port is called in the configuration. Pure.
//
//   serial:/dev/serial/by-id/usb-…?baud=115200   a serial line or pseudo-terminal; 8N1, no flow control
//   tcp://192.168.1.40:9100                      a TCP peer; IPv6 addresses in brackets
//   /dev/usb/lp0                                 any character device; one that is a terminal gets the serial treatment
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace bangnin::devices {

enum class PortKind : std::uint8_t { serial, tcp, device };

inline constexpr unsigned default_baud = 115200;

struct PortUrl {
    PortKind kind = PortKind::device;
    std::string path;              // serial, device
    unsigned baud = default_baud;  // serial, and a device that turns out to be a terminal; see is_supported_baud
    std::string host;              // tcp: a name or an address, without brackets
    std::uint16_t port = 0;        // tcp: 1 … 65535
};

// 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600.
bool is_supported_baud(unsigned baud);

// The error is a sentence fit for a configuration message. URLs over 1024 bytes and with control characters are
// refused.
std::expected<PortUrl, std::string> parse_port_url(std::string_view text);

// The canonical text of a URL; parse_port_url of it gives the same URL.
std::string to_string(const PortUrl& url);

}  // namespace bangnin::devices
