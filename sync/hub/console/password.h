// Passwords as they are kept: Argon2id hashes (libsodium's crypto_pwhash_str), slow and large on purpose.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bangnin::hub::console {

// "$argon2id$…" with a salt of its own. Nothing where there is no memory for it (64 MiB for a moment).
std::optional<std::string> password_hash(std::string_view password);
bool password_matches(const std::string& hash, std::string_view password);
// Of no password that anybody knows: what the sign-in of an unknown login is compared with, so that it takes as long.
const std::string& decoy_hash();

}  // namespace bangnin::hub::console
