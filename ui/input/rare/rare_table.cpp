#include "ui/input/rare/rare_table.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "ui/input/rare/han_set.h"

namespace bangnin::input {
namespace {

constexpr std::uint8_t simplified_flag = 0x80U;

std::uint32_t number_at(std::span<const std::uint8_t> bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        number = number << 8U | bytes[at + i];
    }
    return number;
}

RadicalPlace place_at(std::span<const std::uint8_t> bytes, std::size_t at) {
    const RadicalForm form =
        (bytes[at + 1] & simplified_flag) != 0 ? RadicalForm::simplified : RadicalForm::traditional;
    return {bytes[at], form, static_cast<std::uint8_t>(bytes[at + 1] & ~simplified_flag)};
}

HanRecord record_at(std::span<const std::uint8_t> bytes, std::size_t at) {
    return {number_at(bytes, at), {place_at(bytes, at + 4), place_at(bytes, at + 6)}};
}

std::optional<unsigned> strokes_under(const HanRecord& record, const Radical& radical) {
    for (const RadicalPlace& place : record.places) {
        if (place.radical == radical.number && place.form == radical.form) {
            return place.strokes;
        }
    }
    return std::nullopt;
}

}  // namespace

std::expected<RareTable, std::string> RareTable::load(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad() || bytes.empty()) {
        return std::unexpected("cannot be read: " + file.string());
    }
    return parse(bytes);
}

std::expected<RareTable, std::string> RareTable::parse(std::span<const std::uint8_t> bytes) {
    if (bytes.size() != han_table_header_bytes + gb18030_han_count * han_record_bytes ||
        std::memcmp(bytes.data(), han_table_magic, 8) != 0 || number_at(bytes, 8) != gb18030_han_count) {
        return std::unexpected("not a table of the Han characters");
    }
    std::vector<HanRecord> records;
    records.reserve(gb18030_han_count);
    for (std::size_t i = 0; i < gb18030_han_count; ++i) {
        records.push_back(record_at(bytes, han_table_header_bytes + i * han_record_bytes));
    }
    return RareTable(std::move(records));
}

std::vector<char32_t> RareTable::by_radical(const Radical& radical, std::optional<unsigned> strokes) const {
    std::vector<std::pair<unsigned, char32_t>> found;
    for (std::size_t i = 0; i < records_.size(); ++i) {
        const auto beside = strokes_under(records_[i], radical);
        if (beside && (!strokes || *beside == *strokes)) {
            found.emplace_back(*beside, *gb18030_han_at(i));
        }
    }
    std::ranges::sort(found);
    std::vector<char32_t> characters;
    characters.reserve(found.size());
    std::ranges::transform(found, std::back_inserter(characters), [](const auto& pair) { return pair.second; });
    return characters;
}

std::optional<char32_t> RareTable::by_gb_code(std::uint32_t code) const {
    const auto record = std::ranges::find(records_, code, &HanRecord::gb_code);
    if (record == records_.end()) {
        return std::nullopt;
    }
    return gb18030_han_at(static_cast<std::size_t>(record - records_.begin()));
}

const HanRecord* RareTable::record_of(char32_t character) const {
    const auto index = gb18030_han_index(character);
    return index ? &records_[*index] : nullptr;
}

}  // namespace bangnin::input
