// A signature with bytes changed where the input says (three bytes a change), and any bytes as one: never good for
// another text, and never a crash.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/seal/signature.h"
#include "tests/fuzz/hub_signer.h"

namespace {

using namespace bangnin;

constexpr std::string_view text = "bangnin document hall 7\n[hall]\n";
constexpr std::string_view other_text = "bangnin document hall 8\n[hall]\n";

struct Signed {
    Signed() {
        const fuzz::HubSigner signer;
        authority = signer.authority;
        signature = sync::sign_text(text, signer.certificate, signer.key).value_or("");
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
