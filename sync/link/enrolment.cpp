#include "sync/link/enrolment.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <memory>
#include <span>

#include "sync/seal/seal.h"

namespace bangnin::sync {
namespace {

constexpr std::size_t largest_small_file = 64 * 1024;
constexpr const char* decided_folder = "identity.decided";

template <auto release>
struct Releaser {
    template <typename T>
    void operator()(T* object) const {
        release(object);
    }
};
using Bio = std::unique_ptr<BIO, Releaser<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Request = std::unique_ptr<X509_REQ, Releaser<X509_REQ_free>>;
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;

std::string hex_of(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const std::uint8_t byte : bytes) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

int no_password(char*, int, int, void*) { return 0; }

Certificate read_certificate(std::string_view pem) {
    if (pem.empty() || pem.size() > largest_small_file) return nullptr;
    const Bio bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    return Certificate{PEM_read_bio_X509(bio.get(), nullptr, no_password, nullptr)};
}

Key read_key(std::string_view pem) {
    if (pem.empty() || pem.size() > largest_small_file) return nullptr;
    const Bio bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    return Key{PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr)};
}

std::string contents(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::string request_pem(EVP_PKEY* key) {
    const Request request{X509_REQ_new()};
    const Bio bio{BIO_new(BIO_s_mem())};
    if (!request || !bio) return {};
    X509_NAME* name = X509_REQ_get_subject_name(request.get());
    const auto* words = reinterpret_cast<const unsigned char*>("bangnin device");
    if (X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, words, -1, -1, 0) != 1 ||
        X509_REQ_set_pubkey(request.get(), key) != 1 || X509_REQ_sign(request.get(), key, EVP_sha256()) <= 0 ||
        PEM_write_bio_X509_REQ(bio.get(), request.get()) != 1) {
        return {};
    }
    return contents(bio.get());
}

std::string key_pem(EVP_PKEY* key) {
    const Bio bio{BIO_new(BIO_s_secmem())};
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) return {};
    return contents(bio.get());
}

void sync_folder(const std::filesystem::path& path) {
    const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    fsync(folder);
    close(folder);
}

bool write_and_sync(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t wrote = write(descriptor, content.data(), content.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        content.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return fsync(descriptor) == 0;
}

}  // namespace

std::optional<wire::EnrolmentCode::Half> certificate_fingerprint(std::string_view pem) {
    const Certificate certificate = read_certificate(pem);
    if (!certificate) return std::nullopt;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (X509_digest(certificate.get(), EVP_sha256(), digest.data(), &size) != 1) return std::nullopt;
    wire::EnrolmentCode::Half half{};
    if (size < half.size()) return std::nullopt;
    std::copy_n(digest.begin(), half.size(), half.begin());
    return half;
}

std::string only_certificate(std::string_view pem) {
    const Certificate certificate = read_certificate(pem);
    const Bio bio{BIO_new(BIO_s_mem())};
    if (!certificate || !bio || PEM_write_bio_X509(bio.get(), certificate.get()) != 1) return {};
    return contents(bio.get());
}

std::optional<KeyAndRequest> make_request(std::string_view existing_key_pem) {
    Key key = read_key(existing_key_pem);
    if (!key) key.reset(EVP_EC_gen("P-256"));
    if (!key) return std::nullopt;
    KeyAndRequest made{key_pem(key.get()), request_pem(key.get())};
    if (made.key_pem.empty() || made.csr_pem.empty()) return std::nullopt;
    return made;
}

bool certificate_fits(std::string_view certificate_pem, std::string_view key_pem) {
    const Certificate certificate = read_certificate(certificate_pem);
    const Key key = read_key(key_pem);
    return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

bool signed_by(std::string_view certificate_pem, std::string_view ca_pem) {
    const Certificate certificate = read_certificate(certificate_pem);
    const Certificate authority = read_certificate(ca_pem);
    return certificate && authority && X509_check_issued(authority.get(), certificate.get()) == X509_V_OK &&
           X509_verify(certificate.get(), X509_get0_pubkey(authority.get())) == 1;
}

namespace {

std::optional<Instant> instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    const std::time_t seconds = timegm(&parts);
    return Instant(std::chrono::seconds(seconds));
}

}  // namespace

std::optional<CertificateLife> life_of(std::string_view certificate_pem) {
    const Certificate certificate = read_certificate(certificate_pem);
    if (!certificate) return std::nullopt;
    const auto from = instant_of(X509_get0_notBefore(certificate.get()));
    const auto until = instant_of(X509_get0_notAfter(certificate.get()));
    if (!from || !until) return std::nullopt;
    return CertificateLife{*from, *until};
}

std::string code_hash(const wire::EnrolmentCode& code) {
    const std::string text = code.text();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return {};
    return hex_of({digest.data(), size});
}

std::string authority_name(std::string_view ca_pem) {
    const auto fingerprint = certificate_fingerprint(ca_pem);
    return fingerprint ? hex_of(*fingerprint) : std::string();
}

namespace {

// The draft becomes the identity that counts, in one step also where an earlier one was decided and is not adopted yet.
bool decide(const std::filesystem::path& draft, const std::filesystem::path& decided) {
    if (std::rename(draft.c_str(), decided.c_str()) == 0) return true;
    if (renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, decided.c_str(), RENAME_EXCHANGE) != 0) return false;
    std::error_code ignored;
    std::filesystem::remove_all(draft, ignored);
    return true;
}

std::optional<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& folder) {
    std::error_code fault;
    std::vector<std::filesystem::path> files;
    const std::filesystem::directory_iterator end;
    for (std::filesystem::directory_iterator entry(folder, fault); !fault && entry != end; entry.increment(fault)) {
        files.push_back(entry->path());
    }
    if (fault) return std::nullopt;
    return files;
}

}  // namespace

bool replace_identity(const std::filesystem::path& state_dir,
                      const std::vector<std::pair<std::filesystem::path, std::string>>& files) {
    std::error_code fault;
    const std::filesystem::path draft = state_dir / "identity.draft";
    std::filesystem::remove_all(draft, fault);
    if (mkdir(draft.c_str(), S_IRWXU) != 0) return false;
    for (const auto& [name, content] : files) {
        if (!write_private_file(draft / name.filename(), content)) return false;
    }
    // From this step on the new identity is the one that counts.
    if (!decide(draft, state_dir / decided_folder)) return false;
    sync_folder(state_dir);
    return adopt_identity(state_dir);
}

bool adopt_identity(const std::filesystem::path& state_dir) {
    const std::filesystem::path decided = state_dir / decided_folder;
    std::error_code fault;
    if (!std::filesystem::is_directory(decided, fault)) return true;
    // Listed before the first is moved: what a folder lists while it changes is not defined.
    const auto files = files_in(decided);
    if (!files) return false;
    for (const auto& file : *files) {
        if (std::rename(file.c_str(), (state_dir / file.filename()).c_str()) != 0) return false;
    }
    sync_folder(state_dir);
    return rmdir(decided.c_str()) == 0;
}

bool write_private_file(const std::filesystem::path& file, std::string_view content) {
    const std::filesystem::path fresh = file.string() + ".new";
    const int descriptor = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return false;
    const bool written = write_and_sync(descriptor, content);
    close(descriptor);
    if (!written || std::rename(fresh.c_str(), file.c_str()) != 0) {
        unlink(fresh.c_str());
        return false;
    }
    sync_folder(file.parent_path());
    return true;
}

std::string read_small_file(const std::filesystem::path& file) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return {};
    std::string content(largest_small_file, '\0');
    std::size_t have = 0;
    while (have < content.size()) {
        const ssize_t got = read(descriptor, content.data() + have, content.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        have += static_cast<std::size_t>(got);
    }
    close(descriptor);
    content.resize(have);
    return content;
}

}  // namespace bangnin::sync
