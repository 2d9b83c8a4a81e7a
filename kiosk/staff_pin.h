// The staff PIN as the configuration keeps it: a salted Argon2id hash (libsodium's crypto_pwhash), slow on purpose.
// Whoever takes the disk away can still try all PINs of a few digits; what it opens is this machine's upkeep only, no
// person's data.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace bangnin::kiosk {

enum class StaffPinError {
    not_digits,  ///< or fewer than shortest_pin, or more than longest_pin
    no_memory,   ///< hashing takes 64 MiB for a moment
};

/// "$argon2id$…", with a salt of its own.
[[nodiscard]] std::expected<std::string, StaffPinError> staff_pin_hash(std::string_view pin);

/// Whether this is such a hash, and one that can be computed here in reasonable time and memory.
[[nodiscard]] bool is_staff_pin_hash(std::string_view text);

/// Takes a fraction of a second: not for the screen's thread.
[[nodiscard]] bool staff_pin_matches(const std::string& hash, std::string_view pin);

}  // namespace bangnin::kiosk
