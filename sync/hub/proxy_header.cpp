#include "sync/hub/proxy_header.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace bangnin::hub {

namespace ip = boost::asio::ip;
using namespace std::string_view_literals;

namespace {

constexpr std::string_view signature = "\r\n\r\n\0\r\nQUIT\n"sv;
constexpr unsigned version_2 = 0x20;
constexpr unsigned local_command = 0x0;
constexpr unsigned proxy_command = 0x1;
constexpr unsigned family_ipv4 = 0x1;
constexpr unsigned family_ipv6 = 0x2;

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

// The source's address comes first, then the destination's, then the two ports.
template <typename Address>
std::expected<std::string, ProxyFault> source_of(std::string_view addresses) {
    typename Address::bytes_type bytes;
    if (addresses.size() < 2 * bytes.size() + 4) return std::unexpected(ProxyFault::broken);
    std::copy_n(addresses.begin(), bytes.size(), bytes.begin());
    return Address(bytes).to_string();
}

}  // namespace

std::string_view to_text(ProxyFault fault) {
    switch (fault) {
        case ProxyFault::not_one:
            return "not_one";
        case ProxyFault::too_long:
            return "too_long";
        case ProxyFault::broken:
            return "broken";
    }
    return "unknown";
}

std::expected<std::size_t, ProxyFault> proxy_header_rest(std::string_view start) {
    if (start.size() < proxy_header_start || !start.starts_with(signature)) return std::unexpected(ProxyFault::not_one);
    const unsigned command = byte_at(start, 12);
    if ((command & 0xF0U) != version_2) return std::unexpected(ProxyFault::not_one);
    const std::size_t rest = byte_at(start, 14) << 8U | byte_at(start, 15);
    if (rest + proxy_header_start > longest_proxy_header) return std::unexpected(ProxyFault::too_long);
    return rest;
}

std::expected<std::string, ProxyFault> proxied_address(std::string_view header) {
    const auto rest = proxy_header_rest(header);
    if (!rest) return std::unexpected(rest.error());
    if (header.size() < proxy_header_start + *rest) return std::unexpected(ProxyFault::broken);
    const unsigned command = byte_at(header, 12) & 0x0FU;
    if (command == local_command) return std::string();
    // "Receivers must drop connections with unexpected values here."
    if (command != proxy_command) return std::unexpected(ProxyFault::broken);
    const std::string_view addresses = header.substr(proxy_header_start, *rest);
    switch (byte_at(header, 13) >> 4U) {
        case family_ipv4:
            return source_of<ip::address_v4>(addresses);
        case family_ipv6:
            return source_of<ip::address_v6>(addresses);
        default:
            return std::string();
    }
}

}  // namespace bangnin::hub
