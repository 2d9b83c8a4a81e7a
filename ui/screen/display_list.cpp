#include "ui/screen/display_list.h"

#include <bit>
#include <cmath>
#include <utility>

namespace bangnin::screen {
namespace {

// SplitMix64's finisher: every bit of the input reaches every bit of the hash.
std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash += value + 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBULL;
    return hash ^ (hash >> 31U);
}

std::uint64_t bits(float a, float b) {
    return (static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32U) | std::bit_cast<std::uint32_t>(b);
}

std::uint64_t hash_of(const Item& item, std::uint64_t content) {
    const Rgba& c = item.colour;
    std::uint64_t hash =
        mix(content, (static_cast<std::uint64_t>(item.kind) << 48U) |
                         (static_cast<std::uint64_t>(item.corners) << 40U) | (static_cast<std::uint64_t>(c.r) << 24U) |
                         (static_cast<std::uint64_t>(c.g) << 16U) | (static_cast<std::uint64_t>(c.b) << 8U) | c.a);
    hash = mix(hash, bits(item.box.x, item.box.y));
    hash = mix(hash, bits(item.box.w, item.box.h));
    return mix(hash, bits(item.radius, item.line_width));
}

// Smoothed edges reach half a pixel over; one more is safe.
PixelRect around(float left, float top, float right, float bottom, float margin) {
    return {static_cast<int>(std::floor(left - margin)), static_cast<int>(std::floor(top - margin)),
            static_cast<int>(std::ceil(right + margin)), static_cast<int>(std::ceil(bottom + margin))};
}

PixelRect bounds_of(const Item& item) {
    const Rect& box = item.box;
    switch (item.kind) {
        case Item::Kind::picture:
            return around(box.x, box.y, box.right(), box.bottom(), 0);
        case Item::Kind::stroke:
            return around(std::min(box.x, box.right()), std::min(box.y, box.bottom()), std::max(box.x, box.right()),
                          std::max(box.y, box.bottom()), item.line_width / 2 + 1);
        default:
            return around(box.x, box.y, box.right(), box.bottom(), item.radius > 0 ? 1.0F : 0.0F);
    }
}

}  // namespace

void DisplayList::clear() {
    items_.clear();
    traces_.clear();
    points_.clear();
    cut_.reset();
}

void DisplayList::add(Item item, std::uint64_t content) {
    if (item.colour.a == 0) {
        return;
    }
    PixelRect bounds = bounds_of(item);
    std::uint64_t hash = hash_of(item, content);
    if (cut_) {
        bounds = intersection(bounds, *cut_);
        if (bounds.empty()) {
            return;
        }
        // Where it is cut off changes what is seen of it.
        hash = mix(mix(hash, bits(static_cast<float>(cut_->left), static_cast<float>(cut_->top))),
                   bits(static_cast<float>(cut_->right), static_cast<float>(cut_->bottom)));
        item.cut = cut_;
    }
    traces_.push_back({bounds, hash});
    items_.push_back(std::move(item));
}

void DisplayList::add_polygon(std::span<const Point> points, Rgba colour) {
    if (points.size() < 3) {
        return;
    }
    Item item{.kind = Item::Kind::polygon, .colour = colour};
    item.radius = 1;  // its edges are smoothed
    item.first_point = static_cast<std::uint32_t>(points_.size());
    item.point_count = static_cast<std::uint32_t>(points.size());
    float left = points[0].x;
    float top = points[0].y;
    float right = left;
    float bottom = top;
    std::uint64_t content = points.size();
    for (const Point& point : points) {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        top = std::min(top, point.y);
        bottom = std::max(bottom, point.y);
        content = mix(content, bits(point.x, point.y));
        points_.push_back(point);
    }
    item.box = {left, top, right - left, bottom - top};
    add(std::move(item), content);
}

}  // namespace bangnin::screen
