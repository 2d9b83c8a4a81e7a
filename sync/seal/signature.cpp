#include "sync/seal/signature.h"

#include <openssl/x509v3.h>

#include "sync/seal/openssl_objects.h"

namespace bangnin::sync {
namespace {

using namespace openssl;

constexpr unsigned int detached = CMS_BINARY | CMS_DETACHED | CMS_NOSMIMECAP;
constexpr std::size_t largest_text = 1024 * 1024;

// What OpenSSL's own purpose takes for granted where a certificate says nothing, this one must say.
bool made_for_signing(X509* certificate) {
    return (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0 &&
           (X509_get_extended_key_usage(certificate) & XKU_SMIME) != 0 &&
           (X509_get_key_usage(certificate) & KU_DIGITAL_SIGNATURE) != 0;
}

Trust trust_in(std::string_view ca_pem) {
    const Certificate authority = read_certificate(ca_pem);
    Trust trust{X509_STORE_new()};
    if (!authority || !trust || X509_STORE_add_cert(trust.get(), authority.get()) != 1 ||
        X509_STORE_set_flags(trust.get(), X509_V_FLAG_NO_CHECK_TIME) != 1) {
        return nullptr;
    }
    return trust;
}

}  // namespace

std::expected<std::string, SignatureError> sign_text(std::string_view text, std::string_view certificate_pem,
                                                     std::string_view key_pem) {
    if (text.size() > largest_text) return std::unexpected(SignatureError::too_large);
    const Certificate certificate = read_certificate(certificate_pem);
    const Key key = read_key(key_pem);
    if (!certificate || !key) return std::unexpected(SignatureError::bad_certificate);
    const Bio input = memory_of(text);
    const Message message{CMS_sign(certificate.get(), key.get(), nullptr, input.get(), detached)};
    const Bio output{BIO_new(BIO_s_mem())};
    if (!message || !output || i2d_CMS_bio(output.get(), message.get()) != 1) {
        return std::unexpected(SignatureError::crypto);
    }
    return contents(output.get());
}

SignatureVerdict verify_text(std::string_view text, std::string_view der, std::string_view ca_pem) {
    if (text.size() > largest_text || der.size() > largest_signature) return SignatureVerdict::bad;
    const Trust trust = trust_in(ca_pem);
    const Bio input = memory_of(der);
    const Message message{d2i_CMS_bio(input.get(), nullptr)};
    if (!trust || !message) return SignatureVerdict::bad;
    // Behind a buffer: of a memory's own bytes OpenSSL 3.0 makes a second one, and loses it where the message is none
    // that can be looked at (CMS_verify).
    Bio memory = memory_of(text);
    const Bio signed_text{BIO_new(BIO_f_buffer())};
    if (!memory || !signed_text) return SignatureVerdict::bad;
    BIO_push(signed_text.get(), memory.release());
    if (CMS_verify(message.get(), nullptr, trust.get(), signed_text.get(), nullptr, CMS_BINARY) != 1) {
        return SignatureVerdict::bad;
    }
    // A message without any signer passes there.
    const Certificates signers{CMS_get0_signers(message.get())};
    const bool one = signers && sk_X509_num(signers.get()) == 1;
    return one && made_for_signing(sk_X509_value(signers.get(), 0)) ? SignatureVerdict::good : SignatureVerdict::bad;
}

}  // namespace bangnin::sync
