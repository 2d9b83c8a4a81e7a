#include "sync/hub/console/password.h"

#include <sodium.h>

#include <array>

namespace bangnin::hub::console {
namespace {

constexpr unsigned long long passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr std::size_t memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;  // bytes

bool ready() {
    static const bool initialised = sodium_init() >= 0;
    return initialised;
}

}  // namespace

std::optional<std::string> password_hash(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (!ready() || crypto_pwhash_str(hash.data(), password.data(), password.size(), passes, memory) != 0) {
        return std::nullopt;
    }
    return hash.data();
}

bool password_matches(const std::string& hash, std::string_view password) {
    return ready() && hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

const std::string& decoy_hash() {
    // Of 32 random bytes that were thrown away; as costly as password_hash() makes them.
    static const std::string hash =
        "$argon2id$v=19$m=65536,t=2,p=1$C5HfWRAwrdzsAynMXr1JWg$/BXaiOwLzkdCUfujNsG6sferD9IBrqxPTO1krDzKRng";
    return hash;
}

}  // namespace bangnin::hub::console
