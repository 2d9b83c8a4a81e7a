// A sealed message with bytes changed where the input says (three bytes a change), and any bytes as base64: a message
// that was touched is refused, or opens to what was sealed, never to anything else.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/hub/x509.h"
#include "sync/seal/seal.h"

namespace {

using namespace bangnin;

constexpr std::string_view plain = R"({"name":"李䶮","phone":"13812345678"})";

struct Sealed {
    Sealed() {
        const auto made = hub::x509::make_key();
        const hub::x509::Wish wish{hub::x509::Use::sealing, "hub", "", {}, sync::Instant{}, std::chrono::days(1)};
        const auto own = hub::x509::issue(wish, made.get(), nullptr, made.get());
        if (!own) std::abort();
        key = hub::x509::to_pem(made.get());
        certificate = hub::x509::to_pem(own.get());
        message = sync::seal(plain, certificate).value_or("");
        if (message.empty()) std::abort();
    }
    std::string key;
    std::string certificate;
    std::string message;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Sealed sealed;
    std::string message = sealed.message;
    const std::uint8_t* change = data;
    std::size_t left = size;
    for (; left >= 3; change += 3, left -= 3) {
        message[(std::size_t{change[0]} << 8 | change[1]) % message.size()] = static_cast<char>(change[2]);
    }
    if (left > 0) message.resize(std::min<std::size_t>(message.size(), std::size_t{change[0]} * 4));
    const auto opened = sync::unseal(message, sealed.certificate, sealed.key);
    if (opened && opened->view() != plain) std::abort();

    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(sync::unseal(text, sealed.certificate, sealed.key));
    if (const auto bytes = sync::base64_decode(text)) {
        const auto again = sync::base64_decode(sync::base64_encode(*bytes));
        if (!again || *again != *bytes) std::abort();
    }
    if (sync::base64_decode(sync::base64_encode(text)).value_or("") != text) std::abort();
    return 0;
}
