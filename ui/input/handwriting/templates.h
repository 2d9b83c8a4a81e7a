// The characters our matcher knows: for each its direction map and some sixty points of its lines. The table is made
// while the program is built, from the outlines of a Kai font (make_templates.cpp), and lies in the program's file: the
// system reads its pages when handwriting is first used and may drop them again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "ui/input/handwriting/shape.h"

namespace bangnin::input {

// A point's place and angle in a byte each: place 0 … 255 is −1 … 1, angle 0 … 255 is 0 … 180°.
struct TemplatePoint {
    std::uint8_t x = 0;
    std::uint8_t y = 0;
    std::uint8_t angle = 0;

    bool operator==(const TemplatePoint&) const = default;
};
static_assert(sizeof(TemplatePoint) == 3);

inline constexpr std::size_t max_template_points = 64;
inline constexpr std::size_t max_templates = 30'000;

[[nodiscard]] TemplatePoint packed(const ShapePoint& point);
[[nodiscard]] ShapePoint unpacked(const TemplatePoint& point);

struct TableError {
    std::string reason;
};

// How one character is put into the table.
struct TemplateEntry {
    char32_t character = 0;
    std::uint8_t commonness = 0;  // 0 for characters seldom written … 255 for the most frequent
    DirectionMap map{};
    std::vector<TemplatePoint> points;
};

[[nodiscard]] std::vector<std::byte> pack_table(const std::vector<TemplateEntry>& entries);

// Views a table without copying it; the bytes must outlive it. Any thread may read it.
class TemplateTable {
  public:
    // Any bytes: a table that is not whole is an error, never an access outside it.
    [[nodiscard]] static std::expected<TemplateTable, TableError> parse(std::span<const std::byte> bytes);

    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] char32_t character(std::size_t index) const;
    [[nodiscard]] std::uint8_t commonness(std::size_t index) const;
    [[nodiscard]] std::span<const std::uint8_t, map_size> map(std::size_t index) const;
    [[nodiscard]] std::span<const std::uint8_t> points(std::size_t index) const;  // three bytes each, see TemplatePoint

  private:
    TemplateTable() = default;

    std::span<const std::byte> bytes_;
    std::size_t count_ = 0;
    std::size_t commonness_at_ = 0;
    std::size_t maps_at_ = 0;
    std::size_t offsets_at_ = 0;
    std::size_t points_at_ = 0;
};

// The table of the program itself.
[[nodiscard]] std::span<const std::byte> embedded_templates();

}  // namespace bangnin::input
