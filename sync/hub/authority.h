// The hub's own certificate authority: its CA, the server's certificate, the key that personal data is sealed to, the
// key that documents are signed with, and the certificates of devices. All in one folder, 0700, keys 0600. EC P-256
// throughout; X.509 v3 (RFC 5280).
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/clock.h"
#include "sync/seal/seal.h"
#include "sync/wire/enrolment_code.h"

namespace bangnin::hub {

enum class AuthorityError { folder, damaged, crypto, bad_request };
std::string_view to_text(AuthorityError error);

class Authority {
  public:
    // Reads what is there and makes what is missing; two processes may do so at the same time. The server's certificate
    // is made anew when it has less than 400 days left or does not name all of `hosts`.
    static std::expected<Authority, AuthorityError> open(const std::filesystem::path& folder,
                                                         const std::vector<std::string>& hosts, sync::Instant now);

    const std::string& ca_pem() const { return ca_pem_; }
    // What personal data is sealed to now: of the newest sealing key, which another process may just have made.
    std::string sealing_certificate_pem() const;
    // Makes a new sealing key, which devices hear of within some hours. The earlier ones stay: what was sealed to them
    // opens with them only. Other hubs on the same database need a copy of the new files.
    std::expected<void, AuthorityError> rotate_sealing(sync::Instant now) const;
    // Opens what was sealed to any of the sealing keys, the newest tried first. The caller answers for who may look,
    // and for the trace that a look leaves.
    std::expected<sync::SecretText, sync::SealError> unseal(std::string_view der) const;
    std::filesystem::path server_certificate() const { return folder_ / "server.pem"; }
    std::filesystem::path server_key() const { return folder_ / "server.key"; }
    std::filesystem::path ca_certificate() const { return folder_ / "ca.pem"; }
    // What an enrolment code carries: the first bytes of SHA-256 over the CA certificate.
    sync::wire::EnrolmentCode::Half fingerprint() const { return fingerprint_; }

    // A client certificate for the key of a PKCS#10 request (PEM, its own signature is checked). The names in the
    // request are ignored: subject is CN=device, OU=role. Good for `life` from now on.
    std::expected<std::string, AuthorityError> certify_device(std::string_view csr_pem, const std::string& device,
                                                              const std::string& role, std::chrono::days life,
                                                              sync::Instant now) const;

    // The hub's word for a text (sync/seal/signature.h), DER.
    std::expected<std::string, AuthorityError> sign(std::string_view text) const;

  private:
    Authority() = default;

    std::filesystem::path folder_;
    std::string ca_pem_;
    std::string ca_key_pem_;
    std::string sealing_pem_;  // of the first sealing key
    std::string signing_pem_;
    std::string signing_key_pem_;
    sync::wire::EnrolmentCode::Half fingerprint_{};
};

}  // namespace bangnin::hub
