// The device's key, its certificate request, and the files of an enrolled device. Private to the link.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/link/link.h"
#include "sync/wire/enrolment_code.h"

namespace bangnin::sync {

// The first ten bytes of SHA-256 over the certificate's DER; nothing when the PEM holds no certificate.
std::optional<wire::EnrolmentCode::Half> certificate_fingerprint(std::string_view pem);

// The fingerprint as hex digits: what a store calls the authority. Empty when there is none.
std::string authority_name(std::string_view ca_pem);

// The first certificate of the text alone, written anew: what the fingerprint was made of and nothing that stands
// beside it. Empty when there is none.
std::string only_certificate(std::string_view pem);

struct KeyAndRequest {
    std::string key_pem;  // EC P-256, PKCS#8
    std::string csr_pem;  // PKCS#10; its subject says nothing: the hub names devices, not they themselves
};
// A new key, or a request for the one given. Nothing when OpenSSL refuses.
std::optional<KeyAndRequest> make_request(std::string_view existing_key_pem);

// Whether the certificate was made for this key.
bool certificate_fits(std::string_view certificate_pem, std::string_view key_pem);

// Whether the authority of `ca_pem` has signed it.
bool signed_by(std::string_view certificate_pem, std::string_view ca_pem);

// From when until when a certificate is good; nothing when the PEM holds none.
struct CertificateLife {
    Instant from, until;
};
std::optional<CertificateLife> life_of(std::string_view certificate_pem);

// By which a code is known again; says nothing of the code itself: it has 80 random bits.
std::string code_hash(const wire::EnrolmentCode& code);

// A whole identity, file name → content, takes the place of the one in state_dir in one step: whatever interrupts it,
// afterwards (once adopt_identity has run, as it does at the end here) the old or the new one stands there. False: as
// it was, or decided and not wholly adopted; then either of the two may be called again. One that was decided before
// and could not be adopted is superseded.
bool replace_identity(const std::filesystem::path& state_dir,
                      const std::vector<std::pair<std::filesystem::path, std::string>>& files);
// Finishes what an interrupted replacement had decided.
bool adopt_identity(const std::filesystem::path& state_dir);

// Writes beside the file, syncs, renames, syncs the folder: afterwards the old or the new content stands there, mode
// 0600.
bool write_private_file(const std::filesystem::path& file, std::string_view content);
// At most 64 KiB; empty when it cannot be read.
std::string read_small_file(const std::filesystem::path& file);

}  // namespace bangnin::sync
