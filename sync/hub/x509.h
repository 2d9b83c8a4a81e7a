// OpenSSL's certificates and keys as values that free themselves, and the few things the authority does with them.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/clock.h"

namespace bangnin::hub::x509 {

template <auto release>
struct Releaser {
    template <typename T>
    void operator()(T* object) const {
        release(object);
    }
};
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Request = std::unique_ptr<X509_REQ, Releaser<X509_REQ_free>>;
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;

// Null where the text is no such PEM; at most 64 KiB are looked at.
Certificate read_certificate(std::string_view pem);
Key read_key(std::string_view pem);
Request read_request(std::string_view pem);
std::string to_pem(X509* certificate);
std::string to_pem(EVP_PKEY* key);

Key make_key();

enum class Use { authority, server, client, sealing, signing };
struct Wish {
    Use use = Use::client;
    std::string common_name;
    std::string unit;                // OU; empty: none
    std::vector<std::string> hosts;  // subjectAltName of a server
    sync::Instant from{};
    std::chrono::days life{};
};
// Signed by `issuer` (itself when null) with its key. Null when OpenSSL refuses.
Certificate issue(const Wish& wish, EVP_PKEY* subject_key, X509* issuer, EVP_PKEY* issuer_key);

// SHA-256 over the public key's SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), in hex: what a device is known by, whatever
// certificate it shows for that key. Empty when OpenSSL refuses.
std::string key_hash(EVP_PKEY* key);
// The same of a request's key; empty where the text is no request.
std::string request_key_hash(std::string_view csr_pem);

// SHA-256 in hex.
std::string sha256_hex(std::string_view bytes);

// One entry of the subject ("CN", "OU"), empty when absent or longer than 64 bytes.
std::string subject_entry(const X509* certificate, int nid);

}  // namespace bangnin::hub::x509
