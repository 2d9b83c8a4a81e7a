// HAProxy's PROXY protocol, version 2: examples made by its description, and everything that is none.
#include "sync/hub/proxy_header.h"

#include <gtest/gtest.h>

#include "sync/hub/address_range.h"

namespace bangnin::hub {
namespace {

using namespace std::string_view_literals;

// Command and family as the description numbers them; the length is the rest's own.
std::string header(unsigned command, unsigned family, std::string_view rest) {
    std::string bytes("\r\n\r\n\0\r\nQUIT\n"sv);
    bytes += static_cast<char>(command);
    bytes += static_cast<char>(family);
    bytes += static_cast<char>(rest.size() >> 8U);
    bytes += static_cast<char>(rest.size() & 0xFFU);
    return bytes.append(rest);
}

constexpr std::string_view ipv4 = "\x0A\x01\x02\x03\x0A\x00\x00\x0B\xC0\x00\x20\xFB"sv;
constexpr unsigned proxied = 0x21;
constexpr unsigned tcp4 = 0x11;
constexpr unsigned tcp6 = 0x21;

TEST(ProxyHeader, TheSourcesAddressIsTheClients) {
    EXPECT_EQ(proxied_address(header(proxied, tcp4, ipv4)), "10.1.2.3");
    const std::string source = "\xFD" + std::string(14, '\0') + "\x07";
    EXPECT_EQ(proxied_address(header(proxied, tcp6, source + std::string(16 + 4, '\0'))), "fd00::7");
    // What a proxy adds after the addresses is skipped.
    EXPECT_EQ(proxied_address(header(proxied, tcp4,
                                     std::string(ipv4).append("\x03\x00\x04"
                                                              "abcd"sv))),
              "10.1.2.3");
}

TEST(ProxyHeader, AProxyThatSpeaksForItselfNamesNobody) {
    EXPECT_EQ(proxied_address(header(0x20, 0x00, "")), "");
    EXPECT_EQ(proxied_address(header(0x20, tcp4, ipv4)), "") << "the address of a check is not a client's";
    EXPECT_EQ(proxied_address(header(proxied, 0x31, std::string(216, 'x'))), "") << "a local socket has no address";
}

TEST(ProxyHeader, AnythingElseIsSaidToBeNone) {
    const std::string good = header(proxied, tcp4, ipv4);
    for (std::size_t size = 0; size < good.size(); ++size) {
        EXPECT_FALSE(proxied_address(std::string_view(good).substr(0, size))) << size;
    }
    EXPECT_EQ(proxied_address("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03 a TLS hello").error(), ProxyFault::not_one);
    EXPECT_EQ(proxied_address("PROXY TCP4 10.1.2.3 10.0.0.11 49152 8443\r\n").error(), ProxyFault::not_one);
    EXPECT_EQ(proxied_address(header(0x11, tcp4, ipv4)).error(), ProxyFault::not_one) << "another version";
    EXPECT_EQ(proxied_address(header(0x22, tcp4, ipv4)).error(), ProxyFault::broken) << "an unknown command";
    EXPECT_EQ(proxied_address(header(proxied, tcp4, ipv4.substr(1))).error(), ProxyFault::broken);
    EXPECT_EQ(proxied_address(header(proxied, tcp6, ipv4)).error(), ProxyFault::broken);
    EXPECT_EQ(proxied_address(header(proxied, tcp4, std::string(5000, 'x'))).error(), ProxyFault::too_long);
}

TEST(AddressRange, HoldsWhatBeginsWithItsBits) {
    const struct {
        const char* range;
        const char* in;
        const char* out;
    } cases[] = {
        {"10.0.0.5", "10.0.0.5", "10.0.0.4"},
        {"10.0.0.5", "::ffff:10.0.0.5", "::10.0.0.5"},
        {"10.0.0.0/24", "10.0.0.255", "10.0.1.0"},
        {"10.0.0.128/25", "10.0.0.129", "10.0.0.127"},
        {"0.0.0.0/0", "255.1.2.3", "fd00::1"},
        {"fd00::/8", "fdff::1", "fe00::1"},
        {"::1", "::1", "127.0.0.1"},
    };
    for (const auto& [text, in, out] : cases) {
        const auto range = AddressRange::parse(text);
        ASSERT_TRUE(range) << text;
        EXPECT_TRUE(range->holds(in)) << text << ' ' << in;
        EXPECT_FALSE(range->holds(out)) << text << ' ' << out;
        EXPECT_FALSE(range->holds("")) << text;
    }
    for (const char* text :
         {"", "/8", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "10.0.0.0/4294967216", "host"}) {
        EXPECT_FALSE(AddressRange::parse(text)) << text;
    }
}

}  // namespace
}  // namespace bangnin::hub
