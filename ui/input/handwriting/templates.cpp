#include "ui/input/handwriting/templates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

namespace bangnin::input {
namespace {

// The table: magic, count, then for all characters their code points, commonness (padded to four bytes), maps, offsets
// into the points (count + 1 of them), points. Numbers are of four bytes in the machine's own order: built and read on
// one machine.
constexpr std::uint32_t magic = 0x31574842;
constexpr std::size_t number_size = 4;
constexpr std::size_t header_size = 2 * number_size;
constexpr std::size_t point_size = sizeof(TemplatePoint);

constexpr std::size_t padded(std::size_t size) { return (size + number_size - 1) / number_size * number_size; }

std::uint32_t number_at(std::span<const std::byte> bytes, std::size_t at) {
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

void append(std::vector<std::byte>& bytes, const void* data, std::size_t size) {
    if (size == 0) {
        return;
    }
    const std::size_t end = bytes.size();
    bytes.resize(end + size);
    std::memcpy(bytes.data() + end, data, size);
}

void append_number(std::vector<std::byte>& bytes, std::size_t number) {
    const auto four = static_cast<std::uint32_t>(number);
    append(bytes, &four, sizeof four);
}

std::uint8_t packed_place(float place) {
    return static_cast<std::uint8_t>(std::clamp(std::round((place + 1) * 127.5F), 0.0F, 255.0F));
}

std::unexpected<TableError> broken(const char* reason) { return std::unexpected(TableError{reason}); }

struct Turn {
    float cos2 = 0;
    float sin2 = 0;
};

const std::array<Turn, 256>& turns() {
    static const std::array<Turn, 256> table = [] {
        std::array<Turn, 256> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            const float angle = static_cast<float>(i) * 2 * std::numbers::pi_v<float> / 256;
            made[i] = {std::cos(angle), std::sin(angle)};
        }
        return made;
    }();
    return table;
}

}  // namespace

TemplatePoint packed(const ShapePoint& point) {
    const float angle = std::atan2(point.sin2, point.cos2) / (2 * std::numbers::pi_v<float>);
    return {packed_place(point.x), packed_place(point.y),
            static_cast<std::uint8_t>(static_cast<int>(std::round(angle * 256)) & 0xFF)};
}

ShapePoint unpacked(const TemplatePoint& point) {
    const Turn turn = turns()[point.angle];
    return {static_cast<float>(point.x) / 127.5F - 1, static_cast<float>(point.y) / 127.5F - 1, turn.cos2, turn.sin2,
            1};
}

std::vector<std::byte> pack_table(const std::vector<TemplateEntry>& entries) {
    std::vector<std::byte> bytes;
    append_number(bytes, magic);
    append_number(bytes, entries.size());
    for (const TemplateEntry& entry : entries) {
        append_number(bytes, entry.character);
    }
    for (const TemplateEntry& entry : entries) {
        append(bytes, &entry.commonness, 1);
    }
    bytes.resize(padded(bytes.size()));
    for (const TemplateEntry& entry : entries) {
        append(bytes, entry.map.data(), entry.map.size());
    }
    std::size_t offset = 0;
    for (const TemplateEntry& entry : entries) {
        append_number(bytes, offset);
        offset += entry.points.size();
    }
    append_number(bytes, offset);
    for (const TemplateEntry& entry : entries) {
        append(bytes, entry.points.data(), entry.points.size() * point_size);
    }
    return bytes;
}

std::expected<TemplateTable, TableError> TemplateTable::parse(std::span<const std::byte> bytes) {
    if (bytes.size() < header_size || number_at(bytes, 0) != magic) {
        return broken("not a table of characters");
    }
    TemplateTable table;
    table.bytes_ = bytes;
    table.count_ = number_at(bytes, number_size);
    if (table.count_ == 0 || table.count_ > max_templates) {
        return broken("a table of no or too many characters");
    }
    table.commonness_at_ = header_size + table.count_ * number_size;
    table.maps_at_ = table.commonness_at_ + padded(table.count_);
    table.offsets_at_ = table.maps_at_ + table.count_ * map_size;
    table.points_at_ = table.offsets_at_ + (table.count_ + 1) * number_size;
    if (bytes.size() < table.points_at_) {
        return broken("a table cut short");
    }
    std::size_t before = 0;
    for (std::size_t i = 0; i <= table.count_; ++i) {
        const std::size_t offset = number_at(bytes, table.offsets_at_ + i * number_size);
        const bool first = i == 0;
        if ((first && offset != 0) || offset < before || offset - before > max_template_points) {
            return broken("a table whose points are out of order");
        }
        before = offset;
    }
    if (bytes.size() != table.points_at_ + before * point_size) {
        return broken("a table of the wrong length");
    }
    return table;
}

char32_t TemplateTable::character(std::size_t index) const {
    return number_at(bytes_, header_size + index * number_size);
}

std::uint8_t TemplateTable::commonness(std::size_t index) const {
    return std::to_integer<std::uint8_t>(bytes_[commonness_at_ + index]);
}

std::span<const std::uint8_t, map_size> TemplateTable::map(std::size_t index) const {
    const auto* begin = reinterpret_cast<const std::uint8_t*>(bytes_.data() + maps_at_ + index * map_size);
    return std::span<const std::uint8_t, map_size>(begin, map_size);
}

std::span<const std::uint8_t> TemplateTable::points(std::size_t index) const {
    const std::size_t begin = number_at(bytes_, offsets_at_ + index * number_size);
    const std::size_t end = number_at(bytes_, offsets_at_ + (index + 1) * number_size);
    const auto* points = reinterpret_cast<const std::uint8_t*>(bytes_.data() + points_at_);
    return {points + begin * point_size, (end - begin) * point_size};
}

}  // namespace bangnin::input
