// The one-time code an operator types at a new device. It carries both halves of trust: a secret which proves the
// device to the hub, and a fingerprint of the hub's CA certificate which proves the hub to the device. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bangnin::sync::wire {

// As text: 16 Crockford digits of secret, 16 of fingerprint, 2 of checksum, in groups: "XXXX-XXXX-…-XX".
// 80 bits each: a forger would need a second CA certificate with the same 80 bits before the code expires.
struct EnrolmentCode {
    static constexpr std::size_t half_bytes = 10;
    using Half = std::array<std::uint8_t, half_bytes>;

    Half secret{};
    Half fingerprint{};  // the first 10 bytes of SHA-256 over the CA certificate's DER

    // Reads either case, look-alikes, with or without dashes and spaces; at most 64 bytes; the checksum must fit.
    static std::optional<EnrolmentCode> parse(std::string_view text);
    std::string text() const;
    // What goes to the hub in EnrolRequest::code (and what the hub keeps a hash of): 16 upper-case digits.
    std::string secret_text() const;

    friend bool operator==(const EnrolmentCode&, const EnrolmentCode&) = default;
};

}  // namespace bangnin::sync::wire
