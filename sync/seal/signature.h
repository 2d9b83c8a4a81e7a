// Whose word a text is: CMS SignedData (RFC 5652), detached, by a key that the hub's authority has certified for it.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace bangnin::sync {

enum class SignatureError { bad_certificate, too_large, crypto };

inline constexpr std::size_t largest_signature = 16 * 1024;

// DER, the signer's certificate in it. `openssl cms -verify -binary -inform DER -in SIGNATURE -content TEXT -CAfile CA`
// verifies it.
std::expected<std::string, SignatureError> sign_text(std::string_view text, std::string_view certificate_pem,
                                                     std::string_view key_pem);

enum class SignatureVerdict { good, bad };
// Good: exactly one signer, whose certificate this authority issued for signing (digitalSignature and emailProtection,
// which no device's or server's certificate has). Dates are not looked at: a machine whose clock has stopped must not
// lose what it runs on, and what is newer is told by its version.
SignatureVerdict verify_text(std::string_view text, std::string_view der, std::string_view ca_pem);

}  // namespace bangnin::sync
