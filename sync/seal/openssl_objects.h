// OpenSSL's objects as values that free themselves. Private to this folder.
#pragma once

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

namespace bangnin::sync::openssl {

template <auto release>
struct Releaser {
    template <typename T>
    void operator()(T* object) const {
        release(object);
    }
};
inline void release_certificates(STACK_OF(X509) * stack) { sk_X509_free(stack); }

using Bio = std::unique_ptr<BIO, Releaser<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Certificates = std::unique_ptr<STACK_OF(X509), Releaser<release_certificates>>;
using Message = std::unique_ptr<CMS_ContentInfo, Releaser<CMS_ContentInfo_free>>;
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Trust = std::unique_ptr<X509_STORE, Releaser<X509_STORE_free>>;

inline constexpr std::size_t largest_pem = 32 * 1024;

Bio memory_of(std::string_view bytes);
// Null where the text is no such PEM; an encrypted key is none: nobody sits at a terminal to be asked for it.
Certificate read_certificate(std::string_view pem);
Key read_key(std::string_view pem);
std::string contents(BIO* bio);

}  // namespace bangnin::sync::openssl
