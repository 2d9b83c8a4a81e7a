#include "sync/seal/seal.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include "sync/seal/openssl_objects.h"

namespace bangnin::sync {
namespace {

constexpr std::size_t largest_plain = 16 * 1024;
constexpr std::size_t largest_der = 64 * 1024;
using namespace openssl;

// Memory BIOs that hold plain text are overwritten before they go.
Bio secret_memory() { return Bio{BIO_new(BIO_s_secmem())}; }

}  // namespace

std::expected<std::string, SealError> seal(std::string_view plain, std::string_view certificate_pem) {
    if (plain.size() > largest_plain) return std::unexpected(SealError::too_large);
    const Certificate certificate = read_certificate(certificate_pem);
    if (!certificate) return std::unexpected(SealError::bad_certificate);
    const Certificates recipients{sk_X509_new_null()};
    if (!recipients || sk_X509_push(recipients.get(), certificate.get()) <= 0) {
        return std::unexpected(SealError::crypto);
    }
    const Bio input = memory_of(plain);
    // An authenticated cipher makes OpenSSL write AuthEnvelopedData instead of EnvelopedData.
    const Message message{CMS_encrypt(recipients.get(), input.get(), EVP_aes_256_gcm(), CMS_BINARY)};
    const Bio output{BIO_new(BIO_s_mem())};
    if (!message || !output || i2d_CMS_bio(output.get(), message.get()) != 1) {
        return std::unexpected(SealError::crypto);
    }
    return contents(output.get());
}

std::expected<SecretText, SealError> unseal(std::string_view der, std::string_view certificate_pem,
                                            std::string_view key_pem) {
    if (der.size() > largest_der || key_pem.size() > largest_pem) return std::unexpected(SealError::too_large);
    const Certificate certificate = read_certificate(certificate_pem);
    const Key key = read_key(key_pem);
    if (!certificate || !key) return std::unexpected(SealError::bad_certificate);
    const Bio input = memory_of(der);
    const Message message{d2i_CMS_bio(input.get(), nullptr)};
    // Only the authenticated form: a message that merely decrypts could have been altered on the way.
    if (!message || OBJ_obj2nid(CMS_get0_type(message.get())) != NID_id_smime_ct_authEnvelopedData) {
        return std::unexpected(SealError::crypto);
    }
    const Bio output = secret_memory();
    if (!output || CMS_decrypt(message.get(), key.get(), certificate.get(), nullptr, output.get(), CMS_BINARY) != 1) {
        return std::unexpected(SealError::crypto);
    }
    std::string plain = contents(output.get());
    SecretText secret{plain};
    wipe(plain);
    return secret;
}

std::string person_hash(const DayKey& key, std::string_view id_number) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(id_number.data()), id_number.size(), digest.data(), &size);
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    for (unsigned int index = 0; index < size; ++index) {
        text.push_back(hex[digest[index] >> 4]);
        text.push_back(hex[digest[index] & 15U]);
    }
    return text;
}

std::string base64_encode(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4, '\0');
    // EVP writes a closing NUL, for which std::string has room.
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), reinterpret_cast<const unsigned char*>(bytes.data()),
                    static_cast<int>(bytes.size()));
    return text;
}

std::expected<std::string, SealError> base64_decode(std::string_view text) {
    if (text.size() > 4 * largest_der) return std::unexpected(SealError::too_large);
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digits = text.find_first_not_of(alphabet);
    const std::size_t count = digits == std::string_view::npos ? text.size() : digits;
    const std::size_t padding = text.size() - count;
    if (text.size() % 4 != 0 || padding > 2 || text.substr(count).find_first_not_of('=') != std::string_view::npos) {
        return std::unexpected(SealError::crypto);
    }
    std::string bytes(text.size() / 4 * 3, '\0');
    if (!text.empty() &&
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())) < 0) {
        return std::unexpected(SealError::crypto);
    }
    bytes.resize(bytes.size() - padding);
    return bytes;
}

}  // namespace bangnin::sync
