#include "sync/seal/openssl_objects.h"

#include <openssl/pem.h>

namespace bangnin::sync::openssl {
namespace {

int no_password(char*, int, int, void*) { return 0; }

}  // namespace

Bio memory_of(std::string_view bytes) { return Bio{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))}; }

Certificate read_certificate(std::string_view pem) {
    if (pem.empty() || pem.size() > largest_pem) return nullptr;
    const Bio bio = memory_of(pem);
    return Certificate{PEM_read_bio_X509(bio.get(), nullptr, no_password, nullptr)};
}

Key read_key(std::string_view pem) {
    if (pem.empty() || pem.size() > largest_pem) return nullptr;
    const Bio bio = memory_of(pem);
    return Key{PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr)};
}

std::string contents(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

}  // namespace bangnin::sync::openssl
