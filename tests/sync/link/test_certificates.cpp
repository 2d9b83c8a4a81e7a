#include "tests/sync/link/test_certificates.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace bangnin::sync {
namespace {

std::string taken(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    std::string text(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    return text;
}

BIO* memory_of(const std::string& text) { return BIO_new_mem_buf(text.data(), static_cast<int>(text.size())); }

void add_extension(X509* certificate, X509* issuer, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

enum class Kind { authority, leaf, signer };

std::string issue(const std::string& name, EVP_PKEY* subject_key, X509* issuer, EVP_PKEY* issuer_key, Kind kind,
                  TestLife left = TestLife::all) {
    static long serial = 1;
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), left == TestLife::all ? -3600 : -86400);
    X509_gmtime_adj(X509_getm_notAfter(certificate), left == TestLife::all ? 86400 : 3600);
    X509_set_pubkey(certificate, subject_key);
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.c_str()), -1,
                               -1, 0);
    X509_set_issuer_name(certificate, issuer == nullptr ? subject : X509_get_subject_name(issuer));
    X509* signer = issuer == nullptr ? certificate : issuer;
    add_extension(certificate, signer, NID_basic_constraints,
                  kind == Kind::authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (kind == Kind::leaf) add_extension(certificate, signer, NID_subject_alt_name, "IP:127.0.0.1");
    if (kind == Kind::signer) {
        add_extension(certificate, signer, NID_key_usage, "critical,digitalSignature");
        add_extension(certificate, signer, NID_ext_key_usage, "emailProtection");
    }
    X509_sign(certificate, issuer_key, EVP_sha256());
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    X509_free(certificate);
    return taken(bio);
}

std::string pem_of(EVP_PKEY* key) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    return taken(bio);
}

struct Signer {
    explicit Signer(const TestIdentity& ca) {
        BIO* certificate_bio = memory_of(ca.certificate_pem);
        certificate = PEM_read_bio_X509(certificate_bio, nullptr, nullptr, nullptr);
        BIO_free(certificate_bio);
        BIO* key_bio = memory_of(ca.key_pem);
        key = PEM_read_bio_PrivateKey(key_bio, nullptr, nullptr, nullptr);
        BIO_free(key_bio);
    }
    Signer(const Signer&) = delete;
    Signer& operator=(const Signer&) = delete;
    ~Signer() {
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    X509* certificate;
    EVP_PKEY* key;
};

}  // namespace

TestIdentity make_test_ca(const std::string& name) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    TestIdentity made{issue(name, key, nullptr, key, Kind::authority), pem_of(key)};
    EVP_PKEY_free(key);
    return made;
}

TestIdentity make_test_leaf(const TestIdentity& ca, const std::string& name, TestLife left) {
    const Signer signer(ca);
    EVP_PKEY* key = EVP_EC_gen("P-256");
    TestIdentity made{issue(name, key, signer.certificate, signer.key, Kind::leaf, left), pem_of(key)};
    EVP_PKEY_free(key);
    return made;
}

TestIdentity make_test_signer(const TestIdentity& ca) {
    const Signer signer(ca);
    EVP_PKEY* key = EVP_EC_gen("P-256");
    TestIdentity made{issue("signing", key, signer.certificate, signer.key, Kind::signer), pem_of(key)};
    EVP_PKEY_free(key);
    return made;
}

std::string sign_test_request(const TestIdentity& ca, const std::string& csr_pem) {
    const Signer signer(ca);
    BIO* bio = memory_of(csr_pem);
    X509_REQ* request = PEM_read_bio_X509_REQ(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    if (request == nullptr) return {};
    EVP_PKEY* key = X509_REQ_get_pubkey(request);
    const bool proven = X509_REQ_verify(request, key) == 1;
    std::string made = proven ? issue("k1", key, signer.certificate, signer.key, Kind::leaf) : std::string();
    EVP_PKEY_free(key);
    X509_REQ_free(request);
    return made;
}

}  // namespace bangnin::sync
