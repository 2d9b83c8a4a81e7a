#include "tests/bench/handwriting_ink.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace bangnin::bench {
namespace {

using input::Ink;
using input::InkPoint;
using input::InkStroke;

constexpr float box = writing_box;
constexpr float sample_step = 16;  // of what a touch panel gives while a finger goes on

float normal(Random& random, float deviation) { return std::normal_distribution<float>(0, deviation)(random); }

float radians(float degrees) { return degrees * std::numbers::pi_v<float> / 180; }

// [xx xy; yx yy] about a centre, then a shift.
struct Change {
    float xx = 1, xy = 0, yx = 0, yy = 1, x = 0, y = 0;
};

void apply(InkStroke& stroke, const Change& change, float centre_x, float centre_y) {
    for (InkPoint& point : stroke) {
        const float dx = point.x - centre_x;
        const float dy = point.y - centre_y;
        point.x = centre_x + change.xx * dx + change.xy * dy + change.x;
        point.y = centre_y + change.yx * dx + change.yy * dy + change.y;
    }
}

Change turned(float angle, float scale_x, float scale_y, float slant) {
    const float c = std::cos(angle);
    const float s = std::sin(angle);
    return {scale_x * c, scale_y * (slant * c - s), scale_x * s, scale_y * (slant * s + c), 0, 0};
}

// The pen wanders: a shake that lasts over some samples.
void shake(InkStroke& stroke, Random& random) {
    float x = 0;
    float y = 0;
    constexpr float memory = 0.8F;
    const float kick = 0.01F * box * std::sqrt(1 - memory * memory);
    for (InkPoint& point : stroke) {
        x = memory * x + normal(random, kick);
        y = memory * y + normal(random, kick);
        point.x += x;
        point.y += y;
    }
}

}  // namespace

InkStroke sampled(const InkStroke& corners) {
    InkStroke stroke{corners.front()};
    for (std::size_t i = 1; i < corners.size(); ++i) {
        const InkPoint from = corners[i - 1];
        const InkPoint to = corners[i];
        const int steps = std::max(1, static_cast<int>(std::hypot(to.x - from.x, to.y - from.y) / sample_step));
        for (int s = 1; s <= steps; ++s) {
            const float share = static_cast<float>(s) / static_cast<float>(steps);
            stroke.push_back({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, 0});
        }
    }
    return stroke;
}

Ink shaken(const Ink& ink, Random& random) {
    Ink hurried = ink;
    const Change whole = turned(radians(normal(random, 4)), 1 + normal(random, 0.08F), 1 + normal(random, 0.08F),
                                std::tan(radians(normal(random, 6))));
    for (InkStroke& stroke : hurried.strokes) {
        apply(stroke, whole, box / 2, box / 2);
        float x = 0;
        float y = 0;
        for (const InkPoint& point : stroke) {
            x += point.x / static_cast<float>(stroke.size());
            y += point.y / static_cast<float>(stroke.size());
        }
        const float size = 1 + normal(random, 0.06F);
        Change own = turned(radians(normal(random, 4)), size, size, 0);
        own.x = normal(random, 0.03F * box);
        own.y = normal(random, 0.03F * box);
        apply(stroke, own, x, y);
        shake(stroke, random);
    }
    return hurried;
}

std::optional<Ink> swapped(const Ink& ink, Random& random) {
    if (ink.strokes.size() < 2) {
        return std::nullopt;
    }
    std::uniform_int_distribution<std::size_t> any(0, ink.strokes.size() - 1);
    const std::size_t first = any(random);
    std::size_t second = any(random);
    while (second == first) {
        second = any(random);
    }
    Ink other = ink;
    std::swap(other.strokes[first], other.strokes[second]);
    return other;
}

std::optional<Ink> joined(const Ink& ink, Random& random) {
    if (ink.strokes.size() < 2) {
        return std::nullopt;
    }
    const std::size_t first = std::uniform_int_distribution<std::size_t>(0, ink.strokes.size() - 2)(random);
    Ink other = ink;
    InkStroke& stroke = other.strokes[first];
    const InkStroke& next = other.strokes[first + 1];
    const InkStroke way = sampled({stroke.back(), next.front()});
    stroke.insert(stroke.end(), way.begin() + 1, way.end());
    stroke.insert(stroke.end(), next.begin() + 1, next.end());
    other.strokes.erase(other.strokes.begin() + static_cast<std::ptrdiff_t>(first) + 1);
    return other;
}

}  // namespace bangnin::bench
