#include "ui/input/handwriting/shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <ranges>
#include <utility>

namespace bangnin::input {
namespace {

constexpr float widest_glass = 1e5F;        // a coordinate beyond it is a broken driver's
constexpr float samples_per_side = 64;      // along the longer side of the ink's box
constexpr float smallest_side = 1e-6F;      // below this everything is one dot
constexpr std::size_t direction_reach = 2;  // samples to either side that a point's direction is taken from
constexpr float backward_weight = 0.4F;

struct Box {
    float left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] float longer_side() const { return std::max(right - left, bottom - top); }
};

bool usable(const InkPoint& point) {
    return std::isfinite(point.x) && std::isfinite(point.y) && std::abs(point.x) <= widest_glass &&
           std::abs(point.y) <= widest_glass;
}

Box box_of(const Ink& ink) {
    Box box{widest_glass, widest_glass, -widest_glass, -widest_glass};
    for (const InkStroke& stroke : ink.strokes) {
        for (const InkPoint& point : stroke) {
            box.left = std::min(box.left, point.x);
            box.top = std::min(box.top, point.y);
            box.right = std::max(box.right, point.x);
            box.bottom = std::max(box.bottom, point.y);
        }
    }
    return box;
}

using Place = std::pair<float, float>;

// At most max_stroke_points, however far a finger went.
std::vector<Place> at_equal_distances(const InkStroke& stroke, float step) {
    std::vector<Place> places{{stroke.front().x, stroke.front().y}};
    float left = step;
    for (std::size_t i = 1; i < stroke.size() && places.size() < max_stroke_points; ++i) {
        Place from{stroke[i - 1].x, stroke[i - 1].y};
        const Place to{stroke[i].x, stroke[i].y};
        float length = std::hypot(to.first - from.first, to.second - from.second);
        while (length >= left && length > 0 && places.size() < max_stroke_points) {
            const float share = left / length;
            from = {from.first + (to.first - from.first) * share, from.second + (to.second - from.second) * share};
            places.push_back(from);
            length -= left;
            left = step;
        }
        left -= length;
    }
    return places;
}

// Up, left, and what lies between them; y runs downwards. A rising stroke to the right (提) and a falling one to the
// left (撇) are none of it.
bool runs_backward(float dx, float dy) {
    const float length = std::hypot(dx, dy);
    constexpr float slack = 0.26F;  // sine of 15°
    return dx < slack * length && dy < slack * length;
}

// A stroke that runs backward nearly all its way was written so; only beside a stroke proper is it the way to the next.
void unless_all(Shape& shape, std::size_t first) {
    constexpr float whole_stroke = 0.6F;
    const auto begin = shape.begin() + static_cast<std::ptrdiff_t>(first);
    const auto backward = std::count_if(begin, shape.end(), [](const ShapePoint& point) { return point.weight < 1; });
    if (static_cast<float>(backward) > whole_stroke * static_cast<float>(shape.size() - first)) {
        std::for_each(begin, shape.end(), [](ShapePoint& point) { point.weight = 1; });
    }
}

void add_stroke(Shape& shape, const InkStroke& stroke, float step) {
    const std::size_t first = shape.size();
    const std::vector<Place> places = at_equal_distances(stroke, step);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Place before = places[i >= direction_reach ? i - direction_reach : 0];
        const Place after = places[std::min(i + direction_reach, places.size() - 1)];
        const float dx = after.first - before.first;
        const float dy = after.second - before.second;
        ShapePoint point{places[i].first, places[i].second, 0, 0, 1};
        if (const float square = dx * dx + dy * dy; square > 0) {
            point.cos2 = (dx * dx - dy * dy) / square;
            point.sin2 = 2 * dx * dy / square;
            point.weight = runs_backward(dx, dy) ? backward_weight : 1.0F;
        }
        shape.push_back(point);
    }
    unless_all(shape, first);
}

struct Moments {
    float x = 0, y = 0, spread_x = 0, spread_y = 0;
};

Moments moments_of(const Shape& shape) {
    double sum = 0, x = 0, y = 0, xx = 0, yy = 0;
    for (const ShapePoint& point : shape) {
        sum += point.weight;
        x += static_cast<double>(point.weight * point.x);
        y += static_cast<double>(point.weight * point.y);
    }
    if (sum <= 0) {
        return {};
    }
    x /= sum;
    y /= sum;
    for (const ShapePoint& point : shape) {
        xx += static_cast<double>(point.weight) * (point.x - x) * (point.x - x);
        yy += static_cast<double>(point.weight) * (point.y - y) * (point.y - y);
    }
    return {static_cast<float>(x), static_cast<float>(y), static_cast<float>(std::sqrt(xx / sum)),
            static_cast<float>(std::sqrt(yy / sum))};
}

std::size_t place_index(int row, int column, int direction) {
    const int place = (row * map_side + column) * map_directions + direction;
    return static_cast<std::size_t>(place);
}

// A value shared by the two cells it lies between; outside the map it counts for the outermost.
struct Share {
    int first = 0, second = 0;
    float of_second = 0;
};

Share shared_by(float position, int count) {
    const float inside = std::clamp(position, 0.0F, static_cast<float>(count - 1));
    const int first = std::min(static_cast<int>(inside), count - 2);
    return {first, first + 1, inside - static_cast<float>(first)};
}

using FloatMap = std::array<float, map_size>;

void add_to_map(FloatMap& map, const ShapePoint& point) {
    // ±0.5 is the shape's body; the outermost cells also take what hangs out.
    const Share column = shared_by((point.x + 0.5F) * map_side - 0.5F, map_side);
    const Share row = shared_by((point.y + 0.5F) * map_side - 0.5F, map_side);
    const float angle =
        std::atan2(point.sin2, point.cos2) / (2 * std::numbers::pi_v<float>);  // −0.5 … 0.5 of a half turn
    const float turn = (angle < 0 ? angle + 1 : angle) * map_directions;
    const int direction = static_cast<int>(turn) % map_directions;
    const float of_next = turn - std::floor(turn);
    const int next = (direction + 1) % map_directions;
    for (const auto& [r, of_row] : {Place(row.first, 1 - row.of_second), Place(row.second, row.of_second)}) {
        for (const auto& [c, of_column] :
             {Place(column.first, 1 - column.of_second), Place(column.second, column.of_second)}) {
            const float amount = point.weight * of_row * of_column;
            map[place_index(static_cast<int>(r), static_cast<int>(c), direction)] += amount * (1 - of_next);
            map[place_index(static_cast<int>(r), static_cast<int>(c), next)] += amount * of_next;
        }
    }
}

}  // namespace

Ink clean_ink(const Ink& ink) {
    Ink clean;
    for (const InkStroke& stroke : ink.strokes) {
        if (clean.strokes.size() == max_ink_strokes) {
            break;
        }
        InkStroke kept;
        for (const InkPoint& point : stroke) {
            if (kept.size() == max_stroke_points) {
                break;
            }
            if (usable(point)) {
                kept.push_back(point);
            }
        }
        if (!kept.empty()) {
            clean.strokes.push_back(std::move(kept));
        }
    }
    return clean;
}

Shape shape_of(const Ink& ink) {
    const float side = box_of(ink).longer_side();
    const float step = std::max(side, smallest_side) / samples_per_side;
    Shape shape;
    for (const InkStroke& stroke : ink.strokes) {
        add_stroke(shape, stroke, step);
    }
    return shape;
}

Shape normalised(Shape shape) {
    const Moments moments = moments_of(shape);
    const float larger = std::max(moments.spread_x, moments.spread_y);
    const float smaller = std::min(moments.spread_x, moments.spread_y);
    constexpr float spread = 0.25F;  // of the normalised shape: four of them are its width
    float scale_larger = 0;
    float scale_smaller = 0;
    if (larger > smallest_side) {
        const float ratio = smaller / larger;
        // A nearly square shape becomes square, a line stays a line.
        const float wanted = std::sqrt(std::sin(std::numbers::pi_v<float> / 2 * ratio));
        scale_larger = spread / larger;
        scale_smaller = ratio > 1e-3F ? spread * wanted / smaller : scale_larger;
    }
    const bool wide = moments.spread_x >= moments.spread_y;
    const float scale_x = wide ? scale_larger : scale_smaller;
    const float scale_y = wide ? scale_smaller : scale_larger;
    for (ShapePoint& point : shape) {
        point.x = (point.x - moments.x) * scale_x;
        point.y = (point.y - moments.y) * scale_y;
    }
    return shape;
}

Shape thinned(const Shape& shape, std::size_t limit) {
    float distance = 0.03F;
    while (true) {
        Shape kept;
        for (const ShapePoint& point : shape) {
            // The one before it on the line is the likeliest to be too near.
            const bool taken = std::ranges::any_of(kept | std::views::reverse, [&](const ShapePoint& other) {
                const float dx = point.x - other.x;
                const float dy = point.y - other.y;
                const float alike = point.cos2 * other.cos2 + point.sin2 * other.sin2;
                return dx * dx + dy * dy < distance * distance && alike > 0.3F;
            });
            if (!taken) {
                kept.push_back(point);
                if (kept.size() > limit) {
                    break;
                }
            }
        }
        if (kept.size() <= limit) {
            return kept;
        }
        if (distance > 1) {  // A cloud without direction: any of its points will do.
            kept.resize(limit);
            return kept;
        }
        distance *= 1.15F;
    }
}

DirectionMap direction_map(const Shape& normalised_shape) {
    FloatMap map{};
    for (const ShapePoint& point : normalised_shape) {
        add_to_map(map, point);
    }
    float squares = 0;
    for (const float value : map) {
        squares += value * value;
    }
    DirectionMap bytes{};
    if (squares <= 0) {
        return bytes;
    }
    const float scale = map_length / std::sqrt(squares);
    for (std::size_t i = 0; i < map_size; ++i) {
        bytes[i] = static_cast<std::uint8_t>(std::min(255.0F, std::round(map[i] * scale)));
    }
    return bytes;
}

}  // namespace bangnin::input
