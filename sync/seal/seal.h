// Personal data to the hub's key, and what of a person may be kept at the device: a keyed hash for the day.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "sync/model/clock.h"

namespace bangnin::sync {

// Text that is overwritten before its memory is given back. Movable, not copyable by accident (see copy()).
class SecretText {
  public:
    SecretText() = default;
    explicit SecretText(std::string_view text) : text_(text) {}
    SecretText(SecretText&& other) noexcept { *this = std::move(other); }
    SecretText& operator=(SecretText&& other) noexcept;
    SecretText(const SecretText&) = delete;
    SecretText& operator=(const SecretText&) = delete;
    ~SecretText() { wipe(); }

    SecretText copy() const { return SecretText{text_}; }
    std::string_view view() const { return text_; }
    bool empty() const { return text_.empty(); }
    void wipe();

  private:
    std::string text_;
};

// Overwrites the whole buffer of a string (also its small-string space) in a way the compiler cannot leave out.
void wipe(std::string& text);

enum class SealError { bad_certificate, too_large, crypto };

// CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084), DER, for the one recipient `certificate_pem` (EC or
// RSA). `openssl cms -decrypt -inform DER -inkey KEY -recip CERT` opens it. At most 16 KiB of plain text.
std::expected<std::string, SealError> seal(std::string_view plain, std::string_view certificate_pem);

// The hub's side: opens what seal() made.
std::expected<SecretText, SealError> unseal(std::string_view der, std::string_view certificate_pem,
                                            std::string_view key_pem);

using DayKey = std::array<std::uint8_t, 32>;

// HMAC-SHA-256 of the number under the day's key, 64 hex digits.
std::string person_hash(const DayKey& key, std::string_view id_number);

// The key of one day, at random, kept in `runtime_dir` (which should be memory-backed: a machine carried away keeps no
// key) so that a restarted program still recognises today's people. A key of another day is overwritten. Without
// a usable folder the key lives as long as the caller keeps it.
DayKey day_key(const std::filesystem::path& runtime_dir, LocalDay day);

std::string base64_encode(std::string_view bytes);
// Strict: standard alphabet, padding, no white space.
std::expected<std::string, SealError> base64_decode(std::string_view text);

}  // namespace bangnin::sync
