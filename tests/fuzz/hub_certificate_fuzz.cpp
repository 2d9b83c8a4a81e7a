// A certificate request and a certificate, whole ones with bytes changed where the input says (three bytes a change:
// where, where, what): refused, or certified for the very key that the request speaks of.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "sync/hub/authority.h"
#include "sync/hub/x509.h"
#include "sync/link/enrolment.h"
#include "sync/seal/seal.h"

namespace {

using namespace bangnin;

void must(bool held) {
    if (!held) std::abort();
}

// The DER inside the first PEM block of a text.
std::string der_of(std::string_view pem) {
    const std::size_t begin = pem.find('\n') + 1;
    std::string digits(pem.substr(begin, pem.find("-----END") - begin));
    std::erase(digits, '\n');
    return sync::base64_decode(digits).value_or("");
}

std::string pem_of(std::string_view der, std::string_view name) {
    const std::string digits = sync::base64_encode(der);
    std::string pem = "-----BEGIN " + std::string(name) + "-----\n";
    for (std::size_t at = 0; at < digits.size(); at += 64) pem += digits.substr(at, 64) + "\n";
    return pem + "-----END " + std::string(name) + "-----\n";
}

struct Samples {
    Samples() {
        const auto folder = std::filesystem::temp_directory_path() / ("bangnin-fuzz-ca." + std::to_string(getpid()));
        auto opened = hub::Authority::open(folder, {"hub"}, sync::Instant{});
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
        const auto made = sync::make_request("");
        must(opened && made);
        authority.emplace(std::move(*opened));
        key = made->key_pem;
        request = der_of(made->csr_pem);
        certificate =
            der_of(authority->certify_device(made->csr_pem, "k1", "kiosk", std::chrono::days(400), sync::Instant{})
                       .value_or(""));
        must(!request.empty() && !certificate.empty());
    }
    std::optional<hub::Authority> authority;
    std::string key;
    std::string request;
    std::string certificate;
};

std::string changed(std::string bytes, const std::uint8_t* data, std::size_t size) {
    for (; size >= 3; data += 3, size -= 3) {
        const std::size_t at = (std::size_t{data[0]} << 8 | data[1]) % bytes.size();
        bytes[at] = static_cast<char>(data[2]);
    }
    if (size > 0) bytes.resize(std::min<std::size_t>(bytes.size(), std::size_t{data[0]} * 4));
    return bytes;
}

void check_request(const Samples& samples, const std::string& pem) {
    const auto certified =
        samples.authority->certify_device(pem, "k1", "kiosk", std::chrono::days(400), sync::Instant{});
    if (!certified) return;
    const auto certificate = hub::x509::read_certificate(*certified);
    must(certificate != nullptr);
    must(hub::x509::subject_entry(certificate.get(), NID_commonName) == "k1");
    must(hub::x509::subject_entry(certificate.get(), NID_organizationalUnitName) == "kiosk");
    must(hub::x509::key_hash(X509_get0_pubkey(certificate.get())) == hub::x509::request_key_hash(pem));
}

void check_certificate(const Samples& samples, const std::string& pem) {
    const auto certificate = hub::x509::read_certificate(pem);
    must((certificate != nullptr) == sync::certificate_fingerprint(pem).has_value());
    static_cast<void>(sync::certificate_fits(pem, samples.key));
    static_cast<void>(sync::seal("a name", pem));
    if (certificate == nullptr) return;
    static_cast<void>(hub::x509::subject_entry(certificate.get(), NID_commonName));
    static_cast<void>(hub::x509::key_hash(X509_get0_pubkey(certificate.get())));
    // What is kept of it is the certificate that the fingerprint was made of.
    must(sync::certificate_fingerprint(sync::only_certificate(pem)) == sync::certificate_fingerprint(pem));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const Samples samples;
    const std::string raw(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 4) {
        case 0:
            check_request(samples, pem_of(changed(samples.request, data + 1, size - 1), "CERTIFICATE REQUEST"));
            break;
        case 1:
            check_certificate(samples, pem_of(changed(samples.certificate, data + 1, size - 1), "CERTIFICATE"));
            break;
        case 2:
            check_request(samples, raw);
            break;
        default:
            check_certificate(samples, raw);
    }
    return 0;
}
