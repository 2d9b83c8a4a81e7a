// A signature with bytes changed where the input says (three bytes a change), and any bytes as one: never good for
// another text, and never a crash.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/hub/x509.h"
#include "sync/seal/signature.h"

namespace {

using namespace bangnin;

constexpr std::string_view text = "bangnin document hall 7\n[hall]\n";
constexpr std::string_view other_text = "bangnin document hall 8\n[hall]\n";

struct Signed {
    Signed() {
        const auto ca_key = hub::x509::make_key();
        const hub::x509::Wish ca_wish{hub::x509::Use::authority, "ca", "", {}, sync::Instant{}, std::chrono::days(1)};
        const auto ca = hub::x509::issue(ca_wish, ca_key.get(), nullptr, ca_key.get());
        const auto key = hub::x509::make_key();
        const hub::x509::Wish wish{hub::x509::Use::signing, "hub", "", {}, sync::Instant{}, std::chrono::days(1)};
        const auto own = hub::x509::issue(wish, key.get(), ca.get(), ca_key.get());
        if (!own) std::abort();
        authority = hub::x509::to_pem(ca.get());
        signature = sync::sign_text(text, hub::x509::to_pem(own.get()), hub::x509::to_pem(key.get())).value_or("");
        if (sync::verify_text(text, signature, authority) != sync::SignatureVerdict::good) std::abort();
    }
    std::string authority;
    std::string signature;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Signed made;
    std::string der = made.signature;
    const std::uint8_t* change = data;
    std::size_t left = size;
    for (; left >= 3; change += 3, left -= 3) {
        der[(std::size_t{change[0]} << 8 | change[1]) % der.size()] = static_cast<char>(change[2]);
    }
    if (left > 0) der.resize(std::min<std::size_t>(der.size(), std::size_t{change[0]} * 4));
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(sync::verify_text(text, der, made.authority));
    for (const std::string_view one : {std::string_view(der), bytes}) {
        if (sync::verify_text(other_text, one, made.authority) == sync::SignatureVerdict::good) std::abort();
    }
    return 0;
}
