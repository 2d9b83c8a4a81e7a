#include "sync/hub/x509.h"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>

namespace bangnin::hub::x509 {
namespace {

using Bio = std::unique_ptr<BIO, Releaser<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Releaser<X509_EXTENSION_free>>;

constexpr std::size_t largest_pem = 64 * 1024;

int no_password(char*, int, int, void*) { return 0; }

Bio reader(std::string_view pem) {
    if (pem.empty() || pem.size() > largest_pem) return nullptr;
    return Bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
}

std::string contents(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

bool add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension{X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str())};
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool is_address(const std::string& host) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

std::string alternative_names(const std::vector<std::string>& hosts) {
    std::string names;
    for (const std::string& host : hosts) {
        names += (names.empty() ? "" : ",") + std::string(is_address(host) ? "IP:" : "DNS:") + host;
    }
    return names;
}

bool add_extensions(X509* certificate, X509* issuer, const Wish& wish) {
    bool good = add_extension(certificate, issuer, NID_basic_constraints,
                              wish.use == Use::authority ? "critical,CA:TRUE,pathlen:0" : "critical,CA:FALSE") &&
                add_extension(certificate, issuer, NID_subject_key_identifier, "hash");
    switch (wish.use) {
        case Use::authority:
            return good && add_extension(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
        case Use::server:
            return good && add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
                   add_extension(certificate, issuer, NID_ext_key_usage, "serverAuth") &&
                   add_extension(certificate, issuer, NID_subject_alt_name, alternative_names(wish.hosts)) &&
                   add_extension(certificate, issuer, NID_authority_key_identifier, "keyid");
        case Use::client:
            return good && add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
                   add_extension(certificate, issuer, NID_ext_key_usage, "clientAuth") &&
                   add_extension(certificate, issuer, NID_authority_key_identifier, "keyid");
        case Use::sealing:
            return good && add_extension(certificate, issuer, NID_key_usage, "critical,keyAgreement,keyEncipherment") &&
                   add_extension(certificate, issuer, NID_authority_key_identifier, "keyid");
        case Use::signing:
            return good && add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
                   add_extension(certificate, issuer, NID_ext_key_usage, "emailProtection") &&
                   add_extension(certificate, issuer, NID_authority_key_identifier, "keyid");
    }
    return false;
}

// 20 random bytes, positive and not zero (RFC 5280 §4.1.2.2).
bool set_serial(X509* certificate) {
    std::array<unsigned char, 20> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7F) | 0x40);
    const std::unique_ptr<BIGNUM, Releaser<BN_free>> number{BN_bin2bn(bytes.data(), bytes.size(), nullptr)};
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool add_name(X509_NAME* name, const char* field, const std::string& value) {
    return value.empty() ||
           X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                                      static_cast<int>(value.size()), -1, 0) == 1;
}

bool set_times(X509* certificate, const Wish& wish) {
    // A day earlier, so that a device whose clock is a little behind can speak at once.
    const auto from = std::chrono::floor<std::chrono::seconds>(wish.from) - std::chrono::days(1);
    const auto until = from + wish.life;
    return ASN1_TIME_set(X509_getm_notBefore(certificate), from.time_since_epoch().count()) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), until.time_since_epoch().count()) != nullptr;
}

}  // namespace

Certificate read_certificate(std::string_view pem) {
    const Bio bio = reader(pem);
    return Certificate{bio ? PEM_read_bio_X509(bio.get(), nullptr, no_password, nullptr) : nullptr};
}

Key read_key(std::string_view pem) {
    const Bio bio = reader(pem);
    return Key{bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr) : nullptr};
}

Request read_request(std::string_view pem) {
    const Bio bio = reader(pem);
    return Request{bio ? PEM_read_bio_X509_REQ(bio.get(), nullptr, no_password, nullptr) : nullptr};
}

std::string to_pem(X509* certificate) {
    const Bio bio{BIO_new(BIO_s_mem())};
    return bio && PEM_write_bio_X509(bio.get(), certificate) == 1 ? contents(bio.get()) : std::string();
}

std::string to_pem(EVP_PKEY* key) {
    const Bio bio{BIO_new(BIO_s_secmem())};
    const bool good = bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
    return good ? contents(bio.get()) : std::string();
}

Key make_key() { return Key{EVP_EC_gen("P-256")}; }

Certificate issue(const Wish& wish, EVP_PKEY* subject_key, X509* issuer, EVP_PKEY* issuer_key) {
    Certificate certificate{X509_new()};
    if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1 || !set_serial(certificate.get()) ||
        !set_times(certificate.get(), wish) || X509_set_pubkey(certificate.get(), subject_key) != 1) {
        return nullptr;
    }
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509* signer = issuer != nullptr ? issuer : certificate.get();
    const bool named = add_name(subject, "O", "Bangnin") && add_name(subject, "OU", wish.unit) &&
                       add_name(subject, "CN", wish.common_name) &&
                       X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) == 1;
    if (!named || !add_extensions(certificate.get(), signer, wish) ||
        X509_sign(certificate.get(), issuer_key, EVP_sha256()) <= 0) {
        return nullptr;
    }
    return certificate;
}

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::string hex;
    constexpr std::string_view digits = "0123456789abcdef";
    for (unsigned int i = 0; i < size; ++i) {
        hex += digits[digest.at(i) >> 4];
        hex += digits[digest.at(i) & 15];
    }
    return hex;
}

std::string key_hash(EVP_PKEY* key) {
    unsigned char* der = nullptr;
    const int length = key != nullptr ? i2d_PUBKEY(key, &der) : 0;
    if (length <= 0) return {};
    std::string hash = sha256_hex({reinterpret_cast<const char*>(der), static_cast<std::size_t>(length)});
    OPENSSL_free(der);
    return hash;
}

std::string request_key_hash(std::string_view csr_pem) {
    const Request request = read_request(csr_pem);
    return request ? key_hash(X509_REQ_get0_pubkey(request.get())) : std::string();
}

std::string subject_entry(const X509* certificate, int nid) {
    std::array<char, 65> text{};
    const int length = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), nid, text.data(), text.size());
    return length > 0 && length < 65 ? std::string(text.data(), static_cast<std::size_t>(length)) : std::string();
}

}  // namespace bangnin::hub::x509
