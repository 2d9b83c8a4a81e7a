#include "sync/store/number_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fstream>
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

std::string with_checksum(std::string line) {
    line += ' ' + hex8(crc32_of(line));
    return line + '\n';
}

// The line without its checksum; nothing when that does not fit.
std::optional<std::string_view> checked(std::string_view line) {
    const auto last_space = line.rfind(' ');
    if (last_space == std::string_view::npos || line.size() > 64) return std::nullopt;
    if (hex8(crc32_of(line.substr(0, last_space))) != line.substr(last_space + 1)) return std::nullopt;
    return line.substr(0, last_space);
}

struct Mark {
    LocalDay day;
    char service;
    std::uint32_t sequence;
};

// "2026-11-23 A 40".
std::optional<Mark> parse_mark(std::string_view text) {
    if (text.size() < 14 || text[10] != ' ' || text[12] != ' ') return std::nullopt;
    const auto day = LocalDay::parse(text.substr(0, 10));
    const char service = text[11];
    if (!day || service < 'A' || service > 'Z') return std::nullopt;
    std::uint32_t sequence = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, fault] = std::from_chars(text.data() + 13, end, sequence);
    if (fault != std::errc{} || stopped != end || sequence == 0) return std::nullopt;
    return Mark{*day, service, sequence};
}

void raise(Reservations& marks, const Mark& mark) {
    std::uint32_t& sequence = marks[{mark.day, mark.service}];
    sequence = std::max(sequence, mark.sequence);
}

enum class LineRead { good, damaged };

LineRead take_line(ReadReservations& read, std::string_view line) {
    const auto content = checked(line);
    if (!content || content->size() < 2) return LineRead::damaged;
    const std::string_view kind = content->substr(0, 2);
    const std::string_view rest = content->size() > 3 ? content->substr(3) : std::string_view{};
    if (kind == "E1" && content->size() == 2) {
        read.ending = LastEnding::orderly;
        return LineRead::good;
    }
    // Whatever follows an ending belongs to somebody who has not ended yet.
    read.ending = LastEnding::unknown;
    if (kind == "B1") {
        read.boot = rest;
        return LineRead::good;
    }
    const auto mark = parse_mark(rest);
    if (!mark || (kind != "R1" && kind != "U1")) return LineRead::damaged;
    raise(kind == "R1" ? read.reserved : read.used, *mark);
    return LineRead::good;
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

std::int64_t length_of(int descriptor) {
    struct stat status{};
    return fstat(descriptor, &status) == 0 ? std::int64_t{status.st_size} : 0;
}

// All of it or nothing: a full disk takes the first half of a line.
std::expected<void, StoreError> append(int descriptor, std::string_view bytes) {
    const std::int64_t before = length_of(descriptor);
    auto written = write_all(descriptor, bytes);
    // A half that stays is a torn line, which readers pass over.
    if (!written && length_of(descriptor) > before) (void)!ftruncate(descriptor, before);
    return written;
}

std::string read_end(int descriptor) {
    const auto size = static_cast<std::size_t>(length_of(descriptor));
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
    // The rest of a line whose beginning was not read is no damage.
    if (from > 0) text.erase(0, text.find('\n') + 1);
    return text;
}

void sync_folder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    ::close(descriptor);
}

void forget_old_days(ReadReservations& known) {
    std::set<LocalDay> days;
    for (const auto& [key, up_to] : known.reserved) days.insert(key.first);
    while (days.size() > days_kept) days.erase(days.begin());
    const auto forgotten = [&](const auto& entry) { return !days.contains(entry.first.first); };
    std::erase_if(known.reserved, forgotten);
    std::erase_if(known.used, forgotten);
}

// A shorter file with the same meaning takes the old one's place in one step, or the old one stays.
std::expected<void, StoreError> rewrite(const std::filesystem::path& file, const ReadReservations& known) {
    const std::filesystem::path fresh = file.string() + ".new";
    const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, private_file);
    if (descriptor < 0) return std::unexpected(StoreError::io);
    std::string text;
    for (const auto& [key, up_to] : known.reserved) text += reservation_line(key.first, key.second, up_to);
    for (const auto& [key, last] : known.used) text += use_line(key.first, key.second, last);
    if (!known.boot.empty()) text += boot_line(known.boot);
    if (known.ending == LastEnding::orderly) text += ending_line();
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
    return with_checksum("R1 " + day.text() + ' ' + service + ' ' + std::to_string(up_to));
}

std::string use_line(LocalDay day, char service, std::uint32_t last) {
    return with_checksum("U1 " + day.text() + ' ' + service + ' ' + std::to_string(last));
}

std::string boot_line(std::string_view boot) { return with_checksum("B1 " + std::string(boot)); }

std::string ending_line() { return with_checksum("E1"); }

std::string boot_name() {
    std::ifstream stream("/proc/sys/kernel/random/boot_id");
    std::string name;
    return stream >> name ? hex8(crc32_of(name)) : std::string();
}

ReadReservations parse_reservations(std::string_view text) {
    ReadReservations read;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || take_line(read, line) == LineRead::good) continue;
        read.ending = LastEnding::unknown;
        if (end != std::string_view::npos) ++read.damaged_lines;
    }
    return read;
}

Reservations ReadReservations::floors(std::string_view present_boot) const {
    const bool none_missing = ending == LastEnding::orderly || (!boot.empty() && boot == present_boot);
    return none_missing ? used : reserved;
}

std::expected<NumberFile, StoreError> NumberFile::open(const std::filesystem::path& file, const std::string& boot) {
    NumberFile numbers;
    constexpr int flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC;
    numbers.descriptor_ = ::open(file.c_str(), flags, private_file);
    if (numbers.descriptor_ < 0) return std::unexpected(errno == ENOSPC ? StoreError::full : StoreError::io);
    const std::string text = read_end(numbers.descriptor_);
    numbers.known_ = parse_reservations(text);
    numbers.floors_ = numbers.known_.floors(boot);
    if (text.size() > grown_long) {
        forget_old_days(numbers.known_);
        if (rewrite(file, numbers.known_)) {
            ::close(numbers.descriptor_);
            numbers.descriptor_ = ::open(file.c_str(), flags, private_file);
            if (numbers.descriptor_ < 0) return std::unexpected(StoreError::io);
        }
    }
    sync_folder(file.parent_path());
    // What a power cut left behind must not swallow the next line.
    numbers.begin(text.empty() || text.back() == '\n' ? "" : "\n", boot);
    return numbers;
}

// From here on the notes of use are complete for this boot, those of the floors included. Where the disk has no room
// for that, they are not believed at the next opening, and the blocks count.
void NumberFile::begin(std::string_view before, std::string_view boot) {
    std::string lines(before);
    for (const auto& [key, floor] : floors_) {
        std::uint32_t& used = known_.used[key];
        if (used < floor) lines += use_line(key.first, key.second, used = floor);
    }
    if (!append(descriptor_, lines + boot_line(boot))) return;
    fdatasync(descriptor_);
    notes_ = Notes::complete;
}

void NumberFile::end() {
    if (descriptor_ < 0) return;
    // First what the ending vouches for.
    if (notes_ == Notes::complete && fdatasync(descriptor_) == 0 && append(descriptor_, "\n" + ending_line())) {
        fdatasync(descriptor_);
    }
    ::close(descriptor_);
    descriptor_ = -1;
}

NumberFile::NumberFile(NumberFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      notes_(other.notes_),
      known_(std::move(other.known_)),
      floors_(std::move(other.floors_)),
      last_note_(other.last_note_) {}

NumberFile& NumberFile::operator=(NumberFile&& other) noexcept {
    if (this != &other) {
        end();
        descriptor_ = std::exchange(other.descriptor_, -1);
        notes_ = other.notes_;
        known_ = std::move(other.known_);
        floors_ = std::move(other.floors_);
        last_note_ = other.last_note_;
    }
    return *this;
}

NumberFile::~NumberFile() { end(); }

std::expected<void, StoreError> NumberFile::ensure(LocalDay day, char service, std::uint32_t sequence,
                                                   std::uint32_t block) {
    std::uint32_t& used = known_.used[{day, service}];
    std::uint32_t& reserved = known_.reserved[{day, service}];
    last_note_.reset();
    if (sequence <= used && sequence <= reserved) return {};
    // A line cut short is ended by the next attempt's leading line end; empty lines mean nothing.
    std::string lines = "\n";
    const bool new_block = sequence > reserved;
    const std::uint32_t up_to = new_block ? sequence + block - 1 : reserved;
    if (new_block) lines += reservation_line(day, service, up_to);
    const std::string note = use_line(day, service, sequence);
    if (const auto written = append(descriptor_, lines + note); !written) return written;
    const std::int64_t end = length_of(descriptor_);
    last_note_ = LastNote{day, service, used, end - static_cast<std::int64_t>(note.size()), end};
    used = std::max(used, sequence);
    if (new_block && fdatasync(descriptor_) != 0) {
        take_back();
        return std::unexpected(StoreError::io);
    }
    reserved = up_to;
    return {};
}

void NumberFile::take_back() {
    if (!last_note_) return;
    const LastNote note = *last_note_;
    last_note_.reset();
    // Whatever somebody else wrote behind it stays; then the sequence counts as used, and is skipped.
    if (length_of(descriptor_) != note.to || ftruncate(descriptor_, note.from) != 0) return;
    known_.used[{note.day, note.service}] = note.before;
}

std::expected<void, StoreError> NumberFile::reserve_ahead(LocalDay day, const std::vector<Ahead>& services,
                                                          std::uint32_t block) {
    std::string lines;
    Reservations taken;
    for (const auto& [service, next] : services) {
        const auto known = known_.reserved.find({day, service});
        const std::uint32_t reserved = known == known_.reserved.end() ? 0 : known->second;
        if (reserved + 1 >= next + (block + 1) / 2) continue;
        taken[{day, service}] = next + block - 1;
        lines += reservation_line(day, service, next + block - 1);
    }
    if (lines.empty()) return {};
    last_note_.reset();
    if (const auto written = append(descriptor_, "\n" + lines); !written) return written;
    if (fdatasync(descriptor_) != 0) return std::unexpected(StoreError::io);
    for (const auto& [key, up_to] : taken) known_.reserved[key] = up_to;
    return {};
}

}  // namespace bangnin::sync
