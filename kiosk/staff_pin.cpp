#include "kiosk/staff_pin.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "kiosk/journeys/staff/staff.h"

namespace bangnin::kiosk {

namespace {

constexpr unsigned long long passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr std::size_t memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;  // bytes

bool ready() {
    static const bool initialised = sodium_init() >= 0;
    return initialised;
}

}  // namespace

std::expected<std::string, StaffPinError> staff_pin_hash(std::string_view pin) {
    const bool digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < shortest_pin || pin.size() > longest_pin) {
        return std::unexpected(StaffPinError::not_digits);
    }
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (!ready() || crypto_pwhash_str(hash.data(), pin.data(), pin.size(), passes, memory) != 0) {
        return std::unexpected(StaffPinError::no_memory);
    }
    return hash.data();
}

bool is_staff_pin_hash(std::string_view text) {
    if (!ready() || text.size() >= crypto_pwhash_STRBYTES || !text.starts_with(crypto_pwhash_STRPREFIX)) {
        return false;
    }
    // 0: just as staff_pin_hash makes it; 1: of another strength, which a small machine might never finish.
    return crypto_pwhash_str_needs_rehash(std::string(text).c_str(), passes, memory) == 0;
}

bool staff_pin_matches(const std::string& hash, std::string_view pin) {
    return is_staff_pin_hash(hash) && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace bangnin::kiosk
