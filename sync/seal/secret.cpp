#include <openssl/crypto.h>

#include "sync/seal/seal.h"

namespace bangnin::sync {

void wipe(std::string& text) {
    // The whole capacity: an earlier, longer value may still stand behind the present end.
    text.resize(text.capacity());
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

void SecretText::wipe() { sync::wipe(text_); }

SecretText& SecretText::operator=(SecretText&& other) noexcept {
    if (this != &other) {
        wipe();
        // Short strings are copied by a move: the source's buffer is wiped as well.
        text_ = std::move(other.text_);
        other.wipe();
    }
    return *this;
}

}  // namespace bangnin::sync
