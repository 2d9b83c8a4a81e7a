// What a proxy that passes TLS through says first: whose connection it is. HAProxy's PROXY protocol, version 2
// (doc/proxy-protocol.txt, §2.2). Pure and total.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace bangnin::hub {

// Up to and with the length of the rest.
inline constexpr std::size_t proxy_header_start = 16;
// Addresses and what some proxies add; HAProxy itself stays far below.
inline constexpr std::size_t longest_proxy_header = 1024;

enum class ProxyFault {
    not_one,   // something else: a client that does not come through the proxy
    too_long,  // more than longest_proxy_header
    broken,    // shorter than what it says is in it
};
std::string_view to_text(ProxyFault fault);

// How many bytes follow the first proxy_header_start.
std::expected<std::size_t, ProxyFault> proxy_header_rest(std::string_view start);
// The client's address; empty where the proxy speaks for itself (its check of the hub's health) or does not know it.
std::expected<std::string, ProxyFault> proxied_address(std::string_view header);

}  // namespace bangnin::hub
