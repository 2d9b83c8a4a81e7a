// What is known of every Han character of GB 18030-2022: radical, remaining strokes and code. Compiled at build time
// (rare_table_compiler.cpp) from Unicode's Unihan data, read as one file of 0.7 MB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/input/rare/radicals.h"

namespace bangnin::input {

// A place under a radical; number 0: none.
struct RadicalPlace {
    std::uint8_t radical = 0;
    RadicalForm form = RadicalForm::traditional;
    std::uint8_t strokes = 0;  // beside the radical

    bool operator==(const RadicalPlace&) const = default;
};

struct HanRecord {
    std::uint32_t gb_code = 0;  // two bytes (0xC0EE) or four (0x82358F33)
    RadicalPlace places[2];     // dictionaries differ now and then
};

inline constexpr std::size_t han_record_bytes = 8;
inline constexpr std::size_t han_table_header_bytes = 12;
inline constexpr char han_table_magic[9] = "BNHAN001";

class RareTable {
  public:
    // The error is for the log.
    [[nodiscard]] static std::expected<RareTable, std::string> load(const std::filesystem::path& file);
    // bytes: the file; anything is refused that is not exactly such a table.
    [[nodiscard]] static std::expected<RareTable, std::string> parse(std::span<const std::uint8_t> bytes);

    // Characters under a radical of this form, with so many strokes beside it or with any; fewest strokes first, then
    // by code point.
    [[nodiscard]] std::vector<char32_t> by_radical(const Radical& radical, std::optional<unsigned> strokes) const;
    [[nodiscard]] std::optional<char32_t> by_gb_code(std::uint32_t code) const;
    // Nothing for what is no Han character of the standard.
    [[nodiscard]] const HanRecord* record_of(char32_t character) const;

  private:
    explicit RareTable(std::vector<HanRecord> records) : records_(std::move(records)) {}
    std::vector<HanRecord> records_;  // in the order of gb18030_han_index
};

}  // namespace bangnin::input
