// One address of the Internet, or all that begin with the same bits: "10.0.0.5", "10.0.0.0/24", "fd00::/8". Pure.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace bangnin::hub {

class AddressRange {
  public:
    static std::optional<AddressRange> parse(std::string_view text);
    // Whether this is an address at all, and in the range. An IPv4 address that is written as IPv6's ::ffff:10.0.0.5 is
    // the same.
    bool holds(std::string_view address) const;

  private:
    using Bytes = std::array<unsigned char, 16>;
    static std::optional<Bytes> bytes_of(std::string_view address);

    Bytes first_{};
    unsigned bits_ = 128;
};

}  // namespace bangnin::hub
