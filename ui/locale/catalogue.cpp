#include "ui/locale/catalogue.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace bangnin::locale {
namespace {

constexpr std::uint32_t magic = 0x950412de;
constexpr std::size_t header_bytes = 20;
constexpr std::size_t row_bytes = 8;
constexpr char context_separator = '\x04';

// Reads the file's words in the byte order of the machine that wrote it.
class Words {
  public:
    Words(std::span<const char> bytes, bool swapped) : bytes_(bytes), swapped_(swapped) {}

    // `offset` must leave room for four bytes.
    std::uint32_t at(std::size_t offset) const {
        std::uint32_t word = 0;
        std::memcpy(&word, bytes_.data() + offset, sizeof word);
        return swapped_ ? std::byteswap(word) : word;
    }

    bool has(std::size_t offset, std::size_t length) const {
        return offset <= bytes_.size() && length <= bytes_.size() - offset;
    }

    // The string of the table row at `row`; nothing when it leaves the file or lacks its NUL.
    std::optional<std::string_view> string_of_row(std::size_t row) const {
        const std::size_t length = at(row);
        const std::size_t offset = at(row + 4);
        if (!has(offset, length) || !has(offset + length, 1) || bytes_[offset + length] != '\0') return std::nullopt;
        return std::string_view(bytes_.data() + offset, length);
    }

  private:
    std::span<const char> bytes_;
    bool swapped_;
};

std::string_view before_nul(std::string_view text) { return text.substr(0, text.find('\0')); }

}  // namespace

std::string_view describe(CatalogueError error) {
    switch (error) {
        case CatalogueError::too_short:
            return "shorter than its header";
        case CatalogueError::too_large:
            return "larger than a catalogue may be";
        case CatalogueError::bad_magic:
            return "not a message catalogue";
        case CatalogueError::bad_revision:
            return "a revision of the format that is not known";
        case CatalogueError::bad_table:
            return "a table that leaves the file";
        case CatalogueError::bad_string:
            return "a string that leaves the file";
    }
    return "unknown";
}

std::expected<Catalogue, CatalogueError> Catalogue::parse(std::span<const std::byte> bytes) {
    if (bytes.size() < header_bytes) return std::unexpected(CatalogueError::too_short);
    if (bytes.size() > max_bytes) return std::unexpected(CatalogueError::too_large);

    Catalogue catalogue;
    catalogue.bytes_.resize(bytes.size());
    std::memcpy(catalogue.bytes_.data(), bytes.data(), bytes.size());

    const std::uint32_t first = Words(catalogue.bytes_, false).at(0);
    if (first != magic && first != std::byteswap(magic)) return std::unexpected(CatalogueError::bad_magic);
    const Words words(catalogue.bytes_, first != magic);
    if ((words.at(4) >> 16U) > 1) return std::unexpected(CatalogueError::bad_revision);

    const std::size_t count = words.at(8);
    const std::size_t originals = words.at(12);
    const std::size_t translations = words.at(16);
    if (count > max_strings) return std::unexpected(CatalogueError::too_large);
    if (!words.has(originals, count * row_bytes) || !words.has(translations, count * row_bytes)) {
        return std::unexpected(CatalogueError::bad_table);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto original = words.string_of_row(originals + i * row_bytes);
        const auto translation = words.string_of_row(translations + i * row_bytes);
        if (!original || !translation) return std::unexpected(CatalogueError::bad_string);
        catalogue.entries_.emplace(before_nul(*original), *translation);
    }
    return catalogue;
}

std::optional<std::string_view> Catalogue::find(std::string_view original, std::string_view context,
                                                std::size_t form) const {
    auto entry = entries_.end();
    if (context.empty()) {
        entry = entries_.find(original);
    } else {
        std::string key(context);
        key += context_separator;
        key += original;
        entry = entries_.find(key);
    }
    if (entry == entries_.end() || original.empty()) return std::nullopt;
    std::string_view rest = entry->second;
    for (; form > 0; --form) {
        const auto end = rest.find('\0');
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    rest = before_nul(rest);
    if (rest.empty()) return std::nullopt;
    return rest;
}

}  // namespace bangnin::locale
