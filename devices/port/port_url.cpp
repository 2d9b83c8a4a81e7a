#include "devices/port/port_url.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace bangnin::devices {
namespace {

constexpr std::size_t max_url_bytes = 1024;
constexpr std::size_t max_host_bytes = 253;
constexpr std::array<unsigned, 11> baud_rates{1200,  2400,   4800,   9600,   19200, 38400,
                                              57600, 115200, 230400, 460800, 921600};

template <typename Number>
bool read_number(std::string_view text, Number& number) {
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    return !text.empty() && result.ec == std::errc{} && result.ptr == end;
}

std::unexpected<std::string> refuse(std::string_view text, std::string_view why) {
    return std::unexpected("\"" + std::string(text) + "\": " + std::string(why));
}

std::expected<PortUrl, std::string> parse_serial(std::string_view whole, std::string_view rest) {
    PortUrl url{.kind = PortKind::serial, .path = {}, .baud = default_baud, .host = {}, .port = 0};
    const auto question = rest.find('?');
    url.path = rest.substr(0, question);
    if (!url.path.starts_with('/'))
        return refuse(whole, "a serial port needs an absolute path, as in serial:/dev/ttyS0");
    if (question == std::string_view::npos) return url;

    constexpr std::string_view key = "baud=";
    const std::string_view query = rest.substr(question + 1);
    if (!query.starts_with(key)) return refuse(whole, "the only option of a serial port is baud, as in ?baud=115200");
    if (!read_number(query.substr(key.size()), url.baud) || !is_supported_baud(url.baud)) {
        return refuse(whole, "baud must be one of 1200 … 115200, 230400, 460800, 921600");
    }
    return url;
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '%';
}

std::expected<PortUrl, std::string> parse_tcp(std::string_view whole, std::string_view rest) {
    PortUrl url{.kind = PortKind::tcp, .path = {}, .baud = default_baud, .host = {}, .port = 0};
    std::string_view port;
    if (rest.starts_with('[')) {
        const auto bracket = rest.find("]:");
        if (bracket == std::string_view::npos) return refuse(whole, "an IPv6 address is written [address]:port");
        url.host = rest.substr(1, bracket - 1);
        port = rest.substr(bracket + 2);
    } else {
        const auto colon = rest.rfind(':');
        if (colon == std::string_view::npos) return refuse(whole, "the TCP port is missing, as in tcp://10.0.0.9:9100");
        url.host = rest.substr(0, colon);
        port = rest.substr(colon + 1);
        if (url.host.contains(':')) return refuse(whole, "an IPv6 address is written [address]:port");
    }
    if (url.host.empty() || url.host.size() > max_host_bytes || !std::ranges::all_of(url.host, is_host_character)) {
        return refuse(whole, "this is no host name or address");
    }
    if (!read_number(port, url.port) || url.port == 0) return refuse(whole, "the TCP port must be 1 … 65535");
    return url;
}

}  // namespace

bool is_supported_baud(unsigned baud) { return std::ranges::find(baud_rates, baud) != baud_rates.end(); }

std::expected<PortUrl, std::string> parse_port_url(std::string_view text) {
    constexpr std::string_view serial = "serial:";
    constexpr std::string_view tcp = "tcp://";
    if (text.size() > max_url_bytes) return std::unexpected("a port's name is at most 1024 bytes long");
    if (std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; })) {
        return std::unexpected("a port's name has no control characters");
    }
    if (text.starts_with(serial)) return parse_serial(text, text.substr(serial.size()));
    if (text.starts_with(tcp)) return parse_tcp(text, text.substr(tcp.size()));
    if (text.starts_with('/')) {
        return PortUrl{
            .kind = PortKind::device, .path = std::string(text), .baud = default_baud, .host = {}, .port = 0};
    }
    return refuse(text, "a port is serial:/dev/…, tcp://host:port or the path of a device");
}

std::string to_string(const PortUrl& url) {
    switch (url.kind) {
        case PortKind::serial:
            return "serial:" + url.path + "?baud=" + std::to_string(url.baud);
        case PortKind::tcp: {
            const std::string host = url.host.contains(':') ? "[" + url.host + "]" : url.host;
            return "tcp://" + host + ":" + std::to_string(url.port);
        }
        case PortKind::device:
            return url.path;
    }
    return url.path;
}

}  // namespace bangnin::devices
