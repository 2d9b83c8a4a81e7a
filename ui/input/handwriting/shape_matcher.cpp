#include "ui/input/handwriting/shape_matcher.h"

#include <algorithm>
#include <utility>

#include "ui/input/handwriting/alignment.h"
#include "ui/input/utf8.h"

namespace bangnin::input {
namespace {

constexpr std::size_t first_choice = 320;  // characters whose points are looked at at all
constexpr std::size_t second_choice = 64;  // … and bent towards
constexpr float weight_of_map = 0.3F;      // of the maps' likeness beside the points' distance
constexpr float weight_of_commonness = 0.02F;

struct Ranked {
    std::size_t index = 0;
    float likeness = 0;  // of the maps: 0 … 1
    float score = 0;
};

int product(const DirectionMap& ink, std::span<const std::uint8_t, map_size> known) {
    int sum = 0;
    for (std::size_t i = 0; i < map_size; ++i) {
        sum += static_cast<int>(ink[i]) * static_cast<int>(known[i]);
    }
    return sum;
}

void keep_best(std::vector<Ranked>& ranked, std::size_t count) {
    const std::size_t kept = std::min(count, ranked.size());
    std::ranges::partial_sort(
        ranked, ranked.begin() + static_cast<std::ptrdiff_t>(kept),
        [](const Ranked& a, const Ranked& b) { return a.score != b.score ? a.score > b.score : a.index < b.index; });
    ranked.resize(kept);
}

std::vector<Ranked> by_maps(const TemplateTable& table, const DirectionMap& map) {
    std::vector<Ranked> ranked;
    ranked.reserve(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        const float likeness = static_cast<float>(product(map, table.map(i))) / (map_length * map_length);
        ranked.push_back({i, likeness, likeness});
    }
    keep_best(ranked, first_choice);
    return ranked;
}

void rank_by_points(const TemplateTable& table, const InkRows& ink, std::vector<Ranked>& ranked, Bending bending) {
    for (Ranked& candidate : ranked) {
        const float distance = shape_distance(ink, template_rows(table.points(candidate.index)), bending);
        const float commonness = static_cast<float>(table.commonness(candidate.index)) / 255;
        candidate.score = weight_of_map * candidate.likeness + weight_of_commonness * commonness - distance;
    }
}

}  // namespace

std::expected<std::unique_ptr<ShapeMatcher>, TableError> ShapeMatcher::create(std::span<const std::byte> table) {
    auto parsed = TemplateTable::parse(table);
    if (!parsed) {
        return std::unexpected(parsed.error());
    }
    return std::unique_ptr<ShapeMatcher>(new ShapeMatcher(*parsed));
}

std::vector<Match> ShapeMatcher::match(const Ink& ink, std::size_t limit) {
    const Shape shape = normalised(shape_of(clean_ink(ink)));
    if (shape.empty()) {
        return {};
    }
    std::vector<Ranked> ranked = by_maps(table_, direction_map(shape));
    const InkRows rows = ink_rows(thinned(shape, max_ink_points));
    rank_by_points(table_, rows, ranked, Bending::none);
    keep_best(ranked, second_choice);
    rank_by_points(table_, rows, ranked, Bending::whole_and_local);
    keep_best(ranked, limit);
    std::vector<Match> matches;
    matches.reserve(ranked.size());
    for (const Ranked& candidate : ranked) {
        matches.push_back({utf8_of(table_.character(candidate.index)), candidate.score});
    }
    return matches;
}

}  // namespace bangnin::input
