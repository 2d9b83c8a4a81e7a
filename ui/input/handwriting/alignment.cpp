#include "ui/input/handwriting/alignment.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bangnin::input {
namespace {

// Squares of distances in the normalised shape, whose body is 1 wide.
constexpr float farthest = 0.05F;      // beyond it a point has no partner, however far it is
constexpr float cost_of_turn = 0.06F;  // a line at a right angle to its partner
constexpr float local_reach = 0.02F;   // how far neighbours' shifts are shared
constexpr float stiffness = 4;         // how many points' weight keeps the whole from bending

struct Partners {
    std::array<float, max_ink_points> distance{};  // of each ink point to its partner
    std::array<std::size_t, max_ink_points> partner{};
    std::array<float, max_template_points> back{};  // of each known point to the nearest ink point
};

Partners partners_of(const InkRows& ink, const TemplateRows& known) {
    Partners found;
    found.back.fill(farthest);
    alignas(32) std::array<float, max_template_points> row{};
    for (std::size_t i = 0; i < ink.size; ++i) {
        for (std::size_t j = 0; j < max_template_points; ++j) {
            const float dx = ink.x[i] - known.x[j];
            const float dy = ink.y[i] - known.y[j];
            const float alike = ink.cos2[i] * known.cos2[j] + ink.sin2[i] * known.sin2[j];
            row[j] = dx * dx + dy * dy + cost_of_turn / 2 * (1 - alike);
        }
        for (std::size_t j = 0; j < max_template_points; ++j) {
            found.back[j] = std::min(found.back[j], row[j]);
        }
        float least = farthest;
        for (std::size_t j = 0; j < max_template_points; ++j) {
            least = std::min(least, row[j]);
        }
        found.distance[i] = least;
        const auto* end = row.begin() + known.size;
        found.partner[i] = static_cast<std::size_t>(std::find(row.cbegin(), end, least) - row.cbegin());
    }
    return found;
}

float distance_of(const InkRows& ink, const TemplateRows& known, const Partners& found) {
    float there = 0;
    float weights = 0;
    for (std::size_t i = 0; i < ink.size; ++i) {
        there += ink.weight[i] * found.distance[i];
        weights += ink.weight[i];
    }
    float back = 0;
    for (std::size_t j = 0; j < known.size; ++j) {
        back += found.back[j];
    }
    return (there / weights + back / static_cast<float>(known.size)) / (2 * farthest);
}

bool has_partner(const Partners& found, const TemplateRows& known, std::size_t i) {
    return found.partner[i] < known.size;
}

// x' = a x + b y + c, the least squares fit of targets, held towards x' = x.
struct Line {
    float a = 0, b = 0, c = 0;
};

struct Sums {
    double xx = 0, xy = 0, yy = 0, x = 0, y = 0, one = 0;
};

Line fitted(const Sums& s, double tx, double ty, double t) {
    const double c00 = s.yy * s.one - s.y * s.y;
    const double c01 = s.y * s.x - s.xy * s.one;
    const double c02 = s.xy * s.y - s.yy * s.x;
    const double determinant = s.xx * c00 + s.xy * c01 + s.x * c02;
    if (!(std::abs(determinant) > 1e-12)) {
        return {};
    }
    const double c11 = s.xx * s.one - s.x * s.x;
    const double c12 = s.xy * s.x - s.xx * s.y;
    const double c22 = s.xx * s.yy - s.xy * s.xy;
    return {static_cast<float>((c00 * tx + c01 * ty + c02 * t) / determinant),
            static_cast<float>((c01 * tx + c11 * ty + c12 * t) / determinant),
            static_cast<float>((c02 * tx + c12 * ty + c22 * t) / determinant)};
}

void bend_whole(InkRows& ink, const TemplateRows& known, const Partners& found) {
    // The shifts are fitted, so that holding them towards nothing holds the shape as it is.
    constexpr double spread = 0.0625;  // of a normalised shape along one axis, squared
    Sums sums{stiffness * spread, 0, stiffness * spread, 0, 0, stiffness};
    double xx = 0, xy = 0, x = 0, yx = 0, yy = 0, y = 0;
    for (std::size_t i = 0; i < ink.size; ++i) {
        if (!has_partner(found, known, i)) {
            continue;
        }
        const double w = ink.weight[i], px = ink.x[i], py = ink.y[i];
        const double dx = known.x[found.partner[i]] - px, dy = known.y[found.partner[i]] - py;
        sums.xx += w * px * px;
        sums.xy += w * px * py;
        sums.yy += w * py * py;
        sums.x += w * px;
        sums.y += w * py;
        sums.one += w;
        xx += w * px * dx;
        xy += w * py * dx;
        x += w * dx;
        yx += w * px * dy;
        yy += w * py * dy;
        y += w * dy;
    }
    const Line across = fitted(sums, xx, xy, x);
    const Line down = fitted(sums, yx, yy, y);
    for (std::size_t i = 0; i < ink.size; ++i) {
        const float px = ink.x[i], py = ink.y[i];
        ink.x[i] = px + across.a * px + across.b * py + across.c;
        ink.y[i] = py + down.a * px + down.b * py + down.c;
    }
}

// Each point goes where its neighbourhood goes on average, and not quite all the way.
void bend_locally(InkRows& ink, const TemplateRows& known, const Partners& found) {
    std::array<float, max_ink_points> shift_x{}, shift_y{}, weight{};
    for (std::size_t i = 0; i < ink.size; ++i) {
        if (has_partner(found, known, i)) {
            weight[i] = ink.weight[i];
            shift_x[i] = weight[i] * (known.x[found.partner[i]] - ink.x[i]);
            shift_y[i] = weight[i] * (known.y[found.partner[i]] - ink.y[i]);
        }
    }
    std::array<float, max_ink_points> moved_x{}, moved_y{};
    for (std::size_t i = 0; i < ink.size; ++i) {
        float sum_x = 0, sum_y = 0, sum = 1;
        for (std::size_t k = 0; k < ink.size; ++k) {
            const float dx = ink.x[i] - ink.x[k];
            const float dy = ink.y[i] - ink.y[k];
            const float near = std::max(0.0F, 1 - (dx * dx + dy * dy) / (2 * local_reach));
            sum_x += near * shift_x[k];
            sum_y += near * shift_y[k];
            sum += near * weight[k];
        }
        moved_x[i] = ink.x[i] + sum_x / sum;
        moved_y[i] = ink.y[i] + sum_y / sum;
    }
    ink.x = moved_x;
    ink.y = moved_y;
}

}  // namespace

InkRows ink_rows(const Shape& thinned_shape) {
    InkRows rows;
    rows.size = std::min(thinned_shape.size(), max_ink_points);
    for (std::size_t i = 0; i < rows.size; ++i) {
        const ShapePoint& point = thinned_shape[i];
        rows.x[i] = point.x;
        rows.y[i] = point.y;
        rows.cos2[i] = point.cos2;
        rows.sin2[i] = point.sin2;
        rows.weight[i] = point.weight;
    }
    return rows;
}

TemplateRows template_rows(std::span<const std::uint8_t> packed_points) {
    TemplateRows rows;
    rows.x.fill(1e3F);  // Rows without a point are nobody's partner.
    rows.size = std::min(packed_points.size() / sizeof(TemplatePoint), max_template_points);
    for (std::size_t i = 0; i < rows.size; ++i) {
        const ShapePoint point = unpacked({packed_points[3 * i], packed_points[3 * i + 1], packed_points[3 * i + 2]});
        rows.x[i] = point.x;
        rows.y[i] = point.y;
        rows.cos2[i] = point.cos2;
        rows.sin2[i] = point.sin2;
        rows.weight[i] = 1;
    }
    return rows;
}

float shape_distance(const InkRows& ink, const TemplateRows& known, Bending bending) {
    if (ink.size == 0 || known.size == 0) {
        return 1;
    }
    InkRows bent = ink;
    Partners found = partners_of(bent, known);
    if (bending != Bending::none) {
        bend_whole(bent, known, found);
        found = partners_of(bent, known);
    }
    if (bending == Bending::whole_and_local) {
        bend_locally(bent, known, found);
        found = partners_of(bent, known);
    }
    return distance_of(bent, known, found);
}

}  // namespace bangnin::input
