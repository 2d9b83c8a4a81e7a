#include <fcntl.h>
#include <openssl/crypto.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <system_error>

#include "sync/model/token.h"
#include "sync/seal/seal.h"

namespace bangnin::sync {
namespace {

// "2026-11-23" and the 32 bytes.
constexpr std::size_t day_bytes = 10;
constexpr std::size_t file_bytes = day_bytes + std::tuple_size_v<DayKey>;

DayKey fresh_key() {
    // Two tokens of the kernel's generator make 256 bits.
    DayKey key{};
    const Token first = Token::random(), second = Token::random();
    const auto middle = std::copy(first.bytes().begin(), first.bytes().end(), key.begin());
    std::copy(second.bytes().begin(), second.bytes().end(), middle);
    return key;
}

std::optional<DayKey> read_key(const std::filesystem::path& file, LocalDay day) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) return std::nullopt;
    std::array<char, file_bytes + 1> buffer{};
    const ssize_t got = read(descriptor, buffer.data(), buffer.size());
    close(descriptor);
    if (got != static_cast<ssize_t>(file_bytes)) return std::nullopt;
    if (std::string_view(buffer.data(), day_bytes) != day.text()) return std::nullopt;
    DayKey key{};
    std::copy(buffer.begin() + day_bytes, buffer.begin() + file_bytes, key.begin());
    OPENSSL_cleanse(buffer.data(), buffer.size());
    return key;
}

void write_key(const std::filesystem::path& file, LocalDay day, const DayKey& key) {
    const std::filesystem::path fresh = file.string() + ".new";
    const int descriptor = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return;
    std::string bytes = day.text();
    bytes.append(reinterpret_cast<const char*>(key.data()), key.size());
    const bool written = write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
    close(descriptor);
    wipe(bytes);
    if (!written || std::rename(fresh.c_str(), file.c_str()) != 0) unlink(fresh.c_str());
}

}  // namespace

DayKey day_key(const std::filesystem::path& runtime_dir, LocalDay day) {
    const std::filesystem::path file = runtime_dir / "day.key";
    if (const auto kept = read_key(file, day)) return *kept;
    std::error_code ignored;
    std::filesystem::create_directories(runtime_dir, ignored);
    const DayKey key = fresh_key();
    write_key(file, day, key);
    return key;
}

}  // namespace bangnin::sync
