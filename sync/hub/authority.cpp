#include "sync/hub/authority.h"

#include <fcntl.h>
#include <openssl/x509v3.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "sync/hub/x509.h"
#include "sync/seal/signature.h"

namespace bangnin::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::days authority_life{3650 * 2};
constexpr std::chrono::days server_life{820};
constexpr std::chrono::days sealing_life{3650};
constexpr std::chrono::days signing_life{3650};
constexpr std::chrono::days renew_before{400};

// Held while files are looked for and made, so that `enrol` and `serve` never make two authorities.
class FolderLock {
  public:
    explicit FolderLock(const fs::path& folder)
        : file_(open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (file_ >= 0) flock(file_, LOCK_EX);
    }
    ~FolderLock() {
        if (file_ >= 0) close(file_);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    bool held() const { return file_ >= 0; }

  private:
    int file_;
};

std::string read_text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

bool write_private(const fs::path& file, const std::string& text) {
    const fs::path fresh = file.string() + ".new";
    const int handle = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (handle < 0) return false;
    const bool written =
        write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(handle) == 0;
    close(handle);
    return written && rename(fresh.c_str(), file.c_str()) == 0;
}

struct Pair {
    std::string certificate;
    std::string key;
};

Pair read_pair(const fs::path& folder, const std::string& name) {
    return {read_text(folder / (name + ".pem")), read_text(folder / (name + ".key"))};
}

bool usable(const Pair& pair) {
    const x509::Certificate certificate = x509::read_certificate(pair.certificate);
    const x509::Key key = x509::read_key(pair.key);
    return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

std::expected<Pair, AuthorityError> make_pair(const fs::path& folder, const std::string& name, const x509::Wish& wish,
                                              const Pair* authority) {
    const x509::Key key = x509::make_key();
    const x509::Certificate issuer = authority != nullptr ? x509::read_certificate(authority->certificate) : nullptr;
    const x509::Key issuer_key = authority != nullptr ? x509::read_key(authority->key) : nullptr;
    if (!key || (authority != nullptr && (!issuer || !issuer_key))) return std::unexpected(AuthorityError::crypto);
    const x509::Certificate made =
        x509::issue(wish, key.get(), issuer.get(), issuer_key ? issuer_key.get() : key.get());
    if (!made) return std::unexpected(AuthorityError::crypto);
    Pair pair{x509::to_pem(made.get()), x509::to_pem(key.get())};
    // The key first: a certificate without its key would look like damage.
    if (!write_private(folder / (name + ".key"), pair.key) ||
        !write_private(folder / (name + ".pem"), pair.certificate)) {
        return std::unexpected(AuthorityError::folder);
    }
    return pair;
}

// A pair that is there must be whole: replacing a damaged CA silently would lock every device out.
std::expected<Pair, AuthorityError> read_or_make(const fs::path& folder, const std::string& name,
                                                 const x509::Wish& wish, const Pair* authority) {
    if (fs::exists(folder / (name + ".pem"))) {
        Pair pair = read_pair(folder, name);
        if (!usable(pair)) return std::unexpected(AuthorityError::damaged);
        return pair;
    }
    return make_pair(folder, name, wish, authority);
}

constexpr int most_sealing_keys = 1000;

// The first has no number: "sealing", "sealing-2", "sealing-3" …
std::string sealing_name(int number) { return number == 1 ? "sealing" : "sealing-" + std::to_string(number); }

// How many sealing keys there are. A key without its certificate is what an interrupted rotation leaves: none.
int sealing_count(const fs::path& folder) {
    int count = 0;
    while (count < most_sealing_keys && fs::exists(folder / (sealing_name(count + 1) + ".pem"))) ++count;
    return count;
}

x509::Wish sealing_wish(sync::Instant now) {
    return {x509::Use::sealing, "Bangnin sealing key", "", {}, now, sealing_life};
}

bool server_fits(const Pair& pair, const Pair& authority, const std::vector<std::string>& hosts, sync::Instant now) {
    const x509::Certificate certificate = x509::read_certificate(pair.certificate);
    const x509::Certificate issuer = x509::read_certificate(authority.certificate);
    if (!usable(pair) || !issuer || X509_check_issued(issuer.get(), certificate.get()) != X509_V_OK) return false;
    auto when =
        static_cast<time_t>(std::chrono::floor<std::chrono::seconds>(now + renew_before).time_since_epoch().count());
    if (X509_cmp_time(X509_get0_notAfter(certificate.get()), &when) <= 0) return false;
    return std::ranges::all_of(hosts, [&](const std::string& host) {
        return X509_check_host(certificate.get(), host.c_str(), host.size(), 0, nullptr) == 1 ||
               X509_check_ip_asc(certificate.get(), host.c_str(), 0) == 1;
    });
}

}  // namespace

std::string_view to_text(AuthorityError error) {
    switch (error) {
        case AuthorityError::folder:
            return "the folder of the keys cannot be used";
        case AuthorityError::damaged:
            return "a key or certificate in the state folder is damaged; restore it from the backup";
        case AuthorityError::crypto:
            return "OpenSSL refused";
        case AuthorityError::bad_request:
            return "the certificate request is not valid";
    }
    return "unknown";
}

std::expected<Authority, AuthorityError> Authority::open(const fs::path& folder, const std::vector<std::string>& hosts,
                                                         sync::Instant now) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return std::unexpected(AuthorityError::folder);
    fs::permissions(folder, fs::perms::owner_all, error);
    const FolderLock lock(folder);
    if (!lock.held()) return std::unexpected(AuthorityError::folder);

    auto ca = read_or_make(folder, "ca", {x509::Use::authority, "Bangnin hall authority", "", {}, now, authority_life},
                           nullptr);
    if (!ca) return std::unexpected(ca.error());
    auto sealing = read_or_make(folder, sealing_name(1), sealing_wish(now), &*ca);
    if (!sealing) return std::unexpected(sealing.error());
    for (int number = 2; number <= sealing_count(folder); ++number) {
        if (!usable(read_pair(folder, sealing_name(number)))) return std::unexpected(AuthorityError::damaged);
    }
    auto signing =
        read_or_make(folder, "signing", {x509::Use::signing, "Bangnin signing key", "", {}, now, signing_life}, &*ca);
    if (!signing) return std::unexpected(signing.error());
    std::vector<std::string> names = hosts;
    names.insert(names.end(), {"localhost", "127.0.0.1", "::1"});
    if (!server_fits(read_pair(folder, "server"), *ca, names, now)) {
        auto server =
            make_pair(folder, "server", {x509::Use::server, names.front(), "", names, now, server_life}, &*ca);
        if (!server) return std::unexpected(server.error());
    }

    Authority authority;
    authority.folder_ = folder;
    authority.ca_pem_ = ca->certificate;
    authority.ca_key_pem_ = ca->key;
    authority.sealing_pem_ = sealing->certificate;
    authority.signing_pem_ = signing->certificate;
    authority.signing_key_pem_ = signing->key;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const x509::Certificate certificate = x509::read_certificate(ca->certificate);
    if (X509_digest(certificate.get(), EVP_sha256(), digest.data(), &size) != 1) {
        return std::unexpected(AuthorityError::crypto);
    }
    std::copy_n(digest.begin(), authority.fingerprint_.size(), authority.fingerprint_.begin());
    return authority;
}

std::string Authority::sealing_certificate_pem() const {
    const int newest = sealing_count(folder_);
    if (newest <= 1) return sealing_pem_;
    const Pair pair = read_pair(folder_, sealing_name(newest));
    // Nothing may be sealed to a key that cannot be used: what came of it could never be opened.
    return usable(pair) ? pair.certificate : sealing_pem_;
}

std::expected<void, AuthorityError> Authority::rotate_sealing(sync::Instant now) const {
    const FolderLock lock(folder_);
    if (!lock.held()) return std::unexpected(AuthorityError::folder);
    const Pair ca{ca_pem_, ca_key_pem_};
    const int count = sealing_count(folder_);
    if (count >= most_sealing_keys) return std::unexpected(AuthorityError::folder);
    const auto made = make_pair(folder_, sealing_name(count + 1), sealing_wish(now), &ca);
    if (!made) return std::unexpected(made.error());
    return {};
}

std::expected<sync::SecretText, sync::SealError> Authority::unseal(std::string_view der) const {
    std::expected<sync::SecretText, sync::SealError> opened = std::unexpected(sync::SealError::crypto);
    for (int number = sealing_count(folder_); number >= 1 && !opened; --number) {
        const Pair pair = read_pair(folder_, sealing_name(number));
        opened = sync::unseal(der, pair.certificate, pair.key);
    }
    return opened;
}

std::expected<std::string, AuthorityError> Authority::certify_device(std::string_view csr_pem,
                                                                     const std::string& device, const std::string& role,
                                                                     std::chrono::days life, sync::Instant now) const {
    const x509::Request request = x509::read_request(csr_pem);
    EVP_PKEY* key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    if (key == nullptr || X509_REQ_verify(request.get(), key) != 1) return std::unexpected(AuthorityError::bad_request);
    const x509::Certificate issuer = x509::read_certificate(ca_pem_);
    const x509::Key issuer_key = x509::read_key(ca_key_pem_);
    const x509::Certificate made =
        x509::issue({x509::Use::client, device, role, {}, now, life}, key, issuer.get(), issuer_key.get());
    if (!made) return std::unexpected(AuthorityError::crypto);
    return x509::to_pem(made.get());
}

std::expected<std::string, AuthorityError> Authority::sign(std::string_view text) const {
    auto signature = sync::sign_text(text, signing_pem_, signing_key_pem_);
    if (!signature) return std::unexpected(AuthorityError::crypto);
    return std::move(*signature);
}

}  // namespace bangnin::hub
