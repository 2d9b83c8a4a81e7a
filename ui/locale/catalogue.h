// One gettext message catalogue (.mo), read from memory.
//
// The layout is the one of GNU gettext's manual, "The Format of GNU MO Files": magic 0x950412de in either byte order,
// revision, number of strings, offset of the table of originals, offset of the table of translations; each table row is
// (length, offset), each string ends with a NUL that the length does not count. A context stands before its original,
// separated by U+0004; plural forms stand one after the other, separated by NUL.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bangnin::locale {

// Why a catalogue could not be read.
enum class CatalogueError { too_short, too_large, bad_magic, bad_revision, bad_table, bad_string };

std::string_view describe(CatalogueError error);

// Immutable once parsed; may be read from any thread.
class Catalogue {
  public:
    // Larger files and longer tables are refused.
    static constexpr std::size_t max_bytes = 4U << 20U;
    static constexpr std::size_t max_strings = 20000;

    // Copies `bytes`. Total: any bytes give a catalogue or an error.
    static std::expected<Catalogue, CatalogueError> parse(std::span<const std::byte> bytes);

    // A catalogue that translates nothing.
    static Catalogue empty() { return {}; }

    Catalogue(Catalogue&&) noexcept = default;
    Catalogue& operator=(Catalogue&&) noexcept = default;
    Catalogue(const Catalogue&) = delete;
    Catalogue& operator=(const Catalogue&) = delete;
    ~Catalogue() = default;

    // The translation of `original` under `context` (empty: none). `form` chooses among plural forms, the last one
    // standing in for a form that is missing. Nothing when there is no translation, or an empty one.
    // The view lives as long as the catalogue.
    std::optional<std::string_view> find(std::string_view original, std::string_view context = {},
                                         std::size_t form = 0) const;

    std::size_t size() const { return entries_.size(); }

    // Calls visit(original with its context, all plural forms with their separators) for every entry, in no order.
    template <typename Visit>
    void for_each(Visit visit) const {
        for (const auto& [key, value] : entries_) visit(key, value);
    }

  private:
    Catalogue() = default;

    std::vector<char> bytes_;
    std::unordered_map<std::string_view, std::string_view> entries_;
};

}  // namespace bangnin::locale
