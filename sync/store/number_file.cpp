#include "sync/store/number_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <set>

namespace bangnin::sync {
namespace {

constexpr std::size_t largest_read = 1024 * 1024;
constexpr std::size_t grown_long = 128 * 1024;
constexpr std::size_t days_kept = 60;
constexpr mode_t private_file = 0600;

std::uint32_t crc32_of(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

std::string hex8(std::uint32_t value) {
    std::array<char, 12> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%08x", value);
    return buffer.data();
}

struct Block {
    LocalDay day;
    char service;
    std::uint32_t up_to;
};

// "R1 2026-11-23 A 40 8f3c21aa" without its line end.
std::optional<Block> parse_line(std::string_view line) {
    if (line.size() < 26 || line.size() > 40 || line.substr(0, 3) != "R1 ") return std::nullopt;
    const auto last_space = line.rfind(' ');
    if (hex8(crc32_of(line.substr(0, last_space))) != line.substr(last_space + 1)) return std::nullopt;
    const auto day = LocalDay::parse(line.substr(3, 10));
    const char service = line[14];
    if (!day || line[13] != ' ' || line[15] != ' ' || service < 'A' || service > 'Z') return std::nullopt;
    if (last_space <= 16) return std::nullopt;
    std::uint32_t up_to = 0;
    const char* end = line.data() + last_space;
    const auto [stopped, fault] = std::from_chars(line.data() + 16, end, up_to);
    if (fault != std::errc{} || stopped != end || up_to == 0) return std::nullopt;
    return Block{*day, service, up_to};
}

std::expected<void, StoreError> write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t wrote = write(descriptor, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return std::unexpected(errno == ENOSPC || errno == EDQUOT ? StoreError::full : StoreError::io);
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return {};
}

std::string read_end(int descriptor) {
    struct stat status{};
    if (fstat(descriptor, &status) != 0) return {};
    const auto size = static_cast<std::size_t>(status.st_size);
    const std::size_t from = size > largest_read ? size - largest_read : 0;
    std::string text(size - from, '\0');
    std::size_t have = 0;
    while (have < text.size()) {
        const ssize_t got = pread(descriptor, text.data() + have, text.size() - have, static_cast<off_t>(from + have));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        have += static_cast<std::size_t>(got);
    }
    text.resize(have);
    return text;
}

void sync_folder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    ::close(descriptor);
}

void forget_old_days(Reservations& reserved) {
    std::set<LocalDay> days;
    for (const auto& [key, up_to] : reserved) days.insert(key.first);
    while (days.size() > days_kept) {
        const LocalDay oldest = *days.begin();
        days.erase(days.begin());
        std::erase_if(reserved, [oldest](const auto& entry) { return entry.first.first == oldest; });
    }
}

// A shorter file with the same meaning takes the old one's place in one step, or the old one stays.
std::expected<void, StoreError> rewrite(const std::filesystem::path& file, const Reservations& reserved) {
    const std::filesystem::path fresh = file.string() + ".new";
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, private_file);
    if (descriptor < 0) return std::unexpected(StoreError::io);
    std::string text;
    for (const auto& [key, up_to] : reserved) text += reservation_line(key.first, key.second, up_to);
    auto written = write_all(descriptor, text);
    if (written && fsync(descriptor) != 0) written = std::unexpected(StoreError::io);
    ::close(descriptor);
    if (written && std::rename(fresh.c_str(), file.c_str()) != 0) written = std::unexpected(StoreError::io);
    if (!written) {
        ::unlink(fresh.c_str());
        return written;
    }
    sync_folder(file.parent_path());
    return {};
}

}  // namespace

std::string reservation_line(LocalDay day, char service, std::uint32_t up_to) {
    std::string line = "R1 " + day.text() + ' ' + service + ' ' + std::to_string(up_to);
    line += ' ' + hex8(crc32_of(line));
    return line + '\n';
}

ReadReservations parse_reservations(std::string_view text) {
    ReadReservations read;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty()) continue;
        if (const auto block = parse_line(line)) {
            std::uint32_t& up_to = read.reserved[{block->day, block->service}];
            up_to = std::max(up_to, block->up_to);
        } else if (end != std::string_view::npos) {
            ++read.damaged_lines;
        }
    }
    return read;
}

std::expected<NumberFile, StoreError> NumberFile::open(const std::filesystem::path& file) {
    NumberFile numbers;
    constexpr int flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC;
    numbers.descriptor_ = ::open(file.c_str(), flags, private_file);
    if (numbers.descriptor_ < 0) return std::unexpected(errno == ENOSPC ? StoreError::full : StoreError::io);
    const std::string text = read_end(numbers.descriptor_);
    numbers.known_ = parse_reservations(text);
    if (text.size() > grown_long) {
        forget_old_days(numbers.known_.reserved);
        if (rewrite(file, numbers.known_.reserved)) {
            ::close(numbers.descriptor_);
            numbers.descriptor_ = ::open(file.c_str(), flags, private_file);
            if (numbers.descriptor_ < 0) return std::unexpected(StoreError::io);
        }
    } else if (!text.empty() && text.back() != '\n') {
        // What a power cut left behind must not swallow the next line.
        if (const auto ended = write_all(numbers.descriptor_, "\n"); !ended) return std::unexpected(ended.error());
    }
    sync_folder(file.parent_path());
    return numbers;
}

NumberFile::NumberFile(NumberFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), known_(std::move(other.known_)) {}

NumberFile& NumberFile::operator=(NumberFile&& other) noexcept {
    if (this != &other) {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = std::exchange(other.descriptor_, -1);
        known_ = std::move(other.known_);
    }
    return *this;
}

NumberFile::~NumberFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::expected<void, StoreError> NumberFile::ensure(LocalDay day, char service, std::uint32_t sequence,
                                                   std::uint32_t block) {
    const auto known = known_.reserved.find({day, service});
    if (known != known_.reserved.end() && sequence <= known->second) return {};
    const std::uint32_t up_to = sequence + block - 1;
    // A line cut short by a full disk is ended by the next attempt's leading line end; empty lines mean nothing.
    const auto written = write_all(descriptor_, "\n" + reservation_line(day, service, up_to));
    if (!written) return written;
    if (fdatasync(descriptor_) != 0) return std::unexpected(StoreError::io);
    known_.reserved[{day, service}] = up_to;
    return {};
}

}  // namespace bangnin::sync
