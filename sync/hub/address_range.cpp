#include "sync/hub/address_range.h"

#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <string>

namespace bangnin::hub {

namespace ip = boost::asio::ip;

namespace {

constexpr unsigned mapped_bits = 96;  // before an IPv4 address in IPv6 (RFC 4291 §2.5.5.2)

std::optional<unsigned> parse_bits(std::string_view text) {
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return bits;
}

}  // namespace

std::optional<AddressRange::Bytes> AddressRange::bytes_of(std::string_view address) {
    boost::system::error_code error;
    const auto parsed = ip::make_address(std::string(address), error);
    if (error) return std::nullopt;
    return parsed.is_v4() ? ip::make_address_v6(ip::v4_mapped, parsed.to_v4()).to_bytes() : parsed.to_v6().to_bytes();
}

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view address = text.substr(0, slash);
    const auto first = bytes_of(address);
    if (!first) return std::nullopt;
    AddressRange range;
    range.first_ = *first;
    if (slash == std::string_view::npos) return range;
    const auto bits = parse_bits(text.substr(slash + 1));
    const unsigned before = address.find(':') == std::string_view::npos ? mapped_bits : 0;
    if (!bits || *bits > 128 - before) return std::nullopt;
    range.bits_ = *bits + before;
    return range;
}

bool AddressRange::holds(std::string_view address) const {
    const auto bytes = bytes_of(address);
    if (!bytes) return false;
    for (unsigned bit = 0; bit < bits_; ++bit) {
        const unsigned mask = 0x80U >> (bit % 8);
        if ((((*bytes)[bit / 8] ^ first_[bit / 8]) & mask) != 0) return false;
    }
    return true;
}

}  // namespace bangnin::hub
