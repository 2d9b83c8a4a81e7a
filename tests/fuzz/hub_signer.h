// An authority and the hub's signing key under it, for fuzzers of what the hub signs. Ends the program where none can
// be made.
#pragma once

#include <cstdlib>
#include <string>

#include "sync/hub/x509.h"

namespace bangnin::fuzz {

struct HubSigner {
    HubSigner() {
        const auto ca_key = hub::x509::make_key();
        const hub::x509::Wish ca_wish{hub::x509::Use::authority, "ca", "", {}, sync::Instant{}, std::chrono::days(1)};
        const auto ca = hub::x509::issue(ca_wish, ca_key.get(), nullptr, ca_key.get());
        const auto own_key = hub::x509::make_key();
        const hub::x509::Wish wish{hub::x509::Use::signing, "hub", "", {}, sync::Instant{}, std::chrono::days(1)};
        const auto own = hub::x509::issue(wish, own_key.get(), ca.get(), ca_key.get());
        if (!own) std::abort();
        authority = hub::x509::to_pem(ca.get());
        certificate = hub::x509::to_pem(own.get());
        key = hub::x509::to_pem(own_key.get());
    }
    std::string authority, certificate, key;  // PEM
};

}  // namespace bangnin::fuzz
